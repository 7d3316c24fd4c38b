"""A chart with its words and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.widgets.chart_view import ChartView

FORMATS = (("png", "PNG"), ("svg", "SVG"), ("pdf", "PDF"))
HEIGHT = 380


class ChartCard(QFrame):
    """Title, definition, buttons and the picture. A double click on the picture enlarges it."""

    save_asked = Signal(str, str)  # chart id, format
    copy_asked = Signal(str)
    enlarge_asked = Signal(str)

    def __init__(self, jobs: Jobs, chart_id: str, title: str, subtitle: str) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self.setObjectName(f"chart_{chart_id}")
        self.chart_id = chart_id
        self.view = ChartView(jobs, chart_id)
        self.view.setAccessibleName(title)
        self.view.setAccessibleDescription(subtitle)
        self.view.installEventFilter(self)
        self.title, self.subtitle = QLabel(title), QLabel(subtitle)
        theme.set_role(self.title, "heading")
        theme.set_role(self.subtitle, "second")
        self.subtitle.setWordWrap(True)
        self.save_button = self._button("save", _("Save chart as a file"))
        self.copy_button = self._button("copy", _("Copy chart to the clipboard"))
        self.enlarge_button = self._button("fit", _("Show chart large"))
        self.copy_button.clicked.connect(lambda: self.copy_asked.emit(chart_id))
        self.enlarge_button.clicked.connect(lambda: self.enlarge_asked.emit(chart_id))
        self.menu = QMenu(self)
        for form, name in FORMATS:
            action = self.menu.addAction(_("Save as {format}…").format(format=name))
            action.triggered.connect(
                lambda *_checked, form=form: self.save_asked.emit(chart_id, form)
            )
        self.save_button.setMenu(self.menu)
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() == QEvent.Type.MouseButtonDblClick:
            self.enlarge_asked.emit(self.chart_id)
            return True
        return super().eventFilter(watched, event)

    def _button(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        icons.dress(button, icon)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.title, 1)
        for button in (self.copy_button, self.save_button, self.enlarge_button):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.subtitle)
        column.addWidget(self.view, 1)
        self.setFixedHeight(HEIGHT)
