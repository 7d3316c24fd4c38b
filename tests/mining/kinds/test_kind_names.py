"""Names taken apart: what a product is, in which size and colour."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.mining.kinds.names import read_names, split_name


@pytest.mark.parametrize(
    ("name", "content", "sizes", "colours"),
    [
        ("House Roast Beans 1 kg", "house roast bean", "1kg", ""),
        ("House Roast Beans 250g", "house roast bean", "250g", ""),
        ("Teapot, blue (large)", "teapot", "large", "blue"),
        ("Trail Socks - M", "trail sock", "m", ""),
        ("Letter M Key Ring", "letter m key ring", "", ""),
        ("Letter A Key Ring", "letter a key ring", "", ""),
        ("Egg Cups Set of 4", "egg cup", "setof4", ""),
        ("Paper Filters (100)", "paper filter", "100", ""),
        ("Wanderschuhe Gr. 42", "wanderschuhe", "grp42", ""),
        ("Kaffee gemahlen 0,5 kg", "kaffee gemahlen", "0p5kg", ""),
        ("Cafetera italiana 6 tazas roja", "cafetera italiana", "6tazas", "roja"),
        ("Tablecloth 140 x 200 cm", "tablecloth", "140x200cm", ""),
        ("House Number 7", "house number 7", "", ""),
        ("Brass Hook", "brass hook", "", ""),
    ],
)
def test_a_name_is_split(name: str, content: str, sizes: str, colours: str) -> None:
    assert split_name(name) == tuple(frozenset(text.split()) for text in (content, sizes, colours))


def test_likeness_is_shared_weight_over_all_weight() -> None:
    names = read_names(["Lunch Bag Owl", "Lunch Bag Fox", "Tea Towel", "Bag"])
    bag, lunch, rare = math.log1p(4 / 3), math.log1p(4 / 2), math.log1p(4)
    owl_fox = (bag + lunch) / (bag + lunch + 2 * rare)
    found = names.likeness(np.array([0, 0, 0]), np.array([1, 2, 0]))
    assert found.tolist() == pytest.approx([owl_fox, 0.0, 1.0])


def test_pairs_of_like_names_are_all_found() -> None:
    texts = [
        "Lunch Bag Owl",
        "Lunch Bag Fox",
        "Lunch Box Fox",
        "Tea Towel",
        "Tea Towel Pro",
        "250 g",
    ]
    names = read_names(texts)
    one, other, likeness = names.alike(0.3)
    rows, columns = np.triu_indices(len(texts), 1)
    every = names.likeness(rows, columns)
    expected = {(a, b) for a, b, v in zip(rows, columns, every, strict=True) if v >= 0.3}
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == expected
    assert (3, 4) in expected  # a grade says nothing of what it is
    assert likeness.min() >= 0.3


def test_options_are_told_from_content() -> None:
    names = read_names(
        ["Mug red", "Mug blue", "Mug blue 300 ml", "Cup blue", "250 g", "500 g", "Mug Pro"]
    )
    mug = np.array([0, 1, 0, 1, 4, 0])
    same = names.same_but_options(mug, np.array([1, 2, 2, 3, 5, 6]))
    assert same.tolist() == [True, True, True, False, False, False]
    assert names.size[0] == names.size[1] != names.size[2]
    assert names.colour[0] != names.colour[1] == names.colour[2]


def test_no_names_are_no_trouble() -> None:
    assert len(read_names([]).alike(0.5)[0]) == 0
    blank = read_names(["", ""])
    assert blank.likeness(np.array([0]), np.array([1])).tolist() == [0.0]
    assert not blank.same_but_options(np.array([0]), np.array([1])).any()


@given(st.lists(st.text(max_size=20), min_size=1, max_size=8))
def test_any_names_have_a_likeness(texts: list[str]) -> None:
    names = read_names(texts)
    rows = np.arange(len(texts))
    one, other = np.repeat(rows, len(texts)), np.tile(rows, len(texts))
    likeness = names.likeness(one, other).reshape(len(texts), -1)
    assert (likeness >= 0).all()
    assert (likeness <= 1 + 1e-9).all()
    assert np.allclose(likeness, likeness.T)
    assert np.allclose(np.diag(likeness)[names.total > 0], 1)
