"""How far one relationship can be trusted, and the orders behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _
from xsell_desktop.workflow.segments import study_segments
from xsell_desktop.workflow.verbs import analysed_lines

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.trust.pair_orders import PairOrders
    from xsell_desktop.mining.trust.pair_trust import PairTrust
    from xsell_desktop.mining.trust.strata import Strata


@dataclass(frozen=True, eq=False)
class _Ground:
    """What the weighing of every pair of an analysis needs."""

    strata: Strata | None
    p_limit: float


_grounds: WeakKeyDictionary[Analysis, _Ground] = WeakKeyDictionary()


def weigh_pair(
    analysis: Analysis, one: str, other: str, progress: Progress | None = None
) -> PairTrust | None:
    """Later orders, seasons, customers, giant orders and gap of two product keys.

    None when the sales do not know both products.
    """
    from xsell_desktop.mining.trust import pair_trust

    if progress is not None:
        progress.step(_("Looking at the orders with both"), 0.0)
    ground = _grounds.get(analysis)
    if ground is None:
        ground = _grounds[analysis] = _lay_ground(analysis)
    return pair_trust.weigh_pair(analysis, ground.strata, one, other, ground.p_limit)


def pair_segments(
    sales: Sales, analysis: Analysis, one: str, other: str, progress: Progress | None = None
) -> tuple[str, ...]:
    """Sentences on who buys both, by channel, country, weekday and so on; see `study_segments`."""
    from xsell_desktop.mining.segments.words import segment_sentences

    return segment_sentences(study_segments(sales, analysis, progress), analysis, one, other)


def list_pair_orders(
    sales: Sales, analysis: Analysis, one: str, other: str, progress: Progress | None = None
) -> PairOrders | None:
    """The orders with both products, latest first; None when the sales do not know both."""
    from xsell_desktop.mining.trust import pair_orders

    if progress is not None:
        progress.step(_("Looking at the orders with both"), 0.0)
    index = analysis.products.index
    if analysis.baskets is None or one not in index or other not in index:
        return None
    lines, _facts = analysed_lines(sales, analysis)
    return pair_orders.list_pair_orders(analysis.baskets, lines, index[one], index[other])


def write_pair_orders(analysis: Analysis, orders: PairOrders, path: Path) -> None:
    """Write the orders of a pair as CSV; raises UserError when that is not possible."""
    from xsell_desktop.tables.pair_orders import pair_order_table
    from xsell_desktop.tables.write import write_csv

    write_csv(pair_order_table(analysis, orders), path)


def _lay_ground(analysis: Analysis) -> _Ground:
    from xsell_desktop.mining.trust.pair_trust import largest_proven_p
    from xsell_desktop.mining.trust.strata import cut_by_month

    baskets = analysis.baskets
    dated = baskets is not None and len(baskets) > 0 and not bool(np.isnat(baskets.date).all())
    strata = cut_by_month(baskets) if dated and baskets is not None else None
    return _Ground(strata, largest_proven_p(analysis))
