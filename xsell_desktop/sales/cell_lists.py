"""Cells that list an order's products: `a|b|c`, `['a', 'b']`, `{a,b}`, `2x a; 1x b`."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xsell_desktop.sales.recognition.header import is_value
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.unpacking import Packed, unpack_cells

MARKS = ("|", ";", "\t", "\n", ",")
_BRACKETS = {"[": "]", "{": "}", "(": ")"}
_QUOTED = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(?:,|$)""")
_WORDS = ("frozenset", "set", "list", "c")
_COUNTED = re.compile(
    r"(?P<first>\d{1,4}) ?[x×] (?P<after>\S.*)|(?P<before>\S.*?) [x×] ?(?P<last>\d{1,4})",
    re.IGNORECASE,
)
NEARLY = 0.9  # of the items are counted, where any are
MOSTLY = 0.6  # of the cells hold several products
AGAIN = 0.8  # at most, of the products listed are different ones


def find_list(rows: Sequence[Sequence[str]], places: Sequence[int]) -> int | None:
    """Which of the columns holds lists for certain; None where none does.

    Most cells hold a mark that divides several products, or brackets, or the pieces of each, and
    products come again in other cells: a name with a comma in it does not.
    """
    for at in places:
        cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
        if len(cells) < 2 or not _are_lists(cells):
            continue
        return at
    return None


def _are_lists(cells: Sequence[str]) -> bool:
    if sum(map(is_value, cells)) > 0.5 * len(cells):
        return False
    mark = find_mark(cells)
    lists = [split_list(cell, mark) for cell in cells]
    several = sum(len(one) > 1 for one in lists)
    bracketed = sum(_unbracketed(cell) is not None for cell in cells)
    counted = are_counted(item for one in lists for item in one)
    told = counted or bracketed >= 0.9 * len(cells)
    if not told and (not mark or several < MOSTLY * len(cells)):
        return False
    if counted:
        lists = [[split_count(item)[0] for item in one] for one in lists]
    times = Counter(item for one in lists for item in set(one))
    every = [item for one in lists for item in one]
    if sum(":" in item and item[0] in "{[" for item in every) > 0.1 * len(every):
        return False
    if not every or sum(is_value(item) and not item.isdigit() for item in every) > 0.1 * len(every):
        return False
    return several > 0 and len(times) <= AGAIN * sum(times.values())


def find_mark(cells: Sequence[str]) -> str:
    """The mark that divides the products of most cells; '' where none does."""
    plain = [cell for cell in cells if _unbracketed(cell) is None]
    counts = {mark: sum(mark in cell.strip() for cell in plain) for mark in MARKS}
    best = max(MARKS, key=lambda mark: counts[mark])
    return best if counts[best] else ""


def split_list(cell: str, mark: str) -> list[str]:
    """The products of a cell; brackets and quotation marks around them are no part of them."""
    inner = _unbracketed(cell)
    if inner is None:
        parts = cell.split(mark) if mark else [cell]
        return [part.strip() for part in parts if part.strip()]
    quoted = _quoted(inner)
    if quoted is None:
        quoted = next(csv.reader([inner.replace("\n", " ")], skipinitialspace=True), [])
    return [part.strip() for part in quoted if part.strip()]


def are_counted(items: Iterable[str]) -> bool:
    """Whether items say how many pieces of a product they are."""
    hits = [_COUNTED.fullmatch(item) is not None for item in items]
    return any(hits) and sum(hits) >= NEARLY * len(hits)


def split_count(item: str) -> tuple[str, str]:
    """The product and the pieces of `2x Latte` or `Latte x2`; one piece where it does not say."""
    found = _COUNTED.fullmatch(item)
    if found is None:
        return item, "1"
    return (found["after"] or found["before"]).strip(), found["first"] or found["last"]


def _unbracketed(cell: str) -> str | None:
    """What stands in a cell's brackets; None where they do not hold the whole cell."""
    text = cell.strip()
    for word in _WORDS:
        if text.startswith(f"{word}(") and text.endswith(")"):
            text = text[len(word) + 1 : -1].strip()
    if len(text) > 1 and _BRACKETS.get(text[0]) == text[-1]:
        return text[1:-1].strip().removesuffix(",")
    return None


def _quoted(inner: str) -> list[str] | None:
    """Items that each stand in quotation marks, as programs print lists; None for others."""
    items: list[str] = []
    at = 0
    while at < len(inner):
        found = _QUOTED.match(inner, at)
        if found is None:
            return None
        item = found.group(1) if found.group(1) is not None else found.group(2)
        items.append(re.sub(r"\\(.)", r"\1", item))
        at = found.end()
    return items


def unpack_lists(table: Table) -> Table:
    """The table with a row for each product listed in its part `name` or `product`."""
    lists = [part for part in ("name", "product") if part in table.columns]
    if not lists:
        return table
    part = max(lists, key=lambda part: _listed(table.columns[part].values))
    mark = find_mark(table.columns[part].values)

    cells = table.columns[part].values
    counted = are_counted(item for cell in cells for item in split_list(cell, mark))

    def parse(cell: str) -> Packed:
        items = split_list(cell, mark)
        if not counted:
            return [{"product": item, "name": item} for item in items]
        pieces = map(split_count, items)
        return [{"product": item, "name": item, "quantity": count} for item, count in pieces]

    kept = {name: c for name, c in table.columns.items() if name == part or name not in lists}
    return unpack_cells(replace(table, columns=kept), part, parse)


def _listed(cells: Sequence[str]) -> int:
    mark = find_mark(cells)
    return sum(len(split_list(cell, mark)) for cell in cells)
