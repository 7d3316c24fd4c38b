"""What a user does on the graph and the matrix, for `bench_gestures.py`."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from window_fingers import Alt, Fingers, Left, Shift, Steps

from xsell_desktop.domain.plan import Direction, pair_of
from xsell_desktop.domain.views import (
    NO_FILTER,
    Arrangement,
    Band,
    ColourBy,
    Filter,
    MatrixOrder,
    MatrixShows,
    Mode,
    SizeBy,
)
from xsell_desktop.mining.occasions import segment_id
from xsell_desktop.ui.canvas.bar.filter_bar import NOTCHES


class PictureHands(Fingers):
    """Every public method but `begin` is a gesture: between its steps the window comes to rest."""

    # the graph

    def click_a_product(self) -> Steps:
        for node in self._nodes(6):
            self._press(self._at(node))
            self._release(self._at(node))
            yield

    def hover(self) -> Steps:
        for node in self._nodes(8):
            self._move(self._at(node))
            yield

    def pan(self) -> Steps:
        start = self._empty()
        self._press(start)
        for turn in range(8):
            self._move(start + QPointF(14.0 * (turn + 1), 6.0), Left)
            yield
        self._release(start)
        yield

    def zoom(self) -> Steps:
        canvas = self._place.canvas
        for turn in range(10):
            self._wheel(canvas, 120 if turn < 6 else -120)
            yield

    def drag_a_product(self) -> Steps:
        at = self._at(self._nodes(1)[0])
        self._press(at)
        for turn in range(8):
            self._move(at + QPointF(12.0 * (turn + 1), 5.0), Left)
            yield
        self._release(at + QPointF(96.0, 5.0))
        yield

    def draw_a_pairing(self) -> Steps:
        canvas = self._place.canvas
        one, other = self._nodes(9)[0], self._nodes(9)[8]
        self._move(self._at(one))
        yield
        self._place.decisions.draw(
            pair_of(canvas.scene.keys[one], canvas.scene.keys[other]), Direction.BOTH
        )
        yield

    def rubber_band(self) -> Steps:
        yield from self._around(Shift)

    def lasso(self) -> Steps:
        yield from self._around(Shift | Alt)

    def select_all(self) -> Steps:
        canvas = self._place.canvas
        canvas.choose_nodes(range(len(canvas.scene)))
        yield

    def select_a_pair(self) -> Steps:
        for edge in range(0, 30, 6):
            self._place.canvas.choose_edge(edge)
            yield

    def walk_with_arrows(self) -> Steps:
        canvas = self._place.canvas
        canvas.setFocus()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_BracketRight, Qt.Key.Key_Left):
            QTest.keyClick(canvas, key)
            yield

    def focus_depths(self) -> Steps:
        for key in self._best(4):
            self._place.focus_on(key)
            yield
            for depth in (2, 3, 1):
                self._place.viewing.change(depth=depth)
                yield

    def focus_on_several(self) -> Steps:
        self._place.focus_on(*self._best(3))
        yield
        self._place.viewing.back()
        yield

    def find_a_product(self) -> Steps:
        field = self._place.bar.search
        field.setFocus()
        for letter in "heart":
            QTest.keyClicks(field, letter)
            yield
        field.clear()
        self._place.find_product(self._rare(1)[0])
        yield

    def strength_slider(self) -> Steps:
        for notch in range(0, NOTCHES + 1, 20):
            self._place.bar.slider.setValue(notch)
            yield

    def arrangements(self) -> Steps:
        for arrangement in (*Arrangement, Arrangement.FAMILIES):
            self._place.viewing.change(arrangement=arrangement)
            yield

    def sizes_and_colours(self) -> Steps:
        for size in SizeBy:
            self._place.viewing.change(size_by=size)
            yield
        for colour in ColourBy:
            self._place.viewing.change(colour_by=colour)
            yield

    # filters and months

    def filters(self) -> Steps:
        counter = self._place.filtering.counter
        counter.ask()
        yield
        analysis = self._window.session.analysis
        assert analysis is not None
        names = frozenset({analysis.families[0].name})
        found = counter.found
        months = found.months if found is not None else ()
        cut = found.cuts[-1] if found is not None and found.cuts else None
        segment = segment_id(cut.key, next(iter(cut.places))) if cut is not None else ""
        for parts in (
            {"strength": 0.4},
            {"evidence": frozenset({"likely"})},
            {"held_up": True},
            {"decisions": frozenset({"undecided"})},
            {"families": names},
            {"price": Band(1.0, 3.0)},
            {"month": months[-2] if months else ""},
            {"segment": segment},
        ):
            self._place.viewing.change(filter=Filter(**cast("dict[str, Any]", parts)))
            yield
            self._place.viewing.change(filter=NO_FILTER)
            yield

    def filter_popup(self) -> Steps:
        button = self._place.bar.filter
        button.open()
        yield
        popup = button.popup
        assert popup is not None
        for box in popup.findChildren(QWidget):
            if box.metaObject().className() == "QCheckBox" and box.isVisible():
                QTest.mouseClick(box, Left)
                yield
                break
        popup.close()
        yield

    def months_in_turn(self) -> Steps:
        months = self._place.filtering.months
        months.open()
        yield
        for month in range(6):
            months.slider.setValue(month)
            yield
        months.shut()
        yield

    # the matrix

    def matrix(self) -> Steps:
        viewing = self._place.viewing
        viewing.change(mode=Mode.MATRIX)
        yield
        for order in MatrixOrder:
            viewing.change(matrix_order=order)
            yield
        for shows in MatrixShows:
            viewing.change(matrix_shows=shows)
            yield
        canvas = self._place.pictures.matrix.canvas
        for turn in range(8):
            self._wheel(canvas.viewport(), 120 if turn < 5 else -120)
            yield
        for turn in range(6):
            bar = canvas.verticalScrollBar()
            bar.setValue(bar.value() + 40 * (1 if turn < 3 else -1))
            yield
        for turn in range(5):
            self._move(QPointF(200.0 + 40 * turn, 150.0 + 20 * turn), on=canvas.viewport())
            yield
