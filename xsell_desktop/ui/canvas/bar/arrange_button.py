"""How products are laid out: one button, one entry an arrangement."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QToolButton

from xsell_desktop.domain.views import Arrangement
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui.viewing import Viewing
from xsell_desktop.ui.widgets.popups import Menu


class ArrangeButton(QToolButton):
    """Follows the view and changes its arrangement."""

    def __init__(self, viewing: Viewing) -> None:
        super().__init__()
        self._viewing = viewing
        self.setText(_("Arrange"))
        self.setToolTip(_("How products are laid out"))
        self.setAccessibleName(_("How products are laid out"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu(self)
        menu.setToolTipsVisible(True)
        group = QActionGroup(self)
        self.choices: dict[Arrangement, QAction] = {}
        for arrangement, (text, meaning) in _words().items():
            action = QAction(text, self)
            action.setCheckable(True)
            action.setToolTip(meaning)
            action.setProperty("group", _("Pairings"))
            action.triggered.connect(partial(self._choose, arrangement))
            group.addAction(action)
            menu.addAction(action)
            self.choices[arrangement] = action
        self.setMenu(menu)
        viewing.changed.connect(self._mark)
        self._mark()

    def follow(self, analysis: Analysis | None) -> None:
        """Offer columns only where there are categories to head them."""
        action = self.choices[Arrangement.CATEGORIES]
        known = analysis is not None and any(analysis.products.categories)
        action.setEnabled(known)
        action.setToolTip(
            _words()[Arrangement.CATEGORIES][1]
            if known
            else _("No product has a category yet. Import a product list that names them.")
        )

    def _choose(self, arrangement: Arrangement, _checked: bool = True) -> None:
        self._viewing.change(arrangement=arrangement)

    def _mark(self, _before: object = None) -> None:
        self.choices[self._viewing.view.arrangement].setChecked(True)


def _words() -> dict[Arrangement, tuple[str, str]]:
    """What each arrangement is called, and what it does."""
    return {
        Arrangement.FAMILIES: (
            _("Arrange by families"),
            _("Products that sell together lie together, families apart"),
        ),
        Arrangement.CIRCLE: (
            _("Arrange in a circle"),
            _("Families side by side around a circle, so that lines cross little"),
        ),
        Arrangement.CATEGORIES: (
            _("Arrange in columns by category"),
            _("A column for each category of your product list"),
        ),
        Arrangement.FREE: (
            _("Arrange by relationships alone"),
            _("Families play no part; what sells together lies together"),
        ),
    }
