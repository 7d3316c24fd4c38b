"""Columns whose cells gainsay their names: an order's total on its lines, a buyer's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isnan

from xsell_desktop.sales.line_amounts import NO, YES
from xsell_desktop.sales.recognition.names import bare
from xsell_desktop.sales.values.decimal_marks import find_decimal
from xsell_desktop.sales.values.numbers import parse_number

Hits = Mapping[str, Sequence[int]]
PEOPLE = {"name", "nom", "nombre", "nome", "naam", "nazwa", "имя", "titel", "title"}
_ID = re.compile(
    r"id$|^id|no$|nr$|n[uú]m|number|code|kod$|c[oó]dig|codice|mail|correo|key|番号|номер"
)
_BACK = {
    bare(word)
    for word in ("returned", "refunded", "is returned", "is refunded", "was returned", "return",
                 "refund", "retour", "retourniert", "zurückgegeben", "erstattet", "retourné",
                 "remboursé", "devuelto", "reembolsado", "reso", "rimborsato", "zwrot",
                 "returnerad", "возврат")
}  # fmt: skip
FEW, MOSTLY = 3, 0.8
FEW_EQUAL = 5  # orders whose lines may cost the same by chance
MOST_PIECES = 999  # of a line, where a column of amounts is to count them


class Cells:
    """The cells below a header, column by column; `orders` are the rows of each order that has
    several.
    """

    def __init__(self, rows: Sequence[Sequence[str]], order: int | None) -> None:
        self.rows = rows
        groups: dict[str, list[int]] = {}
        for at, number in enumerate(self.texts(order) if order is not None else ()):
            groups.setdefault(number, []).append(at)
        self.orders = [rows for number, rows in groups.items() if number and len(rows) > 1]

    def texts(self, column: int) -> list[str]:
        """The column's cells, '' where a row is too short."""
        return [row[column].strip() if column < len(row) else "" for row in self.rows]

    def numbers(self, column: int) -> list[float | None]:
        """Each cell's number without its sign; None where it holds none."""
        texts = self.texts(column)
        decimal = find_decimal(texts)
        found = [parse_number(text, decimal) if text else None for text in texts]
        return [None if n is None or isnan(n) else abs(n) for n in found]

    def are_of_orders(self, column: int, few: int = FEW) -> bool:
        """Whether the column says the same on all rows of an order, and not in every order."""
        texts = self.texts(column)
        said = [{texts[at] for at in rows} for rows in self.orders]
        alike = all(len(each) == 1 for each in said)
        return len(said) >= few and alike and len(set.union(*said) - {""}) > 1


