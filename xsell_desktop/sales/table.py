"""The columns of a file that matter, as codes into their distinct texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from operator import itemgetter
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.files.byte_cells import Coder, CutPart
from xsell_desktop.sales.files.pace import tracked_blocks
from xsell_desktop.sales.files.records import Block, Part
from xsell_desktop.sales.files.source import Source
from xsell_desktop.sales.footers import is_footer
from xsell_desktop.sales.lines import Codes, Flags

NEEDED = ("order", "product", "name", "quantity", "price", "total", "date")

MANY = 100  # columns, each of which remembers what its cells said

Kind = TypeVar("Kind", bound=np.generic)
Rows64 = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Column:
    """One column: a code a row into its distinct texts, in order of first appearance."""

    codes: Codes
    values: list[str]

    def where(self, test: Callable[[str], bool], among: Flags | None = None) -> Flags:
        """The rows (of those in `among`) whose text passes the test."""
        if among is None:
            passes = np.fromiter(map(test, self.values), np.bool_, len(self.values))
            return self.spread(passes)
        if not among.any():
            return np.zeros(len(self.codes), dtype=bool)
        asked = np.zeros(max(1, len(self.values)), dtype=bool)
        asked[self.codes[among]] = True
        for code in np.flatnonzero(asked).tolist():
            asked[code] = test(self.values[code])
        return asked[self.codes] & among

    def holding(self, mark: str) -> Flags:
        """The rows whose text holds a character."""
        if mark not in "".join(self.values):
            return np.zeros(len(self.codes), dtype=bool)
        return self.where(lambda text: mark in text)

    def spread(self, by_value: npt.NDArray[Kind]) -> npt.NDArray[Kind]:
        """An array that holds one entry a distinct text, as one entry a row."""
        return by_value[self.codes] if len(by_value) else np.zeros(0, by_value.dtype)

    def blank(self) -> Flags:
        """The rows without a text."""
        return self._blank

    @cached_property
    def _blank(self) -> Flags:
        filled = np.fromiter(map(len, map(str.strip, self.values)), np.bool_, len(self.values))
        if filled.all():
            return np.zeros(len(self.codes), dtype=bool)
        return self.spread(~filled)

    def respelt(self, spell: Callable[[str], str]) -> Column:
        """The column with each text respelt; texts that become equal share a code."""
        spelt = list(map(spell, self.values))
        return self if spelt == self.values else Column(self.codes, spelt).merged()

    def merged(self) -> Column:
        """The column where texts that are equal share a code."""
        words: dict[str, int] = defaultdict(count().__next__)
        codes = np.fromiter(map(words.__getitem__, self.values), np.int32, len(self.values))
        return Column(self.spread(codes), list(words))


@dataclass(frozen=True, eq=False)
class Table:
    """The rows below the header. `starts` are their line (or sheet row) numbers.

    `widths` is how many cells each has, BROKEN for a line given up; `prints` tells whole rows
    apart (a hash of all cells), kept only where asked for. `width` is the header's;
    `last_needed` is the last column that a row cannot do without; `footers` marks rows that sign or
    close a report, none where it is empty. Where rows hold several order
    lines, all these but `starts` have an entry a line, and `origin` is the row of each.
    """

    columns: Mapping[str, Column]
    starts: Rows64
    widths: Rows64
    prints: Rows64
    width: int
    last_needed: int
    origin: Rows64 | None = None
    footers: Flags = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def __len__(self) -> int:
        return len(self.widths)

    def carry(self, parts: Iterable[str]) -> Table:
        """With the parts that stand on an order's first row only repeated on the rows below it
        that have no order number.
        """
        order = self.columns.get("order")
        if order is None or not len(self):
            return self
        rows = np.arange(len(self))
        heads = np.maximum.accumulate(np.where(order.blank(), -1, rows))
        heads = np.where(heads < 0, rows, heads)
        carried = {
            part: Column(self.columns[part].codes[heads], self.columns[part].values)
            for part in parts
            if part in self.columns
        }
        return replace(self, columns={**self.columns, **carried})

    def spread(self, origin: Rows64, columns: Mapping[str, Column]) -> Table:
        """One entry an order line: `columns` has them already, the others repeat their row's."""
        repeated = {
            part: Column(column.codes[origin], column.values)
            for part, column in self.columns.items()
        }
        prints = self.prints[origin] if len(self.prints) else self.prints
        return replace(
            self,
            columns={**repeated, **columns},
            widths=self.widths[origin],
            prints=prints,
            origin=origin,
            footers=self.footers[origin] if len(self.footers) else self.footers,
        )


