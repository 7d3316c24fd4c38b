"""Shopify's and Matrixify's files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.shops.targets import TARGETS

MakePicks = Callable[[Any], Any]
COLUMN = (
    "Complementary products "
    "(product.metafields.shopify--discovery--product_recommendation.complementary_products)"
)
SHOP = (
    Catalogue(
        "shopify-products",
        "products.csv",
        (
            Product("mug", "Mug", handle="mug", is_parent=True),
            Product("M-R", "Mug - Red", handle="mug", parent="mug"),
            Product("M-B", "Mug - Blue", handle="mug", parent="mug"),
            Product("TEA", "Tea, green", handle="green-tea"),
            Product("TIN", "Tin", handle="tin"),
        ),
    ),
)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_lists_are_handles_of_pages(make_picks: MakePicks, tmp_path: Path) -> None:
    picks = make_picks({"M-R": ["TEA", "M-B"], "TEA": ["M-B", "TIN", "M-R"], "TIN": ["nobody"]})
    written = TARGETS["shopify"].write(picks, SHOP, tmp_path, product_keys=())
    assert written.checked
    assert rows(written.files[0]) == [
        ["Handle", "Title", COLUMN],
        ["mug", "Mug", "green-tea"],
        ["green-tea", "Tea, green", "mug; tin"],
    ]


def test_the_header_is_of_the_generation_that_the_shop_exports(
    make_picks: MakePicks, tmp_path: Path
) -> None:
    shop = (replace(SHOP[0], key_header="URL handle"),)
    written = TARGETS["shopify"].write(
        make_picks({"TEA": ["TIN"]}), shop, tmp_path, product_keys=()
    )
    assert rows(written.files[0]) == [
        ["Title", "URL handle", COLUMN],
        ["Tea, green", "green-tea", "tin"],
    ]


def test_matrixify_has_its_own_header_and_file_name(make_picks: MakePicks, tmp_path: Path) -> None:
    written = TARGETS["matrixify"].write(
        make_picks({"TEA": ["TIN", "M-R"]}), SHOP, tmp_path, product_keys=()
    )
    assert "Products" in written.files[0].name
    assert rows(written.files[0]) == [
        [
            "Handle",
            "Command",
            "Metafield: shopify--discovery--product_recommendation.complementary_products "
            "[list.product_reference]",
        ],
        ["green-tea", "MERGE", "tin, mug"],
    ]


@pytest.mark.parametrize("shop", ["shopify", "matrixify"])
def test_without_its_catalogue_nothing_is_written(
    make_picks: MakePicks, tmp_path: Path, shop: str
) -> None:
    woo = (Catalogue("woocommerce-products", "p.csv", (Product("A", "A", shop_id="1"),)),)
    for catalogues in ((), woo):
        with pytest.raises(UserError, match="product list") as caught:
            TARGETS[shop].write(
                make_picks({"A": ["B"]}), catalogues, tmp_path, product_keys=("A", "B")
            )
        assert "product export" in caught.value.next_step
    assert not list(tmp_path.iterdir())


def test_a_list_has_ten_products_at_most(make_picks: MakePicks, tmp_path: Path) -> None:
    keys = [f"p{n}" for n in range(13)]
    shop = (
        Catalogue("shopify-products", "p.csv", tuple(Product(k, k, handle=f"h-{k}") for k in keys)),
    )
    picks = make_picks({"p0": keys[1:], "p1": keys[2:4]})
    written = TARGETS["shopify"].write(picks, shop, tmp_path, product_keys=())
    assert rows(written.files[0])[1][2].split("; ") == [f"h-p{n}" for n in range(1, 11)]
    assert any(note.startswith("1 list was cut") for note in written.notes)
