"""Bundles as a table: the user's own, then those that orders suggest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from xsell_desktop.domain.plan import Bundle, Part, Plan
from xsell_desktop.mining.analysis import Analysis, BundleCandidate
from xsell_desktop.mining.bundling.figures import BundleCounts, BundleFigures, figure_bundle

COLUMNS = (
    "bundle", "name", "source", "products", "product_names", "quantities", "orders_with_all",
    "one_short", "revenue_together", "full_price", "discount", "price", "cost", "margin",
    "margin_full", "break_even_extra", "unknown_costs", "note",
)  # fmt: skip
MONEY = ("revenue_together", "full_price", "price", "cost", "margin", "margin_full")


def bundle_table(analysis: Analysis, plan: Plan) -> pd.DataFrame:
    """One row a bundle. Lists are joined by `; `, a `;` inside a key is written `\\;`.

    `one_short` counts orders that miss exactly one product. `break_even_extra` is the number of
    additional sales that pay for the discount, `never` where no margin is left. Money is in the
    analysis' currency, blank where unknown; candidates stand at full price.
    """
    rows = [_plan_row(analysis, bundle) for bundle in plan.bundles.values()]
    rows += [_candidate_row(analysis, candidate) for candidate in analysis.bundles]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in MONEY:
        table[name] = table[name].astype("float64").round(2)
    return table


def _plan_row(analysis: Analysis, bundle: Bundle) -> dict[str, Any]:
    figures = figure_bundle(analysis, bundle.parts, bundle.discount, bundle.unit_costs)
    index = analysis.products.index
    rows = {index.get(part.product, -1) for part in bundle.parts}
    found = (_revenue(analysis, c) for c in analysis.bundles if set(c.products) == rows)
    row = _row(analysis, bundle.parts, figures, next(found, math.nan))
    return row | {
        "bundle": bundle.id,
        "name": bundle.name,
        "source": "you",
        "discount": bundle.discount,
        "note": bundle.note,
    }


def _candidate_row(analysis: Analysis, candidate: BundleCandidate) -> dict[str, Any]:
    parts = tuple(Part(analysis.products.keys[row]) for row in candidate.products)
    counts = BundleCounts(candidate.orders, candidate.one_short)
    figures = figure_bundle(analysis, parts, counts=counts)
    return _row(analysis, parts, figures, _revenue(analysis, candidate))


def _revenue(analysis: Analysis, candidate: BundleCandidate) -> float:
    """Unknown rather than nothing where the sales hold no amounts at all."""
    return candidate.revenue if np.nan_to_num(analysis.products.revenue).any() else math.nan


def _row(
    analysis: Analysis, parts: Sequence[Part], figures: BundleFigures, revenue: float
) -> dict[str, Any]:
    index, names = analysis.products.index, analysis.products.names
    money = figures.money
    return {
        "bundle": "",
        "name": "",
        "source": "data",
        "products": _joined([part.product for part in parts]),
        "product_names": _joined(
            [names[index[p.product]] if p.product in index else p.product for p in parts]
        ),
        "quantities": _joined([str(part.quantity) for part in parts]),
        "orders_with_all": figures.counts.orders,
        "one_short": figures.counts.one_short,
        "revenue_together": revenue,
        "full_price": money.full_price,
        "discount": 0.0,
        "price": money.price,
        "cost": money.cost,
        "margin": money.margin,
        "margin_full": money.margin_full,
        "break_even_extra": _extra_text(money.break_even_extra),
        "unknown_costs": _joined(money.unknown_costs),
        "note": "",
    }


def _joined(words: Sequence[str]) -> str:
    return "; ".join(word.replace(";", "\\;") for word in words)


def _extra_text(extra: float) -> str:
    """A whole number of sales, rounded up."""
    if math.isnan(extra):
        return ""
    return "never" if math.isinf(extra) else str(math.ceil(extra))
