"""Columns with names nobody knows, told by how their cells run; never certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from xsell_desktop.sales.recognition.header import is_number
from xsell_desktop.sales.values.dates import mark_dates

FEWEST = 4  # rows


def find_order_column(
    places: Mapping[str, int], width: int, rows: Sequence[Sequence[str]]
) -> int | None:
    """The column most likely to hold order numbers; None where none looks like it.

    Its cells come in runs that never come again, between a twentieth and nine tenths as many as
    rows, and one run has one date and one customer where these are known.
    """
    best: tuple[int, int] | None = None
    heads = [places[part] for part in ("date", "customer") if part in places]
    for at in range(width):
        cells = _column(at, rows)
        if at in places.values() or len(rows) < FEWEST or not all(cells):
            continue
        distinct = len(set(cells))
        runs = 1 + sum(one != other for one, other in pairwise(cells))
        told = len(rows) * 0.05 <= distinct <= len(rows) * 0.9 and distinct > 1
        if not told or runs > 1.05 * distinct or _are_amounts(cells):
            continue
        if all(_is_one_a_run(cells, _column(head, rows)) for head in heads):
            best = max(best or (0, 0), (distinct, -at))
    return None if best is None else -best[1]


def find_product_column(
    places: Mapping[str, int], width: int, rows: Sequence[Sequence[str]]
) -> int | None:
    """The column of texts most likely to name products: filled, met again, but of many kinds."""
    best: tuple[int, int] | None = None
    for at in range(width):
        cells = _column(at, rows)
        if at in places.values() or len(rows) < FEWEST or not all(cells) or _are_amounts(cells):
            continue
        if all(map(is_number, cells)) or sum(mark_dates(cells)) > 0.5 * len(cells):
            continue
        distinct = len(set(cells))
        if 1 < distinct < len(rows):
            best = max(best or (0, 0), (distinct, -at))
    return None if best is None else -best[1]


def find_date_column(
    places: Mapping[str, int], width: int, rows: Sequence[Sequence[str]]
) -> int | None:
    """The one column without a part whose cells are dates, written as such; None where several
    are.
    """
    dated = []
    for at in range(width):
        cells = [cell for cell in _column(at, rows) if cell]
        if at not in places.values() and cells and not any(map(str.isdigit, cells)):
            dated += [at] * (sum(mark_dates(cells)) > 0.9 * len(cells))
    return dated[0] if len(dated) == 1 else None


def are_line_totals(order: int, total: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column called total holds each line's: orders have different ones, none blank."""
    by_order: dict[str, list[str]] = {}
    for number, amount in zip(_column(order, rows), _column(total, rows), strict=True):
        by_order.setdefault(number, []).append(amount)
    several = [amounts for amounts in by_order.values() if len(amounts) > 1]
    if any("" in amounts and any(amounts) for amounts in several):
        return False
    return not several or any(len(set(amounts)) > 1 for amounts in several)


def _column(at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[at].strip() if at < len(row) else "" for row in rows if any(map(str.strip, row))]


def _are_amounts(cells: Sequence[str]) -> bool:
    return any(is_number(cell) and not cell.isdigit() for cell in cells)


def _is_one_a_run(cells: Sequence[str], heads: Sequence[str]) -> bool:
    pairs = set(zip(cells, heads, strict=True))
    counts = Counter(cell for cell, _head in pairs)
    return max(counts.values()) == 1
