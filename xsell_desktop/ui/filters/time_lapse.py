"""The graph month by month: products keep their places, relationships come and go."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSlider, QStyle, QToolButton

from xsell_desktop.domain.views import Mode
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.canvas.scene.scene import Scene
from xsell_desktop.ui.filters.counting import OccasionCounter
from xsell_desktop.ui.filters.thinning import MonthCounts, count_edges, keep_edges, widths_in
from xsell_desktop.ui.filters.words import month_text
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.pairings.graph_side import GraphSide
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.widgets.choice import Choice

PAUSE_MS = 900  # between two months
FADE_MS, FRAMES = 40, 4
SPANS = (1, 3, 12)


class TimeLapse(QFrame):
    """A strip with the months, hidden until `open`. What it shows is no filter: it goes with the
    strip.
    """

    def __init__(self, parts: Parts, graph: GraphSide, counter: OccasionCounter) -> None:
        super().__init__()
        theme.set_role(self, "bar")
        self._parts, self._graph, self._counter = parts, graph, counter
        self._counts: MonthCounts | None = None
        self._from: Floats | None = None  # widths that fade into those of the month
        self._frame = FRAMES
        self.play = QPushButton(_("Play"))
        self.before, self.after = self._step("chevron-left", -1), self._step("chevron-right", 1)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(_("Month on show"))
        self.slider.setPageStep(3)
        self.label = ElidedLabel()
        self.span = Choice(_("How many months are shown together"), letters=9)
        self.only = QPushButton(_("Filter by it"))
        self.close_button = QToolButton()
        self._beat = QTimer(self, interval=PAUSE_MS)
        self._fade = QTimer(self, interval=FADE_MS)
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def is_playing(self) -> bool:
        """Whether months follow each other by themselves."""
        return self._beat.isActive()

    def open(self) -> None:
        """Show the strip at the last month, or say why there are no months."""
        self._parts.viewing.change(mode=Mode.GRAPH)
        self._counter.ask()
        self.show()
        self._take_months()
        self.slider.setFocus()

    def shut(self) -> None:
        """Hide the strip; the graph is whole again."""
        if self.isHidden():
            return
        held = self.window().focusWidget()
        self._stop()
        if held is None or self.isAncestorOf(held):
            self._graph.canvas.setFocus()
        self.hide()
        self._graph.canvas.set_thin(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() == Qt.Key.Key_Space:
            self.play.click()
        else:
            super().keyPressEvent(event)

    def thin(self, scene: Scene) -> Scene:
        """A scene with the relationships of the months on show, as wide as they were frequent."""
        analysis, found = self._parts.session.analysis, self._counter.found
        if analysis is None or found is None or not found.months:
            return scene
        if self._counts is None or self._counts.scene is not scene:
            self._counts, self._from = count_edges(scene, analysis, found), None
        month, span = self.slider.value(), int(self.span.currentData())
        width = self._counts.widths(month, span)
        if self._from is not None and self._frame < FRAMES:
            width = self._from + (width - self._from) * (self._frame / FRAMES)
        self._say(self._counts.passing(month, span))
        return keep_edges(scene, width)

    def _take_months(self) -> None:
        """Offer the months of the sales on show."""
        found = self._counter.found
        months = found.months if found is not None else ()
        self._counts = None
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(months) - 1))
        self.slider.setValue(len(months) - 1)
        self.slider.blockSignals(False)
        for widget in (self.play, self.before, self.after, self.slider, self.span, self.only):
            widget.setVisible(len(months) > 1)
        if len(months) > 1:
            self._graph.canvas.set_thin(self.thin)
            return
        self._graph.canvas.set_thin(None)
        if self._counter.is_possible and found is None:
            self.label.setText(_("Months are being counted…"))
        elif months:
            self.label.setText(_("All sales are of one month, so there is nothing to play."))
        else:
            self.label.setText(_("The sales have no dates, so there are no months to play."))

    def _follow(self) -> None:
        if not self.isHidden():
            self._take_months()

    def _toggle(self) -> None:
        if self.is_playing:
            self._stop()
            return
        if self.slider.value() == self.slider.maximum():
            self.slider.setValue(0)
        self._beat.start()
        self.play.setText(_("Pause"))

    def _stop(self) -> None:
        self._beat.stop()
        self._fade.stop()
        self._frame = FRAMES
        self.play.setText(_("Play"))

    def _go_on(self) -> None:
        if self._is_held:
            return
        self.slider.setValue(self.slider.value() + 1)
        if self.slider.value() == self.slider.maximum():
            self._beat.stop()
            self.play.setText(_("Play"))

    def _move(self) -> None:
        """Fade from the widths on show to those of the month now chosen."""
        shown = self._graph.canvas.scene
        if self._counts is not None:
            self._from = widths_in(self._counts.scene, shown)
        lasts = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._frame = 0 if self._from is not None and lasts > 0 else FRAMES
        self._draw()
        if self._frame < FRAMES:
            self._fade.start()

    @property
    def _is_held(self) -> bool:
        """Whether the hand drags something, which another scene would take from it."""
        return self._graph.canvas.gesture is not None

    def _fade_on(self) -> None:
        if not self._is_held:
            self._draw()

    def _draw(self) -> None:
        self._frame = min(self._frame + 1, FRAMES)
        if self._frame == FRAMES:
            self._fade.stop()
        self._graph.canvas.set_thin(self.thin)

    def _say(self, shown: Flags) -> None:
        """`March 2011: 84 of 213 relationships · 1,234 orders`."""
        found = self._counter.found
        if found is None or not found.months:
            return
        month, span = self.slider.value(), int(self.span.currentData())
        name, first = month_text(found.months[month]), max(0, month + 1 - span)
        if first < month:
            name = _("{first} to {last}").format(first=month_text(found.months[first]), last=name)
        orders = int(((found.order_month <= month) & (found.order_month >= first)).sum())
        text = _("{month}: {shown} of {all}").format(
            month=name,
            shown=count_text(int(shown.sum())),
            all=plural("{n} relationship", "{n} relationships", len(shown)),
        )
        self.label.setText(f"{text} · {plural('{n} order', '{n} orders', orders)}")
        self.label.setToolTip(self.label.text())
        self.slider.setToolTip(name)
        self.slider.setAccessibleDescription(self.label.text())
        self.before.setEnabled(month > 0)
        self.after.setEnabled(month < self.slider.maximum())

    def _filter(self) -> None:
        found = self._counter.found
        if found is not None:
            month = found.months[self.slider.value()]
            self.shut()
            self._parts.viewing.change_filter(month=month)

    def _step(self, icon: str, by: int) -> QToolButton:
        button = QToolButton()
        icons.dress(button, icon)
        words = _("Month before") if by < 0 else _("Month after")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.slider.setValue(self.slider.value() + by))
        return button

    def _connect(self) -> None:
        self.play.clicked.connect(self._toggle)
        self.slider.valueChanged.connect(lambda _month: self._move())
        self.span.activated.connect(lambda _row: self._move())
        self.only.clicked.connect(self._filter)
        self.close_button.clicked.connect(self.shut)
        self._beat.timeout.connect(self._go_on)
        self._fade.timeout.connect(self._fade_on)
        self._counter.counted.connect(self._follow)
        self._parts.viewing.changed.connect(lambda _before: self._follow_view())
        self._parts.session.changed.connect(
            lambda change: self._take_analysis() if change.touches("analysis") else None
        )

    def _follow_view(self) -> None:
        """Months are of the graph, and go when the matrix comes."""
        if self._parts.viewing.view.mode is not Mode.GRAPH:
            self.shut()

    def _take_analysis(self) -> None:
        if not self.isHidden():
            self._stop()
            self._counter.ask()
            self._take_months()

    def _lay_out(self) -> None:
        for span in SPANS:
            self.span.addItem(plural("{n} month", "{n} months", span), span)
        icons.dress(self.close_button, "close")
        self.close_button.setToolTip(_("Close, and show all months together (Esc)"))
        self.close_button.setAccessibleName(self.close_button.toolTip())
        self.play.setMinimumWidth(68)
        self.only.setToolTip(_("Filter graph, matrix and table by this month"))
        self.label.setMinimumWidth(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.play)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addWidget(self.slider, 1)
        row.addWidget(self.label, 4)
        row.addWidget(self.span)
        row.addWidget(self.only)
        row.addWidget(self.close_button)
