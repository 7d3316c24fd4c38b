"""The whole analysis: shapes, degenerate shops, sameness, cancelling."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.mine import mine
from xsell_desktop.mining.picks import all_picks
from xsell_desktop.mining.picture.graph import overview, relationship_graph
from xsell_desktop.sales.lines import Lines, ProductFacts

Analyse = Callable[..., Analysis]
MakeLines = Callable[..., Lines]
MakeFacts = Callable[..., ProductFacts]


def same(one: Any, other: Any) -> bool:
    """Whether two values hold equal fields, arrays byte for byte."""
    if is_dataclass(one):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.tobytes() == other.tobytes()
    return bool(one == other)


def test_the_same_sales_give_the_same_bytes(cafe: list[list[str]], analyse: Analyse) -> None:
    assert same(analyse(cafe), analyse(cafe))


def test_the_order_of_orders_does_not_matter(cafe: list[list[str]], analyse: Analyse) -> None:
    dates = [f"2024-{1 + number % 5:02d}-05" for number in range(len(cafe))]
    both = list(zip(cafe, dates, strict=True))
    random.Random(1).shuffle(both)
    one = analyse(cafe, dates=dates)
    other = analyse([o for o, _d in both], dates=[d for _o, d in both])
    assert one.products.keys == other.products.keys
    assert one.pairs.together.tolist() == other.pairs.together.tolist()
    assert one.pairs.expected == pytest.approx(other.pairs.expected, rel=0.2)


def test_pairs_are_strongest_first_and_found_by_key(
    cafe: list[list[str]], analyse: Analyse
) -> None:
    analysis = analyse(cafe)
    pairs, keys = analysis.pairs, analysis.products.keys
    assert (np.diff(pairs.strength) <= 0).all()
    assert (pairs.a < pairs.b).all()
    for row in range(len(pairs)):
        one, other = keys[pairs.a[row]], keys[pairs.b[row]]
        assert analysis.pair_row(one, other) == analysis.pair_row(other, one) == row
        assert pairs.row[int(pairs.a[row]), int(pairs.b[row])] == row
    assert analysis.pair_row("tea", "nothing") is None


def test_figures_of_the_shop(make_lines: MakeLines, make_facts: MakeFacts) -> None:
    lines = make_lines(
        [["a", "b"], ["a"], ["b", "c"], ["c"]],
        dates=["2024-02-01", "2024-01-15T10:00:00", "NaT", "2024-03-09"],
        customers=["x", "y", "x", ""],
        currencies=["EUR", "EUR", "EUR", "USD"],
        revenue=10.0,
    )
    lines.line_returned[3] = True  # b of the third order: its only b, so nothing is netted
    lines.line_revenue[3] = lines.line_quantity[3] = -10.0
    analysis = mine(lines, make_facts(lines), Settings())
    assert (analysis.orders, analysis.lines, analysis.customers) == (4, 6, 2)
    assert (analysis.first_date, analysis.last_date) == ("2024-01-15", "2024-03-09")
    assert (analysis.currency, analysis.other_currencies) == ("EUR", ("USD",))
    assert analysis.products.keys == ("a", "c", "b")
    assert analysis.products.orders.tolist() == [2, 2, 1]
    assert analysis.products.revenue.tolist() == [20, 10, 10]
    assert analysis.products.units.tolist() == [2, 2, 1]
    assert mine(lines, make_facts(lines), Settings(currency="USD")).products.revenue.tolist() == [
        0, 10, 0,
    ]  # fmt: skip


def test_returns_are_netted_where_the_order_holds_the_sale(
    make_lines: MakeLines, make_facts: MakeFacts
) -> None:
    lines = make_lines([["a", "a", "b"], ["a"]], revenue=8.0)
    lines.line_returned[1] = True
    lines.line_revenue[1], lines.line_quantity[1] = -3.0, -1.0
    analysis = mine(lines, make_facts(lines), Settings())
    assert analysis.products.orders.tolist() == [2, 1]
    assert analysis.products.revenue.tolist() == [13, 8]
    assert analysis.products.units.tolist() == [1, 1]


@pytest.mark.parametrize(
    "orders", [[], [[]], [["a"]], [["a"], ["b"]], [["a", "b"]], [["a", "b"]] * 7]
)
def test_the_smallest_shops(orders: list[list[str]], analyse: Analyse) -> None:
    analysis = analyse(orders)
    assert analysis.orders == sum(1 for order in orders if order)
    assert analysis.products.position.shape == (len(analysis.products), 2)
    assert len(overview(analysis, Plan(), 100)) <= 1
    assert len(relationship_graph(analysis, Plan())) == len(analysis.products)
    assert len(all_picks(analysis, Plan())) <= 2


def test_only_returns_make_an_empty_analysis(make_lines: MakeLines, make_facts: MakeFacts) -> None:
    lines = make_lines([["a", "b"]], dates=["2024-01-01"])
    lines.line_returned[:] = True
    analysis = mine(lines, make_facts(lines), Settings())
    assert (analysis.orders, len(analysis.products), analysis.first_date) == (0, 0, "")


@given(
    orders=st.lists(st.lists(st.sampled_from("abcdefgh")), max_size=30),
    dated=st.booleans(),
    settings=st.builds(
        Settings,
        min_together=st.integers(1, 3),
        max_partners=st.integers(1, 5),
        half_life_days=st.sampled_from([0.0, 30.0]),
        giant_order_lines=st.sampled_from([0, 4]),
    ),
)
def test_any_small_shop_is_mined(
    orders: list[list[str]], dated: bool, settings: Settings, analyse: Analyse
) -> None:
    dates = [f"2024-{1 + n % 12:02d}-11" if n % 5 else "NaT" for n in range(len(orders))]
    analysis = analyse(orders, settings=settings, dates=dates if dated else None)
    assert np.isfinite(analysis.products.position).all()
    assert np.isfinite(analysis.pairs.strength).all()
    assert (analysis.pairs.together >= settings.min_together).all()
    assert ((analysis.pairs.q_value >= 0) & (analysis.pairs.q_value <= 1)).all()
    for pick in all_picks(analysis, Plan()):
        low, high = pick.attach_low, pick.attach_high
        assert 0 <= low <= pick.attach_rate <= high <= 1
        assert pick.attach_rate > 0 or pick.rung >= Rung.CATEGORY


def test_mining_can_be_stopped_anywhere(
    cafe: list[list[str]], make_lines: MakeLines, make_facts: MakeFacts
) -> None:
    lines = make_lines(cafe)
    steps: list[tuple[str, float]] = []
    mine(lines, make_facts(lines), Settings(), Progress(lambda *step: steps.append(step)))
    shares = [share for _label, share in steps if share >= 0]
    assert shares == sorted(shares)
    assert len({label for label, _share in steps}) >= 5
    for stop_at in range(len(steps)):
        progress = Progress()
        heard = 0

        def stop(
            _label: str, _share: float, progress: Progress = progress, at: int = stop_at
        ) -> None:
            nonlocal heard
            heard += 1
            if heard > at:
                progress.cancel()

        progress.report = stop
        if stop_at < len(steps) - 1:
            with pytest.raises(Cancelled):
                mine(lines, make_facts(lines), Settings(), progress)


def test_an_analysis_can_be_changed_by_replace(cafe: list[list[str]], analyse: Analyse) -> None:
    analysis = analyse(cafe)
    again = replace(analysis, settings=Settings(top=3))
    assert len(again.rules.pair) == len(analysis.rules.pair)
