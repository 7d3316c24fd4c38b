"""The verb that counts when, and in which segments, pairs were bought together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import analysed_lines

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.occasions import Occasions


def count_occasions(
    sales: Sales, analysis: Analysis, progress: Progress | None = None
) -> Occasions | None:
    """Orders of all kept pairs by month and by segment; kept while `analysis` lives, so that
    filters may ask of them. None for an analysis without baskets.

    `sales` are those the analysis was made from.
    """
    from xsell_desktop.kpis.orders import count_orders
    from xsell_desktop.mining.occasions import find_occasions, keep_occasions, occasions_of
    from xsell_desktop.mining.segments.segmentations import segments_of

    known, baskets = occasions_of(analysis), analysis.baskets
    if known is not None or baskets is None:
        return known
    lines, _facts = analysed_lines(sales, analysis)
    values = count_orders(lines, analysis.currency).value
    cuts = segments_of(baskets, lines, values).made
    found = find_occasions(analysis.pairs, baskets, cuts, progress)
    keep_occasions(analysis, found)
    return found
