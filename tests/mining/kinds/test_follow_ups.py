"""What the same customers buy later, against a naive reading of their orders."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.mining.kinds.due import list_due
from xsell_desktop.mining.kinds.follow_ups import _tested, find_follow_ups
from xsell_desktop.mining.kinds.gaps import median_interval
from xsell_desktop.mining.kinds.later import FollowUps
from xsell_desktop.mining.kinds.purchases import first_purchases, list_visits
from xsell_desktop.mining.kinds.sentences import later_sentence, time_text, when_sentence
from xsell_desktop.mining.kinds.trails import expect_by_chance, follow_customers
from xsell_desktop.sales.lines import Lines

Analyse = Callable[..., Analysis]
MakeLines = Callable[..., Lines]
START = date(2024, 1, 1)


def shop(seed: int = 2, share: float = 0.5, gap: int = 40) -> dict[str, list[object]]:
    """600 customers; half of those with a machine come back for descaler after 40 days or so."""
    rng = np.random.default_rng(seed)
    orders: list[tuple[int, str, list[str]]] = []
    for number in range(600):
        who, day = f"c{number:03d}", int(rng.integers(0, 300))
        basket = [name for name in ("beans", "tea", "jam", "cup") if rng.random() < 0.3] or ["tea"]
        machine = rng.random() < 0.3
        orders.append((day, who, [*basket, "machine"] if machine else basket))
        for later in range(int(rng.integers(0, 3))):
            again = ["beans", "tea"] if rng.random() < 0.5 else ["jam"]
            orders.append((day + 15 + 40 * later + int(rng.integers(0, 30)), who, again))
        if machine and rng.random() < share:
            orders.append((day + gap + int(rng.integers(-5, 6)), who, ["descaler"]))
    orders.sort()
    return {
        "orders": [products for _day, _who, products in orders],
        "dates": [(START + timedelta(day)).isoformat() for day, _who, _products in orders],
        "customers": [who for _day, who, _products in orders],
    }


@pytest.fixture(scope="module")
def coffee(analyse: Analyse) -> Analysis:
    return analyse(**shop())


def pairs_of(found: FollowUps, analysis: Analysis) -> list[tuple[str, str]]:
    keys = analysis.products.keys
    return [(keys[a], keys[b]) for a, b in zip(found.first, found.later, strict=True)]


def test_a_planted_follow_up_is_found_and_nothing_else(coffee: Analysis) -> None:
    found = find_follow_ups(coffee)
    assert pairs_of(found, coffee) == [("machine", "descaler")]
    assert found.known_customers == 600
    assert found.followed[0] > 2 * found.expected[0] > 0
    assert found.reverse[0] == 0
    gaps = found.gaps
    assert gaps.low[0] <= 40 <= gaps.high[0]
    assert 35 <= gaps.quarter[0] <= gaps.median[0] <= gaps.three_quarters[0] <= 45
    assert found.after(int(found.first[0])).tolist() == [0]
    assert found.before(int(found.first[0])).tolist() == []


def test_a_horizon_that_is_too_short_finds_nothing(coffee: Analysis) -> None:
    assert len(find_follow_ups(coffee, horizon=30)) == 0


def test_customers_who_like_both_are_no_follow_up(analyse: Analyse) -> None:
    """Tea drinkers buy cups before and after tea: an affinity without a direction."""
    rng = np.random.default_rng(6)
    orders: list[tuple[int, str, list[str]]] = []
    for number in range(500):
        liked = ("tea", "cup") if number % 2 else ("ham", "oil")
        for name in rng.permutation(liked):
            orders.append((int(rng.integers(0, 300)), f"c{number}", [str(name)]))
    orders.sort()
    analysis = analyse(
        [products for _day, _who, products in orders],
        dates=[(START + timedelta(day)).isoformat() for day, _who, _products in orders],
        customers=[who for _day, who, _products in orders],
    )
    assert len(find_follow_ups(analysis)) == 0


def test_what_is_bought_beside_the_first_product_is_no_follow_up(analyse: Analyse) -> None:
    """Mats go with machines; descaler comes after machines, with a mat or without."""
    made = shop()
    rng = np.random.default_rng(1)
    orders = [
        [*held, "mat"] if "machine" in held and rng.random() < 0.5 else held
        for held in made["orders"]
    ]
    analysis = analyse(**{**made, "orders": orders})
    assert pairs_of(find_follow_ups(analysis), analysis) == [("machine", "descaler")]


def test_chance_alone_brings_nothing(analyse: Analyse) -> None:
    made = shop()
    rng = np.random.default_rng(9)
    shuffled = [made["orders"][row] for row in rng.permutation(len(made["orders"]))]
    assert len(find_follow_ups(analyse(**{**made, "orders": shuffled}))) == 0


def test_without_customers_or_dates_there_is_nothing_to_follow(analyse: Analyse) -> None:
    made = shop()
    blank = find_follow_ups(analyse(made["orders"], dates=made["dates"]))
    assert (len(blank), blank.known_customers) == (0, 0)
    undated = find_follow_ups(analyse(made["orders"], customers=made["customers"]))
    assert (len(undated), undated.known_customers) == (0, 0)


history = st.lists(
    st.tuples(
        st.integers(0, 60), st.sampled_from(["", "x", "y", "z"]),
        st.lists(st.sampled_from("abcd"), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=25,
)  # fmt: skip


def firsts(orders: list[tuple[int, str, list[str]]]) -> dict[tuple[str, str], int]:
    """Each known customer's first day with each product."""
    days: dict[tuple[str, str], int] = {}
    for day, who, products in orders:
        for product in products if who else ():
            days[who, product] = min(day, days.get((who, product), day))
    return days


