"""Decisions about a product that is gone: which product they are to be about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.product_field import ProductField
from xsell_desktop.workflow.decided import sold_names

SUGGESTED = 2


class MoveForm(QFrame):
    """`chosen` carries the product that is gone and the other one. Escape closes it."""

    chosen = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._gone = ""
        self.title = QLabel()
        self.suggested = [QPushButton() for _place in range(SUGGESTED)]
        self.search = ProductField(_("Another product…"), _("Product to move the decisions to"))
        self.cancel = QPushButton(_("Cancel"))
        self.search.found.connect(self._take)
        self.cancel.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 5)
        row.setSpacing(6)
        row.addWidget(self.title)
        for button in self.suggested:
            theme.set_role(button, "segment")
            button.clicked.connect(
                lambda _checked=False, one=button: self._take(str(one.property("key")))
            )
            row.addWidget(button)
        row.addWidget(self.search, 1)
        row.addWidget(self.cancel)
        self.hide()

    def open(self, analysis: Analysis, gone: str) -> None:
        """Ask for the product that decisions about a gone one are to be about."""
        self._gone = gone
        self.title.setText(_("{product} is now").format(product=analysis.name_of(gone)))
        names = sold_names(analysis)
        near = names.near(gone, SUGGESTED)
        for place, button in enumerate(self.suggested):
            button.setVisible(place < len(near))
            if place < len(near):
                button.setProperty("key", near[place].key)
                button.setText(_short(names.name_of(near[place].key)))
                button.setToolTip(f"{names.name_of(near[place].key)} · {near[place].key}")
        self.search.search_in(analysis, frozenset({gone}))
        self.show()
        (self.suggested[0] if near else self.search).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _take(self, key: str) -> None:
        self.hide()
        self.chosen.emit(self._gone, key)
        self.closed.emit()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _short(name: str, letters: int = 28) -> str:
    return name if len(name) <= letters else name[: letters - 1] + "…"
