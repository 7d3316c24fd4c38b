"""Mouse and keys at random: nothing breaks, nothing is left behind, every view is as if built
afresh."""

from __future__ import annotations

import gc
import random
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session

LONG = 20_000  # events of a long run
SHORT = 400
MOST_MORE = 800  # widgets that longer lists and pages shown for the first time may bring
B = Qt.MouseButton
Key = Qt.Key
BUTTONS = (B.LeftButton,) * 8 + (B.RightButton, B.MiddleButton, B.BackButton, B.ForwardButton)
MODIFIERS = (
    *(Qt.KeyboardModifier.NoModifier,) * 6,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier,
)
KEYS = (
    Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Escape, Key.Key_Escape,
    Key.Key_Return, Key.Key_Space, Key.Key_A, Key.Key_R, Key.Key_P, Key.Key_L, Key.Key_F,
    Key.Key_X, Key.Key_S, Key.Key_G, Key.Key_K, Key.Key_M, Key.Key_Delete, Key.Key_Home,
    Key.Key_Plus, Key.Key_Minus, Key.Key_BracketLeft, Key.Key_BracketRight, Key.Key_1, Key.Key_2,
    Key.Key_3, Key.Key_Tab, Key.Key_Z, Key.Key_V,
)  # fmt: skip


class Monkey:
    """Sends events to what a user's would reach: a popup when one is open, else the picture."""

    def __init__(self, place: PairingsPlace, seed: int) -> None:
        self.place, self.dice = place, random.Random(seed)
        self.held: Qt.MouseButton = B.NoButton
        self.at = QPoint(50, 50)

    def act(self) -> None:
        """One event, or a few that belong together."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self._use(popup)
            return
        dice = self.dice.random()
        if dice < 0.42:
            self._move()
        elif dice < 0.62:
            self._press_or_release()
        elif dice < 0.66:
            self._turn_wheel()
        elif dice < 0.80:
            self._type(self._target(), self.dice.choice(KEYS), self.dice.choice(MODIFIERS))
        elif dice < 0.90:  # keys that are actions reach no widget when they are sent
            actions = [*self.place.actions(), *self.place.canvas.actions()]
            self.dice.choice(actions).trigger()
        elif dice < 0.94:
            self._undo_or_redo()
        elif dice < 0.96:
            self._interrupt()
        else:
            self._ask_for_menu()

    def settle(self) -> None:
        """Let everything go: buttons, popups, gestures."""
        self._release()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QApplication.sendEvent(self.place.canvas, QEvent(QEvent.Type.WindowDeactivate))
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def canvas(self) -> QWidget:
        """The picture on show."""
        pictures = self.place.pictures
        return pictures.matrix.canvas.viewport() if pictures.is_matrix else self.place.canvas

    def _target(self) -> QWidget:
        return self.canvas if self.dice.random() < 0.9 else self.place.panel.table

    def _spot(self) -> QPoint:
        if not self.place.pictures.is_matrix and len(self.place.canvas.scene):
            x, y = self.place.canvas.points[self.dice.randrange(len(self.place.canvas.scene))]
            near = 0 if self.dice.random() < 0.4 else self.dice.uniform(-24, 24)
            return QPointF(x + near, y + near).toPoint()
        size = self.canvas.size()
        return QPoint(
            self.dice.randrange(-5, size.width() + 5), self.dice.randrange(-5, size.height() + 5)
        )

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        at = QPointF(self.at)
        event = QMouseEvent(
            kind, at, self.canvas.mapToGlobal(at), button, held, self.dice.choice(MODIFIERS)
        )
        QApplication.sendEvent(self.canvas, event)

    def _move(self) -> None:
        self.at = self._spot()
        self._send(QEvent.Type.MouseMove, B.NoButton, self.held)

    def _press_or_release(self) -> None:
        if self.held is not B.NoButton and self.dice.random() < 0.8:
            self._release()
            return
        button = self.dice.choice(BUTTONS)
        kinds = (QEvent.Type.MouseButtonPress,) * 5 + (QEvent.Type.MouseButtonDblClick,)
        self.held = button
        self._send(self.dice.choice(kinds), button, button)

    def _release(self) -> None:
        if self.held is not B.NoButton:
            button, self.held = self.held, B.NoButton
            self._send(QEvent.Type.MouseButtonRelease, button, B.NoButton)

    def _turn_wheel(self) -> None:
        at = QPointF(self.at)
        event = QWheelEvent(
            at, self.canvas.mapToGlobal(at), QPoint(), QPoint(0, self.dice.choice((-240, 120, 15))),
            self.held, self.dice.choice(MODIFIERS), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def _type(self, target: QWidget, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        letter = chr(key.value).lower() if key.value < 128 else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, held, letter))

    def _undo_or_redo(self) -> None:
        stack = self.place.session.undo_stack
        self.dice.choice((stack.undo, stack.undo, stack.redo))()

    def _interrupt(self) -> None:
        kind = self.dice.choice((QEvent.Type.WindowDeactivate, QEvent.Type.Leave))
        QApplication.sendEvent(self.canvas, QEvent(kind))

    def _ask_for_menu(self) -> None:
        reason = self.dice.choice(
            (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard)
        )
        spot = self._spot()
        event = QContextMenuEvent(reason, spot, self.canvas.mapToGlobal(spot))
        QApplication.sendEvent(self.canvas, event)

    def _use(self, popup: QWidget) -> None:
        if isinstance(popup, QMenu) and self.dice.random() < 0.7:
            actions = [a for a in popup.actions() if a.isEnabled() and not a.isSeparator()]
            if actions:
                action = self.dice.choice(actions)
                inner = action.menu()
                entries = inner.actions() if isinstance(inner, QMenu) else [action]
                chosen = self.dice.choice([a for a in entries if a.isEnabled()] or [action])
                popup.close()
                chosen.trigger()
                return
        field = popup.focusWidget() or popup
        if self.dice.random() < 0.6:
            for letter in self.dice.choice(("b", "la", "2", "no such thing")):
                QApplication.sendEvent(
                    field, QKeyEvent(QEvent.Type.KeyPress, Key.Key_B, MODIFIERS[0], letter)
                )
        key = self.dice.choice((Key.Key_Down, Key.Key_Return, Key.Key_Escape, Key.Key_Escape))
        self._type(field, key, MODIFIERS[0])
        if QApplication.activePopupWidget() is popup and self.dice.random() < 0.3:
            popup.close()


def widgets_of(place: PairingsPlace) -> Counter[str]:
    """How many widgets of each class there are, popups included."""
    return Counter(type(widget).__name__ for widget in place.window().findChildren(QWidget))


def let_loose(
    place: PairingsPlace, new_place: Callable[[Session], PairingsPlace], seed: int, events: int
) -> None:
    monkey = Monkey(place, seed)
    monkey.settle()
    for _turn in range(30):  # what is made once stays
        monkey.act()
    monkey.settle()
    before = widgets_of(place)
    for turn in range(events):
        monkey.act()
        if turn % 50 == 0:
            QApplication.processEvents()
    monkey.settle()
    assert place.canvas.gesture is None
    marks = place.canvas.marks
    assert (marks.line, marks.band, marks.lasso, marks.target) == (None, None, None, -1)
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not place.canvas.findChildren(QMenu)
    more = widgets_of(place) - before
    assert more.total() <= MOST_MORE, more.most_common(5)
    fresh = new_place(Session())
    fresh.session.open(place.session.state, saved=True)
    fresh.viewing.show(place.viewing.view)
    assert place.canvas.scene.snapshot() == fresh.canvas.scene.snapshot()


@pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")
@pytest.mark.parametrize("seed", [1, 2])
def test_any_events_leave_the_place_as_if_built_afresh(
    place: PairingsPlace, new_place: Callable[[Session], PairingsPlace], seed: int
) -> None:
    let_loose(place, new_place, seed, SHORT // 2)


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")
@pytest.mark.parametrize("seed", range(5))
def test_a_great_many_events(
    place: PairingsPlace, new_place: Callable[[Session], PairingsPlace], seed: int
) -> None:
    let_loose(place, new_place, 100 + seed, LONG)
