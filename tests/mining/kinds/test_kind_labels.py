"""Pairs labelled by hand, as a shopkeeper would: precision before completeness.

Every pair here was bought together in many orders, well beyond chance.
"""

from __future__ import annotations

import numpy as np
import pytest

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.mining.analysis import Evidence, Pairs, Products
from xsell_desktop.mining.kinds.names import read_names
from xsell_desktop.mining.kinds.tell import _is_collection, _is_variant

V, C, X = Kind.VARIANT, Kind.COLLECTION, Kind.CROSS_SELL
LABELLED = (
    ("Lunch bag owl design", 1.65, "Lunch bag fox design", 1.65, C),
    ("Lunch bag owl design", 1.65, "Lunch bag paisley", 1.65, C),
    ("Alarm clock retro red", 3.75, "Alarm clock retro green", 3.75, C),
    ("Rose teacup and saucer", 2.95, "Green teacup and saucer", 2.95, C),
    ("Fairy cake cases 72", 0.55, "Party cake cases 72", 0.55, C),
    ("Metal sign kitchen rules", 1.95, "Metal sign garden rules", 1.95, C),
    ("House number tile 3", 1.95, "House number tile 7", 1.95, C),
    ("Letter C key ring", 1.25, "Letter E key ring", 1.25, C),
    ("Letter A key ring", 1.25, "Letter I key ring", 1.25, C),
    ("Vanilla syrup", 9.5, "Caramel syrup", 9.5, C),
    ("Freeze-dried chilli", 7.9, "Freeze-dried curry", 7.9, C),
    ("Hot water bottle scottie", 4.95, "Hot water bottle hearts", 4.95, C),
    ("Playing cards doily", 1.25, "Playing cards jubilee", 1.25, C),
    ("Pocket book circles", 0.85, "Pocket book garden", 0.85, C),
    ("Cotton tote whale", 2.25, "Cotton tote skull", 2.25, C),
    ("Plasters in tin circus", 1.65, "Plasters in tin woodland", 1.65, C),
    ("Childrens apron dolly", 1.95, "Childrens apron rocket", 1.95, C),
    ("Gingham star wooden", 0.85, "Gingham heart wooden", 0.85, C),
    ("Jumbo bag strawberry", 2.08, "Jumbo bag toys", 2.08, C),
    ("Knitted owl soft toy pink", 2.95, "Knitted owl soft toy blue", 2.95, C),
    ("Spice jar small", 2.1, "Spice jar large", 3.4, V),
    ("Picture frame oak 20x30 cm", 9.0, "Picture frame oak 30x40 cm", 12.0, V),
    ("Roast beans 250 g", 7.25, "Roast beans 1 kg", 21.5, V),
    ("Wool socks S", 9.5, "Wool socks XL", 9.5, V),
    ("Wool socks red S", 9.5, "Wool socks blue XL", 9.5, V),
    ("Votive candles set of 3", 2.95, "Votive candles set of 6", 4.95, V),
    ("Vacuum flask 750 ml", 29.0, "Vacuum flask 1 L", 34.0, V),
    ("Wicker basket medium", 5.95, "Wicker basket large", 7.95, V),
    ("Moka maker 3 cups", 26.0, "Moka maker 6 cups", 34.0, V),
    ("Trekkinghose Größe 48", 69.0, "Trekkinghose Größe 52", 69.0, V),
    ("Birthday candles pack of 6", 1.0, "Birthday candles pack of 12", 1.8, V),
    ("Laundry bag big", 4.0, "Laundry bag mini", 2.0, V),
    ("Dry sack 8 L", 11.0, "Dry sack 20 L", 15.0, V),
    ("Cat bowl", 4.5, "Cat bowl large", 6.5, V),
    ("Tarte dish 24 cm", 12.0, "Tarte dish 28 cm", 14.0, V),
    ("Gas stove", 34.0, "Gas canister 230 g", 6.5, X),
    ("Pour-over dripper", 18.5, "Dripper paper filters (100)", 5.5, X),
    ("Three-season sleeping bag", 94.0, "Sleeping bag liner cotton", 19.0, X),
    ("Two-person tent Fell", 189.0, "Tent footprint two-person", 29.0, X),
    ("Air plunge brewer", 32.0, "Air plunge paper filters (350)", 6.5, X),
    ("Air plunge brewer", 32.0, "Air plunge metal filter", 12.5, X),
    ("Hydration pack 15 L", 64.0, "Hydration bladder 2 L", 27.0, X),
    ("Hammock canvas", 45.0, "Hammock straps", 17.0, X),
    ("Vacuum flask 750 ml", 29.0, "Flask brush", 5.8, X),
    ("Head torch 200", 24.0, "AAA batteries (8)", 6.9, X),
    ("Cold brew bottle 1 L", 24.0, "Cold brew blend coarse 500 g", 12.5, X),
    ("Teapot stoneware", 24.0, "Tea cosy stoneware grey", 9.0, X),
    ("Camera X20 black", 499.0, "Camera case X20", 39.0, X),
    ("Phone 128 GB", 699.0, "Phone charger 20 W", 19.0, X),
    ("Hiking boots leather", 149.0, "Boot wax", 7.9, X),
    ("Espresso machine", 149.0, "Espresso cups set of 2", 16.0, X),
    ("Bread", 2.0, "Butter", 1.8, X),
    ("Whole milk 1 l", 1.1, "Corn flakes 500 g", 3.1, X),
    ("Paint white 5 l", 30.0, "Paint roller white", 9.0, X),
    ("Guitar strings nylon", 8.0, "Guitar tuner clip-on", 14.0, X),
    ("Bicycle lock", 30.0, "Bicycle lamp", 22.0, X),
    ("Dog lead red", 12.0, "Dog collar red", 12.0, X),
    ("Printer A4", 120.0, "Printer ink black", 24.0, X),
    ("Rain jacket", 119.0, "Rain trousers", 49.0, X),
    ("Yoga mat", 25.0, "Yoga block cork", 11.0, X),
)


