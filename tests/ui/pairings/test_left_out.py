"""What is not on the canvas is counted, listed and one choice away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.views import NO_FILTER
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.ladder.unsold import Unsold
from xsell_desktop.ui.canvas.scene.left_out import list_hubs, list_lonely, list_unsold
from xsell_desktop.ui.canvas.scene.scope import MOST
from xsell_desktop.ui.places.pairings import PairingsPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def lonely(analysis: Analysis) -> Analysis:
    """The shop with products 5 and 9 bought with others only by chance."""
    pairs = analysis.pairs
    cut = np.isin(pairs.a, (5, 9)) | np.isin(pairs.b, (5, 9))
    evidence = np.where(cut, Evidence.CHANCE, pairs.evidence).astype(np.int8)
    unsold = Unsold(("X1", "X2"), ("Lamp", ""), ("Lights", ""), np.ones(2), np.ones(2),
                    np.full(2, -1, np.int32))  # fmt: skip
    return replace(analysis, pairs=replace(pairs, evidence=evidence), unsold=unsold)


def entries(place: PairingsPlace) -> dict[str, object]:
    place.graph.left_out.menu().aboutToShow.emit()
    return {action.text(): action for action in place.graph.left_out.menu().actions()}


def test_lonely_products_by_hand(lonely: Analysis, place: PairingsPlace) -> None:
    keys = lonely.products.keys
    assert [key for key, _name, _detail in list_lonely(lonely, Plan()).products] == [
        keys[5], keys[9],
    ]  # fmt: skip
    place.session.set_analysis(lonely, place.session.sales)
    place.decisions.accept(pair_of(keys[5], keys[20]))
    (left,) = list_lonely(lonely, place.session.plan).products
    assert left[0] == keys[9]


def test_what_never_sold_goes_by_its_name_or_key(lonely: Analysis) -> None:
    listing = list_unsold(lonely)
    assert [line[:2] for line in listing.products] == [("X1", "Lamp"), ("X2", "X2")]
    assert listing.title == "2 products that never sold"
    assert list_hubs(lonely).products == ()


def test_a_lonely_product_is_walked_to_and_brought_onto_the_canvas(
    lonely: Analysis, place: PairingsPlace, qtbot: QtBot
) -> None:
    place.session.set_analysis(lonely, place.session.sales)
    name = "2 products without a relationship…"
    entries(place)[name].trigger()  # type: ignore[attr-defined]
    listed = place.graph.left_out.list
    assert listed.isVisible() and len(listed.names()) == 2
    qtbot.keyClick(listed.field, Qt.Key.Key_Down)
    assert lonely.products.names[9] in listed.field.accessibleDescription()
    qtbot.keyClick(listed.field, Qt.Key.Key_Return)
    assert not listed.isVisible()
    assert place.selection.products == (lonely.products.keys[9],)
    entries(place)[name].trigger()  # type: ignore[attr-defined]
    qtbot.keyClicks(listed.field, lonely.products.names[9])
    assert listed.names() == [lonely.products.names[9]]
    listed.hide()


def test_weaker_relationships_and_the_filter_are_one_choice_away(place: PairingsPlace) -> None:
    before = len(place.canvas.scene.pairs)
    found = entries(place)
    weaker = next(text for text in found if "weaker" in text)
    found[weaker].trigger()  # type: ignore[attr-defined]
    assert len(place.canvas.scene.pairs) > before
    place.viewing.change_filter(evidence=frozenset({"proven"}))
    found = entries(place)
    assert place.session.analysis is not None
    others = int((place.session.analysis.pairs.evidence != Evidence.PROVEN).sum())
    cleared = f"{others} pairs left out by the filter: clear it"
    found[cleared].trigger()  # type: ignore[attr-defined]
    assert place.viewing.view.filter == NO_FILTER


def test_in_focus_more_partners_show_until_all_do(place: PairingsPlace) -> None:
    place.viewing.change(filter=NO_FILTER, focus=(place.canvas.scene.keys[0],))
    for _turn in range(3):
        found = entries(place)
        more = [text for text in found if text.endswith("show more")]
        if not more:
            break
        before = len(place.canvas.scene.pairs)
        found[more[0]].trigger()  # type: ignore[attr-defined]
        assert len(place.canvas.scene.pairs) > before
    assert all("weaker" not in text or "focus on" in text for text in entries(place))


def test_at_the_most_edges_the_menu_only_tells(place: PairingsPlace) -> None:
    place.viewing.change(limit=MOST)
    weaker = [action for text, action in entries(place).items() if "weaker" in text]
    assert not any(action.isEnabled() for action in weaker)  # type: ignore[attr-defined]


def test_what_the_user_hid_can_be_shown_again(place: PairingsPlace, qtbot: QtBot) -> None:
    key = place.canvas.scene.keys[2]
    place.decisions.hide([key])
    assert key not in place.canvas.scene.keys
    entries(place)["1 product hidden by you…"].trigger()  # type: ignore[attr-defined]
    qtbot.keyClick(place.graph.left_out.list.field, Qt.Key.Key_Return)
    assert key in place.canvas.scene.keys
    assert "1 product hidden by you…" not in entries(place)
