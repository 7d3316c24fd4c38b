"""The verb that cuts a shop's orders into segments."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import analysed_lines

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.segments.study import SegmentStudy

_studied: WeakKeyDictionary[Analysis, SegmentStudy] = WeakKeyDictionary()


def study_segments(
    sales: Sales, analysis: Analysis, progress: Progress | None = None
) -> SegmentStudy:
    """Segments, pairs in them, and where they differ; kept while `analysis` lives.

    `sales` are those the analysis was made from.
    """
    from xsell_desktop.kpis.orders import count_orders
    from xsell_desktop.mining.segments.study import study_segments as study

    if analysis not in _studied:
        lines, _facts = analysed_lines(sales, analysis)
        values = count_orders(lines, analysis.currency).value
        _studied[analysis] = study(analysis, lines, values, progress)
    return _studied[analysis]


def studied_segments(analysis: Analysis) -> SegmentStudy | None:
    """What was worked out before for this analysis; None where nobody asked yet."""
    return _studied.get(analysis)
