"""When pairs were bought together, counted again order by order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Pairing, Plan, Settings, pair_of
from xsell_desktop.domain.views import Filter
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.filter_options import count_options
from xsell_desktop.mining.mine import mine
from xsell_desktop.mining.occasions import (
    find_occasions,
    keep_occasions,
    occasions_of,
    segment_id,
)
from xsell_desktop.mining.passing import (
    count_passing,
    is_counted,
    passing_drawn,
    passing_pairs,
)
from xsell_desktop.mining.segments.segmentations import segments_of

DATES = ("2026-01-05", "2026-01-20", "2026-03-02", "2026-03-28", "NaT")
ORDERS = st.lists(
    st.tuples(st.frozensets(st.sampled_from("abcde"), min_size=1), st.sampled_from(DATES)),
    min_size=3,
    max_size=14,
)


@given(ORDERS)
def test_every_order_with_both_is_counted_in_its_month(
    analyse: Callable[..., Analysis], orders: list[tuple[frozenset[str], str]]
) -> None:
    baskets = [sorted(held) for held, _date in orders]
    analysis = analyse(baskets, dates=[date for _held, date in orders])
    assert analysis.baskets is not None
    found = find_occasions(analysis.pairs, analysis.baskets)
    keys, pairs = analysis.products.keys, analysis.pairs
    dated = sorted(date[:7] for _held, date in orders if date != "NaT")
    assert found.months == (
        tuple(m for m in ("2026-01", "2026-02", "2026-03") if dated[0] <= m <= dated[-1])
        if dated
        else ()
    )
    for row in range(len(pairs)):
        both = {keys[pairs.a[row]], keys[pairs.b[row]]}
        held = [date[:7] for held, date in orders if both <= held]
        assert found.start[row + 1] - found.start[row] == len(held) == pairs.together[row]
        for place, month in enumerate(found.months):
            assert found.by_month[row, place] == held.count(month)
            assert found.count(month, "")[row] == held.count(month)
        assert found.count("", "")[row] == len(held)
        assert found.count("1999-01", "")[row] == 0


@pytest.fixture
def shop(make_lines: Callable, make_facts: Callable) -> Analysis:  # type: ignore[type-arg]
    """Tea and milk in winter mornings, ice and jam on summer weekends; counted."""
    winter = [["tea", "milk"]] * 3 + [["tea", "milk", "jam"]]
    summer = [["ice", "jam"]] * 5 + [["tea", "ice"]]
    # Monday, 12 January 2026, and Saturday, 11 July 2026
    dates = ["2026-01-12T09:00:00"] * 4 + ["2026-07-11T15:00:00"] * 6
    lines = make_lines(winter + summer, dates=dates)
    analysis = mine(lines, make_facts(lines), Settings())
    assert analysis.baskets is not None
    cuts = segments_of(analysis.baskets, lines).made
    keep_occasions(analysis, find_occasions(analysis.pairs, analysis.baskets, cuts))
    return analysis


def names_of(analysis: Analysis, asked: Filter, plan: Plan | None = None) -> set[tuple[str, str]]:
    found = passing_pairs(analysis, plan or Plan(), asked)
    assert found is not None
    keys, pairs = analysis.products.keys, analysis.pairs
    return {pair_of(keys[pairs.a[row]], keys[pairs.b[row]]) for row in np.flatnonzero(found)}


def test_a_pair_passes_where_it_was_bought_often_enough(shop: Analysis) -> None:
    assert names_of(shop, Filter(month="2026-01")) == {("milk", "tea")}
    assert names_of(shop, Filter(month="2026-07")) == {("ice", "jam")}
    assert names_of(shop, Filter(month="2026-04")) == set()
    found = occasions_of(shop)
    assert found is not None
    weekend = next(cut for cut in found.cuts if cut.key == "weekend")
    ids = {segment.key: segment_id("weekend", segment.key) for segment in weekend.segments}
    passing = {key: names_of(shop, Filter(segment=name)) for key, name in ids.items()}
    assert {("milk", "tea")} in passing.values() and {("ice", "jam")} in passing.values()
    both = [names_of(shop, Filter(month="2026-01", segment=name)) for name in ids.values()]
    assert sorted(map(len, both)) == [0, 1]
    assert names_of(shop, Filter(segment="weekend:nowhere")) == set()
    assert names_of(shop, Filter(segment="nothing")) == set()


def test_months_are_counted_for_the_choice(shop: Analysis) -> None:
    months = count_options(shop, Plan(), Filter()).months
    assert months["2026-01"] == 1 and months["2026-04"] == 0 and months["2026-07"] == 1
    assert is_counted(shop, Filter(month="2026-01"))


def test_each_month_is_told_with_what_choosing_it_lets_through(shop: Analysis) -> None:
    found = occasions_of(shop)
    assert found is not None and len(found.months) == 7
    eased = replace(shop, settings=replace(shop.settings, min_together=1))
    dateless = found.order_month.copy()
    dateless[0] = -1  # a winter morning
    keep_occasions(eased, replace(found, order_month=dateless))
    lone = pair_of("ice", "tea")  # together once: never kept with a minimum of two
    plan = Plan(pairings={lone: Pairing(lone, by_hand=True)})
    weekend = next(cut for cut in found.cuts if cut.key == "weekend")
    for segment in ("", *(segment_id("weekend", one.key) for one in weekend.segments)):
        asked = Filter(segment=segment)
        told = count_options(eased, plan, asked).months
        for month in found.months:
            through = count_passing(eased, plan, replace(asked, month=month))
            assert told[month] == through, (segment, month)
        assert any(told.values())


def test_a_pair_drawn_by_hand_is_counted_in_the_orders(shop: Analysis) -> None:
    lone = pair_of("ice", "tea")  # together once: never kept with a minimum of two
    drawn = pair_of("ice", "cake")  # cake never sold
    kept_out = replace(shop, settings=replace(shop.settings, min_together=1))
    found = occasions_of(shop)
    assert found is not None
    keep_occasions(kept_out, found)
    plan = Plan(pairings={pair: Pairing(pair, by_hand=True) for pair in (lone, drawn)})
    expected = {lone} if kept_out.pair_row(*lone) is None else set()
    assert passing_drawn(kept_out, plan, Filter(month="2026-07")) == expected
    assert passing_drawn(kept_out, plan, Filter(month="2026-01")) == set()


def test_real_orders_are_all_found(
    analyse: Callable[..., Analysis],
    read_groceries: Callable[[Path], list[list[str]]],
    shared_data: Callable[[str], Path],
) -> None:
    analysis = analyse(read_groceries(shared_data("groceries.csv")))
    assert analysis.baskets is not None
    found = find_occasions(analysis.pairs, analysis.baskets)
    assert found.months == () and found.by_month.shape == (len(analysis.pairs), 0)
    assert np.array_equal(np.diff(found.start), analysis.pairs.together)
    for row in (0, 17, len(analysis.pairs) - 1):
        both = analysis.baskets.orders_with_both(analysis.pairs.a[row], analysis.pairs.b[row])
        assert sorted(found.orders[found.start[row] : found.start[row + 1]]) == both.tolist()
