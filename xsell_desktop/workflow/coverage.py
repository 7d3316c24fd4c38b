"""Where the lists come from: the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import analysed_lines, pick_all

if TYPE_CHECKING:
    from xsell_desktop.kpis.coverage import Coverage
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.picks import Picks


def cover(
    sales: Sales, plan: Plan, analysis: Analysis, progress: Progress | None = None,
    picks: Picks | None = None,
) -> Coverage:  # fmt: skip
    """The rung, company and stock of every product, under the plan's lists."""
    from xsell_desktop.kpis.coverage import measure_coverage

    progress = progress or Progress()
    lines, facts = analysed_lines(sales, analysis)
    picks = picks if picks is not None else pick_all(analysis, plan, progress.part(0.0, 0.7))
    return measure_coverage(lines, facts, analysis, plan, picks, progress.part(0.7, 1.0))
