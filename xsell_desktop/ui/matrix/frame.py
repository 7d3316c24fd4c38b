"""Where cells and headers of the matrix lie, in pixels of its viewport."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF

SIZES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48)  # pixels of a cell
NAMED = 14  # pixels from which every product is named, with texts of usual size
NUMBERED = 32  # pixels from which cells hold their number
BROAD = 28  # pixels up to which columns may be broader than rows are high


@dataclass(frozen=True, slots=True)
class Frame:
    """`count` rows of `cell` pixels and as many columns, up to twice as broad where there is room
    (`wide`); the headers take `left` and `top` pixels; `x`, `y`
    are how far the cells are scrolled under them; from `named` pixels on every product has a
    name."""

    count: int = 0
    cell: int = SIZES[0]
    left: int = 0
    top: int = 0
    x: int = 0
    y: int = 0
    width: int = 1
    height: int = 1
    named: int = NAMED

    @property
    def wide(self) -> int:
        """Pixels of a column."""
        room = (self.width - self.left) // max(self.count, 1)
        return max(self.cell, min(room, 2 * self.cell, BROAD))

    @property
    def span(self) -> tuple[int, int]:
        """Pixels of all columns and of all rows."""
        return self.count * self.wide, self.count * self.cell

    @property
    def cells(self) -> QRect:
        """The part of the viewport that cells show in."""
        wide = min(self.width - self.left, self.span[0] - self.x)
        high = min(self.height - self.top, self.span[1] - self.y)
        return QRect(self.left, self.top, max(wide, 0), max(high, 0))

    @property
    def furthest(self) -> tuple[int, int]:
        """The largest `x` and `y`."""
        return (
            max(0, self.span[0] - (self.width - self.left)),
            max(0, self.span[1] - (self.height - self.top)),
        )

    @property
    def names_all(self) -> bool:
        """Whether cells are large enough for a name a row."""
        return self.cell >= self.named

    def x_of(self, column: int) -> int:
        """Left edge of a column."""
        return self.left + column * self.wide - self.x

    def y_of(self, row: int) -> int:
        """Upper edge of a row."""
        return self.top + row * self.cell - self.y

    def rect(self, row: int, column: int) -> QRectF:
        """A cell."""
        return QRectF(self.x_of(column), self.y_of(row), self.wide, self.cell)

    def column_at(self, x: float) -> int:
        """The column at a pixel, -1 left of them all or past the last."""
        column = int((x - self.left + self.x) // self.wide)
        return column if x >= self.left and 0 <= column < self.count else -1

    def row_at(self, y: float) -> int:
        """The row at a pixel, -1 above them all or past the last."""
        row = int((y - self.top + self.y) // self.cell)
        return row if y >= self.top and 0 <= row < self.count else -1

    def nearest(self, x: float, y: float) -> tuple[int, int]:
        """The row and column nearest to a pixel."""
        row = int((y - self.top + self.y) // self.cell)
        column = int((x - self.left + self.x) // self.wide)
        last = self.count - 1
        return min(max(row, 0), last), min(max(column, 0), last)

    def columns(self) -> range:
        """The columns in sight."""
        return self._in_sight(self.x, self.width - self.left, self.wide)

    def rows(self) -> range:
        """The rows in sight."""
        return self._in_sight(self.y, self.height - self.top, self.cell)

    def scrolled(self, x: int, y: int) -> Frame:
        """The same, scrolled as far as there are cells."""
        most_x, most_y = self.furthest
        return replace(self, x=min(max(x, 0), most_x), y=min(max(y, 0), most_y))

    def sized(self, cell: int, left: int, top: int, at: tuple[float, float]) -> Frame:
        """Other cells and headers; what is under the pixel `at` stays under it."""
        other = replace(self, cell=cell, left=left, top=top)
        x = (at[0] - self.left + self.x) * other.wide / self.wide - (at[0] - left)
        y = (at[1] - self.top + self.y) * cell / self.cell - (at[1] - top)
        return other.scrolled(round(x), round(y))

    def showing(self, row: int, column: int) -> Frame:
        """Scrolled no further than a cell needs to be seen; -1 leaves a way as it is."""
        x, y = self.x, self.y
        if column >= 0:
            x = _held(x, column * self.wide, self.wide, self.width - self.left)
        if row >= 0:
            y = _held(y, row * self.cell, self.cell, self.height - self.top)
        return self.scrolled(x, y)

    def _in_sight(self, offset: int, room: int, size: int) -> range:
        last = -(-(offset + max(room, 0)) // size)
        return range(offset // size, min(last, self.count))


def _held(offset: int, start: int, size: int, room: int) -> int:
    return min(start, max(offset, start + size - room))


def step_size(cell: int, by: int) -> int:
    """The size so many steps larger or smaller."""
    place = max(i for i, size in enumerate(SIZES) if size <= max(cell, SIZES[0]))
    return SIZES[min(max(place + by, 0), len(SIZES) - 1)]
