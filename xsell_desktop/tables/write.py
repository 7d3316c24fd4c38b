"""Tables as CSV files: exact, quick, the same bytes each time, and safe in a spreadsheet.

A text that a spreadsheet would take for a formula (it starts with = + - @ tab or return) gets an
apostrophe in front, as WooCommerce's own exports do. Keys stay as the shop writes them, because
scripts join on them, unless such a key could really compute something.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from xsell_desktop.tables.atomic import atomic_path
from xsell_desktop.tables.workbook import write_xlsx

__all__ = [
    "KEY_COLUMNS",
    "atomic_path",
    "csv_rows",
    "guard",
    "guard_key",
    "write_csv",
    "write_xlsx",
]

KEY_COLUMNS = frozenset(
    {"product", "partner", "products", "usually_missing", "suggested_anchors", "like"}
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_ONCE = 20_000
_computes = re.compile(r"[(|!]")
_needs_quotes = re.compile(r'[,"\r\n]|^\s|\s$')


def guard(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would see a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def guard_key(key: str) -> str:
    """A product's key: exact, unless as a formula it would call or fetch something."""
    if key.startswith(FORMULA_STARTS) and _computes.search(key):
        return "'" + key
    return key


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table: UTF-8, commas, LF; unknown numbers are blank, flags true and false.

    Numbers have at most ten significant digits. Raises UserError when the disk refuses.
    """
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        for text in _csv_texts(frame):
            file.write(text.encode("utf-8", "replace"))


def csv_rows(frame: pd.DataFrame) -> list[list[str]]:
    """The header and the rows as a reader of `write_csv`'s file finds them."""
    return list(csv.reader(io.StringIO("".join(_csv_texts(frame)), newline="")))


def _csv_texts(frame: pd.DataFrame) -> Iterator[str]:
    words = {name: _words(frame[name], name in KEY_COLUMNS) for name in frame.columns}
    yield ",".join(_quote(str(name)) for name in frame.columns) + "\n"
    for start in range(0, len(frame), ROWS_AT_ONCE):
        part = frame.iloc[start : start + ROWS_AT_ONCE]
        columns = [_fields(part[name], words[name], name in KEY_COLUMNS) for name in frame.columns]
        yield "\n".join(map(",".join, zip(*columns, strict=True))) + "\n"


def _words(column: pd.Series, keys: bool) -> npt.NDArray[np.object_]:
    """The finished fields of a categorical column's words, and the blank one last."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return np.array([], dtype=object)
    safe = guard_key if keys else guard
    return np.array([*(_quote(safe(str(w))) for w in column.cat.categories), ""], dtype=object)


def _fields(column: pd.Series, words: npt.NDArray[np.object_], keys: bool) -> list[str]:
    """A stretch of one column as finished CSV fields."""
    if len(words):
        taken: list[str] = words[column.cat.codes.to_numpy()].tolist()
        return taken
    safe = guard_key if keys else guard
    values = column.tolist()
    if pd.api.types.is_bool_dtype(column.dtype):
        return ["true" if value else "false" for value in values]
    if pd.api.types.is_float_dtype(column.dtype):
        return ["" if math.isnan(value) else f"{value:.10g}" for value in values]
    if pd.api.types.is_integer_dtype(column.dtype):
        return list(map(str, values))
    return [_quote(safe(str(value))) if value is not None else "" for value in values]


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _needs_quotes.search(text) else text
