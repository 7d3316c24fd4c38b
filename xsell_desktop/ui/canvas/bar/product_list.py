"""A list of products over the canvas, to walk through and to choose one from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.walked_list import WalkedList, line_item
from xsell_desktop.ui.widgets.popups import Panel

SIZE = QSize(360, 340)
KEY = Qt.ItemDataRole.UserRole + 1


class ProductList(Panel):
    """Enter or a click chooses a product and closes the list; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: Callable[[str], object] = lambda key: None
        self.title, self.meaning = QLabel(), QLabel()
        theme.set_role(self.title, "strong")
        theme.set_role(self.meaning, "hint")
        self.meaning.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Narrow the list…"))
        self.list = WalkedList(self.field)
        self._narrowed = QSortFilterProxyModel(self)
        self._narrowed.setSourceModel(self.list.lines)
        self._narrowed.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.setModel(self._narrowed)
        self.field.textChanged.connect(self._narrow)
        self.list.taken.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        for part in (self.title, self.meaning, self.field):
            column.addWidget(part)
        column.addWidget(self.list, 1)

    def open(
        self, title: str, meaning: str, products: Sequence[tuple[str, str, str]], spot: QPoint,
        chosen: Callable[[str], object],
    ) -> None:  # fmt: skip
        """List products as (key, name, detail) with the right corner at a spot of the screen."""
        self._chosen = chosen
        self.title.setText(title)
        self.meaning.setText(meaning)
        self.field.clear()
        self.field.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self.list.lines.clear()
        for key, name, detail in products:
            item = line_item(name, detail)
            item.setData(key, KEY)
            self.list.lines.appendRow(item)
        self._narrow("")
        self.resize(SIZE)
        self.move(spot - QPoint(SIZE.width(), 0))
        self.show()
        self.field.setFocus()

    def names(self) -> list[str]:
        """What is listed, in its order."""
        rows = range(self._narrowed.rowCount())
        return [str(self._narrowed.index(row, 0).data()) for row in rows]

    def _narrow(self, typed: str) -> None:
        self._narrowed.setFilterFixedString(typed.strip())
        self.list.choose(0)

    def _take(self, row: int) -> None:
        self.hide()
        self._chosen(str(self._narrowed.index(row, 0).data(KEY)))
