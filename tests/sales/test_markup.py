"""Web pages and XML that spreadsheets open, and those that would fill all memory."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as escape_xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.cells import cells
from xsell_desktop.sales.files import markup
from xsell_desktop.sales.files.markup import (
    HTML,
    SHEET_XML,
    declared_encoding,
    find_markup,
    read_markup,
)
from xsell_desktop.sales.files.sniff import sniff

NS = "urn:schemas-microsoft-com:office:spreadsheet"
CELLS = st.text(alphabet="ab<>&\"'é;,1", min_size=1, max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=8)


def page(rows: list[list[str]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<html><body><table>{''.join(lines)}</table></body></html>"


def sheet(rows: list[list[str]], inside: str = "") -> str:
    lines = (
        "<Row>" + "".join(f"<Cell><Data>{escape_xml(c)}</Data></Cell>" for c in row) + "</Row>"
        for row in rows
    )
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{NS}" xmlns:ss="{NS}"><Worksheet ss:Name="A">'
        f"<Table>{inside}{''.join(lines)}</Table></Worksheet></Workbook>"
    )


def rows_of(text: str, kind: str) -> list[list[str]]:
    return [row for _number, row in read_markup(io.StringIO(text), kind, "a.xls")]


@given(TABLES, st.sampled_from([1, 7, 1 << 16]))
def test_what_was_written_is_read(table: list[list[str]], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "CHUNK_CHARS", chunk)
        assert rows_of(page(table), HTML) == table
        assert rows_of(sheet(table), SHEET_XML) == table


@pytest.mark.parametrize(
    ("inside", "rows"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<tr><td colspan=2>a</td><td>b</td></tr>", [["a", "", "b"]]),
        ("<tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["", "c"]]),
        ("<tr><td> two<br/>\n lines </td></tr>", [["two\nlines"]]),
        ("<tr><td><script>x</script>a<style>b</style></td></tr>", [["a"]]),
        ("<tr><td>&eacute;&#8364;&amp;lt;</td></tr>", [["é€&lt;"]]),
        ("<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>", [["a"], ["b"]]),
        ("<tr><td>x<table><tr><td>p<td>q<tr><td>r<td>s</table></td></tr>",
         [["p", "q"], ["r", "s"]]),
    ],
)  # fmt: skip
def test_pages_as_programs_write_them(inside: str, rows: list[list[str]]) -> None:
    assert rows_of(f"<p>hello</p><TABLE>{inside}</TABLE>", HTML) == rows


def test_the_largest_table_is_taken() -> None:
    small, large = page([["menu"]]), page([["order", "product"], ["1", "tea"]])
    assert rows_of(small + large + small, HTML) == [["order", "product"], ["1", "tea"]]


def test_rows_and_cells_that_say_where_they_are() -> None:
    inside = (
        '<Row ss:Index="3"><Cell ss:Index="2"><Data>a</Data></Cell><Cell/><Cell><Data>b</Data>'
        "</Cell></Row>"
    )
    found = read_markup(io.StringIO(sheet([["c"]], inside)), SHEET_XML, "a.xls")
    assert found == [(3, ["", "a", "", "b"]), (4, ["c"])]


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("<table>" + "<tr><td colspan=999 rowspan=9999>x" * 20, HTML, "too large"),
        ("<table><tr>" + "<td colspan=999>x" * 17, HTML, "too large"),
        (sheet([], '<Row><Cell ss:Index="99999"/></Row>'), SHEET_XML, "too large"),
        (sheet([["x"]])[:-30], SHEET_XML, "damaged"),
        (sheet([["x"]]).replace("?><", '?><!DOCTYPE x [<!ENTITY a "b">]><'), SHEET_XML, "damaged"),
        ("<table><tr><td></td></tr></table>", HTML, "has no filled table"),
    ],
)
def test_refused(text: str, kind: str, says: str) -> None:
    with pytest.raises(UserError, match=f"a.xls .*{says}"):
        rows_of(text, kind)


def test_too_many_cells_are_refused_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_CELLS", 50)
    table = [["a", "b"]] * 30
    for text, kind in ((page(table), HTML), (sheet(table), SHEET_XML)):
        with pytest.raises(UserError, match="too large"):
            rows_of(text, kind)


def test_the_kinds_are_told_apart() -> None:
    assert find_markup(sheet([["a"]])) == SHEET_XML
    assert find_markup(page([["a"]])) == HTML
    assert find_markup("<html><p>no</p></html>") == ""
    assert declared_encoding('<meta charset="windows-1251">') == "cp1251"
    assert declared_encoding("<meta content='text/html; charset=none-such'>") == ""


@given(st.text(alphabet="<>/tabletrdh &#=\"'10!-[]", max_size=200))
def test_no_page_is_fatal(text: str) -> None:
    try:
        rows_of(f"<table>{text}", HTML)
    except UserError as error:
        assert "a.xls" in error.message


def test_a_page_in_another_encoding_is_imported(tmp_path: Path) -> None:
    text = page([["order", "product"], ["1", "Чай"]]).replace(
        "<body>", "<head><meta charset=windows-1251></head><body>"
    )
    path = tmp_path / "orders.xls"
    path.write_bytes(text.encode("cp1251"))
    assert list(cells(path)) == [["order", "product"], ["1", "Чай"]]


@pytest.mark.parametrize(
    ("said", "written"),
    [("utf-8", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-8"), ("", "cp1252")],
)
def test_only_damaged_pages_are_called_so(tmp_path: Path, said: str, written: str) -> None:
    path = tmp_path / "orders.xls"
    rows = [["order", "product"], ["1", "crème brûlée"], ["1", "thé"]]
    text = f'<meta charset="{said}">' + page(rows)
    path.write_bytes(text.encode(written))
    assert list(cells(path)) == rows
    assert not sniff(path).damaged


def test_a_page_with_one_damaged_character(tmp_path: Path) -> None:
    path = tmp_path / "orders.xls"
    data = page([["order", "product"], ["1", "crème"], ["1", "T-ea"]]).encode()
    path.write_bytes(data.replace(b"-", b"\xe9"))
    assert sniff(path).damaged
    assert list(cells(path))[-1] == ["1", "T\ufffdea"]
