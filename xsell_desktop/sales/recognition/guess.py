"""Which column plays which part, guessed from names and confirmed by the cells below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import NamedTuple

from xsell_desktop.sales.recognition.contradictions import set_right
from xsell_desktop.sales.recognition.header import is_number
from xsell_desktop.sales.recognition.line_types import tells_returns
from xsell_desktop.sales.recognition.names import bare, match_names
from xsell_desktop.sales.recognition.shapes import (
    are_line_totals,
    find_date_column,
    find_order_column,
    find_product_column,
)
from xsell_desktop.sales.values.clocks import parse_clock
from xsell_desktop.sales.values.countries import LONGEST
from xsell_desktop.sales.values.dates import mark_dates
from xsell_desktop.sales.values.decimal_marks import find_decimal
from xsell_desktop.sales.values.numbers import parse_number, without_unit

NUMERIC = {"quantity", "price", "total", "discount", "order_discount", "refunded"}
TOTALS = {  # names of a line's total as well as of an order's
    bare(name)
    for name in ("total", "subtotal", "sum", "summe", "gesamt", "totale", "totaal", "celkem",
                 "összesen", "summa", "i alt", "yhteensä", "小計")
}  # fmt: skip
GOODS = {  # what a column of names may be called beside one of keys
    "item", "product", "article", "artikel", "produkt", "produit", "producto", "articulo",
    "prodotto", "articolo", "produto", "товар",
}  # fmt: skip
QUIET = {"line_type", "till", "country", "channel"}  # whose names are often those of something else
FEW = 6  # rows


class Guess(NamedTuple):
    """Columns (0-based) by role, whether nothing else could have been meant, the columns left
    out because their cells are not what their names promise, whether no order has two rows, and
    whether the order or product column was told by its cells alone.
    """

    places: Mapping[str, int]
    certain: bool
    unfit: tuple[int, ...] = ()
    lone_rows: bool = False
    by_shape: bool = False


def guess_roles(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """The parts the columns of a table of order lines most likely play.

    Certain means: an order column and a product column are named so beyond doubt, the order
    column's cells are not prices, and no part had two equally good columns.
    """
    places: dict[str, int] = {}
    doubts = False
    unfit = []
    fits: dict[str, list[int]] = {}
    for role, hits in match_names(header).items():
        fitting = [at for at in hits if at not in places.values() and _fits(role, at, rows)]
        fits[role] = [at for at in hits if _fits(role, at, rows)]
        if not fitting:
            if role not in QUIET:
                unfit += [at for at in hits if at not in places.values() and _cells(at, rows)][:1]
            continue
        if role == "order":
            grouping = [at for at in fitting if _repeats(at, rows)]
            doubts = len({_grouping(at, rows) for at in grouping}) > 1
            fitting = grouping or fitting
        places[role] = fitting[0]
        if role == "product":
            named = [at for at in fitting if _holds_names(at, rows)]
            keys = [at for at in fitting if at not in named]
            named += [at for at in keys[1:] if bare(header[at]) in GOODS]
            if named and "name" not in places:
                places["name"] = named[0]
                places.pop("product")
            if keys:
                places["product"] = keys[0]
    places = set_right(places, fits, header, rows)
    if not _totals_agree(places, rows, header):
        places.pop("total")
    if _is_of_orders(places, rows):
        places["order_discount"] = places.pop("discount")
    by_shape = _add_by_shape(places, len(header), rows)
    has_product = "product" in places or "name" in places
    certain = has_product and "order" in places and not doubts and not by_shape
    unfit = [at for at in unfit if at not in places.values()]
    lone_rows = certain and _holds_whole_orders(places, rows)
    return Guess(places, certain and not lone_rows, tuple(unfit), lone_rows, by_shape)


def _add_by_shape(places: dict[str, int], width: int, rows: Sequence[Sequence[str]]) -> bool:
    """Fill in an order and a product column that no name tells, and then a date; whether one was
    found.
    """
    named = set(places)
    if "order" not in places:
        at = find_order_column(places, width, rows)
        places |= {} if at is None else {"order": at}
    if "order" in places and not {"product", "name"} & places.keys():
        at = find_product_column(places, width, rows)
        places |= {} if at is None else {"product": at}
    if set(places) != named and "date" not in places:
        at = find_date_column(places, width, rows)
        places |= {} if at is None else {"date": at}
    return set(places) != named


def _cells(at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[at].strip() for row in rows if at < len(row) and row[at].strip()]


def _fits(role: str, at: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(at, rows)
    if not cells:
        return role not in {"order", "product", "quantity", "date"}
    if role == "quantity":
        cells = [without_unit(cell) for cell in cells]
    if role in {"discount", "order_discount"}:
        cells = [cell.rstrip("%％ ") for cell in cells]
    if role in NUMERIC:
        return _mostly([is_number(cell) for cell in cells])
    if role == "line_type":
        return sum(map(tells_returns, cells)) > 0.8 * len(cells)
    if role in {"country", "channel"}:
        numbers = sum(map(is_number, cells))
        few = numbers == 0 if role == "country" else 2 * numbers < len(cells)
        return few and max(map(len, cells)) <= LONGEST
    if role == "date":
        return _mostly(mark_dates(cells))
    if role == "time":
        return _mostly([parse_clock(cell) is not None for cell in cells])
    if role == "order" and all(":" in cell and parse_clock(cell) is not None for cell in cells):
        return False
    if role in {"order", "product", "name"}:
        return not all(is_number(cell) and not _is_whole(cell) for cell in cells)
    return True


def _is_whole(cell: str) -> bool:
    """Whether it is a number as an order has one, maybe after a detour through a spreadsheet."""
    return cell.removesuffix(".0").isdigit()


def _mostly(hits: Sequence[bool]) -> bool:
    """Whether the cells bear out a column's name; bad rows must not make it another column."""
    return sum(hits) >= 0.5 * len(hits) or (len(hits) <= FEW and any(hits))


