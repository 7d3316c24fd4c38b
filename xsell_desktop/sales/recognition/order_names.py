"""What the columns of a table with a row an order are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xsell_desktop.sales.recognition.header import is_number
from xsell_desktop.sales.recognition.names import NAMES, bare

FEW = 2  # rows
TELLING = ("date", "customer", "status", "cancelled")


def _bare_all(words: str) -> tuple[str, ...]:
    return tuple(bare(word) for word in words.split(","))


# further names; those of a sales file come first
_MORE: dict[str, tuple[str, ...]] = {
    "order": _bare_all("id,entity id,nr,no,number,nummer,code,uuid,key,increment id"),
    "date": _bare_all(
        "ordered at,ordered on,placed at,placed on,purchased at,created on,date add,date added,"
        "order created at,order placed,order placed at,order purchase timestamp,order timestamp,"
        "purchase timestamp,date of order,date ordered,date placed,completed at,"
        "bestellt am,auftragsdatum,erstellt am,date achat,fecha creacion,data zakupu"
    ),
    "time": _bare_all("time,order time,time of day,uhrzeit,zeit,heure,hora,ora,tijd,godzina"),
    "customer": _bare_all("id customer,customer fk,client no,account id,account,kunden nr"),
    "status": _bare_all(
        "status,order status,state,order state,current state,financial status,payment status,"
        "fulfillment status,bestellstatus,auftragsstatus,zahlungsstatus,statut,etat,état,estado,"
        "stato,статус"
    ),
    "cancelled": _bare_all("cancelled,canceled,cancelled at,canceled at,is cancelled,is canceled"),
    "tags": _bare_all("tags,order tags,tag"),
}
_ROLES = (
    "order", "date", "time", "customer", "currency", "order_discount", "status", "cancelled",
    "tags", "country", "channel",
)  # fmt: skip
_PEOPLE = {  # what an order's customer may be called as well as a product
    "name",
    "title",
    "nom",
    "nombre",
    "nome",
    "naam",
    "имя",
    "titel",
}
_REFERENCES = frozenset(  # what an order may have as well as a product
    _bare_all("reference,ref,référence,réf,referencia,code,código,codigo,codice,kod,kód,symbol")
)
_PIECES = frozenset((*NAMES["quantity"], *NAMES["price"]))
_GOODS = frozenset((*NAMES["product"], *NAMES["name"])) - _PEOPLE


def guess_heads(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """The parts of a table of orders without their products; None for what is no such table.

    Its order numbers never come twice, it has a date, a customer or a status, and nothing that
    names goods.
    """
    cells = [bare(cell) for cell in header]
    goods = [at for at, cell in enumerate(cells) if cell in _GOODS and not _counts(at, rows)
             and not (cell in _REFERENCES and is_unique(at, rows))]  # fmt: skip
    if goods or len(rows) < FEW:
        return None
    places: dict[str, int] = {}
    for role in _ROLES:
        words = (*NAMES.get(role, ()), *_MORE.get(role, ()))
        hits = [at for at, cell in enumerate(cells) if cell in words and at not in places.values()]
        hits.sort(key=lambda at: words.index(cells[at]))
        if role == "order":
            hits = [at for at in hits if is_unique(at, rows)]
        if hits:
            places[role] = hits[0]
    if "order" not in places or not any(role in places for role in TELLING):
        return None
    return places


def names_no_goods(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether all that seems to name goods is a reference of the order: never met again, with
    no column of pieces or prices beside it.
    """
    cells = [bare(cell) for cell in header]
    return _PIECES.isdisjoint(cells) and guess_heads(header, rows) is not None


def order_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns that may number the orders of a table of orders, likeliest first."""
    words = (*NAMES["order"], *_MORE["order"])
    cells = [bare(cell) for cell in header]
    hits = [at for at, cell in enumerate(cells) if cell in words and is_unique(at, rows)]
    return sorted(hits, key=lambda at: words.index(cells[at]))


def is_unique(at: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether no two rows have the same text in a column."""
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    return len(cells) >= FEW and len(set(cells)) >= 0.9 * len(cells)


def _counts(at: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column called after goods only counts them, as `items` of an order may."""
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    return all(is_number(cell) and len(cell) < 4 for cell in cells)


def is_lacking(places: Mapping[str, int]) -> bool:
    """Whether order lines with these parts have something to gain from a table of orders."""
    return "order" in places and not {"date", "customer"} <= places.keys()
