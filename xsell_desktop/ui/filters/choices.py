"""Choices of a filter's group: boxes with counts, and a list to search in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.glossary import wrapped

LIST_HEIGHT = 118


class BoxGroup(QWidget):
    """A title and a box for each word, with the number of pairs behind it. `chosen` carries the
    words checked, None of them for all."""

    chosen = Signal(object)

    def __init__(
        self,
        title: str,
        words: Mapping[str, str],
        tip: Callable[[str], str] = lambda _word: "",
        columns: int = 1,
    ) -> None:
        super().__init__()
        self.boxes = {word: QCheckBox(text) for word, text in words.items()}
        self.counts = {word: QLabel() for word in words}
        self._texts = words
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        heading = QLabel(title)
        theme.set_role(heading, "strong")
        grid.addWidget(heading, 0, 0, 1, 2 * columns)
        for place, (word, box) in enumerate(self.boxes.items()):
            row, column = 1 + place // columns, 2 * (place % columns)
            box.setToolTip(wrapped(tip(word)) if tip(word) else "")
            box.toggled.connect(lambda _on: self.chosen.emit(self.value))
            theme.set_role(self.counts[word], "hint")
            self.counts[word].setAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(box, row, column)
            grid.addWidget(self.counts[word], row, column + 1)
        self.setAccessibleName(title)

    @property
    def value(self) -> frozenset[str]:
        """The words checked."""
        return frozenset(word for word, box in self.boxes.items() if box.isChecked())

    def show_value(self, value: Iterable[str], counts: Mapping[str, int]) -> None:
        """Check these words and say how many pairs each would let through."""
        checked = {str(word) for word in value}
        for word, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(word in checked)
            box.blockSignals(False)
            self.counts[word].setText(count_text(counts[word]))
            said = plural("{n} pair", "{n} pairs", counts[word])
            box.setAccessibleName(f"{self._texts[word]}, {said}")

    def offer(self, words: Iterable[str]) -> None:
        """Show the boxes of these words only."""
        offered = set(words)
        for word, box in self.boxes.items():
            box.setVisible(word in offered)
            self.counts[word].setVisible(word in offered)


class NameList(QWidget):
    """Names to check, with counts, and a field that looks for some. `chosen` carries those
    checked."""

    chosen = Signal(object)

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.search, self.list = QLineEdit(), QListView()
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.search.setClearButtonEnabled(True)
        self._is_filling = False
        self._model = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.list.setModel(self._found)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setTabKeyNavigation(False)
        self.list.setAccessibleName(title)
        self.list.setFixedHeight(LIST_HEIGHT)
        theme.set_role(self.list, "framed")
        heading = QLabel(title)
        theme.set_role(heading, "strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (heading, self.search, self.list):
            layout.addWidget(widget)
        self._model.itemChanged.connect(lambda _item: self._tell())
        self.search.installEventFilter(self)

    @property
    def value(self) -> frozenset[str]:
        """The names checked."""
        items = (self._model.item(row) for row in range(self._model.rowCount()))
        checked = Qt.CheckState.Checked
        return frozenset(str(item.data()) for item in items if item.checkState() == checked)

    def _tell(self) -> None:
        if not self._is_filling:
            self.chosen.emit(self.value)

    def show_value(self, value: Iterable[str], counts: Mapping[str, int]) -> None:
        """Check these names. Those behind which there are pairs are listed, most pairs first; a
        name stays listed, where it is, until `forget`."""
        chosen = set(value)
        names = sorted(
            (name for name in {*counts, *chosen} if counts.get(name) or name in chosen),
            key=lambda name: (-counts.get(name, 0), name.casefold()),
        )
        self._is_filling = True
        held = {str(self._model.item(row).data()) for row in range(self._model.rowCount())}
        for name in names:
            if name not in held:
                item = QStandardItem()
                item.setData(name)
                item.setCheckable(True)
                self._model.appendRow(item)
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            name = str(item.data())
            said = count_text(counts[name]) if name in counts else _("not in these sales")
            item.setText(f"{name}  ·  {said}")
            item.setToolTip(item.text())
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
        self._is_filling = False

    def forget(self) -> None:
        """List anew what is shown next."""
        self.search.clear()
        self._model.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down leads from the field into the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._found.index(0, 0))
            return True
        return super().eventFilter(watched, event)
