"""Products glide from where they were to where they are now."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, Qt, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from xsell_desktop.sales.lines import Floats
from xsell_desktop.ui.canvas.painting.labels import Label
from xsell_desktop.ui.canvas.painting.picture import Picture

MILLISECONDS = 200
SWITCH = "XSELL_MOTION"  # environment variable; 0 for no motion at all
STILL = 0.5  # pixels that nobody sees move


class Motion(QObject):
    """Between what was painted last and the picture that is to be: `between` gives the frame.

    Only what is painted glides. Whoever asks where something is gets the place it goes to.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._painted: tuple[tuple[str, ...], Floats, Floats] = ((), np.zeros((0, 2)), np.zeros(0))
        self._start: dict[str, tuple[float, float, float]] = {}
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._clock.valueChanged.connect(lambda _share: widget.update())
        self._clock.finished.connect(widget.update)

    @property
    def is_on(self) -> bool:
        """Whether products are on their way."""
        return self._clock.state() is QVariantAnimation.State.Running

    def begin(self) -> None:
        """Let what is shown next be reached from what is on the screen, at once where the
        system asks for less motion. A motion under way goes on from where it is."""
        keys, points, radius = self._painted
        duration = _wanted(self._widget) if self._widget.isVisible() and keys else 0
        self._clock.stop()
        if duration:
            where = np.column_stack((points, radius)).tolist()
            self._start = dict(zip(keys, where, strict=True))
            self._clock.setDuration(duration)
            self._clock.start()

    def stop(self) -> None:
        """Be there at once."""
        if self.is_on:
            self._clock.stop()
            self._widget.update()

    def between(self, picture: Picture) -> Picture:
        """What to paint now of the picture that is to be; remembers it as painted."""
        if self.is_on:
            picture = self._on_the_way(picture, float(self._clock.currentValue()))
        self._painted = picture.scene.keys, picture.points, picture.radius
        return picture

    def _on_the_way(self, picture: Picture, share: float) -> Picture:
        keys = picture.scene.keys
        end = np.column_stack((picture.points, picture.radius))
        start = end.copy()
        start[:, 2] = 0.0  # what was not there grows
        for node, key in enumerate(keys):
            if key in self._start:
                start[node] = self._start[key]
        if not len(keys) or np.abs(end - start).max() < STILL:
            self._clock.stop()
            return picture
        now = start + (end - start) * share
        points = now[:, :2]
        size = np.array(picture.size)
        visible = np.flatnonzero(((points > -40.0) & (points < size + 40.0)).all(axis=1))
        off = (points - picture.points).tolist()
        labels = tuple(
            Label(own.node, own.left + off[own.node][0], own.top + off[own.node][1],
                  own.width, own.height)
            for own in picture.names.labels
        )  # fmt: skip
        return replace(
            picture,
            points=points,
            radius=now[:, 2],
            visible=visible.astype(np.int32),
            names=replace(picture.names, labels=labels),
        )


def _wanted(widget: QWidget) -> int:
    """Milliseconds a motion may take; 0 where the system or the user wants none."""
    if os.environ.get(SWITCH) == "0":
        return 0
    if sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General):
        return 0
    hint = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
    return min(MILLISECONDS, hint)
