"""One chart, as large as its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from xsell_desktop.kpis.summary import Kpis

SIZE = (1080, 720)


class ChartDialog(QDialog):
    """Stays beside the main window until it is closed; Esc closes it."""

    def __init__(self, jobs: Jobs, chart_id: str, title: str, kpis: Kpis, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.view = ChartView(jobs, chart_id, heading=True)
        self.view.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.retheme()
        self.view.show_kpis(kpis)
        self.resize(*SIZE)
        self.finished.connect(self.view.stop)

    def retheme(self) -> None:
        """Take the colours of the theme on show."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("surface"))
        self.setPalette(palette)
        self.view.update()
