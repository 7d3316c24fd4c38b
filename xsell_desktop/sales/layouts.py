"""What a known file looks like: how to recognise it, read its columns and tidy its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.sales.columns import SALES_ROLES
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.recognition.names import bare
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.sales.table import Table

MOST_COLUMNS = 16_384  # a sheet's


@dataclass(frozen=True)
class DeadEnd:
    """An export no order lines or products can be got from, known by its header.

    It has every column of `anchor` and none of `absent`. `why` completes "file …", `advice` is
    the next step, `query` a text to copy for it.
    """

    anchor: tuple[str, ...]
    why: str
    advice: str
    absent: tuple[str, ...] = ()
    query: str = ""

    def matches(self, header: Iterable[str]) -> bool:
        """Whether the header is such an export's."""
        cells = {bare(cell) for cell in header}
        lacks = cells.isdisjoint({bare(name) for name in self.absent})
        return lacks and {bare(name) for name in self.anchor} <= cells


@dataclass(frozen=True)
class Layout:
    """One format. `columns` gives for each part the headers that play it, best first.

    Any of `anchors` (sets of headers) tells the format; `dead_ends` are exports of the same shop
    that cannot work. `prefixes` gives for a part the starts of the headers that play it together,
    such as one a branch: they become the parts `part.1`, `part.2` and so on, in file order.
    `numbered` gives headers with a # for a number N: they play `part.N`.
    `endings` gives the ends of headers whose start is in the shop's own language.
    `carried` parts stand on an order's first row only, its number included, and hold until the
    next. `unpack` makes rows that hold several order lines into rows of one. `arrange` makes the
    columns what a draft expects, row for row. Dates that could be read either way are read by
    `date_order`. `tidy` sets rows of the draft aside. `read_catalogue` makes catalogues of kind
    "catalogue". With `knows_goods` the tidying tells goods from other lines, and their names say
    nothing. With `numbers_orders` rows without an order number are an order each. A format that is
    not `proven` is never read without the user's word. Headers are
    written as the shop writes them and compared bare of case, accents and punctuation.
    """

    id: str
    title: str
    kind: str = "sales"
    anchors: tuple[tuple[str, ...], ...] = ()
    dead_ends: tuple[DeadEnd, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefixes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    unpack: Callable[[Table], Table] | None = None
    arrange: Callable[[Table], Table] | None = None
    tidy: Callable[[Draft], None] | None = None
    read_catalogue: Callable[[Shelf], Catalogue] | None = None
    copies_are_errors: bool = False
    knows_goods: bool = False
    discount_holds_lines: bool = False
    currency: str = ""
    date_order: str = ""
    baskets: bool = False
    numbers_orders: bool = False
    proven: bool = True

    def matches(self, header: Iterable[str]) -> bool:
        """Whether the header is this format's."""
        cells = {bare(cell) for cell in header}
        return any({bare(name) for name in anchor} <= cells for anchor in self.anchors)

    def find_columns(self, header: Sequence[str]) -> dict[str, int]:
        """The 0-based column of each part this format's header has."""
        cells = [bare(cell) for cell in header]
        places: dict[str, int] = {}
        for role, names in self.columns.items():
            for name in names:
                if bare(name) in cells:
                    places[role] = cells.index(bare(name))
                    break
        for role, ends in self.endings.items():
            tails = tuple(map(bare, ends))
            at = next((at for at, cell in enumerate(cells) if cell.endswith(tails)), None)
            if at is not None:
                places.setdefault(role, at)
        for role, starts in self.prefixes.items():
            heads = tuple(map(bare, starts))
            hits = [at for at, cell in enumerate(cells) if cell.startswith(heads)]
            places |= {f"{role}.{n}": at for n, at in enumerate(hits, start=1)}
        for role, names in self.numbered.items():
            shapes = "|".join(r"(\d+)".join(map(bare, name.split("#"))) for name in names)
            found = ((re.fullmatch(shapes, cell), at) for at, cell in enumerate(cells))
            places |= {f"{role}.{int(hit[hit.lastindex or 1])}": at for hit, at in found if hit}
        return places


def mapped_parts(
    places: Mapping[str, int], header: Sequence[str] | None, roles: Sequence[str] = SALES_ROLES
) -> dict[str, str]:
    """The parts a user can map, as a `ColumnMap` holds them: header texts, or 1-based numbers
    where a column has no text of its own.
    """
    cells = [bare(cell) for cell in header or ()]
    parts = {}
    for role in roles:
        if role in places:
            at = places[role]
            named = header is not None and bare(header[at]) and cells.count(cells[at]) == 1
            parts[role] = header[at] if named and header is not None else str(at + 1)
    return parts


def find_places(columns: Mapping[str, str], header: Sequence[str] | None) -> dict[str, int]:
    """The 0-based columns of a `ColumnMap`'s headers or 1-based numbers; unknown ones left out."""
    cells = [bare(cell) for cell in header or ()]
    places: dict[str, int] = {}
    for role, name in columns.items():
        if name.strip() and bare(name) in cells:
            places[role] = cells.index(bare(name))
        elif name.strip().isdecimal() and 1 <= int(name) <= (len(cells) or MOST_COLUMNS):
            places[role] = int(name) - 1
    return places