def read_table(
    source: Source,
    places: Mapping[str, int],
    width: int,
    header_line: int,
    *,
    prints: bool = False,
    progress: Progress | None = None,
) -> Table:
    """Read the columns at `places` (role to 0-based number) of all rows below `header_line`.

    `header_line` is 0 where the file has no header.
    """
    reader = _TableReader(places, width, prints)
    as_bytes = not prints and len(places) <= MANY
    for block in tracked_blocks(source, width, progress, as_bytes=as_bytes, skip=header_line):
        reader.add(block, header_line)
    return reader.table()


class _TableReader:
    """Collects blocks; only the current block exists as text."""

    def __init__(self, places: Mapping[str, int], width: int, prints: bool) -> None:
        self._places = places
        self._width = width
        self._keep_prints = prints
        self._words: dict[str, dict[str, int]] = {
            role: defaultdict(count().__next__) for role in places
        }
        few = len(places) <= MANY
        self._coders = {role: Coder(words) for role, words in self._words.items() if few}
        self._codes: dict[str, list[Codes]] = {role: [] for role in places}
        self._starts: list[Rows64] = []
        self._widths: list[Rows64] = []
        self._prints: list[Rows64] = []
        self._footers: list[Flags] = []

    def add(self, block: Block, header_line: int) -> None:
        """Take a block's rows, without the header and what stands above it."""
        below = block.starts > header_line
        keep = slice(None) if below.all() else below
        nameless = np.full(len(below), "product" in self._places or "name" in self._places)
        for role, place in self._places.items():
            codes = np.zeros(len(below), dtype=np.int32)
            for part in block.parts:
                codes[part.where] = self._coded(part, role, place)
            self._codes[role].append(codes[keep])
            if role in ("product", "name"):
                nameless &= codes == self._words[role].get("", -1)
        self._starts.append(block.starts[keep])
        self._widths.append(self._filled_widths(block)[keep])
        self._footers.append(_mark_footers(block, nameless)[keep])
        if self._keep_prints:
            rows = map(hash, map(tuple, block.rows()))
            self._prints.append(np.fromiter(rows, np.int64, len(below))[keep])

    def _coded(self, part: Part | CutPart, role: str, place: int) -> Codes:
        if isinstance(part, CutPart):
            return self._coders[role].code(part.chunk, *part.cut.column(place))
        texts = self._texts(part, place)
        return np.fromiter(map(self._words[role].__getitem__, texts), np.int32, len(part.where))

    def _filled_widths(self, block: Block) -> Rows64:
        """How many cells each row has; blank ones beyond the header's last do not count."""
        widths = block.widths
        if (widths > self._width).any():
            widths = widths.copy()
            for part in block.parts:
                if isinstance(part, CutPart):
                    continue
                for at, row in zip(part.where, part.rows, strict=bool(part.rows)):
                    if len(row) > self._width and not any(c.strip() for c in row[self._width :]):
                        widths[at] = self._width
        return widths

    def _texts(self, part: Part, place: int) -> Sequence[str]:
        if part.flat:
            return part.flat[place :: self._width]
        try:
            return list(map(itemgetter(place), part.rows))
        except IndexError:
            return [row[place] if place < len(row) else "" for row in part.rows]

    def _settled(self, role: str, codes: Codes) -> tuple[Codes, list[str]]:
        coder = self._coders.get(role)
        return coder.settle(codes) if coder is not None else (codes, list(self._words[role]))

    def table(self) -> Table:
        """All that was added."""
        columns = {
            role: _in_use(*self._settled(role, _joined(codes, np.int32)))
            for role, codes in self._codes.items()
        }
        return Table(
            columns,
            _joined(self._starts, np.int64),
            _joined(self._widths, np.int64),
            _joined(self._prints, np.int64),
            self._width,
            max((at for role, at in self._places.items() if role in NEEDED), default=0),
            footers=_joined(self._footers, np.bool_),
        )


def _in_use(codes: Codes, texts: list[str]) -> Column:
    """A column of the texts in use, by first appearance; rows above the table, such as the
    header, may hold others.
    """
    rows = len(codes)
    first = np.full(len(texts), rows, dtype=np.int64)
    first[codes[::-1]] = np.arange(rows - 1, -1, -1)
    if rows and len(first) and first[-1] < rows and (first[1:] > first[:-1]).all():
        return Column(codes, texts)
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < rows)]
    places = np.zeros(len(texts), dtype=np.int32)
    places[order] = np.arange(len(order))
    return Column(places[codes], [texts[at] for at in order.tolist()])


def _mark_footers(block: Block, nameless: Flags) -> Flags:
    """Rows without a product that close or sign a report; cells that are not read tell it too."""
    marks = np.zeros(len(nameless), dtype=bool)
    for part in block.parts:
        for at in np.flatnonzero(nameless[part.where]).tolist():
            marks[part.where[at]] = is_footer(part.row(at))
    return marks


def _joined(pieces: Sequence[npt.NDArray[Kind]], kind: type[Kind]) -> npt.NDArray[Kind]:
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=kind)
