"""What the segments of a shop say of its pairs, as one result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Counts
from xsell_desktop.mining.segments.differences import Differences, find_differences
from xsell_desktop.mining.segments.pairs import SegmentPairs, measure_segments
from xsell_desktop.mining.segments.segmentations import Segmentations, segments_of
from xsell_desktop.sales.lines import Floats, Lines

SHOWN = 10  # partners of a product whose differences are looked for


@dataclass(frozen=True, eq=False)
class SegmentStudy:
    """Segments, pairs in them (one `SegmentPairs` a segmentation made) and the differences."""

    segmentations: Segmentations
    measured: tuple[SegmentPairs, ...]
    differences: Differences

    def of(self, key: str) -> SegmentPairs | None:
        """The pairs by a segmentation's key; None where there is none."""
        return next((one for one in self.measured if one.segmentation.key == key), None)


def study_segments(
    analysis: Analysis,
    lines: Lines,
    values: Floats | None = None,
    progress: Progress | None = None,
) -> SegmentStudy:
    """Segments of the lines an analysis was made from; `values` as for `segments_of`.

    Raises ValueError for an analysis without baskets.
    """
    if analysis.baskets is None:
        raise ValueError("the analysis holds no baskets")
    progress = progress or Progress()
    cuts = segments_of(analysis.baskets, lines, values)
    measured = measure_segments(analysis.pairs, analysis.baskets, cuts.made, progress.part(0, 0.8))
    shown = best_partners(analysis)
    differences = find_differences(measured, analysis.baskets, shown, progress.part(0.8, 1.0))
    return SegmentStudy(cuts, measured, differences)


def best_partners(analysis: Analysis) -> Counts:
    """Rows of the pairs that somebody may be shown: each product's first partners."""
    rules = analysis.rules
    place = np.arange(len(rules.pair)) - np.repeat(rules.start[:-1], np.diff(rules.start))
    return np.unique(rules.pair[place < SHOWN]).astype(np.int64)
