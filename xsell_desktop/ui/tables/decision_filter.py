"""Buttons above the table of pairs for what is asked for most: decisions and good evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QButtonGroup, QPushButton

from xsell_desktop.domain.views import Filter
from xsell_desktop.texts import _
from xsell_desktop.ui import theme

Parts = dict[str, frozenset[str]]
NONE: frozenset[str] = frozenset()
YOURS = frozenset({"accepted", "rejected", "by_hand", "pinned", "locked"})
ASKED: dict[str, Parts] = {
    "all": {"evidence": NONE, "decisions": NONE},
    "sure": {"evidence": frozenset({"proven", "likely"}), "decisions": NONE},
    "undecided": {"evidence": NONE, "decisions": frozenset({"undecided"})},
    "accepted": {"evidence": NONE, "decisions": frozenset({"accepted"})},
    "rejected": {"evidence": NONE, "decisions": frozenset({"rejected"})},
    "yours": {"evidence": NONE, "decisions": YOURS},
}


class DecisionFilter(QButtonGroup):
    """Sets evidence and decisions of the one filter; `ask` gets them as parts of `Filter`."""

    def __init__(self, parent: QObject, ask: Callable[[Parts], object]) -> None:
        super().__init__(parent)
        words = {
            "all": _("All"), "sure": _("Proven + likely"), "undecided": _("Undecided"),
            "accepted": _("Accepted"), "rejected": _("Rejected"), "yours": _("Yours"),
        }  # fmt: skip
        for choice, text in words.items():
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("choice", choice)
            theme.set_role(button, "segment")
            self.addButton(button)
        self.buttonClicked.connect(lambda button: ask(ASKED[str(button.property("choice"))]))
        self.show_filter(Filter())

    @property
    def choice(self) -> str:
        """The button pressed; '' when the filter asks for something else."""
        chosen = (button for button in self.buttons() if button.isChecked())
        return next((str(button.property("choice")) for button in chosen), "")

    def show_filter(self, asked: Filter) -> None:
        """Press the button that the filter in force amounts to."""
        parts = {"evidence": asked.evidence, "decisions": asked.decisions}
        self.setExclusive(False)
        for button in self.buttons():
            button.setChecked(ASKED[str(button.property("choice"))] == parts)
        self.setExclusive(True)
