"""What was decided stays in force when an import changes what products are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan, Settings, pair_of
from xsell_desktop.sales.sales import Sales

HEADER = "order id,sku,product name,quantity,price"
DAMAGED = [f"{n},{key},{name},1,5" for n in range(4) for key, name in (("123", "Tea"), ("b", "B"))]
PRODUCTS = "sku,product name,price,stock\n00123,Tea,5,3\nb,B,5,3\n"
VARIANTS = (
    "ID,Type,SKU,Name,Published,Regular price,Parent\n1,variable,TEA,Tea,1,,\n"
    "2,variation,123,Tea green,1,5,TEA\n3,simple,b,B,1,5,\n"
)


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture
def shop(tmp_path: Path) -> Sales:
    return workflow.import_files(Sales(), [write(tmp_path / "orders.csv", *DAMAGED)]).sales


def with_file(sales: Sales, path: Path, text: str) -> Sales:
    path.write_text(text, encoding="utf-8")
    return workflow.import_files(sales, [path]).sales


def test_a_repaired_key_takes_the_decision_along_and_back(shop: Sales, tmp_path: Path) -> None:
    plan = edits.pin_pairing(Plan(), pair_of("123", "b"))
    repaired = with_file(shop, tmp_path / "products.csv", PRODUCTS)
    moved = workflow.follow_products(plan, shop, repaired)
    assert [*moved.pairings] == [pair_of("00123", "b")]
    assert workflow.follow_products(moved, repaired, repaired) is moved
    taken_back = repaired.take_back(repaired.catalogues[0].id)
    assert workflow.follow_products(moved, repaired, taken_back) == plan


def test_a_variant_that_a_catalogue_tells_of_counts_as_its_parent(
    shop: Sales, tmp_path: Path
) -> None:
    plan = edits.reject_pairing(Plan(), pair_of("123", "b"))
    known = with_file(shop, tmp_path / "products.csv", VARIANTS)
    moved = workflow.follow_products(plan, shop, known)
    assert [*moved.pairings] == [pair_of("TEA", "b")]
    apart = edits.change_settings(plan, Settings(roll_up_variants=False))
    assert workflow.follow_products(apart, shop, known) is apart
    assert workflow.find_renames(None, known, True) == {}  # rolled up since, for all one knows


def test_another_case_and_a_name_that_gets_a_number(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", "1,ab,Mug,1,5", "1,c,Cup,1,5")
    before = workflow.import_files(Sales(), [first]).sales
    second = write(tmp_path / "b.csv", *(f"{n},AB,Mug,1,5" for n in range(7, 10)))
    after = workflow.import_files(before, [second]).sales
    plan = edits.note_product(Plan(), "ab", "heavy")
    assert workflow.follow_products(plan, before, after).notes == {"AB": "heavy"}
    assert workflow.find_renames(None, after, True) == {"ab": "AB"}


def test_a_project_on_which_is_imported_keeps_its_decisions(shop: Sales, tmp_path: Path) -> None:
    plan = edits.pin_pairing(Plan(), pair_of("123", "b"))
    workflow.save_project(tmp_path / "p.xsell", shop, plan)
    products = tmp_path / "products.csv"
    products.write_text(PRODUCTS, encoding="utf-8")
    choices = workflow.RunChoices(
        [products], tmp_path / "out", project=tmp_path / "p.xsell", shops=["plain"]
    )
    workflow.run(choices)
    project = workflow.open_project(tmp_path / "out" / "project.xsell")
    assert [*project.plan.pairings] == [pair_of("00123", "b")]
    pairs = (tmp_path / "out" / "pairs.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(pairs) == 2
    assert "00123" in pairs[1]
