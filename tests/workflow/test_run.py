"""The main job without a window, on the sample shop and on small tables."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from pathlib import Path

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.edits import pin_pairing, reject_pairing
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow import verbs


@pytest.fixture(scope="module")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run")
    orders, *catalogues = workflow.sample_files()
    workflow.run(
        workflow.RunChoices([orders], out, catalogues, shops=["woocommerce", "plain"], top=4)
    )
    return out


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def small_shop(folder: Path, orders: int = 40, start: int = 0) -> Path:
    """Bread with butter in every other order, jam now and then."""
    path = folder / f"till-{start}.csv"
    lines = ["order_id,sku,product_name,quantity,unit_price,date"]
    for n in range(start, start + orders):
        day = f"2026-0{1 + n % 6}-1{n % 9}"
        lines.append(f"{n},001,Bread,1,2.50,{day}")
        if n % 2 == 0:
            lines.append(f"{n},002,Butter,1,1.80,{day}")
        if n % 5 == 0:
            lines.append(f"{n},003,Jam,2,3.20,{day}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_run_writes_what_the_contract_names(sample_run: Path) -> None:
    for name in (
        "project.xsell", "summary.json", "recommendations.csv", "pairs.csv", "bundles.csv",
        "kpis.csv", "graph.graphml",
    ):  # fmt: skip
        assert (sample_run / name).stat().st_size > 0, name
    assert len(list((sample_run / "charts").glob("*.png"))) >= 6
    assert list((sample_run / "woocommerce").glob("*.csv"))
    assert list((sample_run / "plain").glob("*.csv"))
    summary = json.loads((sample_run / "summary.json").read_text(encoding="utf-8"))
    assert set(summary["files"]) | {"summary.json"} == set(digest(sample_run))


def test_recommendations_have_the_agreed_columns_in_order(sample_run: Path) -> None:
    rows = rows_of(sample_run / "recommendations.csv")
    agreed = (
        "product,product_name,rank,partner,partner_name,kind,orders_together,orders_of_product,"
        "attach_rate,attach_low,attach_high,expected_together,score,reason,source"
    ).split(",")
    assert list(rows[0])[: len(agreed)] == agreed
    by_product: dict[str, list[int]] = {}
    for row in rows:
        by_product.setdefault(row["product"], []).append(int(row["rank"]))
        together, of_product = int(row["orders_together"]), int(row["orders_of_product"])
        assert float(row["attach_rate"]) == pytest.approx(together / of_product, abs=1e-3)
        low, high = float(row["attach_low"]), float(row["attach_high"])
        assert low <= float(row["attach_rate"]) <= high
    for ranks in by_product.values():
        assert ranks == list(range(1, len(ranks) + 1))
        assert len(ranks) <= 4


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    export = small_shop(tmp_path)
    for name in ("one", "two"):
        workflow.run(workflow.RunChoices([export], tmp_path / name, shops=["plain"]))
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_a_project_in_the_folder_is_not_overwritten(tmp_path: Path) -> None:
    export = small_shop(tmp_path)
    choices = workflow.RunChoices([export], tmp_path / "out")
    workflow.run(choices)
    before = digest(tmp_path / "out")
    with pytest.raises(UserError, match="project"):
        workflow.run(choices)
    assert digest(tmp_path / "out") == before
    workflow.run(workflow.RunChoices([export], tmp_path / "out", replace=True))


def test_decisions_survive_newer_sales(tmp_path: Path) -> None:
    imported = workflow.import_files(Sales(), [small_shop(tmp_path)])
    plan = reject_pairing(Plan(), pair_of("001", "002"))
    plan = pin_pairing(plan, pair_of("001", "003"))
    workflow.save_project(tmp_path / "shop.xsell", imported.sales, plan)
    workflow.run(
        workflow.RunChoices(
            [small_shop(tmp_path, start=40)], tmp_path / "out", project=tmp_path / "shop.xsell"
        )
    )
    rows = rows_of(tmp_path / "out" / "recommendations.csv")
    bread = [row["partner"] for row in rows if row["product"] == "001"]
    assert bread[0] == "003"
    assert "002" not in bread
    again = workflow.open_project(tmp_path / "out" / "project.xsell")
    assert again.plan == plan
    assert len(again.sales.imports) == 2
    analysis = workflow.analyse(again.sales, again.plan.settings)
    assert analysis.orders == 80


def test_importing_the_same_file_again_changes_no_count(tmp_path: Path) -> None:
    export = small_shop(tmp_path)
    once = workflow.import_files(Sales(), [export]).sales
    twice = workflow.import_files(once, [export]).sales
    settings = Plan().settings
    assert workflow.analyse(once, settings).orders == workflow.analyse(twice, settings).orders == 40


def test_a_saved_mapping_reads_any_names(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("beleg;ding;stk\n1;007;2\n1;008;1\n2;007;1\n2;008;3\n", encoding="utf-8")
    columns = {"order": "beleg", "product": "ding", "quantity": "stk"}
    maps = {path: ColumnMap("plain-lines", columns)}
    sales = workflow.import_files(Sales(), [path], maps).sales
    analysis = workflow.analyse(sales, Plan().settings)
    assert set(analysis.products.keys) == {"007", "008"}
    assert analysis.orders == 2


def test_analysing_nothing_says_what_to_do() -> None:
    with pytest.raises(UserError) as caught:
        workflow.analyse(Sales(), Plan().settings)
    assert caught.value.next_step


def test_a_file_name_that_is_no_text_can_be_imported(tmp_path: Path) -> None:
    try:
        export = small_shop(tmp_path).rename(tmp_path / os.fsdecode(b"caf\xe9.csv"))
    except OSError:
        pytest.skip("this system's file names are always text")
    done = workflow.run(workflow.RunChoices([export], tmp_path / "out"))
    assert done.summary["inputs"][0]["file"] == "caf\ufffd.csv"
    project = workflow.open_project(tmp_path / "out" / "project.xsell")
    assert project.sales.imports[0].source == "caf\ufffd.csv"


def test_a_folder_that_cannot_be_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    steps: list[str] = []
    watched = Progress(lambda label, _share: steps.append(label))
    choices = workflow.RunChoices([small_shop(tmp_path)], tmp_path / "taken" / "out")
    with pytest.raises(UserError, match="taken"):
        workflow.run(choices, watched)
    assert not steps


@pytest.mark.parametrize("shop", ["shopify", "prestashop"])
def test_a_shop_that_cannot_be_written_is_said_before_anything_is(
    tmp_path: Path, shop: str
) -> None:
    choices = workflow.RunChoices([small_shop(tmp_path)], tmp_path / "out", shops=["plain", shop])
    with pytest.raises(UserError):
        workflow.run(choices)
    assert not digest(tmp_path / "out")


def test_a_file_where_the_charts_go_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "charts").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="charts"):
        workflow.run(workflow.RunChoices([small_shop(tmp_path)], tmp_path / "out"))
    assert (tmp_path / "out" / "charts").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["n" * 300, os.fsdecode(b"out\xff")])
def test_a_folder_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        workflow.run(workflow.RunChoices([small_shop(tmp_path)], tmp_path / name))


def test_an_emptied_salt_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "user_data_path", lambda *_names, **_options: tmp_path)
    (tmp_path / "customer-salt").write_bytes(b"")
    salt = verbs.customer_salt()
    assert len(salt) >= 16
    assert verbs.customer_salt() == salt


def test_every_refused_row_is_listed_however_many(tmp_path: Path) -> None:
    export = small_shop(tmp_path, orders=400)
    with export.open("a", encoding="utf-8") as file:
        file.writelines(f"{n},004,Salt,x,2.50,2026-01-10\n" for n in range(1500))
    done = workflow.run(workflow.RunChoices([export], tmp_path / "out"))
    listed = rows_of(tmp_path / "out" / "rejected_rows.csv")
    (report,) = done.summary["inputs"]
    assert len(listed) == report["rows_refused_total"] > 1000
    assert len(report["rows_refused"]) == 1000
