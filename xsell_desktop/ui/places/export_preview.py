"""The rows of a file before it is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.places.export_offers import Look, Offer
from xsell_desktop.ui.widgets.empty import EmptyState
from xsell_desktop.ui.widgets.table import Column, DataTable


class PreviewPane(QWidget):
    """Title and purpose of an offer, its size in words, and its first rows."""

    catalogue_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lacks_catalogue = False
        self.title, self.hint, self.words = QLabel(), QLabel(), QLabel()
        theme.set_role(self.title, "heading")
        theme.set_role(self.hint, "second")
        self.hint.setWordWrap(True)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.table = DataTable()
        self.table.setProperty("role", "framed")
        self.table.setSortingEnabled(False)
        self.table.setAccessibleName(_("First rows of the file"))
        self.refusal = EmptyState(_("Nothing to look at"), _("Choose something on the left."))
        self.refusal.acted.connect(self.catalogue_asked)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.refusal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.title, self.hint, self.words, self.busy):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)

    def show_waiting(self, offer: Offer) -> None:
        """Name the offer while its rows are made; the rows of before stay until then."""
        if self.title.text() != offer.title:
            self.table.set_columns([])
            self.words.setText("")
        self._lacks_catalogue = bool(offer.missing)
        self.title.setText(offer.title)
        self.hint.setText(offer.hint)
        self.busy.show()
        self._pages.setCurrentWidget(self.table)

    def show_look(self, look: Look) -> None:
        """Show the rows."""
        self.busy.hide()
        self.words.setText(look.words)
        cells = list(zip(*look.rows, strict=True)) if look.rows else [()] * len(look.header)
        self.table.set_columns(
            [Column(title, values) for title, values in zip(look.header, cells, strict=True)]
        )
        self._pages.setCurrentWidget(self.table)

    def show_refusal(self, error: UserError) -> None:
        """Say why this cannot be written."""
        self.busy.hide()
        self.words.setText("")
        sentences = (error.message, error.next_step)
        text = " ".join(part.rstrip(".") + "." for part in sentences if part)
        button = _("Import catalogue…") if self._lacks_catalogue else None
        self.refusal.say(error.title, text, button)
        self._pages.setCurrentWidget(self.refusal)
