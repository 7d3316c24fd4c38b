"""What differs from everyone else, and what only seems to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from segment_shops import Orders, make_planted, order_values

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.segments.clusters import Clusters
from xsell_desktop.mining.segments.differences import find_differences
from xsell_desktop.mining.segments.pairs import measure_segments
from xsell_desktop.mining.segments.study import SegmentStudy, study_segments

Finding = tuple[str, str, frozenset[str], bool]


def study(shop: Orders) -> tuple[SegmentStudy, Analysis]:
    analysis = shop.analysis()
    lines = shop.lines()
    return study_segments(analysis, lines, order_values(lines)), analysis


def findings(shop: Orders) -> set[Finding]:
    """Segmentation, segment, the two products, and whether there is more."""
    found, analysis = study(shop)
    keys = analysis.products.keys
    result = set()
    differences = found.differences
    for at, segment, pair, more in zip(
        differences.segmentation, differences.segment, differences.pair, differences.more,
        strict=True,
    ):  # fmt: skip
        one = found.measured[at]
        products = frozenset((keys[one.a[pair]], keys[one.b[pair]]))
        name = one.segmentation.segments[segment].key
        result.add((one.segmentation.key, name, products, bool(more)))
    return result


AB = frozenset("ab")


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_planted_difference_is_found_and_nothing_else(seed: int) -> None:
    assert findings(make_planted(seed)) == {
        ("country", "Germany", AB, True),
        ("country", "France", AB, False),
    }


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_nothing_is_found_where_all_are_alike(seed: int) -> None:
    assert findings(make_planted(seed, planted=False)) == set()


def test_one_customer_makes_no_difference() -> None:
    assert findings(make_planted(buyer="the cafe at the corner")) == set()


def test_a_best_seller_of_one_country_makes_no_difference() -> None:
    """b goes into half of all German orders, whatever else is in them."""
    rng = np.random.default_rng(5)
    shop = Orders()
    for at in range(2000):
        german = at % 4 == 0
        products = {f"p{n:02}" for n in rng.choice(20, size=2, replace=False)}
        products |= {"a"} if rng.random() < 0.3 else set()
        products |= {"b"} if rng.random() < (0.5 if german else 0.1) else set()
        shop.add(sorted(products), customer=f"c{at}", country="Germany" if german else "France")
    assert findings(shop) == set()


def test_large_orders_make_no_difference() -> None:
    """Wholesalers of one country buy much of everything: each pair is in most of their orders."""
    rng = np.random.default_rng(6)
    shop = Orders()
    for at in range(2000):
        german = at % 4 == 0
        size = int(rng.integers(8, 16)) if german else int(rng.integers(1, 6))
        products = rng.choice(20, size=size, replace=False)
        shop.add([f"p{n:02}" for n in products], customer=f"c{at}",
                 country="Germany" if german else "France")  # fmt: skip
    assert findings(shop) == set()


def test_products_always_bought_together_make_no_difference() -> None:
    """Popular in Germany, but together everywhere: only the lift differs, not a single rate."""
    rng = np.random.default_rng(7)
    shop = Orders()
    for at in range(2000):
        german = at % 4 == 0
        products = {f"p{n:02}" for n in rng.choice(20, size=2, replace=False)}
        products |= {"a", "b"} if rng.random() < (0.4 if german else 0.05) else set()
        shop.add(sorted(products), customer=f"c{at}", country="Germany" if german else "France")
    assert findings(shop) == set()


def test_orders_without_a_customer_are_no_yardstick() -> None:
    """Guests never put b to a, customers old and new do alike."""
    rng = np.random.default_rng(8)
    shop = Orders()
    for at in range(1600):
        guest = at % 2 == 0
        products = {f"p{n:02}" for n in rng.choice(20, size=2, replace=False)}
        if rng.random() < 0.3:
            products |= {"a"} | ({"b"} if not guest and rng.random() < 0.6 else set())
        elif rng.random() < 0.1:
            products |= {"b"}
        shop.add(sorted(products), customer="" if guest else f"c{at % 500}",
                 date=f"2024-{1 + at * 12 // 1600:02}-{1 + at % 28:02}")  # fmt: skip
    assert {one for one in findings(shop) if one[0] in ("rfm", "visits")} == set()


def test_only_the_pairs_asked_for_are_tested() -> None:
    found, analysis = study(make_planted())
    assert analysis.baskets is not None
    row = analysis.pair_row("a", "b")
    asked = np.array([row], np.int64)
    one = find_differences(found.measured, analysis.baskets, asked)
    none = find_differences(found.measured, analysis.baskets, asked[:0])
    assert (len(one), len(none), none.tests) == (2, 0, 0)
    assert 2 <= one.tests < found.differences.tests
    assert (one.q_value <= found.differences.q_value).all()


def test_the_order_of_findings_and_their_places() -> None:
    found, analysis = study(make_planted())
    differences = found.differences
    assert (np.diff(differences.q_value) >= 0).all()
    assert (differences.q_value <= 0.05).all()
    row = analysis.pair_row("a", "b")
    assert row is not None
    at = [one.segmentation.key for one in found.measured].index("country")
    one = found.measured[at]
    pair = one.find(row)
    assert pair is not None
    places = one.segmentation.places
    assert differences.of_pair(at, pair) == {places["Germany"]: True, places["France"]: False}


def test_a_small_segment_is_not_tested() -> None:
    shop = make_planted()
    shop.countries = [
        "France" if at >= 140 else country for at, country in enumerate(shop.countries)
    ]
    assert shop.countries.count("Germany") == 28
    assert "Germany" not in {name for _way, name, _products, _more in findings(shop)}


def test_no_segmentation_means_no_difference() -> None:
    shop = Orders()
    for at in range(60):
        shop.add(["a", "b"] if at % 2 else ["a", "c"])
    found, _analysis = study(shop)
    assert (found.measured, len(found.differences), found.differences.tests) == ((), 0, 0)


def test_the_binomial_tail_is_scipy_s() -> None:
    from xsell_desktop.mining.segments.differences import binomial_tail

    count, total = np.array([0.0, 1.0, 7.0, 20.0]), np.array([20, 20, 20, 20])
    share = np.full(4, 0.3)
    more = binomial_tail(count, total, share, more=True)
    less = binomial_tail(count, total, share, more=False)
    assert more == pytest.approx(stats.binom.sf(count - 1, total, share))
    assert less == pytest.approx(stats.binom.cdf(count, total, share))


def test_customers_of_one_order_speak_for_themselves() -> None:
    shop = make_planted()
    analysis = shop.analysis()
    baskets = analysis.baskets
    assert baskets is not None
    inside = np.arange(len(baskets)) % 5 == 0
    everyone = np.ones(len(baskets), bool)
    a, b = analysis.products.index["a"], analysis.products.index["b"]
    assert Clusters(baskets).design_effect(a, b, inside, everyone) == 1.0
    few = replace(baskets, customer=(np.arange(len(baskets)) // 300).astype(np.int32))
    assert Clusters(few).design_effect(a, b, inside, everyone) > 2
    nobody = replace(baskets, customer=np.full(len(baskets), -1, np.int32))
    assert Clusters(nobody).design_effect(a, b, inside, everyone) == 1.0
    assert Clusters(baskets).design_effect(a, b, inside, ~everyone) == 1.0


def test_shuffled_segments_give_almost_nothing() -> None:
    """Labels dealt out again among the orders: at most one run in several has a finding."""
    found, analysis = study(make_planted())
    assert analysis.baskets is not None
    shown = np.arange(len(analysis.pairs), dtype=np.int64)
    rng = np.random.default_rng(3)
    runs = []
    for _again in range(6):
        cuts = [
            replace(one.segmentation, of_order=rng.permutation(one.segmentation.of_order))
            for one in found.measured
        ]
        measured = measure_segments(analysis.pairs, analysis.baskets, cuts)
        runs.append(len(find_differences(measured, analysis.baskets, shown)))
    assert sum(count > 0 for count in runs) <= 1
