"""What a known file looks like: how to recognise it, read its columns and tidy its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.sales.columns import SALES_ROLES
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.names import bare
from xsell_desktop.sales.shelf import Shelf

MOST_COLUMNS = 16_384  # a sheet's


@dataclass(frozen=True)
class Layout:
    """One format. `columns` gives for each part the headers that play it, best first.

    Any of `anchors` (sets of headers) tells the format; `lacking` tells an export of the same
    shop that holds no order lines, and `advice` what to export instead. `tidy` sets rows of the
    draft aside. `read_catalogue` makes catalogues of kind "catalogue". Headers are written as
    the shop writes them and compared bare of case, accents and punctuation.
    """

    id: str
    title: str
    kind: str = "sales"
    anchors: tuple[tuple[str, ...], ...] = ()
    lacking: tuple[str, ...] = ()
    advice: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tidy: Callable[[Draft], None] | None = None
    read_catalogue: Callable[[Shelf], Catalogue] | None = None
    copies_are_errors: bool = False
    discount_holds_lines: bool = False
    currency: str = ""
    baskets: bool = False

    def matches(self, header: Iterable[str]) -> bool:
        """Whether the header is this format's."""
        cells = {bare(cell) for cell in header}
        return any({bare(name) for name in anchor} <= cells for anchor in self.anchors)

    def lacks_lines(self, header: Iterable[str]) -> bool:
        """Whether the header is the shop's, but of an export without order lines."""
        cells = {bare(cell) for cell in header}
        return bool(self.lacking) and {bare(name) for name in self.lacking} <= cells

    def find_columns(self, header: Sequence[str]) -> dict[str, int]:
        """The 0-based column of each part this format's header has."""
        cells = [bare(cell) for cell in header]
        places: dict[str, int] = {}
        for role, names in self.columns.items():
            for name in names:
                if bare(name) in cells:
                    places[role] = cells.index(bare(name))
                    break
        return places


def sales_parts(places: Mapping[str, int], header: Sequence[str] | None) -> dict[str, str]:
    """The parts a user can map, as a `ColumnMap` holds them: header texts, or 1-based numbers
    where a column has no text of its own.
    """
    cells = [bare(cell) for cell in header or ()]
    parts = {}
    for role in SALES_ROLES:
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
