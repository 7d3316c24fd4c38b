"""The rows of a catalogue file by part, with what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.files.pace import tracked_blocks
from xsell_desktop.sales.files.source import Source
from xsell_desktop.sales.key_texts import seen
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.sales.recognition.header import clean_header, repeats_header
from xsell_desktop.sales.values.decimal_marks import weigh_decimal
from xsell_desktop.sales.values.numbers import parse_numbers, parse_quantities
from xsell_desktop.sales.verdicts import Verdicts
from xsell_desktop.texts import _, plural

MONEY = ("price", "sale_price", "cost")
COUNTS = ("stock",)
NO_FIXED_PRICE = {"variable", "variabel", "variabile", "variável", "flexible", "open"}
NO = {
    "0", "no", "n", "false", "off", "nein", "non", "nee", "nie", "não", "falsch", "falso", "faux",
    "нет", "ложь", "いいえ", "否", "disabled", "inactive", "hidden", "draft", "archived",
    "unpublished", "unavailable", "discontinued", "inaktiv", "entwurf", "versteckt", "inactif",
    "brouillon", "inactivo", "oculto", "borrador", "inattivo", "nascosto", "bozza", "verborgen",
    "concept", "inactief", "ukryty", "nieaktywny", "inativo",
}  # fmt: skip


@dataclass(eq=False)
class Shelf:
    """A catalogue's rows: `cells` by part, without surrounding blanks; '' where nothing is.

    A part that several columns play together is `part.1`, `part.2` and so on. `doubtful` says
    that the decimal mark is a guess; `notes` are for the reader of the report.
    """

    source: str
    parts: Sequence[str]
    cells: list[dict[str, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    decimal: str = "."
    doubtful: bool = False
    notes: list[str] = field(default_factory=list)
    progress: Progress | None = None
    _asides: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _refusals: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _framing: list[int] = field(default_factory=list)
    _numbers: dict[str, tuple[Floats, Flags]] = field(default_factory=dict)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def set_aside(self, row: int, reason: str) -> None:
        """The row is understood but no product."""
        self._asides[reason].append(row)

    def refuse(self, row: int, reason: str) -> None:
        """The row cannot be understood."""
        self._refusals[reason].append(row)

    def number(self, row: int, part: str) -> float | None:
        """A number of a row; None where the cell is blank or holds none, which is counted."""
        if part not in self._numbers:
            self._numbers[part] = self._parsed(part)
        if self.progress is not None and row % 500 == 0:
            self.progress.step(_("Sorting rows"), 1.0)
        number = float(self._numbers[part][0][row])
        return None if isnan(number) else number

    def numbers(self, row: int, part: str) -> list[float]:
        """The known numbers of all columns that play the part, in file order."""
        found = (self.number(row, name) for name in self._playing(part))
        return [number for number in found if number is not None]

    def total(self, row: int, part: str) -> float | None:
        """The sum over all columns that play the part; None where none is known."""
        found = self.numbers(row, part)
        return sum(found) if found else None

    def text(self, row: int, part: str) -> str:
        """The first filled cell of those that play the part."""
        cells = self.cells[row]
        return next((cells[name] for name in self._playing(part) if cells.get(name)), "")

    def is_on(self, row: int, part: str) -> bool:
        """False where any column that plays the part says no; blank ones say nothing."""
        cells = self.cells[row]
        return not any(cells.get(name, "").casefold() in NO for name in self._playing(part))

    def is_on_somewhere(self, row: int, part: str) -> bool:
        """False where all filled columns that play the part say no."""
        said = [text for name in self._playing(part) if (text := self.cells[row].get(name))]
        return not said or any(text.casefold() not in NO for text in said)

    def rows(self) -> Sequence[int]:
        """The rows that hold something."""
        return [row for row, cells in enumerate(self.cells) if cells]

    def _playing(self, part: str) -> tuple[str, ...]:
        """The names of the columns that play a part."""
        if part not in self._names:
            self._names[part] = tuple(name for name in self.parts if is_part(name, part))
        return self._names[part]

    def _parsed(self, part: str) -> tuple[Floats, Flags]:
        texts = [cells.get(part, "") for cells in self.cells]
        texts = ["" if text.casefold() in NO_FIXED_PRICE else text for text in texts]
        parse = parse_quantities if is_part(part, *COUNTS) else parse_numbers
        return parse(texts, self.decimal)

    def warnings(self) -> tuple[str, ...]:
        """What a reader of the report should know, unreadable numbers included."""
        warnings = list(self.notes)
        prices, stocks = self._unreadable(MONEY), self._unreadable(COUNTS)
        if prices:
            warnings.append(
                plural(
                    "{n} price or cost cannot be read and is left blank",
                    "{n} prices or costs cannot be read and are left blank",
                    prices,
                )
            )
        if stocks:
            warnings.append(
                plural(
                    "{n} stock figure cannot be read and is left blank",
                    "{n} stock figures cannot be read and are left blank",
                    stocks,
                )
            )
        if self.doubtful:
            text = _("1.500 is read as one and a half, 1,500 as one thousand five hundred")
            if self.decimal == ",":
                text = _("1,500 is read as one and a half, 1.500 as one thousand five hundred")
            warnings.append(_("{how}; nothing in the file proves it").format(how=text))
        return tuple(warnings)

    def _unreadable(self, parts: Sequence[str]) -> int:
        products = self.verdicts().open
        columns = [bad for name, (_found, bad) in self._numbers.items() if is_part(name, *parts)]
        return sum(int((bad & products).sum()) for bad in columns)

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
    decimal: str = "auto",
    progress: Progress | None = None,
) -> Shelf:
    """All rows below the header; broken and overlong ones are refused and hold nothing."""
    shelf = Shelf(source.name, tuple(places), progress=progress)
    header: tuple[str, ...] = ()
    for block in tracked_blocks(source, width, progress):
        for start, filled, row in zip(block.starts, block.widths, block.rows(), strict=True):
            if start == header_line:
                header = clean_header(row)
            elif start > header_line:
                _add(shelf, int(start), int(filled), row, places, header)
    money = [cells[part] for cells in shelf.cells for part in cells if is_part(part, *MONEY)]
    shelf.decimal, shelf.doubtful = decimal, False
    if decimal == "auto":
        shelf.decimal, shelf.doubtful = weigh_decimal(filter(None, money), source.found.delimiter)
    return shelf


def is_part(name: str, *parts: str) -> bool:
    """Whether a column's part is one of the parts, alone or with a number: `stock.2`, `stock`."""
    return name.partition(".")[0] in parts


def _add(
    shelf: Shelf,
    start: int,
    filled: int,
    row: list[str],
    places: Mapping[str, int],
    header: tuple[str, ...],
) -> None:
    at = len(shelf.cells)
    cells = {part: seen(row[i]) for part, i in places.items() if i < len(row)}
    shelf.starts.append(start)
    shelf.cells.append(cells)
    if filled < 0:
        shelf.refuse(at, reasons.OPEN_QUOTE)
    elif any(cell.strip() for cell in row[len(header) :]):
        shelf.refuse(at, reasons.TOO_WIDE)
    elif not any(cell.strip() for cell in row) or repeats_header(row, header):
        shelf._framing.append(at)
    else:
        return
    shelf.cells[at] = {}