def _repeats(at: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(at, rows)
    return len(set(cells)) < len(cells)


def _grouping(at: int, rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Which rows a column puts together, whatever it calls them."""
    cells = [row[at] if at < len(row) else "" for row in rows]
    return tuple(cells.index(cell) for cell in cells)


def _holds_names(at: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(at, rows)
    return bool(cells) and sum(" " in cell for cell in cells) > 0.5 * len(cells)


def _holds_whole_orders(places: Mapping[str, int], rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row seems to be an order of its own, its products in one cell; a column of
    line numbers looks the same once there are many rows.
    """
    if _repeats(places["order"], rows):
        return False
    cells = _cells(places.get("name", places.get("product", 0)), rows)
    lists = sum(any(mark in cell for mark in ",;|") for cell in cells)
    return len(rows) >= 100 or (len(rows) > 1 and lists > 0.3 * len(cells))


def _is_of_orders(places: Mapping[str, int], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a discount stands on the first row of each order, and on no other."""
    if not {"order", "discount"} <= places.keys() or "order_discount" in places:
        return False
    heads: dict[str, bool] = {}
    later = []
    for row in rows:
        order, off = (row[places[part]].strip() if places[part] < len(row) else ""
                      for part in ("order", "discount"))  # fmt: skip
        if order in heads:
            later.append(off)
        elif order:
            heads[order] = bool(off)
    return len(heads) > 1 and all(heads.values()) and bool(later) and not any(later)


def _totals_agree(
    places: Mapping[str, int], rows: Sequence[Sequence[str]], header: Sequence[str]
) -> bool:
    """Whether a total is the line's: an order's total, repeated on its lines, is not."""
    if "total" not in places:
        return True
    if not {"price", "quantity"} <= places.keys():
        either = bare(header[places["total"]]) in TOTALS and "order" in places
        return not either or are_line_totals(places["order"], places["total"], rows)
    agreeing = seen = 0
    for row in rows:
        texts = [row[places[role]] if places[role] < len(row) else "" for role in
                 ("quantity", "price", "total")]  # fmt: skip
        numbers = [parse_number(text, find_decimal(texts)) for text in texts]
        if all(number is not None and not isnan(number) for number in numbers):
            quantity, price, total = (abs(number or 0.0) for number in numbers)
            seen += 1
            agreeing += quantity * price * 0.4 <= total <= quantity * price * 1.3 + 0.02
    return agreeing >= 0.8 * seen
