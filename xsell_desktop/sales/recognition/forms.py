"""Tables of orders that are not a row an order line: lists in cells, matrices, heads, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xsell_desktop.sales.cell_lists import find_list
from xsell_desktop.sales.one_hot import find_one_hot
from xsell_desktop.sales.recognition.guess import Guess, guess_roles
from xsell_desktop.sales.recognition.header import clean_header, is_number
from xsell_desktop.sales.recognition.names import NAMES, bare
from xsell_desktop.sales.recognition.order_names import guess_heads, is_unique
from xsell_desktop.texts import _

ONE_HOT, LISTS, HEADS, SPMF = "plain-onehot", "plain-lists", "plain-orders", "spmf"
_OTHER_LISTS = re.compile(  # what has commas in it, too: addresses, and what describes goods
    "add?ress|anschrift|strasse|street|direcci|indirizzo|adres|city|town|ville|ciudad|zip|postal"
    "|postcode|bill|ship|deliver|recipient|receiver|customer|buyer|contact|phone|mail|note|notiz"
    "|comment|kommentar|bemerkung|remark|message|descri|categ|kateg|tag|image|photo|picture|url"
    "|link|keyword|ingredient|topping|zutat|allergen|attribut|option|size|colou?r|variant|material"
    "|feature|genre|coupon|voucher|discount|payment|promotion"
)
OF_ORDER = ("order", "date", "time", "customer", "currency", "order_discount", "status", "tags",
            "country", "channel")  # fmt: skip


class Form(NamedTuple):
    """A format with the row of its header and the 0-based column of each part."""

    format: str
    header_at: int
    places: Mapping[str, int]
    message: str


def find_matrix(rows: Sequence[Sequence[str]]) -> Form | None:
    """The columns of a table that has one a product, and no column that names products."""
    matrix = find_one_hot(rows)
    if matrix is None:
        return None
    at, items = matrix
    places = order_places(clean_header(rows[at]), rows[at + 1 :], items)
    message = _("One order a row, with a column for each of its products")
    return Form(ONE_HOT, at, {**places, **items}, message)


def find_form(rows: Sequence[Sequence[str]], header_at: int, guess: Guess) -> Form | None:
    """What a table is whose columns are not those of order lines for certain."""
    header, below = clean_header(rows[header_at]), rows[header_at + 1 :]
    places = {part: at for part, at in guess.places.items() if part in OF_ORDER}
    listing = find_list(below, _may_list(header, places))
    if listing is not None and not _has_lines(header, places, below):
        message = _("One order a row, its products listed in a cell")
        return Form(LISTS, header_at, {**places, "name": listing}, message)
    heads = guess_heads(header, below)
    if heads is not None:
        return Form(HEADS, header_at, heads, _("Orders without their lines"))
    return None


def order_places(
    header: Sequence[str], rows: Sequence[Sequence[str]], items: Mapping[str, int]
) -> dict[str, int]:
    """The columns of a matrix that say something of the order as a whole."""
    taken = set(items.values())
    others = [at for at in range(len(header)) if at not in taken]
    names = [header[at] for at in others]
    cells = [[row[at] if at < len(row) else "" for at in others] for row in rows]
    places = guess_roles(names, cells).places
    return {
        part: others[at]
        for part, at in places.items()
        if part in OF_ORDER and bare(names[at]) in NAMES[part]
    }


def _has_lines(
    header: Sequence[str], places: Mapping[str, int], rows: Sequence[Sequence[str]]
) -> bool:
    """Whether orders have several rows, so that a list in a cell is of something else."""
    at = places.get("order")
    return at is not None and bare(header[at]) in NAMES["order"] and not is_unique(at, rows)


def _may_list(header: Sequence[str], places: Mapping[str, int]) -> list[int]:
    """The columns that may hold lists of goods, those named after goods first."""
    goods = (*NAMES["product"], *NAMES["name"])
    named = [bare(cell) in goods for cell in header]
    free = [
        at
        for at, cell in enumerate(header)
        if at not in places.values() and (named[at] or not _OTHER_LISTS.search(bare(cell)))
    ]
    return sorted(free, key=lambda at: not named[at])


def find_pair(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """The parts of two columns without a header: an order number and a product."""
    if {len(row) for row in rows} != {2}:
        return {}
    numbers = [sum(is_number(row[at]) for row in rows) for at in (0, 1)]
    order = 1 if numbers[1] == len(rows) and numbers[0] < 0.5 * len(rows) else 0
    return {"order": order, "product": 1 - order}
