"""Bundles as a table: the user's own, then those that orders suggest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from xsell_desktop.domain.plan import Bundle, Part, Plan
from xsell_desktop.mining.analysis import Analysis, BundleCandidate
from xsell_desktop.mining.bundling.figures import (
    BundleCounts,
    BundleFigures,
    count_candidate,
    figure_bundle,
    usually_missing,
)
from xsell_desktop.mining.bundling.money import BundleEffect
from xsell_desktop.mining.bundling.suggestions import suggest_bundles

COLUMNS = (
    "bundle", "name", "source", "products", "product_names", "quantities", "orders_with_all",
    "one_short", "revenue_together", "full_price", "discount", "price", "cost", "margin",
    "margin_full", "break_even_extra", "unknown_costs", "note", "evidence", "expected_orders",
    "explained_orders", "missing_orders", "usually_missing", "usually_missing_name",
    "margin_together", "best_by", "cannibalisation", "cannibalisation_low", "cannibalisation_high",
    "conversion_to_break_even", "break_even_discount", "gain",
)  # fmt: skip
MONEY = (
    "revenue_together", "full_price", "price", "cost", "margin", "margin_full", "margin_together",
    "gain",
)  # fmt: skip
COUNTS = ("expected_orders", "explained_orders")
SHARES = ("cannibalisation", "cannibalisation_low", "cannibalisation_high", "break_even_discount")


def bundle_table(analysis: Analysis, plan: Plan) -> pd.DataFrame:
    """One row a bundle. Lists are joined by `; `, a `;` inside a key is written `\\;`.

    `one_short` counts orders that miss exactly one product, `missing_orders` splits it in the
    order of `products`. `break_even_extra` is the number of additional sales that pay for the
    discount, `never` where no margin is left. `cannibalisation`, `gain` and
    `break_even_discount` suppose that a tenth of the orders one short convert;
    `conversion_to_break_even` is the share of them that it takes. Money is in the analysis'
    currency, blank where unknown; candidates stand at full price. Those with a pair that the
    plan rejects, or a product that its policies keep back, are left out.
    """
    rows = [_plan_row(analysis, bundle) for bundle in plan.bundles.values()]
    rows += [_candidate_row(analysis, candidate) for candidate in suggest_bundles(analysis, plan)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for names, digits in ((MONEY, 2), (COUNTS, 2), (SHARES, 4)):
        for name in names:
            table[name] = table[name].astype("float64").round(digits)
    return table


def _plan_row(analysis: Analysis, bundle: Bundle) -> dict[str, Any]:
    figures = figure_bundle(analysis, bundle.parts, bundle.discount, bundle.unit_costs)
    index = analysis.products.index
    rows = {index.get(part.product, -1) for part in bundle.parts}
    same = next((c for c in analysis.bundles if set(c.products) == rows), None)
    return _row(analysis, bundle.parts, figures, same) | {
        "bundle": bundle.id,
        "name": bundle.name,
        "source": "you",
        "discount": bundle.discount,
        "note": bundle.note,
    }


def _candidate_row(analysis: Analysis, candidate: BundleCandidate) -> dict[str, Any]:
    parts = tuple(Part(analysis.products.keys[row]) for row in candidate.products)
    figures = figure_bundle(analysis, parts, counts=count_candidate(analysis, candidate))
    return _row(analysis, parts, figures, candidate)


def _row(
    analysis: Analysis,
    parts: Sequence[Part],
    figures: BundleFigures,
    candidate: BundleCandidate | None,
) -> dict[str, Any]:
    # sales that hold no amounts at all brought an unknown revenue, not none
    paid = candidate is not None and np.nan_to_num(analysis.products.revenue).any()
    money = figures.money
    return {
        "bundle": "",
        "name": "",
        "source": "data",
        "products": _joined([part.product for part in parts]),
        "product_names": _joined([_name(analysis, part.product) for part in parts]),
        "quantities": _joined([str(part.quantity) for part in parts]),
        "orders_with_all": figures.counts.orders,
        "one_short": figures.counts.one_short,
        "revenue_together": candidate.revenue if candidate is not None and paid else math.nan,
        "full_price": money.full_price,
        "discount": 0.0,
        "price": money.price,
        "cost": money.cost,
        "margin": money.margin,
        "margin_full": money.margin_full,
        "break_even_extra": _extra_text(money.break_even_extra),
        "unknown_costs": _joined(money.unknown_costs),
        "note": "",
        "margin_together": candidate.margin if candidate is not None and paid else math.nan,
        "best_by": _joined(candidate.best_by) if candidate is not None else "",
        **_count_cells(analysis, parts, figures.counts),
        **_effect_cells(figures.effect),
    }


def _count_cells(analysis: Analysis, parts: Sequence[Part], counts: BundleCounts) -> dict[str, Any]:
    missing = [counts.missing.get(part.product, 0) for part in parts]
    usual = usually_missing(counts)
    return {
        "evidence": "" if counts.evidence is None else counts.evidence.name.casefold(),
        "expected_orders": counts.expected,
        "explained_orders": counts.explained,
        "missing_orders": _joined([str(count) for count in missing]),
        "usually_missing": usual,
        "usually_missing_name": _name(analysis, usual) if usual else "",
    }


def _effect_cells(effect: BundleEffect) -> dict[str, Any]:
    needed = effect.converted_to_break_even
    return {
        "cannibalisation": effect.cannibalisation,
        "cannibalisation_low": effect.cannibalisation_low,
        "cannibalisation_high": effect.cannibalisation_high,
        "conversion_to_break_even": (
            "" if math.isnan(needed) else "never" if math.isinf(needed) else f"{needed:.4g}"
        ),
        "break_even_discount": effect.break_even_discount,
        "gain": effect.gain,
    }


def _name(analysis: Analysis, key: str) -> str:
    row = analysis.products.index.get(key)
    return key if row is None else analysis.products.names[row]


def _joined(words: Sequence[str]) -> str:
    return "; ".join(word.replace(";", "\\;") for word in words)


def _extra_text(extra: float) -> str:
    """A whole number of sales, rounded up."""
    if math.isnan(extra):
        return ""
    return "never" if math.isinf(extra) else str(math.ceil(extra))
