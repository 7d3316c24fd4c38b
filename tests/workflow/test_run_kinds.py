"""Kinds, alternatives and follow-ups in the folder that a run leaves."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.edits import set_kind
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.alternatives import Alternatives
from xsell_desktop.mining.kinds.later import FollowUps
from xsell_desktop.sales.sales import Sales
from xsell_desktop.tables.alternatives import alternative_table
from xsell_desktop.tables.follow_ups import due_table, follow_up_table
from xsell_desktop.tables.pairs import pair_table
from xsell_desktop.workflow import RunChoices


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "out"
    orders, catalogue = workflow.sample_files()
    workflow.run(RunChoices([orders], out, [catalogue], shops=["woocommerce"]))
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_pair_has_a_kind(folder: Path) -> None:
    pairs = rows(folder / "pairs.csv")
    assert {row["kind"] for row in pairs} <= {kind.value for kind in Kind}
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    good = Counter(row["kind"] for row in pairs if row["evidence"] in ("likely", "proven"))
    assert {kind: count for kind, count in summary["kinds"].items() if count} == dict(good)
    assert good["season"] == 1


def test_alternatives_lead_from_the_simpler_to_the_better(folder: Path) -> None:
    found = rows(folder / "alternatives.csv")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert len(found) == summary["alternatives"]
    for row in found:
        if row["up_sell"] == "true":
            assert float(row["partner_price"]) > float(row["product_price"])
        if row["kind"] == "substitute":
            assert float(row["orders_together"]) < float(row["expected_together"])
            assert row["bought_with"]
        assert row["reason"].endswith(".")


def test_follow_ups_and_what_falls_due(folder: Path) -> None:
    found = rows(folder / "follow_ups.csv")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert len(found) == summary["follow_ups"] >= 4
    pairs = {(row["product"], row["partner"]) for row in found}
    for row in found:
        assert float(row["median_low"]) <= float(row["median_days"]) <= float(row["median_high"])
        share = int(row["customers_later"]) / int(row["customers_of_product"])
        assert float(row["later_rate"]) == pytest.approx(share, abs=1e-6)
        assert float(row["later_low"]) < share < float(row["later_high"])
    due = rows(folder / "follow_ups_due.csv")
    assert due
    assert [row["due_date"] for row in due] == sorted(row["due_date"] for row in due)
    assert "2026-09-18" <= due[0]["due_date"] <= due[-1]["due_date"] < "2026-10-18"
    assert {(row["product"], row["partner"]) for row in due} <= pairs
    orders = {row["order"] for row in due}
    text = workflow.sample_files()[0].read_text(encoding="utf-8")
    assert all(f"\n{order}," in text for order in orders)


def test_up_sells_lie_beside_the_shops_file(folder: Path) -> None:
    found = rows(folder / "woocommerce" / "woocommerce-upsells.csv")
    assert {"SKU": "KIT-1007", "Upsells": "KIT-1014"} in found
    assert "LGT-1007" not in {row["SKU"] for row in found}  # it has upsells in the shop today


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return workflow.analyse(sales, Plan().settings)


def test_the_users_word_is_written(analysis: Analysis) -> None:
    kept, far = pair_of("KIT-1007", "KIT-1021"), pair_of("TNT-1007", "TNT-1014")
    table = pair_table(analysis, set_kind(Plan(), [kept, far], Kind.BY_PRODUCT))
    told = table[table["kind"] == "by_product"]
    assert {frozenset(two) for two in zip(told["product"], told["partner"], strict=True)} == {
        frozenset(kept), frozenset(far)
    }  # fmt: skip


def test_a_shop_without_any_has_empty_tables(analysis: Analysis) -> None:
    bare = replace(analysis, alternatives=Alternatives())
    assert len(alternative_table(bare)) == len(follow_up_table(FollowUps(), bare)) == 0
    assert list(due_table([], {})) == [
        "due_date", "order", "order_date", "product", "product_name", "partner", "partner_name",
    ]  # fmt: skip