def set_right(
    places: Mapping[str, int], hits: Hits, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> dict[str, int]:
    """The places with columns put to the part that their cells play, or to none.

    `hits` are the columns whose names and cells fit each part, the likeliest first.
    """
    right = dict(places)
    cells = Cells(rows, right.get("order"))
    _settle_names(right, hits, header, cells)
    _settle_customer(right, hits, header, cells)
    _settle_quantity(right, hits, cells)
    _settle_prices(right, hits, cells)
    _settle_totals(right, hits, cells)
    _settle_discounts(right, cells)
    _settle_returns(right, header, cells)
    return right


def _others(places: Mapping[str, int], hits: Hits, *parts: str) -> list[int]:
    return [at for part in parts for at in hits.get(part, ()) if at not in places.values()]


def _settle_names(places: dict[str, int], hits: Hits, header: Sequence[str], cells: Cells) -> None:
    """A column called name may hold the buyers'; one called items, a count."""
    if "name" not in places:
        return
    texts = cells.texts(places["name"])
    counts = all(text.isdigit() and len(text) < 4 for text in texts if text)
    others = [at for at in _others(places, hits, "product", "name") if not _are_numbers(cells, at)]
    buyers = bare(header[places["name"]]) in PEOPLE and (
        cells.are_of_orders(places["name"], 1 if others else FEW) or _name_no_goods(places, cells)
    )
    if not (counts and (others or "product" in places)) and not buyers:
        return
    at = places.pop("name")
    if others:
        places["name"] = others[0]
    if counts and "quantity" not in places and not _counts_the_order(cells, at):
        places["quantity"] = at


def _name_no_goods(places: Mapping[str, int], cells: Cells) -> bool:
    """Whether all products go by one name, or most by several names that others have as well."""
    if "product" not in places:
        return False
    keys, names = cells.texts(places["product"]), cells.texts(places["name"])
    alone = len(set(names)) == 1 < len(set(keys))
    return alone or (_vary(keys, names) and _vary(names, keys))


def _vary(keys: Sequence[str], values: Sequence[str]) -> bool:
    """Whether most keys that are met again have several values."""
    of_key: dict[str, list[str]] = {}
    for key, value in zip(keys, values, strict=True):
        of_key.setdefault(key, []).append(value)
    again = [each for each in of_key.values() if len(each) > 1]
    return len(again) >= FEW and sum(len(set(each)) > 1 for each in again) >= MOSTLY * len(again)


def _are_numbers(cells: Cells, column: int) -> bool:
    return all(text.isdigit() for text in cells.texts(column))


def _settle_customer(
    places: dict[str, int], hits: Hits, header: Sequence[str], cells: Cells
) -> None:
    """Two buyers may share a name, so that numbers and addresses tell better."""
    if "customer" not in places or _ID.search(bare(header[places["customer"]])):
        return
    named = sum(map(bool, cells.texts(places["customer"])))
    for at in _others(places, hits, "customer"):
        if _ID.search(bare(header[at])) and 2 * sum(map(bool, cells.texts(at))) >= named:
            places["customer"] = at
            return


def _settle_quantity(places: dict[str, int], hits: Hits, cells: Cells) -> None:
    """The pieces of the whole order are not the line's; whole amounts beside prices are pieces."""
    if "quantity" in places and _counts_the_order(cells, places["quantity"]):
        others = [at for at in _others(places, hits, "quantity")
                  if not _counts_the_order(cells, at)]  # fmt: skip
        places.pop("quantity")
        places |= {"quantity": others[0]} if others else {}
    if "quantity" in places or not {"price", "total"} <= places.keys():
        return
    amounts, prices = cells.numbers(places["total"]), cells.numbers(places["price"])
    whole = [n is not None and n <= MOST_PIECES and n == int(n) for n in amounts]
    cents = any(n is not None and n != int(n) for n in prices)
    less = all(n < p for n, p in zip(amounts, prices, strict=True) if n and p)
    if whole and all(whole) and (cents or less):
        places["quantity"] = places.pop("total")


def _counts_the_order(cells: Cells, column: int) -> bool:
    numbers = cells.numbers(column)
    enough = all((numbers[rows[0]] or 0) >= len(rows) for rows in cells.orders)
    return enough and cells.are_of_orders(column)


def _settle_prices(places: dict[str, int], hits: Hits, cells: Cells) -> None:
    """A price that grows with the pieces is the line's; a total that does not is of one piece."""
    if "quantity" not in places:
        return
    few = FEW_EQUAL if _others(places, hits, "price") else 2 * FEW_EQUAL
    if "price" in places and cells.are_of_orders(places["price"], few):
        places.pop("price")
    if "price" in places and _grows(places, places["price"], cells) is True:
        at = places.pop("price")
        singles = [other for other in _others(places, hits, "price")
                   if other != at and _grows(places, other, cells) is not True]  # fmt: skip
        if singles:
            places["price"] = singles[0]
        places.setdefault("total", at)
    if "price" not in places:
        singles = [at for at in _others(places, hits, "price") if not cells.are_of_orders(at)
                   and _grows(places, at, cells) is not True]  # fmt: skip
        if singles:
            places["price"] = singles[0]
        elif "total" in places and _grows(places, places["total"], cells) is False:
            places["price"] = places.pop("total")


def _grows(places: Mapping[str, int], column: int, cells: Cells) -> bool | None:
    """Whether a product's amounts are as many times higher as its pieces; None where neither
    that nor the contrary shows.
    """
    product = places.get("product", places.get("name"))
    if product is None:
        return None
    known: dict[str, tuple[float, float]] = {}
    seen = grown = same = 0
    pieces, amounts = cells.numbers(places["quantity"]), cells.numbers(column)
    for key, count, amount in zip(cells.texts(product), pieces, amounts, strict=True):
        if not key or not count or not amount:
            continue
        before, paid = known.setdefault(key, (count, amount))
        if before != count:
            seen += 1
            grown += abs(paid / before - amount / count) <= 0.011 / min(before, count)
            same += abs(paid - amount) <= 0.001
    if seen < FEW or max(grown, same) < MOSTLY * seen:
        return None
    return grown > same


def _settle_totals(places: dict[str, int], hits: Hits, cells: Cells) -> None:
    """Totals of whole orders are no line's; nor do totals before the discount say what was paid."""
    if "total" not in places:
        return
    of_orders = cells.are_of_orders(places["total"], FEW_EQUAL)
    if of_orders or _leaves_discount(places, places["total"], cells):
        places.pop("total")
        for at in _others(places, hits, "total"):
            fair = _is_near_price(places, at, cells) and not cells.are_of_orders(at)
            if fair and not _leaves_discount(places, at, cells):
                places["total"] = at
                return


def _rates(places: Mapping[str, int], column: int, cells: Cells, *, less: bool) -> list[float]:
    """What share of pieces times price the amounts are; `less`: on rows with a discount."""
    off = cells.numbers(places["discount"]) if less else [1.0] * len(cells.rows)
    if less:
        off = [n if n is not None else float("%" in text and text.strip(" %0.,") != "")
               for n, text in zip(off, cells.texts(places["discount"]), strict=True)]  # fmt: skip
    numbers = (cells.numbers(places["quantity"]), cells.numbers(places["price"]),
               cells.numbers(column))  # fmt: skip
    return [
        amount / (count * price)
        for count, price, amount, given in zip(*numbers, off, strict=True)
        if count and price and amount is not None and given
    ]


def _leaves_discount(places: Mapping[str, int], column: int, cells: Cells) -> bool:
    """Whether the amounts are pieces times price where a discount was given."""
    if not {"quantity", "price", "discount"} <= places.keys():
        return False
    rates = _rates(places, column, cells, less=True)
    return bool(rates) and sum(abs(rate - 1) < 1e-3 for rate in rates) >= MOSTLY * len(rates)


def _is_near_price(places: Mapping[str, int], column: int, cells: Cells) -> bool:
    if not {"quantity", "price"} <= places.keys():
        return True
    rates = _rates(places, column, cells, less=False)
    return sum(0.4 <= rate <= 1.3 for rate in rates) >= MOSTLY * len(rates)


def _settle_discounts(places: dict[str, int], cells: Cells) -> None:
    """An amount off repeated on all lines is the order's; different ones are the lines'."""
    if "discount" in places and "order_discount" not in places:
        numbers = cells.numbers(places["discount"])
        given = [{numbers[at] for at in rows} for rows in cells.orders
                 if any(numbers[at] for at in rows)]  # fmt: skip
        alike = len(given) >= FEW and all(len(each) == 1 for each in given)
        percent = any("%" in text for text in cells.texts(places["discount"]))
        if alike and not percent and len(set.union(*given)) > 1:
            places["order_discount"] = places.pop("discount")
    elif "order_discount" in places and "discount" not in places:
        numbers = cells.numbers(places["order_discount"])
        for rows in cells.orders:
            given_here = [numbers[at] for at in rows if numbers[at]]
            if len(given_here) > 1 and len({numbers[at] or 0.0 for at in rows}) > 1:
                places["discount"] = places.pop("order_discount")
                return


def _settle_returns(places: dict[str, int], header: Sequence[str], cells: Cells) -> None:
    """A column that says yes or no to returned tells which lines came back."""
    if "refunded" in places:
        return
    for at, text in enumerate(header):
        if bare(text) in _BACK and at not in places.values():
            words = {cell.casefold() for cell in cells.texts(at)}
            if words <= YES | NO and words & YES:
                places["refunded"] = at
                return
