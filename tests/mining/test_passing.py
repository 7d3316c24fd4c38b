"""Which pairs pass a filter, against plain loops over the pairs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan, pair_of
from xsell_desktop.domain.views import ANY, DECISION_WORDS, Band, Filter
from xsell_desktop.mining.analysis import Analysis, Evidence, Family
from xsell_desktop.mining.filter_options import count_options
from xsell_desktop.mining.passing import (
    is_counted,
    list_passing,
    passing_drawn,
    passing_pairs,
)

CATEGORIES, FAMILIES = ("", "Tea", "Coffee", "Jam"), ("Hot", "Sweet")
DAYS = 100


def dealt(seed: int) -> Analysis:
    """A shop of invented facts: everything a filter can ask of is dealt out at random."""
    from xsell_desktop.domain.plan import Settings
    from xsell_desktop.mining.analysis import Pairs, Products

    dice = np.random.default_rng(seed)
    count = 9
    a, b = np.triu_indices(count, 1)
    keep = dice.random(len(a)) < 0.6
    first, second = a[keep].astype(np.int32), b[keep].astype(np.int32)
    some = len(first)
    price = np.where(dice.random(count) < 0.2, np.nan, dice.integers(1, 9, count))
    products = Products(
        keys=tuple(f"p{row}" for row in range(count)),
        names=tuple(f"Name {row}" for row in range(count)),
        categories=tuple(CATEGORIES[code] for code in dice.integers(0, 4, count)),
        orders=np.full(count, 9), units=np.full(count, 50.0), revenue=np.full(count, 50.0),
        price=price, cost=price * dice.random(count),
        stock=np.where(dice.random(count) < 0.2, np.nan, dice.integers(-1, 30, count)),
        visible=np.ones(count, bool), family=dice.integers(-1, 2, count).astype(np.int32),
        position=np.zeros((count, 2)),
    )  # fmt: skip
    pairs = Pairs(
        first, second, np.full(some, 5), np.ones(some), np.ones(some),
        dice.integers(0, 5, some).astype(np.int8), np.ones(some), np.ones(some),
        np.round(dice.random(some), 1), np.ones(some), np.ones(some),
        kind=dice.integers(0, len(KINDS), some).astype(np.int8),
        held_up=dice.integers(-1, 2, some).astype(np.int8),
    )  # fmt: skip
    return Analysis(
        settings=Settings(), orders=99, lines=99, customers=9, first_date="2026-01-01",
        last_date="2026-04-10", currency="EUR", other_currencies=(), pairs_counted=some,
        products=products, pairs=pairs, bundles=(),
        families=tuple(Family(name, 4) for name in FAMILIES),
    )  # fmt: skip


def decided(analysis: Analysis, seed: int) -> Plan:
    """Rulings on some kept pairs, on some never kept and on one of unknown products."""
    dice = np.random.default_rng(seed)
    keys = (*analysis.products.keys, "never sold")
    found: dict[Pair, Pairing] = {}
    for _turn in range(12):
        one, other = dice.choice(len(keys), 2, replace=False).tolist()
        pair = pair_of(keys[one], keys[other])
        found[pair] = Pairing(
            pair,
            list(Decision)[int(dice.integers(0, 3))],
            pinned=bool(dice.random() < 0.3),
            by_hand=bool(dice.random() < 0.3),
            kind=KINDS[int(dice.integers(0, 3))] if dice.random() < 0.4 else None,
            locked=bool(dice.random() < 0.3),
        )
    return Plan(pairings=found)


def passes(analysis: Analysis, plan: Plan, asked: Filter, pair: Pair) -> bool:
    """What the definition of a filter says of one pair, word by word."""
    products, row = analysis.products, analysis.pair_row(*pair)
    ruling = plan.pairings.get(pair, Pairing(pair))
    ends = [products.index.get(key) for key in pair]
    pairs = analysis.pairs

    def of_both(good: Callable[[int], bool]) -> bool:
        return all(end is not None and good(end) for end in ends)

    def stock(end: int) -> str:
        pieces = float(products.stock[end])
        if math.isnan(pieces):
            return "unknown"
        if pieces <= 0:
            return "out"
        return "low" if pieces < products.units[end] * 28 / DAYS else "in"

    def margin(end: int) -> float:
        return float((products.price[end] - products.cost[end]) / products.price[end])

    words = {
        "undecided": ruling.decision is Decision.NONE,
        "accepted": ruling.decision is Decision.ACCEPTED,
        "rejected": ruling.decision is Decision.REJECTED,
        "by_hand": ruling.by_hand,
        "pinned": ruling.pinned,
        "locked": ruling.locked,
    }
    kind = ruling.kind or (KINDS[pairs.kind[row]] if row is not None else Kind.CROSS_SELL)
    evidence = Evidence(int(pairs.evidence[row])).name.lower() if row is not None else ""
    families = [
        FAMILIES[products.family[end]] if end is not None and products.family[end] >= 0 else ""
        for end in ends
    ]
    stocks = [stock(end) if end is not None else "unknown" for end in ends]
    return (
        (asked.strength <= (float(pairs.strength[row]) if row is not None else 0.0))
        and (not asked.evidence or evidence in asked.evidence)
        and (not asked.held_up or (row is not None and pairs.held_up[row] == 1))
        and (not asked.kinds or kind in asked.kinds)
        and (not asked.decisions or any(words[word] for word in asked.decisions))
        and (
            not asked.categories
            or any(e is not None and products.categories[e] in asked.categories for e in ends)
        )
        and (not asked.families or any(name in asked.families for name in families))
        and (
            asked.price == ANY
            or of_both(lambda e: asked.price.least <= products.price[e] <= asked.price.most)
        )
        and (
            asked.margin == ANY
            or of_both(lambda e: asked.margin.least <= margin(e) <= asked.margin.most)
        )
        and (not asked.stock or all(word in asked.stock for word in stocks))
    )


def some_of(words: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.one_of(st.just(frozenset[str]()), st.frozensets(st.sampled_from(words)))


bands = st.one_of(
    st.just(ANY),
    st.tuples(st.integers(0, 8), st.integers(0, 8)).map(lambda ends: Band(min(ends), max(ends))),
)
shares = st.one_of(st.just(ANY), st.just(Band(0.2, 0.8)), st.just(Band(least=0.5)))
filters = st.builds(
    Filter,
    strength=st.sampled_from([0.0, 0.0, 0.3, 0.7]),
    evidence=some_of(sorted(word.name.lower() for word in Evidence)),
    held_up=st.booleans(),
    kinds=st.frozensets(st.sampled_from(Kind)),
    decisions=some_of(sorted(DECISION_WORDS)),
    categories=some_of(["Tea", "Coffee", "gone"]),
    families=some_of(["Hot", "gone"]),
    price=bands,
    margin=shares,
    stock=some_of(["in", "low", "out", "unknown"]),
)


@given(st.integers(0, 50), filters)
@settings(max_examples=100)
def test_what_passes_is_what_the_definition_says(seed: int, asked: Filter) -> None:
    analysis = dealt(seed)
    plan = decided(analysis, seed)
    keys, pairs = analysis.products.keys, analysis.pairs
    kept = [pair_of(keys[a], keys[b]) for a, b in zip(pairs.a, pairs.b, strict=True)]
    wanted = [passes(analysis, plan, asked, pair) for pair in kept]
    found = passing_pairs(analysis, plan, asked)
    assert wanted == ([True] * len(kept) if found is None else found.tolist())
    drawn = {
        pair
        for pair in plan.pairings
        if analysis.pair_row(*pair) is None and passes(analysis, plan, asked, pair)
    }
    assert passing_drawn(analysis, plan, asked) == drawn
    good = [pair for pair, well in zip(kept, wanted, strict=True) if well]
    listed = list_passing(analysis, plan, asked)
    assert list(listed[: len(good)]) == good
    assert set(listed[len(good) :]) == drawn and len(listed) == len(good) + len(drawn)


@given(st.integers(0, 50), filters)
def test_a_choice_counts_what_it_would_let_through_alone(seed: int, asked: Filter) -> None:
    analysis = dealt(seed)
    plan = decided(analysis, seed)
    options = count_options(analysis, plan, asked)

    def through(**parts: object) -> int:
        return len(list_passing(analysis, plan, replace(asked, **parts)))  # type: ignore[arg-type]

    assert options.passing == through()
    assert options.held_up == through(held_up=True)
    for name in ("evidence", "kinds", "decisions", "categories", "families", "stock"):
        for word, count in getattr(options, name).items():
            assert count == through(**{name: frozenset({word})}), (name, word)


def test_another_ruling_counts_at_once() -> None:
    analysis = dealt(3)
    keys, pairs = analysis.products.keys, analysis.pairs
    pair = pair_of(keys[pairs.a[0]], keys[pairs.b[0]])
    asked = Filter(decisions=frozenset({"rejected"}))
    assert list_passing(analysis, Plan(), asked) == ()
    rejected = Plan(pairings={pair: Pairing(pair, Decision.REJECTED)})
    assert list_passing(analysis, rejected, asked) == (pair,)
    assert list_passing(analysis, Plan(), asked) == ()


def test_without_dates_no_stock_is_low() -> None:
    analysis = replace(dealt(1), first_date="", last_date="")
    assert count_options(analysis, Plan(), Filter()).stock["low"] == 0
    assert count_options(dealt(1), Plan(), Filter()).stock["low"] > 0


@pytest.mark.parametrize("part", [{"month": "2026-01"}, {"segment": "visits:first"}])
def test_what_nobody_counted_yet_is_not_asked(part: dict[str, str]) -> None:
    analysis, asked = dealt(2), Filter(**part)  # type: ignore[arg-type]
    assert not is_counted(analysis, asked)
    assert is_counted(analysis, Filter(held_up=True))
    found = passing_pairs(analysis, Plan(), asked)
    assert found is not None and found.all()


def test_the_same_question_is_answered_once() -> None:
    analysis, asked = dealt(2), Filter(held_up=True)
    plan = decided(analysis, 2)
    first = passing_pairs(analysis, plan, asked)
    again = passing_pairs(analysis, plan, Filter(held_up=True))
    assert first is not None and again is not None and np.shares_memory(first, again)
