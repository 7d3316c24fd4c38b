"""How long the stock lasts, which products move slowly, and beside what they could be shown."""

from __future__ import annotations

import numpy as np

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.kpis.products import ACTIVE_DAYS
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.ladder.ladder import Ladder
from xsell_desktop.mining.lists import fit_pairs
from xsell_desktop.sales.lines import Flags, Floats, Lines
from xsell_desktop.texts import _

SLOW_DAYS = 180
SUGGESTED = 3
REPORT_EVERY = 50


def cover_days(lines: Lines, stock: Floats) -> Floats:
    """Days each product of the lines stays in stock at the pace of the last 90 days.

    Units are net of returns. Infinite where nothing was sold, 0 where nothing is in stock, NaN
    where the stock or the days are unknown. Sales shorter than 90 days count as long as they are.
    """
    date = lines.order_date.astype("datetime64[D]")
    if np.isnat(date).all():
        return np.full(len(stock), np.nan)
    last, first = np.nanmax(date), np.nanmin(date)
    days = min(ACTIVE_DAYS, int((last - first).astype(np.int64)) + 1)
    recent = date[lines.line_order] > last - np.timedelta64(days, "D")
    units = np.bincount(
        lines.line_product[recent], lines.line_quantity[recent], len(lines.product_keys)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        cover = np.where(units > 0, stock * days / units, np.inf)
    cover = np.where(stock > 0, cover, 0.0)
    return np.where(np.isnan(stock), np.nan, cover)


def suggest_anchors(
    analysis: Analysis, plan: Plan, slow: Flags, active: Flags, progress: Progress | None = None
) -> dict[int, tuple[str, ...]]:
    """For each slow row of `Products` up to three more popular active products to show it beside.

    First those it is bought with beyond chance, most orders beyond it first; where there is none,
    partners and best sellers of the categories that go with it.
    """
    progress = progress or Progress()
    pairs, products = analysis.pairs, analysis.products
    good = np.flatnonzero(
        fit_pairs(analysis, plan)
        & (pairs.evidence >= Evidence.THIN)
        & (pairs.together >= max(2, analysis.settings.min_together))
    )
    beyond = (pairs.together - pairs.expected)[good]
    mover = np.concatenate((pairs.a[good], pairs.b[good]))
    anchor = np.concatenate((pairs.b[good], pairs.a[good]))
    gain = np.concatenate((beyond, beyond))
    shown = active & products.visible
    able = slow[mover] & shown[anchor] & (products.orders[anchor] > products.orders[mover])
    mover, anchor, gain = mover[able], anchor[able], gain[able]
    order = np.lexsort((anchor, -gain, mover))
    mover, anchor = mover[order], anchor[order]
    start = np.searchsorted(mover, np.arange(len(products) + 1))
    ladder = Ladder(analysis)
    found: dict[int, tuple[str, ...]] = {}
    rows = np.flatnonzero(slow).tolist()
    for number, row in enumerate(rows):
        if number % REPORT_EVERY == 0:
            progress.step(_("Looking for company for slow movers"), number / len(rows))
        near = [products.keys[other] for other in anchor[start[row] : start[row + 1]][:SUGGESTED]]
        found[row] = tuple(near) or _by_category(analysis, ladder, row, shown)
    return found


def _by_category(analysis: Analysis, ladder: Ladder, row: int, shown: Flags) -> tuple[str, ...]:
    products = analysis.products
    found: dict[str, None] = {}
    for choice in ladder.below(row, Rung.CATEGORY_BEST):
        other = products.index[choice.partner]
        if shown[other] and products.orders[other] > products.orders[row]:
            found[choice.partner] = None
            if len(found) == SUGGESTED:
                break
    return tuple(found)
