"""Start: what the program does, and the ways in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.change import Change
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.top_bar import project_name, short_name

CONTENT_WIDTH = 720


class StartPlace(Place):
    """`asked` carries `sample`, `import`, `open` or a place; `open_recent` a project's path."""

    key = "start"
    icon = "start"
    open_recent = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        content = QWidget()
        content.setFixedWidth(CONTENT_WIDTH)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 24, 0, 24)
        self._column.setSpacing(16)
        self._column.addLayout(self._words())
        self._column.addLayout(self._ways_in())
        self.setFocusProxy(self.buttons["import"])
        self.go_on = QPushButton()
        theme.set_role(self.go_on, "link")
        self.go_on.clicked.connect(lambda: self.asked.emit("place_pairings"))
        self._column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._drop_hint())
        self.recent = QVBoxLayout()
        self.recent.setSpacing(2)
        self._column.addLayout(self.recent)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(content)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    @property
    def title(self) -> str:
        return _("Start")

    def refresh(self, change: Change) -> None:
        if change.touches("sales", "path"):
            self.go_on.setVisible(bool(self.session.sales))
            name = short_name(project_name(self.session))
            self.go_on.setText(_("Go on with {name}").format(name=name).replace("&", "&&"))

    def show_recent(self, paths: Sequence[str]) -> None:
        """List the projects opened last."""
        while (item := self.recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if not paths:
            return
        heading = QLabel(_("Recent projects"))
        theme.set_role(heading, "strong")
        self.recent.addWidget(heading)
        for path in paths:
            button = QPushButton(_recent_words(path))
            button.setToolTip(path)
            theme.set_role(button, "link")
            button.clicked.connect(lambda _checked=False, path=path: self.open_recent.emit(path))
            self.recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(6)
        title = QLabel(_("Find what sells together, decide, and put it in your shop"))
        theme.set_role(title, "title")
        words.addWidget(title)
        for number, text in enumerate(
            (
                _("Bring in your shop's sales export: orders and what was in them."),
                _("See which products belong together and why. Accept, reject, add your own."),
                _("Write the recommendations for your shop, and follow the figures."),
            ),
            1,
        ):
            label = QLabel(f"{number}.  {text}")
            label.setWordWrap(True)
            theme.set_role(label, "second")
            words.addWidget(label)
        return words

    def _ways_in(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        self.buttons: dict[str, QPushButton] = {}
        ways = (
            ("import", _("Import sales…"), _("An export from your shop, or any table of order "
             "lines: CSV, XLSX, ODS."), "import", "primary"),
            ("open", _("Open project…"), _("Go on where you stopped. Your decisions are in it."),
             "folder", ""),
            ("sample", _("Open sample shop"), _("An invented shop, to look around without your "
             "own data."), "bundles", ""),
        )  # fmt: skip
        for column, (key, words, text, sign, role) in enumerate(ways):
            card = QFrame()
            theme.set_role(card, "card")
            button = self.buttons[key] = QPushButton(words)
            theme.set_role(button, role)
            icons.dress(button, sign, "on_accent" if role == "primary" else "text")
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
            label = QLabel(text)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setWordWrap(True)
            theme.set_role(label, "second")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(16, 16, 16, 16)
            inside.setSpacing(10)
            inside.addWidget(button)
            inside.addWidget(label, 1)
            grid.addWidget(card, 0, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _drop_hint(self) -> QFrame:
        frame = QFrame()
        theme.set_role(frame, "drop")
        hint = QLabel(
            _(
                "Or drop files anywhere on this window. Everything stays on this computer: "
                "the program never uses the network."
            )
        )
        hint.setWordWrap(True)
        theme.set_role(hint, "hint")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(hint)
        return frame


def _recent_words(path: str) -> str:
    file = Path(path)
    return f"{file.name}  –  {file.parent}".replace("&", "&&")
