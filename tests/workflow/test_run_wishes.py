"""A run with a project writes the lists that the project asks for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.list_edits import arrange_list
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.product_edits import never_recommend
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales

Shop = tuple[Sales, Analysis]


@pytest.fixture(scope="module")
def shop() -> Shop:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Plan().settings)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_files_hold_what_the_project_wants_and_nothing_it_never_recommends(
    shop: Shop, tmp_path: Path
) -> None:
    sales, analysis = shop
    found = workflow.follow_ups(analysis)
    day = workflow.day_after(analysis)
    assert day is not None
    due = workflow.due_orders(sales, analysis, found, day)
    never, anchor = due[0].later, analysis.products.keys[0]
    own = [key for key in analysis.products.keys[40:43] if key not in {never, anchor}]
    away = analysis.products.keys[50]
    plan = arrange_list(never_recommend(Plan(), [never]), anchor, own)
    pair = pair_of(anchor, away)
    closed = f"{(day.month % 12) + 1:02}-28"
    plan = edits.set_season(edits.pin_pairing(plan, pair), [pair], (closed, closed))
    project = tmp_path / "shop.xsell"
    workflow.save_project(project, sales, plan)
    out = tmp_path / "out"
    result = workflow.run(workflow.RunChoices((), out, project=project))
    listed = rows(out / "recommendations.csv")
    assert never not in {row["partner"] for row in listed}
    mine = [row for row in listed if row["product"] == anchor]
    assert [row["partner"] for row in mine][: len(own)] == own
    assert {row["source"] for row in mine[: len(own)]} <= {"you", "both"}
    assert away not in {row["partner"] for row in mine}
    later = [row["partner"] for row in rows(out / "follow_ups_due.csv")]
    assert sorted(later) == sorted(one.later for one in due if one.later != never)
    assert result.summary["decided"] == {"pairings": 1, "bundles": 0, "lists": 1, "products": 1}
