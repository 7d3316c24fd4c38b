"""A run on top of a project keeps its policies and says what they did."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from xsell_desktop import workflow
from xsell_desktop.domain.edits import accept_pairing
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.domain.policy_edits import add_policy, switch_policy
from xsell_desktop.sales.sales import Sales


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def till(folder: Path, start: int) -> Path:
    """Bread with butter in every other order, jam with both now and then."""
    path = folder / f"till-{start}.csv"
    rows = ["Order,Date,Product,Quantity,Price"]
    for number in range(start, start + 60):
        for product, price in (("bread", 3), ("butter", 2), ("jam", 9)):
            if product == "bread" or number % (2 if product == "butter" else 4) == 0:
                rows.append(f"{number},2026-02-{number % 27 + 1:02d},{product},1,{price}.00")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_policies_are_kept_and_told(tmp_path: Path) -> None:
    plan, _id = add_policy(Plan(), PolicyKind.PRICE_BAND, {"high": 2.0})
    plan, _id = add_policy(plan, PolicyKind.NEVER_WITH, {"products": ["jam"]})
    plan, off = add_policy(plan, PolicyKind.AT_MOST, {"lists": 1})
    plan = switch_policy(accept_pairing(plan, pair_of("bread", "jam")), off, False)
    project = tmp_path / "shop.xsell"
    workflow.save_project(project, Sales(), plan)
    choices = workflow.RunChoices([till(tmp_path, 1)], tmp_path / "out", project=project)
    workflow.run(choices)
    rows = rows_of(tmp_path / "out" / "recommendations.csv")
    assert "jam" not in {row["partner"] for row in rows}
    assert {row["partner"] for row in rows if row["product"] == "jam"} == {"bread", "butter"}
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    told = summary["policies"]
    assert [policy["kind"] for policy in told] == ["price_band", "never_with", "at_most"]
    assert [policy["enabled"] for policy in told] == [True, True, False]
    assert sum(policy["removed"] for policy in told) == 2
    assert told[1]["removed"] >= 1
    assert workflow.open_project(tmp_path / "out" / "project.xsell").plan.policies == plan.policies


def test_a_run_without_policies_says_none(tmp_path: Path) -> None:
    workflow.run(workflow.RunChoices([till(tmp_path, 1)], tmp_path / "out"))
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["policies"] == []


def test_policies_make_a_run_no_less_repeatable(tmp_path: Path) -> None:
    plan, _id = add_policy(Plan(), PolicyKind.SEASON, {"products": ["jam"], "begin": "12-01"})
    project = tmp_path / "shop.xsell"
    workflow.save_project(project, Sales(), plan)
    source = till(tmp_path, 1)
    files = []
    for name in ("one", "two"):
        workflow.run(workflow.RunChoices([source], tmp_path / name, project=project))
        files.append((tmp_path / name / "recommendations.csv").read_bytes())
    assert files[0] == files[1]
    assert b"jam" not in b"".join(line.split(b",")[3] for line in files[0].splitlines())
