"""Random hands on a whole window: mouse, keys, wheel, drags, popups, dialogs, as the system sends
them."""

from __future__ import annotations

import math
import random
import threading
import time
from collections import Counter, deque
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.session import State

B, K, M = Qt.MouseButton, Qt.Key, Qt.KeyboardModifier
BUTTONS = (B.LeftButton,) * 12 + (B.RightButton, B.MiddleButton, B.BackButton, B.ForwardButton)
HELD = (M.NoModifier,) * 9 + (
    M.ShiftModifier, M.ControlModifier, M.AltModifier, M.ShiftModifier | M.ControlModifier,
    M.ShiftModifier | M.AltModifier,
)  # fmt: skip
KEYS = (
    *(K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down, K.Key_Return, K.Key_Space, K.Key_Tab) * 2,
    K.Key_Escape, K.Key_Escape, K.Key_Escape, K.Key_Delete, K.Key_Backspace, K.Key_Home,
    K.Key_End, K.Key_PageDown, K.Key_PageUp, K.Key_Menu, K.Key_F2, K.Key_Backtab, K.Key_F5,
    K.Key_BracketLeft, K.Key_BracketRight, K.Key_Plus, K.Key_Minus,
    *(getattr(K, f"Key_{letter}") for letter in "ARPLKMVFGSX123CDH"),
)  # fmt: skip
CHORDS = "ZZZZZZYKKHDCVFPA12345678NSOI,/+-0W"  # with Ctrl
WORDS = ("la", "mug", "2", "12.5", "0", "10-31", "tent", "Goes well", "no such thing")
STUCK = 1.0  # seconds after which an act must be in a loop of its own
BUSY_WIDGETS = (QAbstractButton, QLineEdit, QComboBox, QSpinBox, QAbstractSlider)


