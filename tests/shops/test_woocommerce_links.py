"""The WooCommerce file, read back by a reader that works as the shop's importer does."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.shops.targets import TARGETS

WOO = TARGETS["woocommerce"]
MakePicks = Callable[[Any], Any]


def woo(*products: Product) -> tuple[Catalogue, ...]:
    return (Catalogue("woocommerce-products", "products.csv", products),)


def listed(cell: str) -> list[str | int]:
    r"""A linked-products cell as WooCommerce's importer takes it: SKUs, and ids as numbers.

    It protects each `\,`, splits at commas, gives the commas back, trims, and drops what PHP
    calls empty.
    """
    pieces = cell.replace("\\,", "\0").split(",")
    values = [piece.replace("\0", ",").strip() for piece in pieces]
    return [
        int(value[3:]) if re.fullmatch(r"id:[0-9]+", value) else value
        for value in values
        if value not in ("", "0")
    ]


def import_file(path: Path) -> dict[str | int, list[str | int]]:
    """What an import with “Update existing products” would set, by SKU or by id."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (int(row["ID"]) if row.get("ID") else row["SKU"]): listed(row["Cross-sells"])
        for row in rows
    }


def test_without_a_catalogue_the_orders_keys_are_written_unchecked(
    make_picks: MakePicks, tmp_path: Path
) -> None:
    picks = make_picks({"007": ["A,B", "C"], "C": ["007", "never sold"], "never sold": ["C"]})
    written = WOO.write(picks, (), tmp_path, product_keys=("007", "A,B", "C"))
    assert not written.checked
    assert written.notes[0].startswith("Unchecked")
    path = tmp_path / "woocommerce-cross-sells.csv"
    assert written.files[0] == path
    assert path.read_bytes() == b'SKU,Cross-sells\n007,"A\\,B, C"\nC,007\n'
    assert "1 product" in written.notes[1]


def test_with_a_catalogue_strangers_and_blank_lists_stay_out(
    make_picks: MakePicks, tmp_path: Path
) -> None:
    picks = make_picks({"a": ["B", "x"], "B": ["x"], "gone": ["B"]})
    shop = woo(Product("A", "Alpha", shop_id="1"), Product("B", "Beta", shop_id="2"))
    written = WOO.write(picks, shop, tmp_path, product_keys=("a", "B", "x", "gone"))
    assert written.checked
    # the catalogue's spelling of a's key; B has nobody left, and a blank cell would wipe its list
    assert import_file(written.files[0]) == {"A": ["B"]}
    assert "2 products" in written.notes[0]


def test_products_without_a_sku_go_by_their_number(make_picks: MakePicks, tmp_path: Path) -> None:
    picks = make_picks({"Alpha": ["B"], "B": ["Alpha", "id:5", "0", "end\\"]})
    shop = woo(
        Product("Alpha", "Alpha", shop_id="1"),
        Product("B", "Beta", shop_id="2"),
        Product("id:5", "A SKU that looks like a number", shop_id="77"),
        Product("0", "Nothing", shop_id="8"),
        Product("end\\", "Backslash", shop_id="9"),
    )
    WOO.write(picks, shop, tmp_path, product_keys=())
    path = tmp_path / WOO.file_name
    assert path.read_text().splitlines()[0] == "ID,SKU,Cross-sells"
    assert path.read_text().splitlines()[1] == "1,,B"
    assert import_file(path) == {1: ["B"], 2: [1, 77, 8, 9]}


def test_variants_lists_become_their_parent_s(make_picks: MakePicks, tmp_path: Path) -> None:
    picks = make_picks(
        {
            "mug-red": ["tea", "mug-blue", "pot"],
            "mug-blue": ["pot", "mug-red", "tin"],
            "tea": ["mug-red"],
        }
    )
    shop = woo(
        Product("mug", "Mug", shop_id="1", is_parent=True),
        Product("mug-red", "Mug red", shop_id="2", parent="mug"),
        Product("mug-blue", "Mug blue", shop_id="3", parent="mug"),
        *(
            Product(key, key.title(), shop_id=str(n))
            for n, key in enumerate(("tea", "pot", "tin"), 4)
        ),
    )
    WOO.write(picks, shop, tmp_path, product_keys=())
    back = import_file(tmp_path / WOO.file_name)
    # rank 1: tea and pot; rank 3: pot again and tin; never itself or a sister
    assert back == {"mug": ["tea", "pot", "tin"], "tea": ["mug-red"]}


def test_lists_that_are_there_already_are_not_written(
    make_picks: MakePicks, tmp_path: Path
) -> None:
    picks = make_picks({"A": ["B", "C,D"], "B": ["A"]})
    shop = woo(
        Product("A", "Alpha", shop_id="1", cross_sells=("B", "C,D")),
        Product("B", "Beta", shop_id="2", cross_sells=("C,D",)),
        Product("C,D", "Gamma", shop_id="3"),
    )
    written = WOO.write(picks, shop, tmp_path, product_keys=())
    assert import_file(written.files[0]) == {"B": ["A"]}
    assert any(note.startswith("1 product already has this very list") for note in written.notes)
    assert any("replaces them" in note or "replaces" in note for note in written.notes)


def test_another_platform_s_catalogue_checks_nothing(make_picks: MakePicks, tmp_path: Path) -> None:
    other = (Catalogue("shopify-products", "p.csv", (Product("A", "Alpha", handle="alpha"),)),)
    written = WOO.write(make_picks({"A": ["B"]}), other, tmp_path, product_keys=("A", "B"))
    assert not written.checked
    assert import_file(written.files[0]) == {"A": ["B"]}


skus = st.text(
    st.one_of(st.sampled_from(list(",\\\"' 0=+-@:;id\n")), st.characters(codec="utf-8")),
    min_size=1,
    max_size=8,
).filter(lambda key: key == key.strip() and "\0" not in key and "\r" not in key)
odd = st.one_of(skus, st.from_regex(r"\Aid:[0-9]{1,3}\Z"), st.just("0"), st.just("007"))


@given(keys=st.lists(odd, min_size=2, max_size=7, unique_by=str.casefold), numbered=st.booleans())
def test_every_sku_is_read_back_as_the_same_product(
    make_picks: MakePicks,
    tmp_path_factory: pytest.TempPathFactory,
    keys: list[str],
    numbered: bool,
) -> None:
    folder = tmp_path_factory.mktemp("woo")
    lists = {key: [other for other in keys if other != key] for key in keys}
    products = [
        Product(key, f"Name {n}", shop_id=str(1000 + n) if numbered else "")
        for n, key in enumerate(keys)
    ]
    WOO.write(make_picks(lists), woo(*products), folder, product_keys=keys)
    ids = {int(product.shop_id): product.key for product in products if numbered}

    def meant(value: str | int) -> str:
        return ids[value] if isinstance(value, int) else value

    back = {
        meant(k): [meant(v) for v in v_s] for k, v_s in import_file(folder / WOO.file_name).items()
    }
    for key, partners in back.items():
        assert set(partners) <= set(lists[key])
        if numbered:
            assert partners == lists[key]
    if numbered:
        assert set(back) == set(keys)
