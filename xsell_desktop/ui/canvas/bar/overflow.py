"""A row of controls that fits any width: those that matter least go into a menu at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.popups import Menu

SPACING = 6


class OverflowRow(QWidget):
    """Controls side by side. A button that finds no room is an entry of the menu *More*, where it
    does what it does in the row; a control that is no button always stays in sight.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[QWidget, int]] = []
        self._left_out: set[QWidget] = set()
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setToolTip(_("More controls"))
        self.more.setAccessibleName(_("More controls"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.set_role(self.more, "more")
        self._menu = Menu(self.more)
        self._menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self._menu)
        self.more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING)
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._share_room)

    def add(self, part: QWidget, leaves: int = 0, before: QWidget | None = None) -> None:
        """Put a control into the row, at its end or before another. Buttons with a higher
        `leaves` give way first; 0 always stays. Whoever hides a part for good says so with
        `set_wanted`."""
        parts = [own for own, _leaves in self._parts]
        place = parts.index(before) if before is not None else len(parts)
        is_button = isinstance(part, QAbstractButton)
        self._parts.insert(place, (part, leaves if is_button else 0))
        part.setProperty("wanted", True)
        part.installEventFilter(self)
        self._row.insertWidget(place, part)
        self._share_room()

    def set_wanted(self, part: QWidget, wanted: bool) -> None:
        """Show a part where there is room for it, or not at all."""
        part.setProperty("wanted", wanted)
        self._share_room()

    @property
    def left_out(self) -> list[QWidget]:
        """The controls that are in the menu just now, in the order of the row."""
        return [part for part, _leaves in self._parts if part in self._left_out]

    def minimumSizeHint(self) -> QSize:
        """Room for what always stays, and for the menu."""
        staying = [part for part, leaves in self._parts if part.property("wanted") and not leaves]
        widths = [part.minimumSizeHint().width() for part in staying]
        widths.append(self.more.sizeHint().width())
        height = max((part.sizeHint().height() for part, _leaves in self._parts), default=0)
        return QSize(sum(widths) + SPACING * len(widths), height)

    def sizeHint(self) -> QSize:
        wide = self._wide([part for part, _leaves in self._parts if part.property("wanted")])
        return QSize(wide, self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button whose words change may need other room."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self._later.start()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._later.start()
        return super().event(event)

    def _wide(self, parts: list[QWidget]) -> int:
        return sum(part.sizeHint().width() for part in parts) + SPACING * len(parts)

    def _share_room(self) -> None:
        shown = [(part, leaves) for part, leaves in self._parts if part.property("wanted")]
        out: set[QWidget] = set()
        going = sorted((leaves, turn) for turn, (_part, leaves) in enumerate(shown) if leaves)
        room = self.width()
        while going and self._wide([part for part, _l in shown if part not in out]) > room:
            out.add(shown[going.pop()[1]][0])
            room = self.width() - self.more.sizeHint().width() - SPACING
        self._left_out = out
        for part, _leaves in self._parts:
            part.setVisible(bool(part.property("wanted")) and part not in out)
        self.more.setVisible(bool(out))

    def _fill(self) -> None:
        self._menu.clear()
        for part in self.left_out:
            if isinstance(part, QAbstractButton):
                self._enter(part)

    def _enter(self, button: QAbstractButton) -> None:
        words = button.text() or button.accessibleName() or button.toolTip()
        menu = button.menu() if isinstance(button, QPushButton | QToolButton) else None
        if menu is not None:
            entry = self._menu.addMenu(menu)
            entry.setText(words)
        else:
            entry = self._menu.addAction(words)
            entry.setCheckable(button.isCheckable())
            entry.setChecked(button.isChecked())
            entry.triggered.connect(lambda *_checked: button.click())
        entry.setIcon(button.icon())
        entry.setEnabled(button.isEnabled())