class WindowMonkey:
    """Acts on what is in front: a popup, a dialog, else the window. `begin` is what it opens
    when it has thrown everything away."""

    def __init__(
        self, window: MainWindow, begin: State, seed: int, folder: Path, patch: pytest.MonkeyPatch
    ) -> None:
        self.window, self.begin, self.dice = window, begin, random.Random(seed)
        self.folder = folder
        self.held = B.NoButton
        self.pressed_in: QWindow | None = None
        self.at = QPoint(400, 400)
        self.did: Counter[str] = Counter()
        self._began = math.inf  # when the act under way began
        self._depth = 0
        self._kept: deque[object] = deque(maxlen=20)
        self._watch = QObject()  # no more turns once it is gone
        self._keep_watch()
        patch.setattr(window, "leave_unasked", lambda: None)
        patch.setattr(QDesktopServices, "openUrl", lambda *_a: True)
        for name in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, name, lambda *_a, **_k: (self._file(), ""))
        patch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([self._file()], ""))
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder / "out"))

    def act(self) -> None:
        """One event, or a few that belong together."""
        acts = {
            self._move: 26, self._press_or_release: 26, self._click: 14, self._press_key: 14,
            self._press_chord: 6, self._write: 4, self._turn_wheel: 3, self._ask_for_menu: 3,
            self._interrupt: 1, self._resize: 0.5, self._close_front: 1, self._dress: 0.15,
        }  # fmt: skip
        if not self.window.isVisible():
            self.window.show()
        (act,) = self.dice.choices(list(acts), list(acts.values()))
        self.did[act.__name__] += 1
        self.last = act.__name__
        self._began = time.monotonic()
        act()
        self._began = math.inf

    def go_on(self) -> None:
        """Let the event loop turn, and open the shop again when nothing is open."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if not self.window.session.sales and self.dice.random() < 0.5:
            self.window.projects.show_state(self.begin, saved=True)

    def settle(self) -> None:
        """Let everything go: buttons, popups, dialogs, jobs."""
        self._release()
        for _turn in range(50):
            top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if top is None:
                break
            top.close()
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and other is not self.window:
                other.close()
        QApplication.sendEvent(self.window, QEvent(QEvent.Type.WindowDeactivate))
        self.window.jobs.cancel_all()
        self.window.jobs.wait()
        QTest.qWait(400)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def retire(self) -> None:
        """Stop for good."""
        shiboken6.delete(self._watch)

    def _file(self) -> str:
        names = ("", "", "shop.xsell", "other.xsell", "list.csv", "picture.png")
        name = self.dice.choice(names)
        return str(self.folder / name) if name else ""

    def _front(self) -> QWidget:
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is not None:
            return popup
        others = [
            w for w in QApplication.topLevelWidgets()
            if w.isVisible() and w is not self.window and w.windowHandle() is not None
            and w.windowType() in (Qt.WindowType.Dialog, Qt.WindowType.Window)
        ]  # fmt: skip
        return self.dice.choice(others) if others and self.dice.random() < 0.7 else self.window

    def _spot(self, front: QWidget) -> QPoint:
        """Mostly something that can be used, else anywhere."""
        dice = self.dice.random()
        places = self.window.deck.places
        pairings = places.get("pairings")
        canvas = pairings.canvas if pairings is not None else None  # type: ignore[attr-defined]
        if front is self.window and canvas is not None and canvas.isVisible() and dice < 0.45:
            if len(canvas.scene) and dice < 0.35:
                x, y = canvas.points[self.dice.randrange(len(canvas.scene))]
                near = 0.0 if dice < 0.15 else self.dice.uniform(-24, 24)
                x, y = min(max(x + near, 0), canvas.width()), min(max(y + near, 0), canvas.height())
                return canvas.mapTo(front, QPointF(x, y).toPoint())
            return canvas.mapTo(front, self._within(canvas))
        if dice < 0.9:
            useful = [w for w in front.findChildren(QWidget) if _is_used(w)]
            if useful:
                chosen = self.dice.choice(useful)
                part = chosen.viewport() if isinstance(chosen, QAbstractItemView) else chosen
                return part.mapTo(front, self._within(part))
        return self._within(front)

    def _within(self, widget: QWidget) -> QPoint:
        width, height = max(1, widget.width()), max(1, widget.height())
        return QPoint(self.dice.randrange(width), self.dice.randrange(height))

    def _handle(self, front: QWidget) -> QWindow | None:
        handle = front.window().windowHandle()
        self._kept.append((front, handle))  # or Python forgets the handle with the widget
        return handle if isinstance(handle, QWindow) and _is_there(handle) else None

    def _move(self) -> None:
        front = self._front()
        handle = self.pressed_in if self.held is not B.NoButton else self._handle(front)
        if handle is not None and _is_there(handle):
            self.at = self._spot(front)
            QTest.mouseMove(handle, self.at)

    def _press_or_release(self) -> None:
        if self.held is not B.NoButton:
            self._release()
            return
        front = self._front()
        handle = self._handle(front)
        if handle is None:
            return
        self.at = self._spot(front) if self.dice.random() < 0.7 else self.at
        self.held, self.pressed_in = self.dice.choice(BUTTONS), handle
        QTest.mousePress(handle, self.held, self.dice.choice(HELD), self.at)

    def _release(self) -> None:
        button, handle = self.held, self.pressed_in
        self.held, self.pressed_in = B.NoButton, None
        if button is not B.NoButton and handle is not None and _is_there(handle):
            QTest.mouseRelease(handle, button, self.dice.choice(HELD), self.at)

    def _click(self) -> None:
        self._release()
        front = self._front()
        handle = self._handle(front)
        if handle is not None:
            self.at = self._spot(front)
            click = QTest.mouseDClick if self.dice.random() < 0.12 else QTest.mouseClick
            click(handle, B.LeftButton, self.dice.choice(HELD), self.at)

    def _press_key(self) -> None:
        self._key(self.dice.choice(KEYS), self.dice.choice(HELD))

    def _press_chord(self) -> None:
        keys = M.ControlModifier | self.dice.choice((M.NoModifier,) * 3 + (M.ShiftModifier,))
        self._key(K(ord(self.dice.choice(CHORDS))), keys)

    def _key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        handle = self._handle(self._front())
        if handle is not None:
            _tap(handle, key, held)

    def _write(self) -> None:
        handle = self._handle(self._front())
        for letter in self.dice.choice(WORDS):
            if handle is not None and _is_there(handle):
                _tap(handle, letter, M.NoModifier)
        if self.dice.random() < 0.5:
            self._key(K.Key_Return, M.NoModifier)

    def _turn_wheel(self) -> None:
        front = self._front()
        target = front.childAt(self._spot(front)) or front
        at = QPointF(self._within(target))
        turn = QPoint(0, self.dice.choice((-240, -120, 120, 15)))
        event = QWheelEvent(
            at, target.mapToGlobal(at), QPoint(), turn, B.NoButton, self.dice.choice(HELD),
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)

    def _ask_for_menu(self) -> None:
        front = self._front()
        spot = self._spot(front)
        target = front.childAt(spot) or front
        reason = QContextMenuEvent.Reason.Mouse
        if self.dice.random() < 0.3:
            target, reason = front.focusWidget() or front, QContextMenuEvent.Reason.Keyboard
        at = target.mapFrom(front, spot) if front.isAncestorOf(target) else QPoint(1, 1)
        QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))

    def _interrupt(self) -> None:
        kind = self.dice.choice((QEvent.Type.WindowDeactivate, QEvent.Type.Leave))
        target = self._front()
        QApplication.sendEvent(target, QEvent(kind))
        QApplication.sendEvent(target.focusWidget() or target, QEvent(kind))

    def _resize(self) -> None:
        self.window.resize(self.dice.randrange(900, 1600), self.dice.randrange(560, 1000))

    def _close_front(self) -> None:
        front = self._front()
        front.close()

    def _dress(self) -> None:
        names = ("theme_light", "theme_dark", "larger_text", "smaller_text", "usual_text")
        self.window.commands[self.dice.choice(names)].trigger()

    def _keep_watch(self) -> None:
        """A menu of a button and a drag spin a loop of their own inside an act: go on in there."""
        QTimer.singleShot(1, self._watch, self._keep_watch)
        if time.monotonic() - self._began < STUCK or not shiboken6.isValid(self.window):
            return
        self.did["inside"] += 1
        popup = QApplication.activePopupWidget()
        if popup is not None:
            acts = (self._press_key, self._click, popup.close)
            self._depth += 1
            (self.dice.choice(acts) if self._depth < 3 else popup.close)()
            self._depth -= 1
        elif self.held is not B.NoButton and (handle := self._handle(self.window)) is not None:
            if self.dice.random() < 0.2:
                _tap(handle, K.Key_Escape, M.NoModifier)
            self.at = self._spot(self.window)
            QTest.mouseMove(handle, self.at)
            if self.dice.random() < 0.5:
                self.pressed_in = handle
                self._release()
        else:  # a drag whose button was let go outside
            self._let_drag_go()

    def _let_drag_go(self) -> None:
        handle = self._handle(self.window)
        if handle is not None:
            QTest.mouseRelease(handle, B.LeftButton, M.NoModifier, self.at)


def _is_used(widget: QWidget) -> bool:
    if not widget.isVisible() or not widget.isEnabled() or widget.visibleRegion().isEmpty():
        return False
    busy = isinstance(widget, (*BUSY_WIDGETS, QAbstractItemView))
    return busy or widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def left_behind(window: MainWindow) -> Counter[str]:
    """What exists: objects under the window by class, windows of their own, timers that run,
    threads."""
    found: Counter[str] = Counter()
    for part in window.findChildren(QObject):
        found[type(part).__name__] += 1
        if isinstance(part, QTimer) and part.isActive():
            found["running timer"] += 1
    for top in QApplication.topLevelWidgets():
        found[f"window {type(top).__name__}"] += 1
        found["window on show"] += top.isVisible()
    found["thread"] = threading.active_count()
    return found


def _is_there(handle: QWindow) -> bool:
    """Whether a window of the system lives; Python is not told when it is gone."""
    return any(window is handle for window in QGuiApplication.allWindows()) and handle.isVisible()


def _tap(handle: QWindow, key: Qt.Key | str, held: Qt.KeyboardModifier) -> None:
    """Press and let go; the watch, or what is pressed, may close what it is pressed in."""
    code = QTest.asciiToKey(ord(key)) if isinstance(key, str) else key
    if handle.objectName() != "MainWindowClassWindow":
        held = M.NoModifier  # QTest presses Alt first, and goes on in a window that this closed
    for press in (QTest.keyPress, QTest.keyRelease):
        if _is_there(handle):
            press(handle, code, held)
