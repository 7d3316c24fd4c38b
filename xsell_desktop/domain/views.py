"""How the pairings are looked at: what shows, where it lies, what colours and sizes mean."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from math import inf
from typing import NamedTuple

from xsell_desktop.domain.kinds import Kind


class Mode(StrEnum):
    """Two pictures of the same pairs."""

    GRAPH = "graph"
    MATRIX = "matrix"


class Arrangement(StrEnum):
    """How products are laid out on the canvas."""

    FAMILIES = "families"
    CIRCLE = "circle"
    CATEGORIES = "categories"  # a column each
    FREE = "free"  # by their relationships alone


class SizeBy(StrEnum):
    """What the area of a product's node stands for."""

    REVENUE = "revenue"
    MARGIN = "margin"
    UNITS = "units"
    ORDERS = "orders"


class ColourBy(StrEnum):
    """What the colour of a product's node stands for."""

    FAMILY = "family"
    CATEGORY = "category"
    STOCK_COVER = "stock_cover"


class MatrixOrder(StrEnum):
    """How the rows and columns of the matrix are ordered."""

    FAMILY = "family"
    PRODUCT = "product"  # by name
    ORDERS = "orders"  # the most sold first
    CATEGORY = "category"


class MatrixShows(StrEnum):
    """What the colour of a cell of the matrix stands for."""

    RATE = "rate"  # the share of the row's orders that hold the column's product
    LIFT = "lift"  # times chance
    TOGETHER = "together"  # orders with both


class Band(NamedTuple):
    """A range with both ends in it; unknown values are in no band but the widest."""

    least: float = -inf
    most: float = inf


ANY = Band()
EVIDENCE_WORDS = frozenset({"apart", "chance", "thin", "likely", "proven"})
DECISION_WORDS = frozenset({"undecided", "accepted", "rejected", "by_hand", "pinned", "locked"})
STOCK_WORDS = frozenset({"in", "low", "out", "unknown"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which pairs show at all; what is left as it comes lets everything through.

    A pair passes when it passes every part. Of `categories` and `families` (names) one of its
    products must be; price, margin (share of the price, 0–1) and stock are asked of both.
    `strength` is the least strength, 0–1. `evidence`, `decisions` and `stock` hold words of the
    sets above. `segment` and `month` (YYYY-MM) name the orders in which a pair must have been
    bought, '' for all.
    """

    strength: float = 0.0
    evidence: frozenset[str] = frozenset()
    held_up: bool = False
    kinds: frozenset[Kind] = frozenset()
    decisions: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    price: Band = ANY
    margin: Band = ANY
    stock: frozenset[str] = frozenset()
    segment: str = ""
    month: str = ""

    @property
    def parts(self) -> int:
        """How many things are asked of a pair; 0 lets every pair through."""
        return sum(getattr(self, field.name) != field.default for field in fields(self))


NO_FILTER = Filter()
USUAL_LIMIT = 200
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking. `focus` lists the products in focus, none for the overview of `limit`
    relationships; `depth` (1 to `DEEPEST`) is how many steps around them show. `extra` are
    products that show in the overview because they were asked for.
    """

    mode: Mode = Mode.GRAPH
    focus: tuple[str, ...] = ()
    depth: int = 1
    limit: int = USUAL_LIMIT
    extra: tuple[str, ...] = ()
    filter: Filter = NO_FILTER
    arrangement: Arrangement = Arrangement.FAMILIES
    size_by: SizeBy = SizeBy.REVENUE
    colour_by: ColourBy = ColourBy.FAMILY
    matrix_order: MatrixOrder = MatrixOrder.FAMILY
    matrix_shows: MatrixShows = MatrixShows.RATE