@given(history)
def test_trails_are_those_of_a_naive_reading(
    make_lines: MakeLines, orders: list[tuple[int, str, list[str]]]
) -> None:
    baskets, keys = _baskets(make_lines, orders)
    visits = list_visits(baskets)
    bought = first_purchases(baskets, visits)
    days = firsts(orders)
    assert len(bought.product) == len(days)
    if not days:
        return
    trails = follow_customers(visits, bought, np.arange(len(keys)), 20, Progress())
    for i, a in enumerate(keys):
        for j, b in enumerate(keys):
            gaps = [days[w, b] - d for (w, p), d in days.items() if p == a and (w, b) in days]
            assert trails.counts[i, j] == sum(0 < gap <= 20 for gap in gaps)
            ahead = [places(orders, w, d, d + 20) for (w, p), d in days.items() if p == a]
            had = [
                places(orders, w, max(d, days.get((w, b), 999)), d + 20)
                for (w, p), d in days.items()
                if p == a
            ]
            assert trails.spent[i, j] == pytest.approx(sum(had) / max(1, sum(ahead)), abs=1e-6)


def places(orders: list[tuple[int, str, list[str]]], who: str, after: int, until: int) -> int:
    """Places in the orders of a customer after one day and up to another."""
    return sum(
        len(set(products))
        for day, buyer, products in orders
        if buyer == who and after < day <= until
    )


