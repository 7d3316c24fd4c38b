"""Works arrangements out beside the window and keeps them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from xsell_desktop.domain.progress import Progress
from xsell_desktop.domain.views import Arrangement
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _
from xsell_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from xsell_desktop.mining.picture.arranging import Arranged

LANE = "arranging"


class Arranger(QObject):
    """`arrived` says that an arrangement asked for is there. Kept for the latest analysis."""

    arrived = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._kept: dict[Arrangement, Arranged] = {}
        self._asked: Arrangement | None = None
        self._last: Arranged | None = None
        self._free: tuple[tuple[str, ...], Floats] | None = None

    def arranged(self, analysis: Analysis, arrangement: Arrangement) -> Arranged | None:
        """The arrangement; the one before while it is being worked out. Families need none."""
        if analysis is not self._analysis:
            self._analysis, self._kept, self._asked, self._last = analysis, {}, None, None
        if arrangement is Arrangement.FAMILIES:
            self._last = None
            return None
        found = self._kept.get(arrangement)
        if found is None and self._asked is not arrangement:
            self._asked = arrangement
            self._jobs.run(
                _("Arranging products"),
                partial(_arrange, analysis, arrangement, self._free),
                done=partial(self._take, analysis),
                lane=LANE,
                replaces=True,
                reads=True,
            )
        self._last = found or self._last
        return self._last

    def _take(self, analysis: Analysis, found: Arranged) -> None:
        if analysis is not self._analysis:
            return
        self._kept[found.arrangement] = found
        self._asked = None
        if found.arrangement is Arrangement.FREE:
            self._free = analysis.products.keys, found.places
        self.arrived.emit()


def _arrange(
    analysis: Analysis,
    arrangement: Arrangement,
    free: tuple[tuple[str, ...], Floats] | None,
    progress: Progress,
) -> Arranged:
    """The arrangement; a free one lies as an earlier one did, as far as that fits."""
    from xsell_desktop.mining.picture.arranging import arrange

    before = None
    if free is not None:
        row = {key: place for place, key in enumerate(free[0])}
        rows = np.array([row.get(key, -1) for key in analysis.products.keys], np.int64)
        before = np.append(free[1], [[np.nan, np.nan]], axis=0)[rows]
    return arrange(analysis, arrangement, progress, before)
