"""What holds for every shop's files, and the small ones among them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.shops.targets import TARGETS, WRITABLE

MakePicks = Callable[[Any], Any]
KEYS = ("007", "B", "=C")
LISTS = {"007": ["B", "=C"], "B": ["007"]}
PRODUCTS = tuple(
    Product(k, f"Name {k}", handle=f"h{n}", shop_id=str(n)) for n, k in enumerate(KEYS)
)
SHOPS = (
    Catalogue("shopify-products", "s.csv", PRODUCTS),
    Catalogue("woocommerce-products", "w.csv", PRODUCTS),
)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_ids_are_those_of_the_contract() -> None:
    assert list(TARGETS) == [
        "woocommerce", "shopify", "matrixify", "magento", "prestashop", "opencart", "odoo",
        "bigcommerce", "plain",
    ]  # fmt: skip
    assert WRITABLE == ("woocommerce", "shopify", "matrixify", "magento", "plain")
    assert all(target.id == name for name, target in TARGETS.items())


@pytest.mark.parametrize("shop", WRITABLE)
def test_the_preview_is_what_is_written(make_picks: MakePicks, tmp_path: Path, shop: str) -> None:
    picks = make_picks(LISTS)
    shown = TARGETS[shop].preview(picks, SHOPS, product_keys=KEYS)
    written = TARGETS[shop].write(picks, SHOPS, tmp_path / shop, product_keys=KEYS)
    assert rows(written.files[0]) == shown
    assert len(shown) == 3


@pytest.mark.parametrize("shop", WRITABLE)
def test_the_manifest_counts_what_is_there(
    make_picks: MakePicks, tmp_path: Path, shop: str
) -> None:
    written = TARGETS[shop].write(make_picks(LISTS), SHOPS, tmp_path, product_keys=KEYS)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["shop"] == shop
    assert manifest["checked"] is written.checked
    assert manifest["files"] == [{"name": written.files[0].name, "rows": 2}]
    assert (manifest["products"], manifest["links"]) == (2, 3)
    assert manifest["notes"] == list(written.notes)
    assert manifest["to_import"]
    assert {path.name for path in written.files} == {path.name for path in tmp_path.iterdir()}
    how_to = (tmp_path / "HOW-TO-IMPORT.txt").read_text(encoding="utf-8")
    assert how_to.startswith(f"How to import {written.files[0].name} into ")
    assert "2 products get a list. 3 links in all." in how_to
    assert all(note in how_to for note in written.notes)


@pytest.mark.parametrize("shop", WRITABLE)
def test_the_same_lists_give_the_same_bytes(
    make_picks: MakePicks, tmp_path: Path, shop: str
) -> None:
    one, two = (
        TARGETS[shop].write(make_picks(LISTS), SHOPS, tmp_path / name, product_keys=KEYS)
        for name in ("one", "two")
    )
    assert [p.read_bytes() for p in one.files] == [p.read_bytes() for p in two.files]


@pytest.mark.parametrize("shop", sorted(set(TARGETS) - set(WRITABLE)))
def test_a_shop_without_a_file_says_why_and_what_to_do(
    make_picks: MakePicks, tmp_path: Path, shop: str
) -> None:
    with pytest.raises(UserError, match="cannot be written yet") as caught:
        TARGETS[shop].write(make_picks(LISTS), SHOPS, tmp_path, product_keys=KEYS)
    assert "plain" in caught.value.next_step
    assert not list(tmp_path.iterdir())


def test_magento_by_hand(make_picks: MakePicks, tmp_path: Path) -> None:
    picks = make_picks({"007": ["B", "a,b", "C"], "B": ["a,b"]})
    written = TARGETS["magento"].write(picks, (), tmp_path, product_keys=("007", "B", "a,b", "C"))
    assert written.files[0].read_bytes() == (
        b'sku,crosssell_skus,crosssell_position\n007,"B,C","1,2"\n'
    )
    assert not written.checked
    assert any(note.startswith("2 links were left out") for note in written.notes)
    assert any("__EMPTY__VALUE__" in note for note in written.notes)


def test_the_plain_table_is_wide_and_safe_to_open(make_picks: MakePicks, tmp_path: Path) -> None:
    picks = make_picks({"007": ["B", "=C"], "B": ["=cmd|' /C calc'!A0"]})
    keys = ("007", "B", "=C", "=cmd|' /C calc'!A0")
    written = TARGETS["plain"].write(picks, (), tmp_path, product_keys=keys)
    assert rows(written.files[0]) == [
        ["product", "product_name", "partner_1", "partner_2"],
        ["007", "Name of 007", "B", "=C"],
        ["B", "Name of B", "'=cmd|' /C calc'!A0", ""],
    ]


@pytest.mark.parametrize("shop", ["woocommerce", "magento", "plain"])
def test_no_picks_still_give_a_readable_file(
    make_picks: MakePicks, tmp_path: Path, shop: str
) -> None:
    written = TARGETS[shop].write(make_picks({}), (), tmp_path, product_keys=())
    assert len(rows(written.files[0])) == 1


def test_a_folder_that_cannot_be_made_is_told(make_picks: MakePicks, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UserError, match=r"woocommerce-cross-sells\.csv"):
        TARGETS["woocommerce"].write(
            make_picks(LISTS), (), tmp_path / "taken" / "woo", product_keys=KEYS
        )


def test_the_plain_table_is_checked_against_any_catalogue(
    make_picks: MakePicks, tmp_path: Path
) -> None:
    plain, picks = TARGETS["plain"], make_picks(LISTS)
    assert plain.write(picks, SHOPS[1:], tmp_path, product_keys=KEYS).checked
    assert not plain.write(picks, (), tmp_path, product_keys=KEYS).checked
    some = (Catalogue("shopify-products", "s.csv", PRODUCTS[:1]),)
    partly = plain.write(picks, some, tmp_path, product_keys=KEYS)
    assert not partly.checked
    assert len(rows(partly.files[0])) == 3  # nothing is dropped
