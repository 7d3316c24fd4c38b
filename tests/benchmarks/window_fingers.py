"""A window with Online Retail in it, and what gestures on it are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.domain.views import View
from xsell_desktop.ui.canvas.bar.filter_bar import NOTCHES
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.pairings import PairingsPlace

Left, NoKeys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
Shift, Alt = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
Steps = Iterator[None]


class Fingers:
    """Presses, moves and finds things in the Pairings place."""

    def __init__(self, window: MainWindow, plan: Plan) -> None:
        self._window = window
        self._first = plan

    @property
    def _place(self) -> PairingsPlace:
        return cast(PairingsPlace, self._window.deck.build("pairings"))

    def begin(self) -> None:
        """Everything as it was opened, with the Pairings place on show."""
        place = self._place
        self._window.show_place("pairings")
        place.filtering.months.shut()
        self._window.session.undo_stack.setIndex(0)
        self._window.session.edit("begin", self._first)
        self._window.selection.clear()
        place.viewing.show(View(limit=place.viewing.view.limit))
        place.panel.whole.setChecked(False)
        place.bar.slider.setValue(NOTCHES // 2)
        place.canvas.show_all()

    # what gestures are made of

    def _nodes(self, count: int) -> list[int]:
        """Nodes in sight, spread over the canvas."""
        canvas = self._place.canvas
        points = canvas.points
        inside = (points > 40).all(axis=1) & (
            points < (canvas.width() - 200, canvas.height() - 60)
        ).all(axis=1)
        found = np.flatnonzero(inside)
        return found[np.linspace(0, len(found) - 1, count).astype(int)].tolist()

    def _at(self, node: int) -> QPointF:
        return QPointF(*self._place.canvas.points[node])

    def _empty(self) -> QPointF:
        canvas = self._place.canvas
        for x in range(20, canvas.width(), 7):
            spot = QPointF(x, 30.0)
            if canvas.node_under(spot) < 0 and canvas._edge_under(spot) < 0:
                return spot
        raise SystemExit("no empty space on the canvas")

    def _around(self, keys: Qt.KeyboardModifier) -> Steps:
        canvas = self._place.canvas
        w, h = canvas.width() - 60.0, canvas.height() - 40.0
        self._press(QPointF(20, 20), keys)
        corners = [(w / 3, 20.0), (w / 2, h / 2), (w, h / 2), (w, h), (20.0, h)]
        for x, y in corners:
            self._move(QPointF(x, y), Left, keys)
            yield
        self._release(QPointF(20, h) if keys & Alt else QPointF(w, h), keys)
        yield

    def _best(self, count: int) -> list[str]:
        products = self._window.session.analysis.products  # type: ignore[union-attr]
        rows = np.argsort(-products.orders)[:count].tolist()
        return [products.keys[row] for row in rows]

    def _rare(self, count: int) -> list[str]:
        products = self._window.session.analysis.products  # type: ignore[union-attr]
        rows = np.argsort(products.orders)[len(products.keys) // 2 :][:count].tolist()
        return [products.keys[row] for row in rows]

    def _pairs(self, count: int) -> list[Pair]:
        return self._named(range(count))

    def _pairs_of(self, key: str) -> Sequence[Pair]:
        analysis = self._window.session.analysis
        assert analysis is not None
        row = analysis.products.index[key]
        pairs = analysis.pairs
        return self._named(np.flatnonzero((pairs.a == row) | (pairs.b == row))[:20].tolist())

    def _named(self, rows: Sequence[int]) -> list[Pair]:
        analysis = self._window.session.analysis
        assert analysis is not None
        keys, pairs = analysis.products.keys, analysis.pairs
        return [pair_of(keys[pairs.a[row]], keys[pairs.b[row]]) for row in rows]

    def _press(self, at: QPointF, keys: Qt.KeyboardModifier = NoKeys) -> None:
        self._send(QEvent.Type.MouseButtonPress, at, Left, Left, keys)

    def _release(self, at: QPointF, keys: Qt.KeyboardModifier = NoKeys) -> None:
        self._send(QEvent.Type.MouseButtonRelease, at, Left, Qt.MouseButton.NoButton, keys)

    def _move(
        self, at: QPointF, held: Qt.MouseButton = Qt.MouseButton.NoButton,
        keys: Qt.KeyboardModifier = NoKeys, on: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, held, keys, on)

    def _send(
        self, what: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton,
        keys: Qt.KeyboardModifier, on: QWidget | None = None,
    ) -> None:  # fmt: skip
        widget = on or self._place.canvas
        spot = widget.mapToGlobal(at)
        QApplication.sendEvent(widget, QMouseEvent(what, at, spot, button, held, keys))

    def _wheel(self, widget: QWidget, turn: int) -> None:
        at = QPointF(widget.width() / 2, widget.height() / 2)
        QApplication.sendEvent(
            widget,
            QWheelEvent(
                at, widget.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                NoKeys, Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip
