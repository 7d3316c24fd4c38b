"""Segments from the verb to the files of a run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales

HEAD = "order,product,date,customer,country,channel,price\n"


def planted(folder: Path) -> Path:
    """800 orders; in Norway a lid goes with each pot, in Spain with one in eight."""
    path = folder / "orders.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for at in range(800):
            norway = at % 2 == 0
            held = ["pot"] if at % 3 == 0 else [f"cup {at % 7}"]
            if (norway and at % 3 == 0) or (not norway and (at % 24 == 3 or at % 5 == 1)):
                held.append("lid")
            for product in [*held, f"tin {at % 11}"]:
                where = "NO" if norway else "Spain"
                day = f"2024-{1 + at % 12:02}-{1 + at % 28:02}"
                file.write(f"{at},{product},{day},c{at},{where},web,2.50\n")
    return path


def test_a_run_writes_segments_and_counts_them(tmp_path: Path) -> None:
    workflow.run(workflow.RunChoices([planted(tmp_path)], tmp_path / "out"))
    with (tmp_path / "out" / "segments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [row for row in rows if row["row"] == "difference"]
    norway = next(row for row in found if row["segment"] == "Norway")
    assert {norway["product"], norway["partner"]} == {"pot", "lid"}
    assert norway["differs"] == "more"
    assert norway["sentence"].startswith("From Norway, 134 of the 134 orders with")
    assert not any("nan" in row.values() for row in rows)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["segments"]["ways"]["country"] == {"Norway": 400, "Spain": 400}
    assert summary["segments"]["differences"] == len(found)
    assert summary["segments"]["missing"]["Sales channel"] == "all orders are of web"
    assert "segments.csv" in summary["files"]


def test_segments_survive_saving_and_opening(tmp_path: Path) -> None:
    sales = workflow.import_files(Sales(), [planted(tmp_path)]).sales
    analysis = workflow.analyse(sales, Settings())
    assert workflow.studied_segments(analysis) is None
    first = workflow.study_segments(sales, analysis)
    assert workflow.studied_segments(analysis) is workflow.study_segments(sales, analysis) is first
    path = tmp_path / "shop.xsell"
    workflow.save_project(path, sales, Plan())
    opened = workflow.open_project(path).sales
    again = workflow.study_segments(opened, workflow.analyse(opened, Settings()))
    for one, other in zip(first.segmentations.made, again.segmentations.made, strict=True):
        assert one.segments == other.segments
    assert first.differences.q_value.tolist() == again.differences.q_value.tolist()


def test_studying_can_be_cancelled(tmp_path: Path) -> None:
    sales = workflow.import_files(Sales(), [planted(tmp_path)]).sales
    analysis = workflow.analyse(sales, Settings())
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        workflow.study_segments(sales, analysis, progress)
    assert workflow.studied_segments(analysis) is None


def test_sales_without_dates_customers_or_places_run_as_well(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order,product\n" + "1,a\n1,b\n2,a\n2,b\n3,c\n3,a\n", encoding="utf-8")
    run = workflow.run(workflow.RunChoices([path], tmp_path / "out"))
    assert run.summary["segments"]["ways"] == {}
    assert (tmp_path / "out" / "segments.csv").read_text("utf-8-sig").count("\n") == 1
