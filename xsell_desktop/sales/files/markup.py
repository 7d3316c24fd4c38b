"""Tables written as a web page or as XML, which spreadsheets open when they are named .xls."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import IO
from xml.parsers import expat

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _

MARKUP = ("<!doctype html", "<html", "<table", "<?xml", "<head", "<body", "<meta", "<style", "<div")
HTML, SHEET_XML = "html", "sheet-xml"
CHUNK_CHARS = 1 << 16
MOST_CELLS = 10_000_000
WIDEST = 16_384
_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"

Table = list[tuple[int, list[str]]]  # row numbers from 1, and the cells


def find_markup(text: str) -> str:
    """Which kind of marked-up table the start of a file promises, '' for none."""
    if _NAMESPACE in text[:4000] and re.search(r"<(\w+:)?Workbook\b", text[:4000]):
        return SHEET_XML
    return HTML if "<table" in text.lower() else ""


def declared_encoding(text: str) -> str:
    """The encoding a web page says it is in, '' when it says none that is known."""
    said = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", text[:4000], re.IGNORECASE)
    try:
        codec = codecs.lookup(said.group(1)).name if said else ""
        return codec if codec and isinstance(codecs.decode(b"", codec), str) else ""
    except LookupError:
        return ""


def read_markup(text: IO[str], markup: str, file: str) -> Table:
    """The rows of the file's largest table, or of a workbook's first filled sheet.

    Raises UserError when there is none or it is larger than any sheet.
    """
    reader = _PageReader() if markup == HTML else _SheetReader()
    try:
        while chunk := text.read(CHUNK_CHARS):
            reader.feed(chunk)
        reader.close()
    except _TooLarge as error:
        raise _refused(file, _("is too large or damaged")) from error
    except (expat.ExpatError, AssertionError, OverflowError) as error:
        raise _refused(file, _("is damaged or not a workbook")) from error
    if not reader.best:
        raise _refused(file, _("has no filled table"))
    return reader.best


def _refused(file: str, what: str) -> UserError:
    step = _("Open it in a spreadsheet, save it as CSV and import that")
    return UserError(_("The workbook cannot be read"), f"{file} {what}", step)


class _TooLarge(Exception):
    """More cells than any sheet that is meant."""


class _PageReader(HTMLParser):
    """Collects the tables of a page; `best` is the one with most filled cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.best: Table = []
        self._cells = 0
        self._best_size = 0
        self._open: list[_OpenTable] = []
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._skipped = tag
        elif tag == "table":
            self._open.append(_OpenTable())
        elif not self._open:
            return
        elif tag == "tr":
            self._end_row()
            self._open[-1].row = []
        elif tag in {"td", "th"}:
            self._open[-1].start_cell(dict(attrs))
        elif tag == "br":
            self._open[-1].say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""
        if not self._open:
            return
        if tag in {"td", "th"}:
            self._open[-1].end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if self._open and not self._skipped:
            # a line break of the source is a blank on the page
            self._open[-1].say(re.sub(r"[ \t\r\n]+", " ", data))

    def close(self) -> None:
        super().close()
        while self._open:
            self._end_table()

    def _end_row(self) -> None:
        self._cells += self._open[-1].end_row()
        if self._cells > MOST_CELLS:
            raise _TooLarge

    def _end_table(self) -> None:
        self._end_row()
        table = self._open.pop()
        size = sum(bool(cell) for _number, row in table.rows for cell in row)
        if size > self._best_size:
            self.best, self._best_size = table.rows, size


class _OpenTable:
    def __init__(self) -> None:
        self.rows: Table = []
        self.row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = 1
        self._down: dict[int, int] = {}  # columns covered by a cell above, and for how many rows
        self._number = 0

    def start_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if self.row is None:
            self.row = []
        self._skip_covered()
        self._cell = []
        self._span = min(1000, _whole(attributes.get("colspan")))
        if len(self.row) + self._span > WIDEST:
            raise _TooLarge
        if (rows := _whole(attributes.get("rowspan"))) > 1:
            for at in range(len(self.row), len(self.row) + self._span):
                self._down[at] = rows

    def _skip_covered(self) -> None:
        while self.row is not None and self._down.get(len(self.row), 0) > 0:
            self.row.append("")

    def say(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def end_cell(self) -> None:
        if self._cell is None or self.row is None:
            return
        text = re.sub(r" ?\n ?", "\n", "".join(self._cell)).strip(" \n\xa0")
        self.row += [text] + [""] * (self._span - 1)
        self._cell = None

    def end_row(self) -> int:
        """Take the row, if one is open; how many cells it has."""
        if self.row is None:
            return 0
        self.end_cell()
        self._skip_covered()
        self._number += 1
        self.rows.append((self._number, self.row))
        self._down = {at: rows - 1 for at, rows in self._down.items() if rows > 1}
        width, self.row = len(self.row), None
        return width


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1


class _SheetReader:
    """Reads SpreadsheetML 2003; `best` is its first filled sheet. No document type is allowed."""

    def __init__(self) -> None:
        self.best: Table = []
        self._cells = 0
        self._row: list[str] = []
        self._number = 0
        self._texts: list[str] | None = None
        self._done = False
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, text: str) -> None:
        self._parser.Parse(text.encode("utf-8", "replace"), False)

    def close(self) -> None:
        self._parser.Parse(b"", True)

    def _refuse(self, *_declaration: object) -> None:
        raise OverflowError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._done:
            return
        index = _whole(attributes.get(f"{_NAMESPACE} Index"))
        given = f"{_NAMESPACE} Index" in attributes
        match name.removeprefix(f"{_NAMESPACE} "):
            case "Row":
                self._number = index if given else self._number + 1
                self._row = []
            case "Cell":
                self._cells += 1 + index * given
                if self._cells > MOST_CELLS or index > WIDEST:
                    raise _TooLarge
                self._row += [""] * (index - len(self._row) if given else 1)
            case "Data":
                self._texts = []

    def _end(self, name: str) -> None:
        match name.removeprefix(f"{_NAMESPACE} "):
            case "Data" if self._texts is not None:
                self._row[-1:] = ["".join(self._texts)]
                self._texts = None
            case "Row" if any(self._row) and not self._done:
                self.best.append((self._number, self._row))
            case "Worksheet":
                self._done = bool(self.best)
                self._number = 0

    def _say(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)


def batches(table: Table, size: int = 500) -> Iterator[tuple[list[int], list[list[str]]]]:
    """The table's row numbers and rows, some hundred at a time."""
    for first in range(0, len(table), size):
        part = table[first : first + size]
        yield [number for number, _row in part], [row for _number, row in part]
