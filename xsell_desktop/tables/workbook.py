"""Tables as one XLSX workbook."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from xsell_desktop.domain.errors import UserError
from xsell_desktop.tables.atomic import atomic_path
from xsell_desktop.texts import _, count_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_575  # a sheet's rows below the header
LONGEST_TEXT = 32_767
WIDEST = 60
SHARES = ("attach_", "discount", "top_customer_share")
BORN = datetime(2000, 1, 1, tzinfo=UTC)  # written as the date of every file: same data, same bytes
_options = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def write_xlsx(sheets: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write tables as sheets; every text is a text, so SKUs keep zeros and nothing computes.

    Raises UserError when a table has more rows than a sheet, or the disk refuses.
    """
    for name, frame in sheets.items():
        if len(frame) > MOST_ROWS:
            raise UserError(
                _("The table is too long for a workbook"),
                _("{sheet} has {rows} rows; a sheet holds {most}.").format(
                    sheet=name, rows=count_text(len(frame)), most=count_text(MOST_ROWS)
                ),
                _("Write it as CSV."),
            )
    from xlsxwriter import Workbook  # CSV alone should not wait for it
    from xlsxwriter.exceptions import FileCreateError

    with atomic_path(path) as temporary:
        try:
            with Workbook(str(temporary), _options) as book:
                book.set_properties({"created": BORN.replace(tzinfo=None)})
                for name, frame in sheets.items():
                    _write_sheet(book, name, frame)
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _write_sheet(book: Workbook, name: str, frame: pd.DataFrame) -> None:
    sheet = book.add_worksheet(name)
    header = book.add_format({"bold": True, "bg_color": "#EEF2FF", "bottom": 1, "align": "left"})
    share = book.add_format({"num_format": "0.0%"})
    columns = [frame[title] for title in frame.columns]
    texts = [not pd.api.types.is_numeric_dtype(column.dtype) for column in columns]
    for at, column in enumerate(columns):
        title = str(frame.columns[at])
        is_share = not texts[at] and title.startswith(SHARES)
        sheet.set_column(at, at, _width(title, column), share if is_share else None)
    for at, title in enumerate(frame.columns):
        sheet.write_string(0, at, str(title), header)
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(frame) + 1}"})
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _write_cell(sheet, number, at, value)


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        if value:
            text = value.encode("utf-8", "replace").decode("utf-8")
            sheet.write_string(row, column, text[:LONGEST_TEXT])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None and math.isfinite(value):
        sheet.write_number(row, column, value)


def _width(title: str, column: pd.Series) -> float:
    """Wide enough for the header with its filter button and for most of the texts."""
    longest = 0
    if not pd.api.types.is_numeric_dtype(column.dtype):
        longest = max((len(str(value)) for value in column.head(500)), default=0)
    return min(WIDEST, max(len(title) + 4, longest + 1))
