"""Charts leave the window: as a file, or through the clipboard."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _
from xsell_desktop.tokens import Theme
from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.widgets.chart_view import LANE, draw_chart

if TYPE_CHECKING:
    from xsell_desktop.kpis.summary import Kpis

COPIED = QSize(840, 540)
COPIED_RATIO = 2.0


class ChartFiles(QObject):
    """Saves and copies charts in jobs; `told` says what was done."""

    told = Signal(str)

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._window = jobs, parent
        place = QStandardPaths.StandardLocation.PicturesLocation
        self.folder = Path(QStandardPaths.writableLocation(place) or ".")

    def save(self, chart_id: str, form: str, kpis: Kpis) -> None:
        """Ask for a place and write the chart there as png, svg or pdf."""
        kind = _("{format} picture (*.{suffix})").format(format=form.upper(), suffix=form)
        start = str(self.folder / f"{chart_id}.{form}")
        chosen, _kind = QFileDialog.getSaveFileName(self._window, _("Save chart"), start, kind)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != f".{form}":
            path = path.with_name(f"{path.name}.{form}")
        self.folder = path.parent
        self._jobs.run(
            _("Saving chart"),
            partial(_save, chart_id, kpis, path, theme.current()),
            done=lambda path: self.told.emit(
                _("Saved {file} in {folder}.").format(file=path.name, folder=path.parent)
            ),
        )

    def copy(self, chart_id: str, kpis: Kpis) -> None:
        """Put the chart on the clipboard as a picture with its heading."""
        work = partial(draw_chart, chart_id, kpis, theme.current(), COPIED, COPIED_RATIO, True)
        self._jobs.run("", work, done=self._put, lane=LANE)

    def _put(self, image: QImage) -> None:
        image.setDevicePixelRatio(1.0)
        QGuiApplication.clipboard().setImage(image)
        self.told.emit(_("The chart is on the clipboard."))


def _save(chart_id: str, kpis: Kpis, path: Path, colours: Theme, progress: Progress) -> Path:
    progress.step(_("Drawing"))
    from xsell_desktop.charts import CHARTS
    from xsell_desktop.charts.figure import save_chart

    save_chart(CHARTS[chart_id], kpis, path, colours)
    return path
