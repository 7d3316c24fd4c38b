"""The word of every pair of a shop, told a second time by loops straight from the rules."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.counting.evidence import check_pairs, judge
from xsell_desktop.mining.counting.pairs import count_pairs
from xsell_desktop.mining.ranking.size_weighted import make_ranking
from xsell_desktop.sales.plain_orders import lines_of_orders

ALL = Settings(min_together=1, max_partners=10**6)
Shop = tuple[list[set[str]], list[str] | None, list[str] | None]


def make_shop(seed: int, dated: bool, known: bool) -> Shop:
    """1,200 orders: pairs that belong, that one customer buys, that a month brings, that repel."""
    draw = np.random.default_rng(seed)
    orders: list[set[str]] = []
    dates: list[str] = []
    customers: list[str] = []
    for number in range(1200):
        month, who = int(draw.integers(1, 7)), int(draw.integers(0, 60))
        size = int(draw.integers(1, 9))
        order = {f"p{x}" for x in draw.integers(0, 15, size)}
        if draw.random() < 0.05:
            order |= {"cup", "saucer"}
        if who == 7:
            order |= {"crate", "label"}
        if month == 6 and draw.random() < 0.4:
            order |= {"wreath"} if draw.random() < 0.5 else {"wreath", "candle"}
        order |= {"red"} if number % 2 else {"blue"}
        orders.append(order)
        dates.append(f"2024-0{month}-11")
        customers.append(f"c{who}" if draw.random() < 0.8 or who == 7 else "")
    return orders, dates if dated else None, customers if known else None


def expected(orders: list[set[str]], strata: list[object], one: str, other: str) -> float:
    total = 0.0
    for stratum in set(strata):
        part = [order for order, of in zip(orders, strata, strict=True) if of == stratum]
        slots = sum(map(len, part))
        weight = sum(len(order) * (len(order) - 1) for order in part) / slots**2
        total += weight * sum(one in order for order in part) * sum(other in o for o in part)
    return total


def words_by_hand(shop: Shop) -> dict[tuple[str, str], Evidence]:
    orders, dates, customers = shop
    rank = sorted(range(len(orders)), key=lambda place: len(orders[place]))
    classes = [0] * len(orders)
    for place, order in enumerate(rank):
        classes[order] = place * min(40, len(orders) // 500) // len(orders)
    months = [(dates[n][:7] if dates else "", classes[n]) for n in range(len(orders))]
    sold = Counter(key for order in orders for key in order)
    both = Counter(pair for order in orders for pair in combinations(sorted(order), 2))
    due = {pair: expected(orders, list(classes), *pair) for pair in combinations(sorted(sold), 2)}
    tested = [pair for pair in due if min(sold[pair[0]], sold[pair[1]]) >= 5]
    more = stats.false_discovery_control([stats.poisson.sf(both[p] - 1, due[p]) for p in tested])
    few = [stats.poisson.cdf(both[p], due[p]) if due[p] >= 5 else 1.0 for p in tested]
    fewer = dict(zip(tested, stats.false_discovery_control(few), strict=True))
    more_q = dict(zip(tested, more, strict=True))
    words = {}
    for pair, n in both.items():
        words[pair] = Evidence.CHANCE
        if n <= due[pair]:
            if due[pair] >= 5 and fewer.get(pair, 1) <= 0.05 and n < due[pair]:
                words[pair] = Evidence.APART
            continue
        words[pair] = Evidence.THIN if n < 5 else Evidence.LIKELY
        if n < 5 or more_q.get(pair, 1) > 0.05:
            continue
        like = due[pair]
        if dates:
            like = expected(orders, list(months), *pair)
            if stats.chi2.ppf(0.025, 2 * n) / 2 / like <= 1:
                continue
        of = Counter(
            customers[place] for place, order in enumerate(orders)
            if customers and customers[place] and {*pair} <= order
        )  # fmt: skip
        if of and (len(of) < 3 or max(of.values()) > n / 2):
            continue
        words[pair] = Evidence.PROVEN
    return words


@pytest.mark.parametrize(("dated", "known"), [(True, True), (False, False)])
def test_every_word_is_as_by_hand(dated: bool, known: bool) -> None:
    shop = make_shop(3, dated, known)
    orders, dates, customers = shop
    lines = lines_of_orders([sorted(order) for order in orders], dates, customers)
    baskets = fill_baskets(lines, ALL)
    chance, ranking = size_aware_chance(baskets), make_ranking(baskets, 10.0, 0.0)
    kept = count_pairs(baskets, chance, ranking, ALL, Progress())
    codes = judge(kept, check_pairs(kept, baskets, Progress()))
    keys = [lines.product_keys[code] for code in baskets.product_code]
    found = {
        tuple(sorted((keys[a], keys[b]))): Evidence(code)
        for a, b, code in zip(kept.a.tolist(), kept.b.tolist(), codes.tolist(), strict=True)
    }
    assert found == words_by_hand(shop)
    assert set(found.values()) >= {Evidence.PROVEN, Evidence.LIKELY, Evidence.CHANCE}
    assert found["cup", "saucer"] is Evidence.PROVEN
    assert (found["crate", "label"] is Evidence.PROVEN) is not known
