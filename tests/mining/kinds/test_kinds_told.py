"""Seasons, variants of a catalogue, and what the shop itself brings together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from xsell_desktop.domain.edits import recommend_kinds, set_kind
from xsell_desktop.domain.kinds import CROSS_SOLD, KINDS, Kind
from xsell_desktop.domain.plan import Decision, Pairing, Plan, Settings, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.kinds.by_products import find_gifts, find_standing_orders
from xsell_desktop.mining.kinds.ruling import is_recommended, kind_of, recommended_kinds
from xsell_desktop.mining.kinds.sentences import explain_kind, kind_meaning, kind_word
from xsell_desktop.sales.lines import Lines

MineShop = Callable[..., Analysis]


def kind(analysis: Analysis, one: str, other: str) -> Kind:
    row = analysis.pair_row(one, other)
    assert row is not None
    return KINDS[int(analysis.pairs.kind[row])]


def market(count: int = 900, seed: int = 4) -> list[list[str]]:
    """Tea and cups go together; star and angel meet in one month only."""
    rng = np.random.default_rng(seed)
    orders = []
    for number in range(count):
        order = [name for name in ("jam", "rye", "oil", "fig") if rng.random() < 0.35]
        if rng.random() < 0.15:
            order += ["tea", "cup"]
        if number % 9 == 0:  # every ninth order is of December
            order += [name for name in ("star", "angel") if rng.random() < 0.6]
        orders.append(order or ["jam"])
    return orders


def months(count: int = 900) -> list[str]:
    return [f"2024-{12 if n % 9 == 0 else 1 + n % 11:02d}-07" for n in range(count)]


def test_a_season_is_told_from_a_relationship(mine_shop: MineShop) -> None:
    analysis = mine_shop(market(), dates=months())
    assert kind(analysis, "angel", "star") is Kind.SEASON
    assert kind(analysis, "cup", "tea") is Kind.CROSS_SELL
    assert explain_kind(analysis, "star", "angel").startswith("A season, not a relationship: ")
    assert explain_kind(analysis, "tea", "cup") == ""
    undated = mine_shop(market())
    assert kind(undated, "angel", "star") is Kind.CROSS_SELL


def test_children_of_one_parent_are_variants(mine_shop: MineShop) -> None:
    parents = {"tea": "T", "cup": "T", "jam": "J"}
    analysis = mine_shop(market(), parents=parents)
    assert kind(analysis, "cup", "tea") is Kind.VARIANT
    assert kind(analysis, "jam", "rye") is Kind.CROSS_SELL


def test_parts_of_a_bundle_are_by_products(mine_shop: MineShop) -> None:
    orders = [
        [*order, "set"] if "tea" in order and n % 5 else order for n, order in enumerate(market())
    ]
    analysis = mine_shop(orders, parts={"set": ("tea", "cup")})
    assert {kind(analysis, *two) for two in (("set", "tea"), ("set", "cup"), ("tea", "cup"))} == {
        Kind.BY_PRODUCT
    }
    seldom = [
        [*order, "set"] if "tea" in order and n % 5 == 0 else order
        for n, order in enumerate(market())
    ]
    analysis = mine_shop(seldom, parts={"set": ("tea", "cup")})
    assert kind(analysis, "tea", "cup") is Kind.CROSS_SELL


def test_free_gifts_are_by_products(mine_shop: MineShop, make_lines: Callable[..., Lines]) -> None:
    orders = [[*order, "gift"] if n % 3 == 0 else order for n, order in enumerate(market())]
    analysis = mine_shop(orders, free=["gift"])
    gift = analysis.products.index["gift"]
    touched = (analysis.pairs.a == gift) | (analysis.pairs.b == gift)
    assert (analysis.pairs.kind[touched] == KINDS.index(Kind.BY_PRODUCT)).all()
    assert kind(analysis, "cup", "tea") is Kind.CROSS_SELL
    unpriced = make_lines([["a", "b"]] * 5, revenue=0.0)
    assert not find_gifts(unpriced).any()


def test_standing_orders_are_by_products(mine_shop: MineShop) -> None:
    box = ["milk", "eggs", "bread"]
    orders = [*market(), *[box] * 24]
    dates = [
        *months(),
        *(f"2024-{month:02d}-{day:02d}" for month in range(1, 13) for day in (3, 18)),
    ]
    customers = [""] * 900 + ["box"] * 24
    analysis = mine_shop(orders, dates=dates, customers=customers)
    assert kind(analysis, "eggs", "milk") is Kind.BY_PRODUCT
    uneven = dates[:900] + [f"2024-01-{1 + n // 2:02d}" for n in range(20)] + dates[-4:]
    analysis = mine_shop(orders, dates=uneven, customers=customers)
    assert kind(analysis, "eggs", "milk") is Kind.CROSS_SELL
    assert analysis.baskets is not None
    assert not find_standing_orders(analysis.baskets).any()


def test_the_users_word_goes_before_the_sales(mine_shop: MineShop) -> None:
    analysis = mine_shop(market(), dates=months())
    pair = pair_of("star", "angel")
    row = analysis.pair_row(*pair)
    assert row is not None
    assert kind_of(analysis, row, None) is Kind.SEASON
    assert kind_of(analysis, row, Pairing(pair, kind=Kind.CROSS_SELL)) is Kind.CROSS_SELL
    assert kind_of(analysis, -1, None) is Kind.CROSS_SELL
    plan = set_kind(Plan(), [pair], Kind.COLLECTION)
    assert plan.pairings[pair].kind is Kind.COLLECTION
    assert set_kind(plan, [pair], Kind.COLLECTION) is plan
    assert set_kind(plan, [pair], None) == Plan()


def test_lists_hold_what_the_user_lets_in() -> None:
    assert recommended_kinds(Settings()) == CROSS_SOLD
    plan = recommend_kinds(Plan(), [Kind.SEASON, Kind.COLLECTION, Kind.VARIANT])
    assert plan.settings.also_recommend == "season variant"
    wanted = recommended_kinds(plan.settings)
    assert wanted == CROSS_SOLD | {Kind.SEASON, Kind.VARIANT}
    accepted = Pairing(pair_of("a", "b"), Decision.ACCEPTED)
    assert is_recommended(Kind.SUBSTITUTE, accepted, CROSS_SOLD)
    assert not is_recommended(Kind.SUBSTITUTE, None, CROSS_SOLD)
    assert is_recommended(Kind.SEASON, None, wanted)
    assert recommend_kinds(plan, ()) == Plan()


def test_every_kind_has_its_words() -> None:
    assert len({kind_word(each) for each in Kind}) == len(Kind)
    assert all(kind_meaning(each).endswith(".") for each in Kind)


def test_kinds_say_nothing_of_the_evidence(mine_shop: MineShop) -> None:
    told, plain = mine_shop(market(), parents={"tea": "T", "cup": "T"}), mine_shop(market())
    assert (told.pairs.evidence == plain.pairs.evidence).all()
    assert (told.pairs.evidence == Evidence.PROVEN).any()
