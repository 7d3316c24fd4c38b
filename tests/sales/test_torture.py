"""Files as shops, tills and spreadsheets leave them, against tables written down by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from xsell_desktop.domain.errors import UserError
from xsell_desktop.resources import resource
from xsell_desktop.sales.cells import cells
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS

DATA = Path(__file__).parents[1] / "data"
TORTURE = DATA / "torture"
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (TORTURE / "expected.json").read_text(encoding="utf-8")
)
TABLES = sorted(name for name, expected in EXPECTED.items() if "rows" in expected)
REFUSED = sorted(EXPECTED.keys() - set(TABLES))


def test_the_files_are_what_their_maker_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DATA / "make_torture.py", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in TORTURE.iterdir()}
    assert made == kept
    assert len(kept) > 100
    assert max(map(len, kept.values())) < 60_000


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_read_exactly(name: str) -> None:
    expected = EXPECTED[name]
    header, *rows = cells(TORTURE / name)
    assert header == expected["header"]
    assert rows == expected["rows"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_its_name(name: str) -> None:
    for read_file in (lambda path: list(cells(path)), lambda path: read(path, LAYOUTS)):
        with pytest.raises(UserError) as caught:
            read_file(TORTURE / name)
        assert name in caught.value.message
        assert EXPECTED[name]["refused"] in caught.value.message
        assert caught.value.next_step


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_lost_on_import(name: str) -> None:
    try:
        look = preview(TORTURE / name, LAYOUTS)
        report = read(TORTURE / name, LAYOUTS).report
    except UserError as error:
        assert name in str(error)
        assert error.next_step
        return
    assert report.balanced()
    assert look.format == report.format
    if report.kind != "none":
        # rows that `cells` leaves out are blank or broken, and are accounted for
        assert report.rows_read >= len(EXPECTED[name]["rows"])


@pytest.mark.parametrize(
    "name", ["trailhead-products-woocommerce.csv", "trailhead-products-shopify.csv"]
)
def test_a_catalogue_joined_end_to_end_frames_its_second_header(tmp_path: Path, name: str) -> None:
    with resource("samples", name).open("rb") as file:
        data = file.read()
    (tmp_path / name).write_bytes(data + data)
    report = read(tmp_path / name, LAYOUTS).report
    assert report.framing == 1
    assert report.balanced()
