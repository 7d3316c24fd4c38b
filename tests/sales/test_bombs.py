"""Small files that unpack to far too much: refused soon, and in little memory."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.cells import cells
from xsell_desktop.sales.files.source import sheets

SECONDS, MEGABYTES = 10.0, 500
MB = 1 << 20
TABLE = b"order,product\n1,tea\n"
SHEET_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

# prints how long the file took, what memory it and its children had, and what was said
WATCH = """
import json, resource, sys, time
from pathlib import Path
from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.cells import cells
begun, said = time.monotonic(), ""
try:
    count = sum(1 for _row in cells(Path(sys.argv[1])))
except UserError as error:
    said = str(error)
status = Path("/proc/self/status").read_text()  # the peak of this program, not of its parent
kilobytes = int(status.split("VmHWM:")[1].split()[0])
kilobytes += resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([time.monotonic() - begun, kilobytes / 1024, said]))
"""


def with_part(path: Path, part: str, pieces: list[bytes]) -> None:
    """A workbook with one of its parts replaced."""
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["order", "product"])
    book.close()
    with (
        zipfile.ZipFile(whole) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, True, 1) as new,
    ):
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info, old.read(info))
        with new.open(part, "w") as file:
            for piece in pieces:
                file.write(piece)


def make(name: str, path: Path) -> None:
    blanks, rows = b" " * MB, b"1,2\n" * (MB // 4)
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    if name == "zeros.csv.gz":
        path.write_bytes(gzip.compress(bytes(100 * MB), 1))
    elif name == "rows.csv.gz":
        path.write_bytes(gzip.compress(rows * 100, 1))
    elif name == "newlines.csv.xz":
        path.write_bytes(lzma.compress(b"\n" * (64 * MB), preset=0))
    elif name == "line.csv":
        path.write_bytes(TABLE + b"x" * (40 * MB))
    elif name == "commas.csv":
        path.write_bytes(TABLE + (b"," * 7_000_000 + b"\n") * 5)
    elif name == "rows.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("orders.csv", rows * 60)
    elif name == "sheet.xlsx":
        head = SHEET_HEAD.encode() + b"<sheetData>"
        with_part(path, "xl/worksheets/sheet1.xml", [head, *[blanks] * 200])
    elif name == "strings.xlsx":
        with_part(path, "xl/sharedStrings.xml", [shared, *[b"a" * MB] * 200, b"</t></si></sst>"])
    elif name == "far.xlsx":
        far = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
        far = SHEET_HEAD + far + '<c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
        with_part(path, "xl/worksheets/sheet1.xml", [far.encode()])
    else:
        path.write_text("<html>" + "<table><tr><td>" * 100_000)


@pytest.mark.parametrize(
    "name",
    ["zeros.csv.gz", "rows.csv.gz", "newlines.csv.xz", "line.csv", "commas.csv",
     "rows.zip", "sheet.xlsx", "strings.xlsx", "far.xlsx", "nested.xls"],
)  # fmt: skip
@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux counts it")
def test_bombs_are_refused_soon_and_in_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    make(name, path)
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(path)],
        capture_output=True, text=True, timeout=60, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    seconds, megabytes, said = json.loads(done.stdout)
    assert name in said or "line" in said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_a_well_packed_honest_file_is_read(tmp_path: Path) -> None:
    lines = b"".join(b"%d,tea number %d\n" % (n // 3, n % 97) for n in range(60_000))
    for name, data in (("a.csv.xz", lzma.compress(lines)), ("a.csv.gz", gzip.compress(lines))):
        (tmp_path / name).write_bytes(data)
        assert sum(1 for _row in cells(tmp_path / name)) == 60_001


def test_the_tables_of_an_archive_are_named_and_chosen(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("orders.csv", TABLE)
        archive.writestr("lines.csv", b"order,product\n2,milk\n")
        archive.writestr("readme.txt", "Hello")
    assert sheets(path) == ("orders.csv", "lines.csv")
    assert list(cells(path, "lines.csv"))[1:] == [["2", "milk"]]
    with pytest.raises(UserError, match=r"orders\.csv, lines\.csv"):
        list(cells(path))


def test_the_sheets_of_a_workbook_are_named(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name in ("Orders", "Notes"):
        book.add_worksheet(name).write_row(0, 0, ["order", name])
    book.close()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "a.xlsx", "a.xlsx")
    (tmp_path / "a.csv").write_bytes(TABLE)
    assert sheets(tmp_path / "a.xlsx") == sheets(tmp_path / "a.zip") == ("Orders", "Notes")
    assert list(cells(tmp_path / "a.zip", "Notes")) == [["order", "Notes"]]
    assert sheets(tmp_path / "a.csv") == ()
