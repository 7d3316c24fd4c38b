"""The command line's contract: outputs, exit codes, one-line errors, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import xsell_desktop
from xsell_desktop.__main__ import main


def small_orders(folder: Path) -> Path:
    path = folder / "orders.csv"
    rows = ["order_id,sku,quantity,unit_price,date"]
    for n in range(30):
        rows += [f"{n},A,1,2.00,2026-01-0{1 + n % 9}", f"{n},B,1,3.00,2026-01-0{1 + n % 9}"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xsell_desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_version_and_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert xsell_desktop.__version__ in capsys.readouterr().out
    for wrong in (
        ["run"],
        ["run", "x.csv"],
        ["run", "x.csv", "--out", "o", "--top", "9" * 30],
        ["inspect"],
        ["export", "p.xsell", "--to", "mars"],
    ):
        with pytest.raises(SystemExit) as left:
            main(wrong)
        assert left.value.code == 2


def test_inspect_json_keeps_the_equation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_orders(tmp_path)
    path.write_text(path.read_text() + "31,,1,2.00,2026-01-01\n\n32,A,x,2.00,2026-01-01\n")
    assert main(["inspect", str(path), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["format"] == "plain-lines"
    assert report["kind"] == "sales"
    assert report["lines_kept"] == 60
    accounted = report["lines_kept"] + sum(report["set_aside"].values()) + report["framing"]
    assert report["rows_read"] == accounted + report["rows_refused_total"]
    assert {"row", "reason"} == set(report["rows_refused"][0])


def test_inspect_cells_gives_the_table_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_orders(tmp_path)
    assert main(["inspect", str(path), "--cells"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["order_id", "sku", "quantity", "unit_price", "date"]
    assert lines[1] == ["0", "A", "1", "2.00", "2026-01-01"]
    assert len(lines) == 61


def test_a_reader_that_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    path = small_orders(tmp_path)
    path.write_text(path.read_text() + "99,A,1,2.00,2026-01-01\n" * 5000)
    command = [sys.executable, "-m", "xsell_desktop", "inspect", str(path), "--cells"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read().decode()
    assert process.returncode == 0
    assert not errors


def test_run_prints_its_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["run", str(small_orders(tmp_path)), "--out", str(out), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert printed["orders"] == 30


def test_export_from_a_saved_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["run", str(small_orders(tmp_path)), "--out", str(out)])
    capsys.readouterr()
    shop = tmp_path / "shop"
    assert (
        main(["export", str(out / "project.xsell"), "--to", "woocommerce", "--out", str(shop)]) == 0
    )
    printed = capsys.readouterr()
    assert "unchecked" in printed.err
    assert all(Path(line).is_file() for line in printed.out.splitlines())


def test_an_unknown_table_gives_a_mapping_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("alpha,beta,gamma\nx,y,1\nx,z,2\n", encoding="utf-8")
    done = call("run", path, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert done.stderr.startswith("error: ")
    mapping = json.loads(done.stdout)
    assert set(mapping) >= {"format", "columns"}
    assert not (tmp_path / "out" / "project.xsell").exists()


BAD = {
    "empty.csv": b"",
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "header.csv": b"order_id,sku,quantity\n",
    "no-lines.csv": b"Name,Subtotal,Shipping,Taxes,Total,Created at,Billing City,Billing Zip,"
    b"Billing Province,Billing Country\n#1,1,1,1,1,2026-01-01 10:00:00 +0000,,,,\n",
}


@pytest.mark.parametrize("name", [*BAD, "missing.csv", "folder"])
def test_bad_input_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name in BAD:
        path.write_bytes(BAD[name])
    done = call("run", path, "--out", tmp_path / "out")
    assert done.returncode == 3, done
    assert done.stderr.startswith("error: ")
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "project.xsell").exists()


def test_a_broken_project_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.xsell"
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 100)
    done = call("export", path, "--to", "plain", "--out", tmp_path / "out")
    assert done.returncode == 3
    assert done.stderr.startswith("error: ")
    assert "broken.xsell" in done.stderr


def test_an_unwritable_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = call("run", small_orders(tmp_path), "--out", tmp_path / "taken" / "out")
    assert done.returncode == 3
    assert "taken" in done.stderr


@pytest.mark.parametrize(
    "entry",
    [
        {"columns": {"order": 5, "product": "sku"}},
        {"columns": {"order": None, "product": "sku"}},
        {"columns": {"order": "99", "product": "sku"}},
        {"columns": {"order": "²", "product": "sku"}},
        {"columns": {"ordr": "order_id", "product": "sku"}},
        {"format": 5},
        {"delimiter": "ab"},
        {"delimiter": "\n"},
        {"encoding": "foo"},
        {"encoding": "base64"},
        {"decimal": "x"},
        {"date_order": "foo"},
        {"sheet": 3},
    ],
    ids=json.dumps,
)
def test_a_mapping_that_cannot_be_meant_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], entry: dict[str, object]
) -> None:
    saved = tmp_path / "map.json"
    saved.write_text(json.dumps({"columns": {"order": "order_id", "product": "sku"}} | entry))
    assert main(["inspect", str(small_orders(tmp_path)), "--map", str(saved)]) == 3
    assert capsys.readouterr().err.startswith("error: The ")


def test_a_mapping_with_the_wrong_encoding_still_reads_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "map.json"
    columns = {"order": "order_id", "product": "sku"}
    saved.write_text(json.dumps({"columns": columns, "encoding": "utf-16"}))
    assert main(["inspect", str(small_orders(tmp_path)), "--map", str(saved), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["lines_kept"] == 60
