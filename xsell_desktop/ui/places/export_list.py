"""The list of everything that can be written: a tick to write it, a click to look at it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.places.export_offers import CHART_FORMATS, Offer

WIDTH = 300


class OfferList(QScrollArea):
    """Ticks the user set stay; `format_chosen` carries png, svg or pdf."""

    ticks_changed = Signal()
    looked_at = Signal(str)
    format_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("What can be written"))
        self.boxes: dict[str, QCheckBox] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._touched: set[str] = set()
        self._group = QButtonGroup(self)
        self.chart_format = QComboBox()
        for ending in CHART_FORMATS:
            self.chart_format.addItem(ending.upper(), ending)
        self.chart_format.setAccessibleName(_("Format of the charts"))
        self.chart_format.setAccessibleDescription(_("Format of the charts"))
        self.chart_format.currentIndexChanged.connect(
            lambda _index: self.format_chosen.emit(self.chart_format.currentData())
        )
        page = QWidget()
        theme.set_role(page, "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(2)
        self.setWidget(page)

    def show_offers(self, groups: Sequence[tuple[str, Sequence[Offer]]], ticked: set[str]) -> None:
        """List these, with `ticked` for what the user neither ticked nor unticked."""
        offers = [offer for _heading, group in groups for offer in group]
        if list(self.boxes) != [offer.name for offer in offers]:
            self._build(groups)
        for offer in offers:
            box = self.boxes[offer.name]
            box.setEnabled(not offer.missing)
            if offer.name not in self._touched:
                box.setChecked(offer.name in ticked)
            if offer.missing:
                box.setChecked(False)
            box.setToolTip(offer.missing or _("Write this"))
            self.buttons[offer.name].setToolTip(offer.missing or offer.hint)

    def ticked(self) -> list[str]:
        """The names to write, from top to bottom."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    @property
    def chosen(self) -> str:
        """The name being looked at; '' before the list is made."""
        return next((name for name, b in self.buttons.items() if b.isChecked()), "")

    def _build(self, groups: Sequence[tuple[str, Sequence[Offer]]]) -> None:
        for heading, offers in groups:
            title = QLabel(heading)
            theme.set_role(title, "strong")
            title.setContentsMargins(4, 10, 0, 2)
            self._column.addWidget(title)
            for offer in offers:
                self._column.addLayout(self._row(offer))
        self._column.addStretch(1)
        next(iter(self.buttons.values())).setChecked(True)

    def _row(self, offer: Offer) -> QHBoxLayout:
        box = self.boxes[offer.name] = QCheckBox()
        box.setAccessibleName(_("Write {what}").format(what=offer.title))
        box.clicked.connect(lambda _on: self._touched.add(offer.name))
        box.toggled.connect(lambda _on: self.ticks_changed.emit())
        button = self.buttons[offer.name] = QPushButton(offer.title)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        button.setStyleSheet("text-align: left;")
        theme.set_role(button, "quiet")
        button.clicked.connect(lambda _on=False: self.looked_at.emit(offer.name))
        self._group.addButton(button)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(box)
        row.addWidget(button, 1)
        if offer.name == "charts":
            row.addWidget(self.chart_format)
        return row
