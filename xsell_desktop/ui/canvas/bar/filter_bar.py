"""The bar above the canvas: find a product, how many relationships, zoom, what else is open."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from xsell_desktop.domain.views import DEEPEST, USUAL_LIMIT
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.canvas.bar.overflow import OverflowRow
from xsell_desktop.ui.canvas.scene.scope import FEWEST, MOST
from xsell_desktop.ui.filters.popup import FilterButton
from xsell_desktop.ui.finding.products import find_products, list_keys

NOTCHES = 100
ROOMY = 150  # per cent of the usual size of texts; beside the slider larger ones are numbers only
FOUND_WIDTH = 360  # pixels of the list of found products: names are longer than the field


class FilterBar(QFrame):
    """`found` carries a product key, `limit_changed` a number of relationships, `zoomed` a
    factor, `depth_asked` a number of steps; the others speak for themselves.
    Further buttons go into the row with `add`.
    """

    found = Signal(str)
    limit_changed = Signal(int)
    overview_asked = Signal()
    back_asked = Signal()
    forward_asked = Signal()
    depth_asked = Signal(int)
    fit_asked = Signal()
    zoomed = Signal(float)
    table_shown = Signal(bool)
    details_shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "bar")
        self._analysis: Analysis | None = None
        self._lines: dict[str, str] = {}
        self._was_slid = False
        self.search = QLineEdit()
        self._names = QStringListModel(self)
        self._offer_names()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, NOTCHES)
        self.slider.setValue(notch_of(USUAL_LIMIT))
        self.slider.setAccessibleName(_("How many relationships to show"))
        self.slider.valueChanged.connect(self._slide)
        self.slider_label = QLabel()
        self.overview = QPushButton(_("Overview"))
        self.overview.setToolTip(_("Back to the overview (Esc)"))
        self.overview.clicked.connect(self.overview_asked)
        self.back = self._button("chevron-left", _("Back (Alt+←)"))
        self.forward = self._button("chevron-right", _("Forward (Alt+→)"))
        self.back.clicked.connect(self.back_asked)
        self.forward.clicked.connect(self.forward_asked)
        self.steps = DepthChooser()
        self.steps.chosen.connect(self.depth_asked)
        self.filter = FilterButton()
        self.zoom_out = self._button("minus", _("Zoom out (−)"))
        self.zoom_in = self._button("plus", _("Zoom in (+)"))
        self.fit = self._button("fit", _("See everything (Home)"))
        self.zoom_in.clicked.connect(lambda: self.zoomed.emit(1.25))
        self.zoom_out.clicked.connect(lambda: self.zoomed.emit(0.8))
        self.fit.clicked.connect(self.fit_asked)
        self.lasso = self._button("lasso", _("Select by drawing a line around products (S)"))
        self.lasso.setCheckable(True)
        self.table = self._toggle(_("Table"), _("Show or hide the table of pairs"))
        self.details = self._toggle(_("Details"), _("Show or hide the panel at the right"))
        self.table.toggled.connect(self.table_shown)
        self.details.toggled.connect(self.details_shown)
        self._lay_out()
        self._say_limit()

    def _offer_names(self) -> None:
        self.search.setPlaceholderText(_("Find a product…"))
        self.search.setAccessibleName(_("Find a product by name or key"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._find)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._find_text)
        popup = completer.popup()
        assert popup is not None
        popup.setMinimumWidth(FOUND_WIDTH)
        theme.set_role(popup, "popup")
        self.search.setCompleter(completer)

    @property
    def limit(self) -> int:
        """How many relationships the overview shows."""
        return limit_at(self.slider.value())

    def show_products(self, analysis: Analysis) -> None:
        """Offer its products in the search, those that never sold last."""
        if analysis is self._analysis:
            return
        self._analysis = analysis
        named = [(key, analysis.name_of(key)) for key in list_keys(analysis)]
        self._lines = {f"{name} · {key}" if name != key else key: key for key, name in named}
        for key, alias in analysis.products.list_aliases():
            self._lines.setdefault(f"{alias} · {key}", key)
        QTimer.singleShot(0, self, lambda: self._names.setStringList(list(self._lines)))

    def suggest_limit(self, limit: int) -> None:
        """Start with so many relationships, unless the user chose a number already."""
        if not self._was_slid:
            self.slider.blockSignals(True)
            self.slider.setValue(notch_of(limit))
            self.slider.blockSignals(False)
            self._say_limit()

    def show_limit(self, limit: int) -> None:
        """Show a limit that was set elsewhere; the usual one leaves room for a suggestion."""
        notch = notch_of(min(max(limit, FEWEST), MOST))
        if limit_at(notch) != self.limit:
            self.slider.blockSignals(True)
            self.slider.setValue(notch)
            self.slider.blockSignals(False)
            self._was_slid = limit != USUAL_LIMIT
            self._say_limit()

    def add(self, button: QWidget, leaves: int = 3) -> None:
        """Put a further control into the row; a button with a higher `leaves` is the first to
        go into the menu at its end where there is little room."""
        self.row.add(button, leaves, before=self.table)

    def show_place(self, *, focused: bool, depth: int, back: bool, forward: bool) -> None:
        """In focus there is a way back and a choice of steps instead of a slider."""
        self.row.set_wanted(self.overview, focused)
        self.steps.setVisible(focused)
        self.slider.setVisible(not focused)
        self.slider_label.setVisible(not focused)
        self.steps.show_depth(depth)
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def key_of(self, text: str) -> str:
        """The product a text means: the line itself, else what fits it best; '' for none."""
        text = text.strip()
        if text in self._lines or not text or self._analysis is None:
            return self._lines.get(text, "")
        found = find_products(self._analysis, text, 1)
        return found[0].key if found else ""

    def _find(self) -> None:
        self._find_text(self.search.text())

    def _find_text(self, text: str) -> None:
        key = self.key_of(text)
        if key:
            self.search.clear()
            self.found.emit(key)
        elif text.strip():
            self.search.setToolTip(_("No product is called “{text}”.").format(text=text.strip()))
            self.search.selectAll()

    def _slide(self) -> None:
        self._was_slid = True
        self._say_limit()
        self.limit_changed.emit(self.limit)

    def _say_limit(self) -> None:
        is_roomy = theme.text_px(100) <= ROOMY
        self.search.setMinimumWidth(116 if is_roomy else 88)
        words = limit_words if is_roomy else count_text
        self.slider_label.setText(words(self.limit))
        self.slider.setToolTip(limit_words(self.limit))
        widest = self.slider_label.fontMetrics().horizontalAdvance(words(MOST))
        self.slider_label.setMinimumWidth(widest + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "row"):
            self._say_limit()

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        icons.dress(button, icon)
        return button

    def _toggle(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        theme.set_role(button, "segment")
        button.setCheckable(True)
        button.setChecked(True)
        button.setToolTip(tip)
        return button

    def _lay_out(self) -> None:
        self.search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.search.setMaximumWidth(240)
        self.slider.setMinimumWidth(56)
        self.slider.setMaximumWidth(96)
        theme.set_role(self.slider_label, "second")
        self.row = OverflowRow()
        for button, leaves in (
            (self.overview, 1), (self.filter, 0), (self.zoom_out, 9), (self.zoom_in, 9),
            (self.fit, 8), (self.lasso, 7), (self.table, 2), (self.details, 1),
        ):  # fmt: skip
            self.row.add(button, leaves)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 7, 12, 7)
        line.setSpacing(6)
        line.addWidget(self.back)
        line.addWidget(self.forward)
        line.addWidget(self.search, 1)
        line.addWidget(self.slider)
        line.addWidget(self.slider_label)
        line.addWidget(self.steps)
        line.addWidget(self.row, 5)
        self.show_place(focused=False, depth=1, back=False, forward=False)


class DepthChooser(QFrame):
    """1, 2, 3: how many steps around what is in focus show. `chosen` carries the number."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for depth in range(1, DEEPEST + 1):
            button = QPushButton(str(depth))
            theme.set_role(button, "segment")
            words = plural("Show {n} step around the focus", "Show {n} steps around the focus",
                           depth)  # fmt: skip
            button.setToolTip(f"{words} ({depth})")
            button.setAccessibleName(words)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, steps=depth: self.chosen.emit(steps))
            group.addButton(button, depth)
            row.addWidget(button)
            self.buttons.append(button)

    def show_depth(self, depth: int) -> None:
        """Mark the depth on show."""
        self.buttons[depth - 1].setChecked(True)


def limit_words(limit: int) -> str:
    """What stands beside the slider."""
    return plural("{n} strongest", "{n} strongest", limit)


def limit_at(notch: int) -> int:
    """Relationships at a notch of the slider, evenly spread in logarithm, rounded to tens."""
    exact = float(FEWEST * (MOST / FEWEST) ** (notch / NOTCHES))
    return int(min(max(round(exact / 10) * 10, FEWEST), MOST))


def notch_of(limit: int) -> int:
    """The notch nearest to a number of relationships."""
    return round(NOTCHES * math.log(limit / FEWEST) / math.log(MOST / FEWEST))