@given(history)
def test_chance_is_that_of_a_naive_reading(
    make_lines: MakeLines, orders: list[tuple[int, str, list[str]]]
) -> None:
    baskets, keys = _baskets(make_lines, orders)
    visits = list_visits(baskets)
    bought = first_purchases(baskets, visits)
    days = firsts(orders)
    if not days:
        return
    trails = follow_customers(visits, bought, np.arange(len(keys)), 45, Progress())
    expected = expect_by_chance(visits, bought, trails, Progress())
    known = [(day, who, set(products)) for day, who, products in orders if who]
    zero = min(day for day, _who, _products in known)
    start = {w: min(day for day, who, _p in known if who == w) for _d, w, _p in known}
    later = [(day, who, held) for day, who, held in known if day > start[who]]
    every = sum(len(held) for _day, _who, held in later)
    for i, a in enumerate(keys):
        for j, b in enumerate(keys):
            fresh = [d for (w, p), d in days.items() if p == b and d > start[w]]
            taken = sum(places(orders, w, d, 999) for (w, p), d in days.items() if p == b)
            open_ = max(0.05, 1 - taken / max(1, every))
            total = 0.0
            for (who, product), first in days.items():
                for day, buyer, held in known if product == a else ():
                    if buyer == who and first < day <= first + 45:
                        month = (day - zero) // 30
                        here = sum((d - zero) // 30 == month for d in fresh)
                        room = sum(len(h) for d, _w, h in later if (d - zero) // 30 == month)
                        usual = len(fresh) / max(1, every)
                        total += len(held) * (here + 200 * usual) / (room + 200) / open_
            total *= 1 - float(trails.spent[i, j])
            assert expected[i, j] == pytest.approx(total, rel=1e-5, abs=1e-6)


def _baskets(
    make_lines: MakeLines, orders: list[tuple[int, str, list[str]]]
) -> tuple[Baskets, list[str]]:
    lines = make_lines(
        [products for _day, _who, products in orders],
        dates=[(START + timedelta(day)).isoformat() for day, _who, _products in orders],
        customers=[who for _day, who, _products in orders],
    )
    baskets = fill_baskets(lines, Settings())
    return baskets, [lines.product_keys[code] for code in baskets.product_code]


def test_products_of_few_customers_are_not_tested(coffee: Analysis) -> None:
    assert coffee.baskets is not None
    bought = first_purchases(coffee.baskets, list_visits(coffee.baskets))
    customers = np.bincount(bought.product)
    assert (customers[_tested(bought, len(customers))] >= 10).all()


def test_the_medians_interval_goes_by_ranks() -> None:
    assert median_interval(np.arange(1, 11)) == (2.0, 9.0)
    assert median_interval(np.array([4.0])) == (4.0, 4.0)
    assert median_interval(np.arange(1, 6)) == (1.0, 5.0)
    for count in range(6, 60):
        low, high = median_interval(np.arange(1, count + 1))
        inside = stats.binom.cdf(high - 1, count, 0.5) - stats.binom.cdf(low - 1, count, 0.5)
        assert inside >= 0.95
        narrower = stats.binom.cdf(high - 2, count, 0.5) - stats.binom.cdf(low, count, 0.5)
        assert narrower < 0.95


def test_orders_fall_due_after_the_usual_gap(coffee: Analysis, make_lines: MakeLines) -> None:
    made = shop()
    lines = make_lines(**made)
    found = find_follow_ups(coffee)
    gap = timedelta(round(float(found.gaps.median[0])))
    due = list_due(found, coffee, lines, START, 400)
    days, who, orders = made["dates"], made["customers"], made["orders"]
    had = {w for w, held in zip(who, orders, strict=True) if "descaler" in held}
    open_ = {
        f"o{row}": date.fromisoformat(str(days[row])) + gap
        for row, held in enumerate(orders)
        if "machine" in held and who[row] not in had
    }
    assert {one.order: one.day for one in due} == open_
    assert [one.day for one in due] == sorted(open_.values())
    assert {(one.first, one.later) for one in due} == {("machine", "descaler")}
    week = list_due(found, coffee, lines, due[5].day, 7)
    assert {one.order for one in week} == {
        order for order, day in open_.items() if 0 <= (day - due[5].day).days < 7
    }
    assert list_due(found, coffee, lines, START, 400, rows=[]) == []


def test_the_sentences_count_customers(coffee: Analysis) -> None:
    found = find_follow_ups(coffee)
    said = later_sentence(found, 0, "Machine", "Descaler")
    assert said.startswith(
        f"{found.followed[0]} of the {found.customers[0]} customers with Machine"
    )
    assert when_sentence(found, 0).startswith("Usually after 6 weeks; half of them after ")


@pytest.mark.parametrize(
    ("days", "text"),
    [(0.4, "1 day"), (12, "12 days"), (14, "2 weeks"), (45, "6 weeks"), (183, "6 months")],
)
def test_times_are_said_as_people_do(days: float, text: str) -> None:
    assert time_text(days) == text
    assert math.isfinite(days)
