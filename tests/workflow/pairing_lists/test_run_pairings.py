"""A run takes decisions from lists, says what it made of them, and can be repeated."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import xlsxwriter

from xsell_desktop import cli, workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.list_edits import arrange_list
from xsell_desktop.domain.plan import Decision, Plan, Settings, pair_of
from xsell_desktop.sales.sales import Sales


def till(folder: Path) -> Path:
    """Bread with butter in every other order, jam with both now and then."""
    path = folder / "till.csv"
    rows = ["Order,Date,Product,Quantity,Price"]
    for number in range(60):
        for product, price in (("bread", 3), ("butter", 2), ("jam", 9)):
            if product == "bread" or number % (2 if product == "butter" else 4) == 0:
                rows.append(f"{number},2026-02-{number % 27 + 1:02d},{product},1,{price}.00")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_decisions_of_a_list_are_in_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.csv"
    own.write_text("product,partner,decision\nBread,jam,rejected\njam,butter,accepted\njam,ham,\n")
    arguments = ["run", str(till(tmp_path)), "--pairings", str(own), "--out"]
    assert cli.main([*arguments, str(tmp_path / "out")]) == 0
    told = capsys.readouterr().err
    assert "own.csv: 2 new, 0 changed, 0 as they were, 0 locked" in told
    assert "own.csv: row 4: no product is called “ham”" in told
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    (found,) = summary["pairing_lists"]
    assert (found["file"], found["rows"], found["new"]) == ("own.csv", 3, 2)
    assert found["not_understood"][0]["row"] == 4
    plan = workflow.open_project(tmp_path / "out" / "project.xsell").plan
    assert plan.pairings[pair_of("bread", "jam")].decision is Decision.REJECTED
    assert plan.pairings[pair_of("butter", "jam")].decided_on == "2026-02-27"
    with (tmp_path / "out" / "recommendations.csv").open() as file:
        listed = {(row["product"], row["partner"]) for row in csv.DictReader(file)}
    assert ("bread", "jam") not in listed and ("jam", "butter") in listed
    assert cli.main([*arguments, str(tmp_path / "again")]) == 0
    one, other = (tmp_path / name / "summary.json" for name in ("out", "again"))
    assert one.read_bytes() == other.read_bytes()


def test_what_a_run_recommends_can_be_taken_as_decisions(tmp_path: Path) -> None:
    first = workflow.RunChoices([till(tmp_path)], tmp_path / "one")
    workflow.run(first)
    lists = [tmp_path / "one" / "recommendations.csv"]
    taken = workflow.run(
        workflow.RunChoices([tmp_path / "till.csv"], tmp_path / "two", pairings=lists)
    )
    diff = taken.lists["recommendations.csv"]
    assert not diff.problems
    assert {p.decision for p in diff.plan.pairings.values()} == {Decision.ACCEPTED}
    assert all(pairing.kind is None for pairing in diff.plan.pairings.values())
    before, after = (
        list(csv.DictReader((tmp_path / name / "recommendations.csv").open()))
        for name in ("one", "two")
    )
    assert [(r["product"], r["rank"], r["partner"]) for r in before] == [
        (r["product"], r["rank"], r["partner"]) for r in after
    ]


def test_a_workbook_with_a_heading_above_its_titles(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Our pairings of this spring"])
        sheet.write_row(2, 0, ["Product", "Partner", "Message"])
        sheet.write_row(3, 0, ["bread", "butter", "Salted or not"])
    choices = workflow.RunChoices([till(tmp_path)], tmp_path / "out", pairings=[path])
    plan = workflow.run(choices).lists["own.xlsx"].plan
    assert plan.pairings[pair_of("bread", "butter")].message == "Salted or not"


def test_what_is_no_list_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "else.csv"
    path.write_text("when,what\n2026-01-01,rain\n2026-01-02,sun\n")
    choices = workflow.RunChoices([till(tmp_path)], tmp_path / "out", pairings=[path])
    with pytest.raises(UserError, match="not a list of pairings"):
        workflow.run(choices)
    assert not (tmp_path / "out" / "project.xsell").exists()


def test_places_of_products_that_are_gone_are_taken_back(tmp_path: Path) -> None:
    sales = workflow.import_files(Sales(), [till(tmp_path)]).sales
    analysis = workflow.analyse(sales, Settings())
    plan = arrange_list(Plan(), "bread", ("ham", "jam"), "2026-02-01")
    plan = arrange_list(plan, "spread", ("butter",), "2026-02-01")
    path = tmp_path / "own.csv"
    assert workflow.write_pairing_list(path, plan, analysis) == 3
    same = workflow.read_pairing_list(path, analysis, plan, "2026-03-01").compare(plan)
    assert same.problems == () and same.changes == 0
    assert same.plan is plan
