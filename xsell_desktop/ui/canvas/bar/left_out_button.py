"""The button at the caption that tells what is not on the canvas, and leads to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QToolButton

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.bar.product_list import ProductList
from xsell_desktop.ui.canvas.scene.left_out import (
    Listing,
    filtered_text,
    list_hidden,
    list_hubs,
    list_lonely,
    list_unsold,
    too_many_text,
    weaker_text,
)
from xsell_desktop.ui.canvas.scene.scene import Scene
from xsell_desktop.ui.canvas.scene.scope import MOST
from xsell_desktop.ui.widgets.popups import Menu


class LeftOutButton(QToolButton):
    """`product_asked` carries a product to show, `unhide_asked` one that was hidden; `more_asked`
    wants weaker relationships, `clear_asked` no filter."""

    product_asked = Signal(str)
    unhide_asked = Signal(str)
    more_asked = Signal()
    clear_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Analysis, Plan, View, Scene] | None = None
        self.list = ProductList(self)
        self.setText(_("Find what is hidden"))
        self.setToolTip(
            _("Why products and relationships are not on the canvas, and hubs that are")
        )
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.set_role(self, "legend")
        menu = Menu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def follow(self, analysis: Analysis, plan: Plan, view: View, scene: Scene) -> None:
        """Take what is on show; the menu is made when it opens."""
        self._shown = analysis, plan, view, scene

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        if self._shown is None:
            return
        analysis, plan, view, scene = self._shown
        if scene.hidden and can_show_weaker(view):
            menu.addAction(weaker_text(scene.hidden), self.more_asked.emit)
        elif scene.hidden:
            menu.addAction(too_many_text(scene.hidden)).setEnabled(False)
        if view.filter.parts:
            passing = passing_pairs(analysis, plan, view.filter)
            count = 0 if passing is None else int((~passing).sum())
            menu.addAction(filtered_text(count), self.clear_asked.emit)
        if menu.actions():
            menu.addSeparator()
        for listing in (
            list_lonely(analysis, plan),
            list_unsold(analysis),
            list_hidden(analysis, plan),
            list_hubs(analysis),
        ):
            if listing.products:
                menu.addAction(f"{listing.title}…", partial(self.open_list, listing))

    def open_list(self, listing: Listing) -> None:
        """List the products; choosing one shows it."""
        chosen = self.unhide_asked.emit if listing.verb == "unhide" else self.product_asked.emit
        spot = self.mapToGlobal(QPoint(self.width(), self.height() + 2))
        self.list.open(listing.title, listing.meaning, listing.products, spot, chosen)


def can_show_weaker(view: View) -> bool:
    """Whether there is a way to more relationships from here."""
    if view.focus:
        return any(key not in view.extra for key in view.focus)
    return view.limit < MOST
