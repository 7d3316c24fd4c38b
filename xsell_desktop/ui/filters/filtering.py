"""Puts what filters, keeps views and plays months into the bar and around the pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from xsell_desktop.domain.views import NO_FILTER, View
from xsell_desktop.texts import _
from xsell_desktop.ui.canvas.bar.filter_bar import FilterBar
from xsell_desktop.ui.filters.chips import FilterChips
from xsell_desktop.ui.filters.counting import OccasionCounter
from xsell_desktop.ui.filters.time_lapse import TimeLapse
from xsell_desktop.ui.filters.views import ViewsButton
from xsell_desktop.ui.pairings.graph_side import GraphSide
from xsell_desktop.ui.pairings.parts import Parts


class Filtering(QObject):
    """`chips` belong under the bar, `months` below the graph; the rest is in the bar."""

    def __init__(self, parts: Parts, bar: FilterBar, graph: GraphSide, place: QWidget) -> None:
        super().__init__(place)
        self._parts, self._bar = parts, bar
        self.counter = OccasionCounter(parts, self)
        self.chips = FilterChips(parts, self.counter)
        self.months = TimeLapse(parts, graph, self.counter)
        self.views = ViewsButton(parts)
        bar.filter.attach(parts, self.counter)
        bar.filter.played.connect(self.months.open)
        bar.add(self.views, 3)
        self.chips.opened.connect(bar.filter.open)
        parts.viewing.changed.connect(self._follow)
        for text, keys, act in (
            (_("Filter pairs…"), "Ctrl+Shift+F", bar.filter.open),
            (_("Show everything: clear the filter"), "Ctrl+Shift+E", self._clear),
            (_("Save or show a view…"), "Ctrl+Shift+V", self.views.open),
            (_("Play month by month"), "T", self._play),
        ):
            action = QAction(text, place)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setProperty("group", _("Pairings"))
            action.triggered.connect(lambda _checked=False, act=act: act())
            place.addAction(action)

    def _clear(self) -> None:
        self._parts.viewing.change(filter=NO_FILTER)

    def _play(self) -> None:
        if self._parts.session.analysis is None:
            return
        if self.months.isHidden():
            self.months.open()
        else:
            self.months.shut()

    def _follow(self, before: View) -> None:
        view = self._parts.viewing.view
        if view.limit != before.limit:
            self._bar.show_limit(view.limit)
