"""Products bought one instead of the other, and the better one of two."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.profiles import make_profiles
from xsell_desktop.mining.kinds.sentences import explain_kind

MineShop = Callable[..., Analysis]
NAMES = {
    "pot3": "Press pot cosy", "pot8": "Press pot grand hotel", "beans": "Roast beans",
    "sugar": "Sugar cubes", "cup": "Cup", "tea": "Tea", "jam": "Jam", "rye": "Rye bread",
}  # fmt: skip
GROUPS = {"pot3": "pots", "pot8": "pots", "tea": "food", "jam": "food", "rye": "food"}


def kitchen(seed: int = 3, count: int = 1500) -> list[list[str]]:
    """Two pots that never meet, both bought with beans and sugar, among things of all sorts."""
    rng = np.random.default_rng(seed)
    orders = []
    for _number in range(count):
        order = [name for name in ("cup", "tea", "jam", "rye") if rng.random() < 0.3]
        pot = rng.random()
        if pot < 0.3:
            order.append("pot3" if pot < 0.15 else "pot8")
            order += [name for name in ("beans", "sugar") if rng.random() < 0.6]
        orders.append(order or ["tea"])
    return orders


def found(analysis: Analysis) -> dict[frozenset[str], Kind]:
    """The kind of every alternative, by its keys."""
    keys, known = analysis.products.keys, analysis.alternatives
    return {
        frozenset((keys[a], keys[b])): KINDS[code]
        for a, b, code in zip(known.a, known.b, known.kind, strict=True)
    }


def test_one_instead_of_the_other_is_found(mine_shop: MineShop) -> None:
    analysis = mine_shop(kitchen(), names=NAMES, categories=GROUPS)
    assert found(analysis) == {frozenset(("pot3", "pot8")): Kind.SUBSTITUTE}
    known = analysis.alternatives
    assert known.together.tolist() == [0]
    assert known.expected[0] > 10
    assert known.apart.tolist() == [True]
    assert analysis.products.keys[known.shared[0]] in ("beans", "sugar")
    said = explain_kind(analysis, "pot8", "pot3")
    assert "share no order where chance gives" in said
    assert "both are bought with" in said
    assert said.endswith("one instead of the other.")


def test_another_category_serves_another_need(mine_shop: MineShop) -> None:
    assert not found(mine_shop(kitchen(), names=NAMES, categories=GROUPS | {"pot8": "gifts"}))


def test_without_shared_partners_nothing_is_said(mine_shop: MineShop) -> None:
    rng = np.random.default_rng(8)
    orders = [["pot3", "cup"] if rng.random() < 0.5 else ["pot8", "tea"] for _n in range(400)]
    assert not found(mine_shop(orders, names=NAMES, categories=GROUPS))


def test_too_few_orders_say_nothing(mine_shop: MineShop) -> None:
    assert not found(mine_shop(kitchen(count=120), names=NAMES, categories=GROUPS))


def test_a_successor_is_no_substitute(mine_shop: MineShop) -> None:
    """The second pot took the first one's place on the shelf: they could not meet."""
    first = [order for order in kitchen(seed=3) if "pot8" not in order]
    second = [order for order in kitchen(seed=5) if "pot3" not in order]
    dates = [f"2024-{1 + 5 * n // len(first):02d}-10" for n in range(len(first))]
    dates += [f"2024-{7 + 5 * n // len(second):02d}-10" for n in range(len(second))]
    assert frozenset(("pot3", "pot8")) in found(
        mine_shop(first + second, names=NAMES, categories=GROUPS)
    )
    assert not found(mine_shop(first + second, names=NAMES, categories=GROUPS, dates=dates))


@pytest.mark.parametrize(
    ("name", "price", "kind"),
    [
        ("Press pot pro", 40.0, Kind.UP_SELL),
        ("Press pot pro", 21.0, Kind.SUBSTITUTE),
        ("Grand hotel samovar", 40.0, Kind.SUBSTITUTE),
    ],
)
def test_the_dearer_one_of_nearly_one_name_is_an_up_sell(
    mine_shop: MineShop, name: str, price: float, kind: Kind
) -> None:
    names = NAMES | {"pot3": "Press pot", "pot8": name}
    prices = {"pot3": 20.0, "pot8": price}
    analysis = mine_shop(kitchen(), names=names, categories=GROUPS, prices=prices)
    assert found(analysis) == {frozenset(("pot3", "pot8")): kind}
    dearer = int(analysis.alternatives.dearer[0])
    assert (dearer >= 0) == (price == 40.0)
    if kind is Kind.UP_SELL:
        assert analysis.products.keys[dearer] == "pot8"
        said = explain_kind(analysis, "pot3", "pot8")
        assert said.startswith("Press pot pro serves the same need as Press pot at 2.0× its price.")


def test_an_up_sell_needs_no_sales_of_its_own(mine_shop: MineShop) -> None:
    orders = [*kitchen(), ["lamp"], ["lamp pro"], ["lamp"]]
    names = NAMES | {"lamp": "Reading lamp", "lamp pro": "Reading lamp pro"}
    groups = GROUPS | {"lamp": "lights", "lamp pro": "lights"}
    prices = {"lamp": 20.0, "lamp pro": 35.0}
    analysis = mine_shop(orders, names=names, categories=groups, prices=prices)
    assert found(analysis)[frozenset(("lamp", "lamp pro"))] is Kind.UP_SELL


def test_profiles_compare_what_goes_with_two_products(mine_shop: MineShop) -> None:
    analysis = mine_shop(kitchen(), names=NAMES)
    profiles = make_profiles(analysis.pairs, len(analysis.products))
    row = analysis.products.index
    one, other = np.array([row["pot3"], row["pot3"]]), np.array([row["pot8"], row["jam"]])
    close, far = profiles.likeness(one, other)
    assert close > 0.8
    assert far < 0.3
    whole = profiles.rows.toarray()
    assert np.allclose(whole @ whole.T, profiles.rows @ profiles.rows.T.toarray())
    lengths = np.linalg.norm(whole, axis=1)
    assert np.allclose(lengths[lengths > 0], 1)
