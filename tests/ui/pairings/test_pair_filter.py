"""Canvas and table show the same pairs, whatever they are filtered by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Pairing, Plan, pair_of
from xsell_desktop.domain.views import Filter, View
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.ui.canvas.scope import shown_in
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State


def with_kinds(analysis: Analysis) -> Analysis:
    """The invented shop with kinds and verdicts dealt out."""
    dice = np.random.default_rng(4)
    count = len(analysis.pairs)
    pairs = replace(
        analysis.pairs,
        kind=dice.integers(0, 3, count).astype(np.int8),
        held_up=dice.integers(-1, 2, count).astype(np.int8),
    )
    return replace(analysis, pairs=pairs)


ANALYSIS = with_kinds(make_analysis())


@pytest.fixture
def mixed(new_place: Callable[[Session], PairingsPlace]) -> PairingsPlace:
    session = Session()
    place = new_place(session)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=ANALYSIS), saved=True)
    return place


@given(
    st.frozensets(st.sampled_from(Evidence)), st.booleans(), st.frozensets(st.sampled_from(Kind))
)
def test_what_passes(evidence: frozenset[Evidence], held_up: bool, kinds: frozenset[Kind]) -> None:
    pairs, keys = ANALYSIS.pairs, ANALYSIS.products.keys
    first = pair_of(keys[pairs.a[0]], keys[pairs.b[0]])
    plan = Plan(pairings={first: Pairing(first, kind=Kind.SUBSTITUTE)})
    asked = Filter(
        evidence=frozenset(w.name.lower() for w in evidence), held_up=held_up, kinds=kinds
    )
    passing = passing_pairs(ANALYSIS, plan, asked)
    if not (evidence or held_up or kinds):
        assert passing is None
        return
    assert passing is not None
    for row in range(len(pairs)):
        kind = Kind.SUBSTITUTE if row == 0 else KINDS[pairs.kind[row]]
        assert passing[row] == (
            (not evidence or Evidence(int(pairs.evidence[row])) in evidence)
            and (not held_up or pairs.held_up[row] == 1)
            and (not kinds or kind in kinds)
        )


@pytest.mark.parametrize(
    "asked",
    [
        Filter(evidence=frozenset({"proven"}), held_up=True),
        Filter(evidence=frozenset({"likely", "chance"})),
        Filter(kinds=frozenset({Kind.COLLECTION})),
    ],
)
def test_canvas_and_table_agree(mixed: PairingsPlace, asked: Filter) -> None:
    mixed.bar.filtered.emit(asked)
    passing = passing_pairs(ANALYSIS, Plan(), asked)
    assert passing is not None
    drawn = mixed.canvas.scene.rows
    assert len(drawn) > 0 and passing[drawn].all()
    listed = mixed.panel.snapshot()
    assert len(listed) == len(drawn)
    mixed.panel.whole.setChecked(True)
    assert len(mixed.panel.snapshot()) == int(passing.sum())


def test_an_unusual_word_is_drawn_though_the_overview_never_shows_it() -> None:
    only = Filter(evidence=frozenset({"chance"}))
    shown = shown_in(ANALYSIS, Plan(), View(limit=30, filter=only))
    chance = int((ANALYSIS.pairs.evidence == Evidence.CHANCE).sum())
    assert len(shown.rows) == min(30, chance)
    assert shown.hidden == chance - len(shown.rows)


def test_a_focus_and_what_the_user_drew_are_filtered_too() -> None:
    keys = ANALYSIS.products.keys
    drawn = pair_of(keys[0], keys[35])
    plan = Plan(pairings={drawn: Pairing(drawn, by_hand=True)})
    held = Filter(held_up=True)
    passing = passing_pairs(ANALYSIS, plan, held)
    assert passing is not None
    shown = shown_in(ANALYSIS, plan, View(focus=(keys[0],), filter=held))
    assert len(shown.rows) and passing[shown.rows].all()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the popup
def test_the_popup_asks_and_lets_go(mixed: PairingsPlace) -> None:
    button, before = mixed.bar.filter, mixed.snapshot()
    popup = button.popup
    button.click()
    assert popup.isVisible() and not button.isChecked()
    popup.held_up.setChecked(True)
    popup.kinds[Kind.UP_SELL].setChecked(True)
    QApplication.processEvents()
    assert button.value == Filter(held_up=True, kinds=frozenset({Kind.UP_SELL}))
    assert button.text() == "Filter · 2" and button.isChecked()
    assert mixed.viewing.view.filter == button.value
    popup.clear.click()
    popup.hide()
    assert button.text() == "Filter" and not button.isChecked()
    assert mixed.snapshot() == before


def test_the_filter_outlives_a_focus_and_a_new_analysis(mixed: PairingsPlace) -> None:
    asked = Filter(held_up=True)
    mixed.bar.filtered.emit(asked)
    mixed.focus_on(ANALYSIS.products.keys[3])
    mixed.focus_on("")
    mixed.session.set_analysis(with_kinds(make_analysis(seed=2)), mixed.session.sales)
    assert mixed.viewing.view.filter == asked


def test_nothing_that_passes_is_said(mixed: PairingsPlace) -> None:
    mixed.bar.filtered.emit(Filter(kinds=frozenset({Kind.BY_PRODUCT})))
    assert mixed.caption.text().startswith("No pair here passes the filter · ")
    assert mixed.panel.snapshot() == []
    mixed.canvas.show_all()
    mixed.bar.filtered.emit(Filter(held_up=True))
    assert mixed.caption.text().startswith("Filtered · Showing the ")
