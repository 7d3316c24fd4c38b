"""The button that opens what canvas and table are filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.views import Filter
from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.kinds.sentences import kind_meaning, kind_word
from xsell_desktop.mining.reasons import evidence_word
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.evidence_words import EVIDENCE_TERMS
from xsell_desktop.ui.widgets.glossary import explain, wrapped

Word = TypeVar("Word")


class FilterButton(QPushButton):
    """`changed` carries the `Filter` in force."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.popup = FilterPopup(self)
        self.value = Filter()
        self.setCheckable(True)
        self.setToolTip(_("Show only pairs of some evidence or kind, here and in the table"))
        theme.set_role(self, "segment")
        self.clicked.connect(self._open)
        self.popup.changed.connect(self._take)
        self._say()

    def _open(self) -> None:
        self._say()  # a click opens; only a filter in force looks pressed
        self.popup.adjustSize()
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.popup.show()
        self.popup.setFocus()

    def _take(self) -> None:
        value = self.popup.value
        if value != self.value:
            self.value = value
            self._say()
            self.changed.emit(value)

    def _say(self) -> None:
        parts = self.value.parts
        self.setText(_("Filter · {n}").format(n=parts) if parts else _("Filter"))
        self.setChecked(parts > 0)
        self.setAccessibleName(_("Filter pairs, {n} in force").format(n=parts))


class FilterPopup(QFrame):
    """Boxes for every word of evidence, for held up and for every kind."""

    changed = Signal()

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        theme.set_role(self, "card")
        self.evidence = {word: QCheckBox(evidence_word(word)) for word in reversed(Evidence)}
        self.held_up = QCheckBox(_("held up in later orders"))
        self.kinds = {kind: QCheckBox(kind_word(kind)) for kind in Kind}
        self.clear = QPushButton(_("Show everything"))
        for word, box in self.evidence.items():
            explain(box, EVIDENCE_TERMS[word])
        for kind, box in self.kinds.items():
            box.setToolTip(wrapped(kind_meaning(kind)))
        explain(self.held_up, "held_up")
        for box in self._boxes:
            box.toggled.connect(self.changed)
        self.clear.clicked.connect(self._clear)
        self._lay_out()

    @property
    def value(self) -> Filter:
        """What the boxes ask for."""
        return Filter(
            evidence=frozenset(word.name.lower() for word in _checked(self.evidence)),
            held_up=self.held_up.isChecked(),
            kinds=frozenset(_checked(self.kinds)),
        )

    @property
    def _boxes(self) -> tuple[QCheckBox, ...]:
        return (*self.evidence.values(), self.held_up, *self.kinds.values())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.changed.emit()

    def _clear(self) -> None:
        self.blockSignals(True)
        for box in self._boxes:
            box.setChecked(False)
        self.blockSignals(False)
        self.changed.emit()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(5)
        later = (self.held_up,)
        for column, blocks in enumerate(
            (
                ((_("Evidence"), tuple(self.evidence.values())), (_("Later orders"), later)),
                ((_("Kind"), tuple(self.kinds.values())),),
            )
        ):
            row = 0
            for title, boxes in blocks:
                label = QLabel(title)
                theme.set_role(label, "strong")
                for widget in (label, *boxes):
                    grid.addWidget(widget, row, column)
                    row += 1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(grid)
        theme.set_role(self.clear, "link")
        layout.addWidget(self.clear)


def _checked(boxes: Mapping[Word, QCheckBox]) -> list[Word]:
    return [word for word, box in boxes.items() if box.isChecked()]
