"""Kinds in the inspector and the table; what is bought instead of a product, and later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shop_builder import make_sales

from xsell_desktop import workflow
from xsell_desktop.domain.edits import recommend_kinds, set_kind
from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Pair, Plan, Settings, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.kinds.alternatives import Alternatives
from xsell_desktop.mining.kinds.later import FollowUps, Gaps
from xsell_desktop.ui.dialogs.preferences import OFFERED, PreferencesDialog
from xsell_desktop.ui.inspector.beside import Beside
from xsell_desktop.ui.inspector.kind_chooser import KindChooser
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.tables.pairs_model import pair_rows
from xsell_desktop.ui.tables.ruling_columns import USUAL, ruling_columns

NewPlace = Callable[[Session], PairingsPlace]


@pytest.fixture
def told(analysis: Analysis) -> Analysis:
    """The invented shop, its first pair a season, and products 0 and 7 substitutes."""
    kind = analysis.pairs.kind.copy()
    kind[0] = KINDS.index(Kind.SEASON)
    instead = Alternatives(
        a=np.array([0], np.int32), b=np.array([7], np.int32), together=np.array([2]),
        expected=np.array([14.2]), likeness=np.array([0.8]), shared=np.array([3], np.int32),
        apart=np.array([True]), kind=np.array([KINDS.index(Kind.SUBSTITUTE)], np.int8),
        dearer=np.array([-1], np.int32),
    )  # fmt: skip
    return replace(analysis, pairs=replace(analysis.pairs, kind=kind), alternatives=instead)


@pytest.fixture
def place(new_place: NewPlace, told: Analysis) -> PairingsPlace:
    session = Session()
    made = new_place(session)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=told), saved=True)
    QApplication.processEvents()
    return made


def first_pair(analysis: Analysis) -> Pair:
    keys = analysis.products.keys
    return pair_of(keys[analysis.pairs.a[0]], keys[analysis.pairs.b[0]])


def choose(chooser: KindChooser, kind: Kind | None) -> None:
    """Pick an entry as a user does: the list is opened and a row is activated."""
    row = 0 if kind is None else 1 + list(Kind).index(kind)
    chooser.choice.setCurrentIndex(row)
    chooser.choice.activated.emit(row)


def test_the_kind_is_told_and_overruled(place: PairingsPlace, told: Analysis) -> None:
    pair = first_pair(told)
    place.selection.select_pair(pair)
    chooser = place.inspector.pair_page.kind
    assert chooser.choice.currentText() == "season (from the sales)"
    assert "Lists leave it out unless you accept it." in chooser.sentence.text()
    choose(chooser, Kind.COLLECTION)
    assert place.session.plan.pairings[pair].kind is Kind.COLLECTION
    assert place.session.undo_stack.undoText() == "Change kind"
    assert chooser.choice.currentText() == "collection"
    assert "Lists leave it out" not in chooser.sentence.text()
    choose(chooser, None)
    assert pair not in place.session.plan.pairings
    assert chooser.choice.currentText() == "season (from the sales)"


def test_substitutes_that_never_meet_have_their_kind_too(
    place: PairingsPlace, told: Analysis
) -> None:
    keys = told.products.keys
    place.selection.select_pair(pair_of(keys[0], keys[7]))
    chooser = place.inspector.pair_page.kind
    assert chooser.isVisible()
    assert chooser.choice.itemText(0) == "substitute (from the sales)"


def test_the_table_shows_the_kind(told: Analysis) -> None:
    pair = first_pair(told)

    rows = np.arange(3, dtype=np.int32)
    for plan, word in ((Plan(), "season"), (set_kind(Plan(), [pair], Kind.VARIANT), "variant")):
        listed = pair_rows(told, plan, rows)
        columns = {column.title: column for column in ruling_columns(told, plan, listed, USUAL)}
        at = listed.row_of(pair)
        assert columns["Kind"].write(at) == word
        assert columns["Kind"].write((at + 1) % 3) == "cross-sell"


def test_a_product_says_what_is_bought_instead(
    qtbot: QtBot, place: PairingsPlace, told: Analysis
) -> None:
    keys, names = told.products.keys, told.products.names
    place.selection.select_products([keys[0]])
    section = place.inspector.product_page.beside.instead
    assert section.isVisible()
    assert section.links[0].accessibleName() == names[7]
    assert "share only 2 orders where chance gives 14" in section.sentences[0].text()
    assert f"both are bought with {names[3]}" in section.sentences[0].text()
    assert not section.links[1].isVisible()
    QTest.mouseClick(section.links[0], Qt.MouseButton.LeftButton)
    assert place.selection.pair == pair_of(keys[0], keys[7])
    place.selection.select_products([keys[1]])
    assert not section.isVisible()


def test_a_product_says_what_comes_later(qtbot: QtBot, told: Analysis) -> None:
    one = np.array([1.0])
    found = FollowUps(
        known_customers=90, returning=40, first=np.array([0], np.int32),
        later=np.array([5], np.int32), customers=np.array([60]), followed=np.array([30]),
        expected=np.array([4.0]), reverse=np.array([1]), q_value=one / 1000,
        gaps=Gaps(42 * one, 40 * one, 45 * one, 38 * one, 47 * one),
    )  # fmt: skip
    beside = Beside()
    qtbot.addWidget(beside)
    beside.show()
    keys, names = told.products.keys, told.products.names
    beside.show_product(told, keys[0], found)
    assert beside.later.isVisible()
    said = beside.later.sentences[0].text()
    assert said == (
        f"30 of the 60 customers with {names[0]} came back for {names[5]}. Chance gives 4. "
        "Usually after 6 weeks; half of them after 38 to 47 days."
    )
    beside.show_product(told, keys[5], found)
    assert not beside.later.isVisible()
    beside.show_product(told, keys[0], None)
    assert not beside.later.isVisible()
    beside.show_product(told, "unheard of", found)
    assert not beside.instead.isVisible()


def test_a_pair_that_comes_later_is_a_follow_up(
    qtbot: QtBot, told: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    thin = told.pairs.evidence.copy()
    thin[1] = Evidence.THIN
    analysis = replace(told, pairs=replace(told.pairs, evidence=thin))
    one = np.array([1.0])
    a, b = int(analysis.pairs.a[1]), int(analysis.pairs.b[1])
    found = FollowUps(
        first=np.array([b], np.int32), later=np.array([a], np.int32), customers=np.array([60]),
        followed=np.array([30]), expected=np.array([4.0]), reverse=np.array([1]),
        q_value=one / 1000, gaps=Gaps(42 * one, 40 * one, 45 * one, 38 * one, 47 * one),
    )  # fmt: skip
    chooser = KindChooser()
    qtbot.addWidget(chooser)
    keys = analysis.products.keys
    for known, word in ((None, "cross-sell"), (found, "follow-up")):
        monkeypatch.setattr(workflow, "found_follow_ups", lambda _analysis, known=known: known)
        chooser.show_kind(analysis, Plan(), pair_of(keys[a], keys[b]))
        assert chooser.choice.currentText() == f"{word} (from the sales)"
    assert "came back for" in chooser.sentence.text()
    assert "Usually after 6 weeks" in chooser.sentence.text()


def test_preferences_let_kinds_into_the_lists(qtbot: QtBot, tmp_path: object) -> None:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    app = AppSettings(Path(str(tmp_path)) / "settings.ini")
    dialog = PreferencesDialog(parent, app, Settings(also_recommend="season"))
    assert set(dialog.kinds) == OFFERED
    assert [kind for kind, box in dialog.kinds.items() if box.isChecked()] == [Kind.SEASON]
    assert dialog.settings == Settings(also_recommend="season")
    dialog.kinds[Kind.VARIANT].click()
    assert dialog.settings.also_recommend == "season variant"
    assert dialog.settings.mined_with == Settings().mined_with


def test_the_canvas_marks_what_lists_leave_out(place: PairingsPlace, told: Analysis) -> None:
    pair = first_pair(told)
    scene = place.canvas.scene
    marked = [other for other, out in zip(scene.pairs, scene.unlisted, strict=True) if out]
    assert marked == [pair]
    place.session.edit("Let seasons in", recommend_kinds(place.session.plan, [Kind.SEASON]))
    assert not place.canvas.scene.unlisted.any()
    place.session.undo_stack.undo()
    assert place.canvas.scene.unlisted.sum() == 1
    place.decisions.accept(pair)
    assert not place.canvas.scene.unlisted.any()
