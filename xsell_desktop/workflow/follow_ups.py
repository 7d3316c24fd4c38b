"""What customers buy later: found when asked, and kept while the analysis lives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.kinds.later import HORIZON
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import analysed_lines

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.kinds.due import Due
    from xsell_desktop.mining.kinds.later import FollowUps

DUE_DAYS = 30

_found: WeakKeyDictionary[Analysis, dict[int, FollowUps]] = WeakKeyDictionary()


def follow_ups(
    analysis: Analysis, horizon: int = HORIZON, progress: Progress | None = None
) -> FollowUps:
    """Products that the same customers buy later, within `horizon` days."""
    from xsell_desktop.mining.kinds.follow_ups import find_follow_ups

    by_horizon = _found.setdefault(analysis, {})
    if horizon not in by_horizon:
        by_horizon[horizon] = find_follow_ups(analysis, horizon, progress)
    return by_horizon[horizon]


def found_follow_ups(analysis: Analysis, horizon: int = HORIZON) -> FollowUps | None:
    """What `follow_ups` found already; None where nobody asked yet."""
    return _found.get(analysis, {}).get(horizon)


def due_orders(
    sales: Sales,
    analysis: Analysis,
    found: FollowUps,
    on: date,
    days: int = DUE_DAYS,
    rows: Collection[int] | None = None,
    plan: Plan | None = None,
) -> list[Due]:
    """Orders whose customers are due the later product in the `days` days from `on`; none of a
    product that the plan never recommends."""
    from xsell_desktop.mining.kinds.due import list_due
    from xsell_desktop.mining.wishes import barred_products

    lines, _facts = analysed_lines(sales, analysis)
    due = list_due(found, analysis, lines, on, days, rows)
    barred = barred_products(plan) if plan is not None else frozenset()
    return [one for one in due if one.later not in barred]


def day_after(analysis: Analysis) -> date | None:
    """The day after the last order; None without dates."""
    if not analysis.last_date:
        return None
    return date.fromisoformat(analysis.last_date) + timedelta(days=1)


def save_due(due: list[Due], analysis: Analysis, path: Path) -> None:
    """Write the orders that fall due as CSV; raises UserError when the disk refuses."""
    from xsell_desktop.tables.follow_ups import due_table
    from xsell_desktop.tables.write import write_csv

    products = analysis.products
    names = dict(zip(products.keys, products.names, strict=True))
    write_csv(due_table(due, names), path)
