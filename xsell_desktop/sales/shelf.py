"""The rows of a catalogue file by part, with what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.decimal_marks import find_decimal
from xsell_desktop.sales.numbers import parse_number
from xsell_desktop.sales.pace import tracked_blocks
from xsell_desktop.sales.source import Source
from xsell_desktop.sales.verdicts import Verdicts

MONEY = ("price", "sale_price", "cost")


@dataclass(eq=False)
class Shelf:
    """A catalogue's rows: `cells` by part, without surrounding blanks; '' where nothing is."""

    source: str
    cells: list[dict[str, str]]
    starts: list[int]
    decimal: str = "."
    _asides: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _refusals: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _framing: list[int] = field(default_factory=list)

    def set_aside(self, row: int, reason: str) -> None:
        """The row is understood but no product."""
        self._asides[reason].append(row)

    def refuse(self, row: int, reason: str) -> None:
        """The row cannot be understood."""
        self._refusals[reason].append(row)

    def number(self, row: int, part: str) -> float | None:
        """A number of a row; None where the cell is blank or holds none."""
        number = parse_number(self.cells[row].get(part, ""), self.decimal)
        return None if number is None or isnan(number) else number

    def verdicts(self) -> Verdicts:
        """What became of the rows; those not spoken of are products."""
        verdicts = Verdicts(np.array(self.starts, dtype=np.int64))
        verdicts.frame(self._mask(self._framing))
        for reason, rows in self._refusals.items():
            verdicts.refuse(self._mask(rows), reason)
        for reason, rows in self._asides.items():
            verdicts.set_aside(self._mask(rows), reason)
        return verdicts

    def _mask(self, rows: list[int]) -> npt.NDArray[np.bool_]:
        mask = np.zeros(len(self.starts), dtype=bool)
        mask[rows] = True
        return mask


def read_shelf(
    source: Source,
    places: Mapping[str, int],
    width: int,
    header_line: int,
    progress: Progress | None = None,
) -> Shelf:
    """All rows below the header; broken and overlong ones are refused and hold nothing."""
    shelf = Shelf(source.name, [], [])
    for block in tracked_blocks(source, width, progress):
        for start, filled, row in zip(block.starts, block.widths, block.rows(), strict=True):
            if start > header_line:
                _add(shelf, int(start), int(filled), row, places, width)
    prices = [cells[part] for cells in shelf.cells for part in MONEY if cells.get(part)]
    shelf.decimal = find_decimal(prices, source.found.delimiter)
    return shelf


def _add(
    shelf: Shelf, start: int, filled: int, row: list[str], places: Mapping[str, int], width: int
) -> None:
    at = len(shelf.cells)
    cells = {part: row[i].strip() for part, i in places.items() if i < len(row)}
    shelf.starts.append(start)
    shelf.cells.append(cells)
    if filled < 0:
        shelf.refuse(at, reasons.OPEN_QUOTE)
    elif any(cell.strip() for cell in row[width:]):
        shelf.refuse(at, reasons.TOO_WIDE)
    elif not any(cell.strip() for cell in row):
        shelf._framing.append(at)
    else:
        return
    shelf.cells[at] = {}
