"""Where the canvas looks and how it came there: Overview, then one focus after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from xsell_desktop.domain.views import View
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme

MOST, LONGEST = 4, 130  # crumbs on show, and pixels of one
ELIDE = Qt.TextElideMode.ElideRight


class Trail(QFrame):
    """Buttons that lead back; the last says where one is. `chosen` carries how many steps back."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.crumbs: list[QPushButton] = []
        self.here = QLabel()
        theme.set_role(self.here, "strong")
        self._said: list[tuple[str, int]] = []
        self._is_cut = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("How the view came here"))

    def show_steps(self, past: Sequence[View], now: View, name_of: Callable[[str], str]) -> None:
        """Since the last overview: it, every focus, and what is on show."""
        steps = steps_since(past, now) if now.focus else [(now, 0)]
        said = [(describe_step(view, name_of), back) for view, back in steps]
        self._is_cut = len(said) > MOST
        if self._is_cut:
            said = [said[0], *said[-(MOST - 1) :]]
        if said != self._said:
            self._said = said
            self._fill()

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.here:
                widget.hide()
                widget.deleteLater()
        self.crumbs = []
        for turn, (text, back) in enumerate(self._said):
            if turn:
                mark = QLabel("› … ›" if self._is_cut and turn == 1 else "›")
                theme.set_role(mark, "hint")
                self._row.addWidget(mark)
            short = self.fontMetrics().elidedText(text, ELIDE, LONGEST)
            if back:
                self._row.addWidget(self._crumb(text, short, back))
            else:
                self.here.setText(short)
                self.here.setToolTip(text)
        self._row.addWidget(self.here)

    def _crumb(self, text: str, short: str, back: int) -> QPushButton:
        crumb = QPushButton(short.replace("&", "&&"))
        theme.set_role(crumb, "link")
        crumb.setToolTip(text)
        crumb.setAccessibleName(_("Go to {where}").format(where=text))
        crumb.clicked.connect(lambda: self.chosen.emit(back))
        self.crumbs.append(crumb)
        return crumb


def steps_since(past: Sequence[View], now: View) -> list[tuple[View, int]]:
    """What was in focus since the last overview, each as it was last and how many steps back."""
    steps = [(now, 0)]
    for back, view in enumerate(reversed(past), 1):
        if view.focus != steps[0][0].focus:
            steps.insert(0, (view, back))
        if not view.focus:
            break
    return steps


def describe_step(view: View, name_of: Callable[[str], str]) -> str:
    """`Overview`, `Paper filters`, `Paper filters + 2 more`."""
    if not view.focus:
        return _("Overview")
    text = name_of(view.focus[0])
    if len(view.focus) > 1:
        more = len(view.focus) - 1
        text = f"{text} {plural('+ {n} more', '+ {n} more', more)}"
    return text
