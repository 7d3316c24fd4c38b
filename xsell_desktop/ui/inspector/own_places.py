"""How many places of a list the user keeps, and whom to put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.list_edits import MOST_PLACES
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.finding.product_field import ProductField
from xsell_desktop.ui.inspector.own_order import add_partner
from xsell_desktop.ui.widgets.flow import Flow
from xsell_desktop.ui.widgets.steady import SteadyBox

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions
    from xsell_desktop.ui.inspector.partner_list import PartnerList


class OwnPlaces(QWidget):
    """Keeps the first places as they are, gives them back, and adds a partner at a place."""

    def __init__(self, decisions: Decisions, listing: PartnerList) -> None:
        super().__init__()
        self._decisions, self._list, self._key = decisions, listing, ""
        self.keep, self.place = SteadyBox(), SteadyBox()
        self.keep.setKeyboardTracking(False)
        self.keep.setAccessibleName(_("Keep this many first places as they are"))
        self.place.setAccessibleName(_("Place in the list for the partner to add"))
        self.place.setMinimum(1)
        self.free = QPushButton(_("Give the list back to the data"))
        theme.set_role(self.free, "link")
        self.add = ProductField(_("Add a partner…"), _("Add a partner by name or key"))
        self.keep.valueChanged.connect(self._keep)
        self.free.clicked.connect(lambda: decisions.free_list(self._key))
        self.add.found.connect(self._add)
        before, after = QLabel(_("Keep the first")), QLabel(_("as they are"))
        before.setBuddy(self.keep)
        at = QLabel(_("at place"))
        at.setBuddy(self.place)
        keeping, adding = Flow(6), QHBoxLayout()
        for row, widgets in (
            (keeping, (before, self.keep, after)),
            (adding, (self.add, at, self.place)),
        ):
            for widget in widgets:
                row.addWidget(widget)
        adding.setSpacing(6)
        adding.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(6)
        layout.addLayout(adding)
        layout.addLayout(keeping)
        layout.addWidget(self.free)

    def show_list(self, analysis: Analysis, key: str) -> None:
        """Take the list of another product, or the same after a decision."""
        own, listed = self._list.own, len(self._list.order)
        is_new, self._key = key != self._key, key
        self.keep.blockSignals(True)
        self.keep.setRange(0, min(listed, MOST_PLACES))
        self.keep.setValue(own)
        self.keep.blockSignals(False)
        self.place.setMaximum(min(listed + 1, MOST_PLACES))
        if is_new or self.place.value() <= own:
            self.place.setValue(min(own + 1, MOST_PLACES))
        self.free.setVisible(own > 0)
        self.add.search_in(analysis, frozenset({key}))

    def _keep(self, count: int) -> None:
        self._decisions.arrange_list(self._key, self._list.order[:count])

    def _add(self, partner: str) -> None:
        order, own = self._list.order, self._list.own
        places = add_partner(order, own, partner, self.place.value() - 1)
        self._decisions.arrange_list(self._key, places)
