"""Words being typed are not taken away by what changes elsewhere meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.plan import pair_of
from xsell_desktop.ui.inspector.line_edit import LineEdit
from xsell_desktop.ui.places.pairings import PairingsPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def start_typing(place: PairingsPlace, what: str) -> LineEdit:
    """Type into a field of the panel without leaving it."""
    pair = place.canvas.scene.pairs[0]
    panel = place.inspector
    if what == "product note":
        place.selection.select_products([pair.a])
        line = panel.product_page.note
    elif what == "pair note":
        place.selection.select_pair(pair)
        line = panel.pair_page.note
    elif what == "message":
        place.selection.select_pair(pair)
        line = panel.pair_page.message
    elif what == "message of a card":
        place.selection.select_products([pair.a])
        card = panel.product_page.cards[0]
        card.open_message()
        line = card.message
    else:
        place.selection.select_products(place.canvas.scene.keys[:6])
        line = panel.several_page.bulk.message
    line.setFocus()
    QTest.keyClicks(line, "half a sen")
    QApplication.processEvents()
    return line


WHAT = ("product note", "pair note", "message", "message of a card", "message of several")


@pytest.mark.parametrize("what", WHAT)
def test_another_decision_leaves_what_is_typed(place: PairingsPlace, what: str) -> None:
    line = start_typing(place, what)
    far = place.canvas.scene.pairs[-1]
    place.decisions.accept(far)  # as a job, an undo or another window may
    place.inspector.show_selection()
    QApplication.processEvents()
    assert line.text() == "half a sen" and line.hasFocus() and line.isVisible()
    QTest.keyClicks(line, "tence")
    place.canvas.setFocus()
    plan = place.session.plan
    said = [*plan.notes.values(), *(own.message for own in plan.pairings.values())]
    said += [own.note for own in plan.pairings.values()]
    assert "half a sentence" in said


@pytest.mark.parametrize("what", ("product note", "pair note", "message"))
def test_what_is_typed_stays_with_what_it_is_about(place: PairingsPlace, what: str) -> None:
    line = start_typing(place, what)
    pair, other = place.canvas.scene.pairs[0], place.canvas.scene.pairs[-1]
    assert not {*pair} & {*other}
    if what == "product note":
        place.selection.select_products([other.a])
    else:
        place.selection.select_pair(other)
    assert line.text() == ""
    place.canvas.setFocus()
    plan = place.session.plan
    assert other.a not in plan.notes and pair_of(*other) not in plan.pairings


def test_words_saved_elsewhere_are_shown(place: PairingsPlace) -> None:
    line = start_typing(place, "pair note")
    place.decisions.write_note(place.canvas.scene.pairs[0], "from another window")
    assert line.text() == "from another window"
