"""Pairs counted segment by segment, against slow counting."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segment_shops import Orders, make_planted

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import class_weights, size_classes
from xsell_desktop.mining.segments import pairs as module
from xsell_desktop.mining.segments.pairs import SegmentPairs, measure_segments, slot_classes
from xsell_desktop.mining.segments.places import by_country
from xsell_desktop.mining.segments.segmentation import UNKNOWN, Segmentation


def measure(shop: Orders) -> tuple[Analysis, Baskets, SegmentPairs]:
    analysis = shop.analysis()
    assert analysis.baskets is not None
    values = np.full(len(analysis.baskets), np.nan)
    cut = by_country(shop.lines(), analysis.baskets, values)
    assert cut is not None
    (measured,) = measure_segments(analysis.pairs, analysis.baskets, (cut,))
    return analysis, analysis.baskets, measured


def sets_of(baskets: Baskets) -> list[set[int]]:
    held: list[set[int]] = [set() for _order in range(len(baskets))]
    for product in range(baskets.product_count):
        for order in baskets.orders_with(product).tolist():
            held[order].add(product)
    return held


def check(baskets: Baskets, measured: SegmentPairs) -> None:
    """Every count and expectation again, order by order."""
    held, cut = sets_of(baskets), measured.segmentation
    classes = slot_classes(baskets.size)
    known = {at for at, segment in enumerate(cut.segments) if segment.key != UNKNOWN}
    for row, (a, b) in enumerate(zip(measured.a.tolist(), measured.b.tolist(), strict=True)):
        for place in range(len(cut.segments)):
            inside = [at for at in range(len(held)) if cut.of_order[at] == place]
            both = [at for at in inside if {a, b} <= held[at]]
            assert measured.together[row, place] == len(both)
            assert measured.holding[a, place] == sum(a in held[at] for at in inside)
            expected = slow_expected(baskets, held, cut, place, a, b)
            assert measured.expected[row, place] == pytest.approx(expected, rel=1e-4)
            for anchor, due in ((a, measured.due_a), (b, measured.due_b)):
                wanted = slow_due(held, cut, classes, known, place, anchor, {a, b})
                assert due[row, place] == pytest.approx(wanted, rel=1e-4, abs=1e-5)


def slow_expected(
    baskets: Baskets, held: list[set[int]], cut: Segmentation, place: int, a: int, b: int
) -> float:
    inside = np.flatnonzero(cut.of_order == place)
    classes = size_classes(baskets.size[inside])
    weights = class_weights(baskets.size[inside], classes)
    return float(sum(
        weight * sum(a in held[at] for at in inside[classes == one])
        * sum(b in held[at] for at in inside[classes == one])
        for one, weight in enumerate(weights)
    ))  # fmt: skip


def slow_due(
    held: list[set[int]], cut: Segmentation, classes: np.ndarray, known: set[int], place: int,
    anchor: int, pair: set[int],
) -> float:  # fmt: skip
    if place not in known:
        return 0.0
    due = 0.0
    for size in set(classes.tolist()):
        orders = [at for at, order in enumerate(held) if classes[at] == size and anchor in order
                  and cut.of_order[at] in known]  # fmt: skip
        both = sum(pair <= held[at] for at in orders)
        if orders:
            due += both * sum(cut.of_order[at] == place for at in orders) / len(orders)
    return due


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.frozensets(st.sampled_from("abcd"), min_size=1), st.sampled_from("XYZ-")),
        min_size=40,
        max_size=60,
    )
)
def test_counts_are_those_of_slow_counting(orders: list[tuple[frozenset[str], str]]) -> None:
    shop = Orders()
    for products, country in [(frozenset("ab"), "X"), (frozenset("ab"), "Y"), *orders]:
        shop.add(sorted(products), country=country.strip("-"))
    _analysis, baskets, measured = measure(shop)
    check(baskets, measured)


def test_many_blocks_count_like_one(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = make_planted()
    _analysis, _baskets, whole = measure(shop)
    monkeypatch.setattr(module, "HITS_AT_ONCE", 7)
    monkeypatch.setattr(module, "PAIRS_AT_ONCE", 3)
    _analysis, _baskets, pieces = measure(shop)
    for name in ("rows", "together", "expected", "holding", "due_a", "due_b"):
        assert np.array_equal(getattr(whole, name), getattr(pieces, name)), name


def test_segments_add_up_to_everyone() -> None:
    shop = make_planted()
    analysis, baskets, measured = measure(shop)
    assert np.array_equal(measured.together.sum(1), analysis.pairs.together[measured.rows])
    assert np.array_equal(measured.holding.sum(1), np.diff(baskets.start))
    assert measured.due_a.sum(1) == pytest.approx(measured.together.sum(1), rel=1e-4)
    assert (analysis.pairs.together[measured.rows] >= 5).all()


def test_lifts_are_pulled_towards_everyone_s() -> None:
    """Germany's lift of a and b is above everyone's; the pulled one lies between the two."""
    shop = make_planted()
    analysis, _baskets, measured = measure(shop)
    row = analysis.pair_row("a", "b")
    assert row is not None
    pair = measured.find(row)
    assert pair is not None
    germany = measured.segmentation.places["Germany"]
    n, e = measured.together[pair, germany], measured.expected[pair, germany]
    everyone = measured.together[pair].sum() / measured.expected[pair].sum()
    assert measured.lift[pair] == pytest.approx(everyone)
    assert measured.segment_lift(germany)[pair] == pytest.approx(n / e)
    pulled = measured.shrunken_lift(germany, pair)
    prior = measured.prior
    assert pulled == pytest.approx(everyone * (n + prior) / (everyone * e + prior))
    assert everyone < pulled < n / e
    assert pulled == pytest.approx(measured.shrunken_lift(germany)[pair])


def test_what_everyone_does_weighs_more_where_segments_are_alike() -> None:
    _a, _b, planted = measure(make_planted())
    _a, _b, alike = measure(make_planted(planted=False))
    assert 10 <= planted.prior <= alike.prior <= 100


def test_a_pair_with_few_orders_is_left_out() -> None:
    shop = Orders()
    for at in range(9):
        shop.add(["a", "b"] if at < 5 else ["a", "c"], country="XY"[at % 2])
    analysis, _baskets, measured = measure(shop)
    pairs = {(one, other): analysis.pair_row(one, other) for one, other in combinations("abc", 2)}
    assert measured.find(pairs["a", "b"] or 0) == 0
    assert pairs["a", "c"] is not None
    assert measured.find(pairs["a", "c"]) is None


def test_orders_of_unknown_country_are_not_everyone() -> None:
    shop = make_planted()
    shop.countries = ["" if at % 3 == 1 else c for at, c in enumerate(shop.countries)]
    _analysis, _baskets, measured = measure(shop)
    known = measured.segmentation.known
    assert known.tolist() == [True, True, False]
    together, expected = measured.together[:, known].sum(1), measured.expected[:, known].sum(1)
    assert measured.lift == pytest.approx(together / expected, rel=1e-5)
    assert (measured.due_a[:, ~known] == 0).all()
    assert measured.due_b.sum(1) == pytest.approx(together, rel=1e-4)
