"""A figure with its counts and its passport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout

from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.kpis.passport import Passport
from xsell_desktop.ui.widgets.tiles import Tile

if TYPE_CHECKING:
    from xsell_desktop.kpis.tiles import Tile as Figure


class FigureTile(Tile):
    """A tile of the KPIs place; the small i shows how the figure is made."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.passport: Passport | None = None
        super().__init__(figure.text, figure.label, figure.passport)
        self.setObjectName(f"tile_{figure.id}")
        theme.set_role(self.label, "second")
        self.detail = QLabel(figure.detail)
        self.detail.setWordWrap(True)
        theme.set_role(self.detail, "hint")
        self.info = QToolButton(self)
        icons.dress(self.info, "info", "hint")
        self.info.setAccessibleName(_("How {figure} is made").format(figure=figure.label))
        self.info.clicked.connect(self._show_passport)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.label)
        column.insertWidget(0, self.label)
        column.addWidget(self.detail)
        column.addStretch()
        column.setContentsMargins(12, 8, 12, 10)
        self.label.setContentsMargins(0, 0, 22, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleDescription(figure.detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.info.adjustSize()
        self.info.move(self.width() - self.info.width() - 4, 4)

    def _show_passport(self) -> None:
        self.passport = Passport(self.figure.label, self.figure.passport, self)
        self.passport.destroyed.connect(self._forget)
        self.passport.open_below(self)

    def _forget(self) -> None:
        self.passport = None
