"""Chooses products or categories: a field that finds them, and those chosen below it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.inspector.elided_label import ElidedLabel


class Chooser(QWidget):
    """`changed` carries the keys chosen, in order; `offer` says what can be found."""

    changed = Signal(tuple)

    def __init__(self, hint: str, name: str) -> None:
        super().__init__()
        self.keys: tuple[str, ...] = ()
        self._lines: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._take)
        popup = completer.popup()
        assert popup is not None
        theme.set_role(popup, "popup")
        self.field = QLineEdit()
        self.field.setCompleter(completer)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.field.returnPressed.connect(lambda: self._take(self.field.text()))
        self.drops: list[QToolButton] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addLayout(self._rows)

    def offer(self, names: Mapping[str, str]) -> None:
        """Offer these keys under their names; names that two keys share show the key too."""
        self._names = dict(names)
        self._lines = {}
        for key, name in names.items():
            self._lines[name if name == key or name not in self._lines else f"{name} · {key}"] = key
        self._words.setStringList(list(self._lines))

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Show what is chosen without telling anybody."""
        if keys != self.keys or len(self.drops) != len(keys):
            self.keys = keys
            self._rebuild()

    def _take(self, words: str) -> None:
        """The one of exactly these words, else of the only line that holds them."""
        wanted = words.strip().casefold()
        lines = [line for line in self._lines if wanted in line.casefold()] if wanted else []
        key = self._lines.get(words) or (self._lines[lines[0]] if len(lines) == 1 else "")
        if key:
            QTimer.singleShot(0, self.field.clear)  # the completer writes its words after this
            if key not in self.keys:
                self.changed.emit((*self.keys, key))

    def _drop(self, key: str) -> None:
        self.field.setFocus()
        self.changed.emit(tuple(old for old in self.keys if old != key))

    def _rebuild(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.drops = []
        for key in self.keys:
            name = self._names.get(key, key)
            row = QWidget()
            theme.set_role(row, "chosen")
            label = ElidedLabel(name)
            drop = QToolButton()
            icons.dress(drop, "close")
            drop.setToolTip(_("Take it out"))
            drop.setAccessibleName(_("Take {name} out").format(name=name))
            drop.clicked.connect(lambda _checked=False, key=key: self._drop(key))
            line = QHBoxLayout(row)
            line.setContentsMargins(8, 0, 2, 0)
            line.setSpacing(4)
            line.addWidget(label, 1)
            line.addWidget(drop)
            self._rows.addWidget(row)
            self.drops.append(drop)
