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
    columns = [_Column(frame[name], name in KEY_COLUMNS) for name in frame.columns]
    yield ",".join(_quote(str(name)) for name in frame.columns) + "\n"
    for start in range(0, len(frame), ROWS_AT_ONCE):
        fields = [column.fields(slice(start, start + ROWS_AT_ONCE)) for column in columns]
        yield "\n".join(map(",".join, zip(*fields, strict=True))) + "\n"


class _Column:
    """A column as the finished fields of its distinct values, and which of them each row has.

    Long columns of figures hold few distinct ones, and writing a number costs more than finding it.
    """

    def __init__(self, column: pd.Series, keys: bool) -> None:
        safe = guard_key if keys else guard
        kind = column.dtype
        if isinstance(kind, pd.CategoricalDtype):
            words = [*(_quote(safe(str(word))) for word in column.cat.categories), ""]
            self._codes = column.cat.codes.to_numpy()  # -1, the last of the words, is blank
        elif pd.api.types.is_bool_dtype(kind):
            words, self._codes = ["false", "true"], column.to_numpy(np.int8)
        elif pd.api.types.is_float_dtype(kind):
            # by their bits, which tell 0 from -0 and an unknown from none
            bits = np.ascontiguousarray(column.to_numpy(np.float64)).view(np.int64)
            self._codes, distinct = pd.factorize(bits)
            numbers = distinct.view(np.float64).tolist()
            words = ["" if math.isnan(number) else f"{number:.10g}" for number in numbers]
        elif pd.api.types.is_integer_dtype(kind):
            self._codes, whole = pd.factorize(column.to_numpy())
            words = list(map(str, whole.tolist()))
        else:
            words = [_quote(safe(str(value))) if value is not None else "" for value in column]
            self._codes = np.arange(len(words))
        self._words = np.array(words, dtype=object)

    def fields(self, rows: slice) -> list[str]:
        """A stretch of the column as finished CSV fields."""
        taken: list[str] = self._words[self._codes[rows]].tolist()
        return taken


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _needs_quotes.search(text) else text
