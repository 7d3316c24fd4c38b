"""A run writes a list for every product of the catalogue, sold or not."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.workflow import RunChoices

NEW = {"NEW-1": "House Espresso Beans 3 kg", "NEW-2": "Wall Clock"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over the sample shop whose catalogue has two products more."""
    folder = tmp_path_factory.mktemp("coverage")
    orders, products = workflow.sample_files()
    with products.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    at = {name: header.index(name) for name in ("ID", "SKU", "Name", "Stock", "Parent")}
    model = next(row for row in rows if not row[at["Parent"]])
    for number, (key, name) in enumerate(NEW.items()):
        row = list(model)
        row[at["ID"]], row[at["SKU"]], row[at["Name"]] = str(990_000 + number), key, name
        row[at["Stock"]] = "12"
        rows.append(row)
    catalogue = folder / "products.csv"
    with catalogue.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    out = folder / "out"
    workflow.run(RunChoices((orders, catalogue), out, shops=("woocommerce",)))
    return out


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_new_products_have_lists_and_are_in_no_list(written: Path) -> None:
    rows = table(written / "recommendations.csv")
    for key, name in NEW.items():
        own = [row for row in rows if row["product"] == key]
        assert own
        assert all(int(row["rung"]) >= 3 for row in own)
        assert all(row["orders_of_product"] == "0" for row in own)
        assert name in {row["product_name"] for row in own}
        assert key not in {row["partner"] for row in rows}


def test_the_shop_file_covers_the_new_products(written: Path) -> None:
    links = (written / "woocommerce" / "woocommerce-cross-sells.csv").read_text("utf-8")
    assert all(key in links for key in NEW)
    manifest = json.loads((written / "woocommerce" / "manifest.json").read_text(encoding="utf-8"))
    assert not any("never sold" in note for note in manifest["notes"])


def test_coverage_adds_up(written: Path) -> None:
    summary = json.loads((written / "summary.json").read_text(encoding="utf-8"))
    told = summary["coverage"]
    rungs = sum(told[f"rung_{rung}"] for rung in range(6)) + told["no_list"]
    assert rungs == told["active_products"]
    assert told["never_sold"] == len(NEW)
    rows = table(written / "coverage.csv")
    assert len(rows) == summary["products"] + len(NEW)
    assert sum(row["active"] == "true" for row in rows) == told["active_products"]
    assert sum(row["lonely"] == "true" for row in rows) == told["lonely"]
    assert sum(row["slow_mover"] == "true" for row in rows) == told["slow_movers"]
    assert [row["product"] for row in rows if row["never_sold"] == "true"] == list(NEW)
    assert {row["days_of_stock"] for row in rows[-len(NEW) :]} == {"inf"}


def test_no_kpi_counts_products_that_never_sold(written: Path) -> None:
    summary = json.loads((written / "summary.json").read_text(encoding="utf-8"))
    assert 0 < summary["kpis"]["coverage"] <= 1
    sold_lonely = summary["coverage"]["lonely"]
    assert summary["kpis"]["lonely"] == sold_lonely
