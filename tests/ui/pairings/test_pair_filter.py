"""Canvas and table show the same pairs, whatever they are filtered by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Decision, Pairing, Plan, pair_of
from xsell_desktop.domain.views import Filter, View
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.ui.canvas.scene.scope import shown_in
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
    mixed.viewing.change(filter=asked)
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


def test_the_filter_outlives_a_focus_and_a_new_analysis(mixed: PairingsPlace) -> None:
    asked = Filter(held_up=True)
    mixed.viewing.change(filter=asked)
    mixed.focus_on(ANALYSIS.products.keys[3])
    mixed.focus_on("")
    mixed.session.set_analysis(with_kinds(make_analysis(seed=2)), mixed.session.sales)
    assert mixed.viewing.view.filter == asked


def test_nothing_that_passes_is_said(mixed: PairingsPlace) -> None:
    mixed.viewing.change(filter=Filter(kinds=frozenset({Kind.BY_PRODUCT})))
    assert mixed.caption.text().startswith("No pair here passes the filter · ")
    assert mixed.panel.snapshot() == []
    mixed.canvas.show_all()
    mixed.viewing.change(filter=Filter(held_up=True))
    assert mixed.caption.text().startswith("Filtered · Showing the ")


def test_rejected_pairs_are_seen_when_they_are_asked_for() -> None:
    keys, pairs = ANALYSIS.products.keys, ANALYSIS.pairs
    kept = pair_of(keys[pairs.a[0]], keys[pairs.b[0]])
    never_kept = next(
        pair_of(keys[0], other)
        for other in keys[1:]
        if ANALYSIS.pair_row(*pair_of(keys[0], other)) is None
    )
    plan = Plan(pairings={p: Pairing(p, Decision.REJECTED) for p in (kept, never_kept)})
    asked = Filter(decisions=frozenset({"rejected"}))
    for view in (View(filter=asked), View(focus=(keys[0], keys[pairs.a[0]]), filter=asked)):
        shown = shown_in(ANALYSIS, plan, view)
        found = {
            pair_of(keys[a], keys[b]): int(row)
            for a, b, row in zip(shown.a, shown.b, shown.rows, strict=True)
        }
        assert found == {kept: 0, never_kept: -1}
        assert kept not in {
            pair_of(keys[a], keys[b])
            for a, b in zip(*_ends(plan, replace(view, filter=Filter())), strict=True)
        }


def _ends(plan: Plan, view: View) -> tuple[np.ndarray, np.ndarray]:
    shown = shown_in(ANALYSIS, plan, view)
    return shown.a, shown.b


def test_what_was_drawn_by_hand_passes_by_its_own_facts() -> None:
    keys = ANALYSIS.products.keys
    drawn = next(
        pair_of(keys[0], other)
        for other in keys[1:]
        if ANALYSIS.pair_row(*pair_of(keys[0], other)) is None
    )
    ruling = Pairing(drawn, Decision.ACCEPTED, by_hand=True, kind=Kind.UP_SELL)
    plan = Plan(pairings={drawn: ruling})
    for asked, passes in (
        (Filter(decisions=frozenset({"by_hand"})), True),
        (Filter(kinds=frozenset({Kind.UP_SELL})), True),
        (Filter(kinds=frozenset({Kind.SEASON})), False),
        (Filter(evidence=frozenset({"proven"})), False),
        (Filter(categories=frozenset({ANALYSIS.products.categories[0]})), True),
    ):
        for view in (View(filter=asked), View(focus=(keys[0],), filter=asked)):
            assert (-1 in shown_in(ANALYSIS, plan, view).rows) == passes, asked
