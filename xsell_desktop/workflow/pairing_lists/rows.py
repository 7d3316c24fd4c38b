"""Rows of texts from a file or from the clipboard, and what their columns are."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.files.records import BROKEN, blocks
from xsell_desktop.sales.files.source import Source, guess_again, open_source
from xsell_desktop.texts import _
from xsell_desktop.workflow.pairing_lists.cells import Field

MOST_ROWS = 1_000_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DASHES = frozenset({"-", "–"})
Rows = list[tuple[int, list[str]]]  # with the number of each in its file

_PRODUCT = [
    "productkey", "productsku", "product", "anchor", "sku", "item", "article", "productid",
    "handle",
]  # fmt: skip
_PRODUCT_NAME = ["productname", "producttitle", "anchorname", "itemname", "title"]
_PARTNER = [
    "partnerkey", "partnersku", "partner", "partnerid", "partners", "recommendation",
    "recommended", "recommendations", "related", "relatedproduct", "relatedproducts", "crosssell",
    "crosssells", "crosssellids", "goeswith", "with",
]  # fmt: skip
_PARTNER_NAME = ["partnername", "partnertitle"]
_FIELDS = {
    "decision": Field.DECISION, "status": Field.DECISION, "verdict": Field.DECISION,
    "kind": Field.KIND, "direction": Field.DIRECTION, "season": Field.SEASON,
    "pinned": Field.PINNED, "pin": Field.PINNED, "locked": Field.LOCKED, "lock": Field.LOCKED,
    "byhand": Field.BY_HAND, "decidedon": Field.DECIDED_ON,
    "message": Field.MESSAGE, "text": Field.MESSAGE, "note": Field.NOTE, "notes": Field.NOTE,
    "comment": Field.NOTE,
}  # fmt: skip
_NUMBERED = re.compile(r"(.*?\D)\d{1,2}")


@dataclass(frozen=True)
class Columns:
    """Which column holds what. The first of `products` that names a product counts, and so for
    each of `partners` (several columns are several partners); `fields` are by their column."""

    products: tuple[int, ...] = ()
    partners: tuple[tuple[int, ...], ...] = ()
    fields: tuple[tuple[int, Field], ...] = ()
    rank: int = -1
    rank_back: int = -1
    counted: bool = False  # a report of this program, in which kinds are what the sales say
    counted_kind: int = -1  # where the report holds what the sales said when it was written

    @property
    def names_pairs(self) -> bool:
        """Whether each row says which pair it is about."""
        return bool(self.products and self.partners)


def read_rows(path: Path, progress: Progress | None = None) -> Rows:
    """All rows of a table that are not blank; raises UserError."""
    source = open_source(path)
    try:
        return _rows_of(source, progress or Progress())
    except UnicodeError:
        return _rows_of(guess_again(source), progress or Progress())


def split_rows(text: str) -> Rows:
    """The rows of what a spreadsheet puts on the clipboard; blank ones at the end are left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = plain.split("\n")
    rows: Rows = []
    for block in blocks(io.StringIO(plain, newline=""), "\t", None):
        for start, width, row in zip(
            block.starts.tolist(), block.widths.tolist(), block.rows(), strict=True
        ):
            rows.append((start, lines[start - 1].split("\t") if width == BROKEN else row))
    while rows and not any(rows[-1][1]):
        rows.pop()
    return rows


def find_columns(header: Sequence[str]) -> Columns | None:
    """What the columns hold, when this row is one of titles; None for a row of values."""
    titles = [_plain(cell) for cell in header]
    groups = _title_groups()
    products = _places(titles, (*groups["product"], *groups["product_name"]))
    partners = _partners(titles, groups)
    known = _field_titles()
    fields = tuple((at, known[title]) for at, title in enumerate(titles) if title in known)
    whole = products and partners
    filled = sum(bool(title) for title in titles)
    if not whole and (not fields or len(fields) + len(products) + len(partners) < filled):
        return None
    rank = next((at for at, title in enumerate(titles) if title in {"rank", "place"}), -1)
    back = titles.index("rankback") if "rankback" in titles else -1
    said = titles.index("kindinsales") if "kindinsales" in titles else -1
    return Columns(products, partners, fields, rank, back, "orderstogether" in titles, said)


def bare_columns(width: int) -> Columns:
    """Of a list without titles: a product and its partners."""
    return Columns((0,), tuple((at,) for at in range(1, max(2, width))))


def takes_back(cell: str) -> bool:
    """Whether a cell is the dash that takes a ruling back, and no text of a dash."""
    return cell.strip() in DASHES


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from computing it, or a dash from
    taking back."""
    return cell[1:] if cell.startswith("'") and _would_act(cell) else cell


def guarded(cell: str) -> str:
    """A text that `unguarded` makes this one of, also once a formula's start is guarded."""
    return "'" + cell if _would_act(cell) and not cell.startswith(FORMULA_STARTS) else cell


def _would_act(cell: str) -> bool:
    rest = cell.lstrip("'")
    return rest.startswith(FORMULA_STARTS) or rest in DASHES


def _rows_of(source: Source, progress: Progress) -> Rows:
    rows: Rows = []
    for block in source.blocks():
        progress.step(_("Reading {file}").format(file=source.name), source.share)
        rows += [
            (start, row)
            for start, width, row in zip(
                block.starts.tolist(), block.widths.tolist(), block.rows(), strict=True
            )
            if width == BROKEN or any(cell.strip() for cell in row)
        ]
        if len(rows) > MOST_ROWS:
            raise UserError(
                _("This is not a list of pairings"),
                _("{file} has more than a million rows").format(file=source.name),
                _("Choose the list of products and their partners"),
            )
    return rows


def _partners(titles: list[str], groups: dict[str, list[str]]) -> tuple[tuple[int, ...], ...]:
    """The column of the partner, or, in a wide list, one column a partner."""
    one = _places(titles, (*groups["partner"], *groups["partner_name"]))
    wide = []
    for at, title in enumerate(titles):
        stem = _NUMBERED.fullmatch(title)
        if stem is not None and stem[1].removesuffix("product") in {*groups["partner"], "related"}:
            wide.append((at,))
    return (*((one,) if one else ()), *wide)


def _places(titles: list[str], wanted: Sequence[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(titles.index(title) for title in wanted if title in titles))


def _title_groups() -> dict[str, list[str]]:
    """Titles as lists use them, and as the tables here call them in the user's language."""
    return {
        "product": [_plain(_("Product key")), *_PRODUCT, _plain(_("Product"))],
        "product_name": _PRODUCT_NAME,
        "partner": [_plain(_("Partner key")), *_PARTNER, _plain(_("Partner"))],
        "partner_name": _PARTNER_NAME,
    }


def _field_titles() -> dict[str, Field]:
    own = {
        _("Decision"): Field.DECISION, _("Kind"): Field.KIND, _("Direction"): Field.DIRECTION,
        _("Season"): Field.SEASON, _("Pinned"): Field.PINNED, _("Locked"): Field.LOCKED,
        _("Decided on"): Field.DECIDED_ON, _("Message"): Field.MESSAGE, _("Note"): Field.NOTE,
    }  # fmt: skip
    return _FIELDS | {_plain(title): field for title, field in own.items()}


def _plain(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())