def told(labelled: tuple[tuple[str, float, str, float, Kind], ...]) -> list[Kind]:
    """The kind of each labelled pair by its names and prices, among all these names."""
    count = len(labelled)
    texts = [text for row in labelled for text in (row[0], row[2])]
    price = np.array([value for row in labelled for value in (row[1], row[3])])
    blank = np.zeros(2 * count)
    products = Products(
        tuple(map(str, range(2 * count))), tuple(texts), ("",) * (2 * count),
        np.full(2 * count, 50), blank, blank, price, blank, blank, np.ones(2 * count, bool),
        np.zeros(2 * count, np.int32), np.zeros((2 * count, 2)),
    )  # fmt: skip
    a, many, unknown = np.arange(0, 2 * count, 2), np.full(count, 30), np.full(count, np.nan)
    pairs = Pairs(
        a.astype(np.int32), (a + 1).astype(np.int32), many, many / 6, unknown,
        np.full(count, Evidence.PROVEN, np.int8), unknown, unknown, unknown, unknown, unknown,
    )  # fmt: skip
    names = read_names(texts)
    kind = np.full(count, KINDS.index(X))
    kind[_is_collection(pairs, products, names)] = KINDS.index(C)
    kind[_is_variant(pairs, names)] = KINDS.index(V)
    return [KINDS[code] for code in kind.tolist()]


@pytest.mark.parametrize("kind", [V, C])
def test_what_is_called_so_is_so(kind: Kind) -> None:
    found = [
        (row[4], row) for row, word in zip(LABELLED, told(LABELLED), strict=True) if word is kind
    ]
    right = [label for label, _row in found if label is kind]
    assert len(right) >= 0.95 * len(found), [row for label, row in found if label is not kind]


def test_most_of_them_are_found() -> None:
    words = told(LABELLED)
    for kind, least in ((V, 0.9), (C, 0.85), (X, 0.9)):
        of_kind = [word for row, word in zip(LABELLED, words, strict=True) if row[4] is kind]
        assert of_kind.count(kind) >= least * len(of_kind), kind


def test_colours_not_bought_together_are_variants() -> None:
    names = read_names(["Mug red", "Mug blue"])
    for evidence, variant in ((Evidence.PROVEN, False), (Evidence.THIN, True)):
        blank = np.array([np.nan])
        pair = Pairs(
            np.array([0], np.int32), np.array([1], np.int32), np.array([9]), np.array([1.0]),
            blank, np.array([evidence], np.int8), blank, blank, blank, blank, blank,
        )  # fmt: skip
        assert _is_variant(pair, names).tolist() == [variant]
