"""What the user said of a product: hidden, never recommended, counted as one with others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Plan, ProductRuling
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.inspector.merge_form import MergeForm

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions

MOST_MERGED = 8  # products listed as counted with this one


class ProductRulings(QWidget):
    """A line for each ruling with the way to take it back, and the menu that makes them."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._decisions, self._key = decisions, ""
        self._merged: tuple[str, ...] = ()
        self.lines: list[_Line] = []
        self.merge = MergeForm(decisions)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(self.merge)
        self.merge.hide()

    def show_product(self, analysis: Analysis, plan: Plan, key: str) -> None:
        """Take another product, or the same after a decision."""
        if key != self._key:
            self.merge.hide()
        self._key = key
        self.merge.show_product(analysis, plan, key)
        ruling = plan.products.get(key, ProductRuling(key))
        self._merged = tuple(one for one, into in merges_of(plan).items() if into == key)
        decisions = self._decisions
        told: list[tuple[str, str, Callable[[], None]]] = []
        if ruling.hidden:
            text = _("Hidden in graph and matrix. Lists still hold it.")
            told.append((text, _("Show again"), lambda: decisions.hide((key,), False)))
        if ruling.never:
            text = _("Never recommended: it is in nobody’s list.")
            told.append((text, _("Take back"), lambda: decisions.never_recommend((key,), False)))
        if ruling.same_as:
            text = _("Counted as {name}.").format(name=analysis.name_of(ruling.same_as))
            told.append((text, _("Count by itself"), lambda: decisions.split((key,))))
        for one in self._merged[:MOST_MERGED]:
            text = _("Counts with it: {name}").format(name=self._name(analysis, one))
            told.append((text, _("Count by itself"), partial(decisions.split, (one,))))
        self._tell(told)

    def fill_menu(self, menu: QMenu) -> None:
        """What can be said of the product now."""
        key, decisions = self._key, self._decisions
        ruling = decisions.ruling_on(key)
        text = (
            _("Show in graph and matrix again") if ruling.hidden else _("Hide in graph and matrix")
        )
        menu.addAction(text).triggered.connect(lambda: decisions.hide((key,), not ruling.hidden))
        text = _("Recommend again") if ruling.never else _("Never recommend")
        menu.addAction(text).triggered.connect(
            lambda: decisions.never_recommend((key,), not ruling.never)
        )
        if ruling.same_as:
            action = menu.addAction(_("Count by itself again"))
            action.triggered.connect(lambda: decisions.split((key,)))
        else:
            menu.addAction(_("Merge into another product…")).triggered.connect(self.open_merge)
        if self._merged:
            action = menu.addAction(_("Count all merged products by themselves"))
            action.triggered.connect(lambda: decisions.split(self._merged))

    def open_merge(self) -> None:
        """Ask which product this one is the same as."""
        self.merge.open()

    def _tell(self, told: list[tuple[str, str, Callable[[], None]]]) -> None:
        while len(self.lines) < len(told):
            self.lines.append(_Line())
            self._layout.insertWidget(len(self.lines) - 1, self.lines[-1])
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(told))
            if place < len(told):
                line.say(*told[place])

    def _name(self, analysis: Analysis, key: str) -> str:
        name = analysis.name_of(key)
        return name if name == key else f"{name} ({key})"


class _Line(QWidget):
    """A sentence and the button that takes back what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.button = QLabel(), QPushButton()
        theme.set_role(self.text, "caution")
        theme.set_role(self.button, "link")
        self.text.setWordWrap(True)
        self._act: Callable[[], None] = lambda: None
        self.button.clicked.connect(self._take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)

    def say(self, text: str, button: str, act: Callable[[], None]) -> None:
        """Take another sentence."""
        self.text.setText(text)
        self.button.setText(button)
        self.button.setAccessibleName(f"{button}: {text}")
        self._act = act

    def _take_back(self) -> None:
        self._act()
