"""The two pictures of the pairs, graph and matrix, and the switch between them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.views import Mode, View
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.pairings.graph_side import GraphSide
from xsell_desktop.ui.pairings.matrix_side import MatrixSide
from xsell_desktop.ui.pairings.parts import Parts


class ModeSwitch(QWidget):
    """`Graph | Matrix`; `chosen` carries the mode."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Mode, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for mode, text in ((Mode.GRAPH, _("Graph")), (Mode.MATRIX, _("Matrix"))):
            button = QPushButton(text)
            theme.set_role(button, "segment")
            button.setCheckable(True)
            button.setToolTip(_("Switch between graph and matrix (G)"))
            button.clicked.connect(lambda _on=False, mode=mode: self.chosen.emit(mode))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[mode] = button
        self.show_mode(Mode.GRAPH)

    def show_mode(self, mode: Mode) -> None:
        """Check the button of the mode on show."""
        self._buttons[mode].setChecked(True)


class Pictures(QStackedWidget):
    """Shows the side that the mode of the view asks for."""

    def __init__(self, parts: Parts, graph: GraphSide) -> None:
        super().__init__()
        self.parts, self.graph = parts, graph
        self.matrix = MatrixSide(parts)
        self.switch = ModeSwitch()
        self.switch.chosen.connect(lambda mode: parts.viewing.change(mode=mode))
        self.addWidget(graph)
        self.addWidget(self.matrix)
        self.setFocusProxy(graph)

    @property
    def is_matrix(self) -> bool:
        """Whether the matrix is on show."""
        return self.currentWidget() is self.matrix

    def refresh(self, change: Change) -> None:
        """Follow the session."""
        self.graph.refresh(change)
        self.matrix.refresh(change)

    def follow(self, before: View) -> None:
        """Follow another way of looking."""
        self.graph.follow(before)
        self.matrix.follow(before)
        mode = self.parts.viewing.view.mode
        side = self.matrix if mode is Mode.MATRIX else self.graph
        self.switch.show_mode(mode)
        if self.currentWidget() is side:
            return
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.setCurrentWidget(side)
        self.setFocusProxy(side)
        if self.is_matrix:
            self.matrix.show_now()
        if had_focus:
            side.setFocus()

    def toggle(self) -> None:
        """The other picture."""
        self.parts.viewing.change(mode=Mode.GRAPH if self.is_matrix else Mode.MATRIX)

    def bring_selection(self) -> None:
        """Show what was selected elsewhere."""
        self.graph.bring_selection()
        if self.is_matrix:
            self.matrix.canvas.bring_selection()

    def show_all(self) -> None:
        """Everything in sight."""
        (self.matrix if self.is_matrix else self.graph).canvas.show_all()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther."""
        (self.matrix if self.is_matrix else self.graph).canvas.zoom_by(factor, at)

    def retheme(self) -> None:
        """Take the theme's colours."""
        self.graph.retheme()
        self.matrix.retheme()
