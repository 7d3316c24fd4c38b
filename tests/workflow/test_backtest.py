"""`backtest` on files and projects: table, JSON, exit codes; `run --backtest`."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from xsell_desktop import workflow
from xsell_desktop.__main__ import main
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.sales.sales import Sales


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """600 dated orders of twelve pairs of products."""
    rng = np.random.default_rng(2)
    rows = ["order_id,sku,quantity,unit_price,date"]
    for number in range(600):
        day = np.datetime64("2025-01-01") + number // 3
        for twin in rng.choice(12, 2, replace=False):
            rows += [f"{number},{side}{twin},1,2.00,{day}" for side in "AB"]
    path = tmp_path_factory.mktemp("shop") / "orders.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_json_is_the_contest(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", str(export), "--json", "--seeds", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["orders"], told["products"], told["seeds"]) == (600, 24, 2)
    assert (told["learn_orders"], told["test_orders"], told["questions"]) == (480, 120, 120)
    assert told["test_from"] == "2025-06-10"
    for task in ("pair", "rest"):
        names = {scorer["name"] for scorer in told["tasks"][task]["scorers"]}
        assert names >= set(told["baselines"])
        assert names >= {
            "popularity", "confidence", "raw_lift", "jaccard", "cosine", "g_squared", "ease",
            "size_weighted", "smoothed", "shrunken_lift",
        }  # fmt: skip
        chosen = told["tasks"][task]["chosen"]
        (winner,) = [s for s in told["tasks"][task]["scorers"] if s["name"] == chosen]
        assert winner["hr10"]["mean"] > (0.95 if task == "rest" else 0.55)
        assert winner["settings"] == told["tasks"][task]["settings"]


def test_the_table_names_the_chosen(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", str(export), "--seeds", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "600 orders" in lines[0]
    assert sum(line.startswith("*") for line in lines) == 2
    heads = [line for line in lines if "HR@10" in line]
    assert len(heads) == 2
    column = heads[0].index("HR@10") + len("HR@10")
    row = next(line for line in lines if line.startswith("*"))
    assert row[column - 6 : column].replace(".", "").isdigit()


def test_a_project_is_asked_too(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sales = workflow.import_files(Sales(), [export]).sales
    project = tmp_path / "shop.xsell"
    workflow.save_project(project, sales, Plan())
    assert main(["backtest", "--project", str(project), "--json", "--seeds", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["orders"] == 600


def test_a_run_keeps_what_was_chosen(
    export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(export), "--out", str(tmp_path / "out"), "--backtest"]) == 0
    capsys.readouterr()
    kept = workflow.open_project(tmp_path / "out" / "project.xsell").plan.settings
    lines = workflow.open_project(tmp_path / "out" / "project.xsell").sales
    contest = workflow.backtest(lines, Settings())
    assert kept == workflow.use_contest(Settings(), contest)
    assert kept.basket_ranking != Settings().basket_ranking


def test_wrong_usage_and_refusals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["backtest"], ["backtest", "x.csv", "--seeds", "0"]):
        with pytest.raises(SystemExit) as left:
            main(wrong)
        assert left.value.code == 2
    assert main(["backtest", str(tmp_path / "none.csv")]) == 3
    assert capsys.readouterr().err.splitlines()[-1].startswith("error: ")
    with pytest.raises(UserError):
        workflow.backtest(Sales(), Settings())
