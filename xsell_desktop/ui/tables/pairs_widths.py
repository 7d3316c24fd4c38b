"""How wide the columns of the table of pairs are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetrics

from xsell_desktop.texts import count_text, percent_text
from xsell_desktop.ui.tables.column_model import Column, header_font
from xsell_desktop.workflow.pairing_lists.cells import Field

CELL_ROOM, SCROLL_BAR, NARROWEST_NAME, WRITTEN, SEASON = 18, 14, 134, 240, 170  # pixels
NAMES = 2  # columns in front that hold names


def pair_widths(columns: Sequence[Column], font: QFont, width: int) -> list[int]:
    """Figures get what their titles need, texts a width of their own, and the two names in front
    share what figures leave."""
    cells, titles = QFontMetrics(font), QFontMetrics(header_font())
    widths = []
    for column in columns[NAMES:]:
        if column.field in (Field.MESSAGE, Field.NOTE):
            widths.append(WRITTEN)
        elif column.field == Field.SEASON:
            widths.append(SEASON)
        else:
            texts = map(cells.horizontalAdvance, _widest_cells(column))
            widths.append(CELL_ROOM + max(titles.horizontalAdvance(column.title), *texts, 0))
    room = width - sum(w for w in widths if w != WRITTEN) - SCROLL_BAR
    names = max(room // NAMES, NARROWEST_NAME)
    return [*[names] * min(NAMES, len(columns)), *widths]


def _widest_cells(column: Column) -> tuple[str, ...]:
    """Texts as wide as any a column of figures or set words has."""
    if column.words is not None:
        return tuple(column.words) or ("",)
    if column.kind == "figure":
        return ("< 0.0001",)
    return (count_text(99_999),) if column.kind == "count" else (percent_text(1.0),)
