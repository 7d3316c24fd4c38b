"""What to begin with: policies most shops want, each one click away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.policies import Policy, PolicyKind, Value, complete_values
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.policies.words import tell_policy

TEXT_WIDTH = 520


class Starter(NamedTuple):
    """A policy to add as it stands."""

    kind: PolicyKind
    values: Mapping[str, Value]


STARTERS = (
    Starter(PolicyKind.STOCK, {}),
    Starter(PolicyKind.PRICE_BAND, {"high": 1.5}),
    Starter(PolicyKind.DIVERSITY, {"most": 2.0}),
    Starter(PolicyKind.AT_MOST, {"lists": 50.0}),
    Starter(PolicyKind.MARGIN, {"weight": 0.5}),
    Starter(PolicyKind.NOT_BOUGHT, {"share": 0.5}),
)


class Starters(QWidget):
    """Shown while the plan has no policies. `started` carries a `Starter`."""

    started = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        title = QLabel(_("No policies yet"))
        theme.set_role(title, "heading")
        text = QLabel(
            _("Policies are your business rules for the lists: what may be recommended whatever "
              "the sales say. Each shows how many picks it removes, and any can be switched off "
              "or undone. Start with one of these, or add your own.")
        )  # fmt: skip
        theme.set_role(text, "second")
        text.setWordWrap(True)
        text.setFixedWidth(TEXT_WIDTH)
        text.setMinimumHeight(text.heightForWidth(TEXT_WIDTH))
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self.buttons: list[QPushButton] = []
        choices = QWidget()
        rows = QVBoxLayout(choices)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for starter in STARTERS:
            button = QPushButton(_sentence(starter))
            icons.dress(button, "plus", "text")
            button.setMinimumWidth(TEXT_WIDTH - 60)
            button.setStyleSheet("text-align: left")
            button.clicked.connect(lambda _checked=False, one=starter: self.started.emit(one))
            rows.addWidget(button)
            self.buttons.append(button)
        column.addWidget(choices, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def _sentence(starter: Starter) -> str:
    policy = Policy("", starter.kind, True, complete_values(starter.kind, starter.values))
    return tell_policy(policy, str)
