"""The blend against its formula in plain loops, and what each part does alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking import blend, blend_parts, customer_baskets, together
from xsell_desktop.mining.ranking.blend import fit_blend
from xsell_desktop.mining.ranking.blend_parts import nearest_names, trend_factor
from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.name_words import unit_rows, weigh_words
from xsell_desktop.mining.ranking.order_lists import history_of_lists
from xsell_desktop.mining.ranking.pair_scorers import fit_size_weighted
from xsell_desktop.mining.ranking.scores import Scores

NAMES = {
    "a": "red lunch bag", "b": "blue lunch bag", "c": "red lamp", "d": "blue lamp", "e": "candle",
    "f": "red lunch box",
}  # fmt: skip
ORDERS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1), min_size=3, max_size=25)
EVERYTHING = {
    "smoothing": 3.0, "half_life_days": 9.0, "borrowed": 4.0, "names": 1.5, "customers": 0.2,
    "trend": 0.3,
}  # fmt: skip


def history(orders: Sequence[Sequence[str]]) -> tuple[OrderHistory, tuple[str, ...]]:
    """An order a day, three customers and some nobody knows."""
    dates = [f"2024-01-{1 + n:02d}" for n in range(len(orders))]
    customers = [("ann", "bob", None, "eve")[n % 4] for n in range(len(orders))]
    return history_of_lists(orders, dates, NAMES, customers)


def every(scores: Scores) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return scores.of_products(np.arange(scores.product_count))


def by_hand(found: OrderHistory, options: dict[str, float]) -> list[list[float]]:
    """The formula of docs/measures.md, product by product."""
    sets = [set(np.flatnonzero(row)) for row in found.held.toarray()]
    count, age = found.product_count, np.arange(len(sets))[::-1]
    w = 0.5 ** (age / options["half_life_days"])
    shared = np.zeros((count, count))
    for order, weight in zip(sets, w, strict=True):
        for one in order:
            for other in order - {one}:
                shared[one, other] += weight / (len(order) - 1)
    total = [sum(x for o, x in zip(sets, w, strict=True) if p in o) for p in range(count)]
    company = [
        sum(x for o, x in zip(sets, w, strict=True) if p in o and len(o) > 1) for p in range(count)
    ]
    v = np.mean([c / t for c, t in zip(company, total, strict=True)])
    words = unit_rows(weigh_words(found.product_names)).toarray()
    alike = words @ words.T
    np.fill_diagonal(alike, 0.0)
    names = [number % 4 for number in range(len(sets))]
    bought = [
        set().union(*(o for o, c in zip(sets, names, strict=True) if c == who)) for who in (0, 1, 3)
    ]
    bought = [mine for mine in bought if len(mine) > 1]
    lately = 0.5 ** (age / 14.0)
    scores = [[0.0] * count for _row in range(count)]
    borrowed = options["borrowed"] if words.any() else 0.0
    for a in range(count):
        say = {x: alike[a, x] ** 3 for x in range(count) if shared[x].sum() > 0}
        whole = sum(say.values())
        for b in set(range(count)) - {a}:
            lent = sum(s * shared[x, b] / shared[x].sum() for x, s in say.items())
            top = shared[a, b] + borrowed * v * (lent / whole if whole else 0.0)
            prior = options.get("prior", options["smoothing"])
            top += prior * v * company[b] / max(sum(company), 1e-12)
            score = top / (total[a] + options["smoothing"] + borrowed)
            score *= 1 + options["names"] * alike[a, b]
            buyers = sum(a in mine for mine in bought)
            both = sum(1 / len(mine) for mine in bought if a in mine and b in mine)
            if bought:
                score *= (both / (buyers + 5) + 1e-5) ** options["customers"]
            share = sum(x for o, x in zip(sets, lately, strict=True) if b in o) / lately.sum()
            always = sum(b in o for o in sets) / len(sets)
            scores[a][b] = score * (share / always + 0.02) ** options["trend"]
    return scores


@given(orders=ORDERS, block=st.integers(1, 20))
def test_scores_equal_the_formula(orders: list[list[str]], block: int) -> None:
    found, _keys = history(orders)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blend, "CELLS_A_BLOCK", block)
        patch.setattr(blend_parts, "CELLS_A_BLOCK", block)
        scores = every(fit_blend(found, EVERYTHING, Progress()))
    assert scores == pytest.approx(np.array(by_hand(found, EVERYTHING)), rel=1e-4, abs=1e-6)


@given(orders=ORDERS, block=st.integers(1, 20))
def test_seen_pairs_are_helped_where_only_they_are_held(
    orders: list[list[str]], block: int
) -> None:
    found, _keys = history(orders)
    options = {**EVERYTHING, "borrowed": 0.0}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blend, "PAIRS_A_BLOCK", block)
        patch.setattr(together, "MOST_DENSE", 0)
        scores = every(fit_blend(found, {**options, "borrowed": 4.0}, Progress()))
    x = found.held.toarray()
    seen = (x.T @ x > 0) & ~np.eye(found.product_count, dtype=bool)
    unhelped = np.array(by_hand(found, {**options, "names": 0.0, "customers": 0.0}))
    nobody = 1e-5 ** options["customers"] if helped_by_customers(found) else 1.0
    prior = unhelped - np.array(
        by_hand(found, {**options, "names": 0.0, "customers": 0.0, "prior": 0.0})
    )
    together_only = {**options, "prior": 0.0}
    wanted = np.where(seen, np.array(by_hand(found, together_only)), 0.0) + nobody * prior
    off = ~np.eye(found.product_count, dtype=bool)
    assert scores[off] == pytest.approx(wanted[off], rel=1e-4, abs=1e-6)


def helped_by_customers(found: OrderHistory) -> bool:
    return customer_baskets.customer_baskets(found).nnz > 0


@given(orders=ORDERS)
def test_without_its_helpers_it_is_the_size_weighted_score(orders: list[list[str]]) -> None:
    found, _keys = history(orders)
    options = {"smoothing": 5.0, "half_life_days": 20.0}
    plain = every(fit_size_weighted(found, options, Progress()))
    assert every(fit_blend(found, options, Progress())) == pytest.approx(plain, rel=1e-5, abs=1e-7)


def test_without_names_customers_and_dates_there_is_nothing_to_help() -> None:
    found, _keys = history_of_lists([["a", "b"], ["a", "c"], ["b", "c"], ["d"]] * 4)
    plain = {"smoothing": 5.0, "borrowed": 0.0}
    helped = {**EVERYTHING, **plain, "half_life_days": 0.0}
    assert np.allclose(every(fit_blend(found, helped, Progress())),
                       every(fit_blend(found, plain, Progress())))  # fmt: skip


def test_a_new_product_borrows_from_its_namesake() -> None:
    """f (red lunch box) was sold once, alone; a (red lunch bag) goes with e."""
    orders = [["a", "e"]] * 6 + [["b", "d"]] * 6 + [["c", "d"]] * 6 + [["f"]]
    found, keys = history(orders)
    f, e, d = (keys.index(key) for key in "fed")
    alone = every(fit_blend(found, {"smoothing": 2.0}, Progress()))
    helped = every(fit_blend(found, {"smoothing": 2.0, "borrowed": 10.0}, Progress()))
    assert alone[f, d] > alone[f, e]  # d sells best
    assert helped[f, e] > helped[f, d]


def test_the_trend_favours_what_sells_lately() -> None:
    found, keys = history([["a", "b"]] * 14 + [["a", "c"]] * 14)
    factor = trend_factor(found, 0.5)
    assert factor[keys.index("b")] < factor[keys.index("a")] < factor[keys.index("c")]
    assert factor[keys.index("a")] == pytest.approx(1.02**0.5)
    assert (trend_factor(found, 0.0) == 1).all()


def test_the_nearest_names_are_the_likest() -> None:
    words = unit_rows(weigh_words(list(NAMES.values())))
    whole = (words @ words.T).toarray()
    np.fill_diagonal(whole, 0.0)
    found = nearest_names(words, 1, Progress()).toarray()
    kept = whole.max(axis=1, keepdims=True)
    assert found == pytest.approx(np.where((whole == kept) & (whole > 0), whole, 0.0))


def test_it_stops_between_blocks() -> None:
    found, _keys = history([["a", "b"]] * 5)
    fit_blend(found, EVERYTHING, Progress())  # counts are kept now
    stopped = Progress()
    stopped.stopped.set()
    with pytest.raises(Cancelled):
        fit_blend(found, EVERYTHING, stopped)


def test_customers_are_thinned_when_there_are_too_many_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orders = [["a", "b", "c"] for _n in range(40)]
    customers = [f"c{n}" for n in range(40)]
    every, _keys = history_of_lists(orders, customers=customers)
    assert customer_baskets.customer_baskets(every).shape == (40, 3)
    monkeypatch.setattr(customer_baskets, "MOST_PAIRS", 90)
    fewer, _keys = history_of_lists(orders, customers=customers)
    assert customer_baskets.customer_baskets(fewer).shape == (10, 3)
