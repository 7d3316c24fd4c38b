"""A chart on the screen: drawn beside the window, sharp on every display."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _
from xsell_desktop.tokens import Theme
from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from xsell_desktop.charts.figure import Pixels
    from xsell_desktop.kpis.summary import Kpis

LANE = "charts"  # one picture after the other, so that the window keeps its turn
SETTLE_MS = 120  # a size must hold this long before it is drawn for
SMALLEST = QSize(160, 120)


def draw_chart(
    chart_id: str, kpis: Kpis, colours: Theme, size: QSize, ratio: float, heading: bool,
    progress: Progress,
) -> QImage:  # fmt: skip
    """The chart as an image of `size` device-independent pixels; to be run in a job."""
    progress.step("")
    from xsell_desktop.charts import CHARTS
    from xsell_desktop.charts.figure import render

    pixels = render(
        CHARTS[chart_id], kpis, colours, size.width(), size.height(), ratio, heading=heading
    )
    return as_image(pixels, ratio)


def as_image(pixels: Pixels, ratio: float) -> QImage:
    """The bytes as an image that owns them."""
    width, height = pixels.width, pixels.height
    form = QImage.Format.Format_RGBA8888
    image = QImage(pixels.rgba, width, height, width * 4, form).copy()
    image.setDevicePixelRatio(ratio)
    return image


class ChartView(QWidget):
    """Shows one chart of the figures given to it; an older picture is stretched meanwhile.

    Nothing is drawn before the view comes into sight.
    """

    def __init__(self, jobs: Jobs, chart_id: str, *, heading: bool = False) -> None:
        super().__init__()
        self._jobs, self.chart_id, self._heading = jobs, chart_id, heading
        self._kpis: Kpis | None = None
        self._job: Job | None = None
        self._asked: tuple[object, ...] = ()
        self.image = QImage()
        self._failure = ""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._draw)
        self.setMinimumSize(SMALLEST)

    @property
    def is_drawn(self) -> bool:
        """Whether the picture is that of the figures, size and theme on show."""
        return self._job is None and self._asked == self._wanted()

    def show_kpis(self, kpis: Kpis | None) -> None:
        """Draw other figures; None leaves an empty place."""
        self._kpis = kpis
        if kpis is None:
            self.stop()
            self.image = QImage()
        self.update()

    def stop(self) -> None:
        """Give up the picture that is being drawn."""
        self._settled.stop()
        self._asked = ()
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._settled.isActive():
            self._settled.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._kpis is not None and self._asked != self._wanted():
            self._settled.start(0 if self.image.isNull() else SETTLE_MS)
        painter = QPainter(self)
        if self.image.isNull():
            painter.setPen(theme.colour("hint"))
            words = self._failure or (_("Drawing…") if self._kpis is not None else "")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = self.image.deviceIndependentSize().toSize()
        shown.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, shown.width(), shown.height())
        place.moveCenter(self.rect().center())
        fits = self.image.size() == self.size() * self.devicePixelRatioF()
        painter.drawImage(self.rect() if fits else place, self.image)

    def _wanted(self) -> tuple[object, ...]:
        return (self._kpis, theme.current().name, self.size(), self.devicePixelRatioF())

    def _draw(self) -> None:
        if self._kpis is None:
            return
        self.stop()
        self._asked = self._wanted()
        work = partial(
            draw_chart, self.chart_id, self._kpis, theme.current(), self.size(),
            self.devicePixelRatioF(), self._heading,
        )  # fmt: skip
        self._job = self._jobs.run("", work, done=self._show, failed=self._say, lane=LANE)

    def _show(self, image: QImage) -> None:
        self._job, self.image, self._failure = None, image, ""
        self.update()

    def _say(self, error: UserError) -> None:
        self._job, self.image, self._failure = None, QImage(), error.title
        self.update()
