"""Segments as a table: what each comes to, its strongest pairs, and where it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.segments.words import (
    difference_sentence,
    elsewhere_counts,
    finding_sentence,
    told_from,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.segments.pairs import SegmentPairs
    from xsell_desktop.mining.segments.study import SegmentStudy

COLUMNS = (
    "row", "segmentation", "segmentation_name", "segment", "segment_name", "rule", "orders",
    "share_of_orders", "customers", "revenue", "order_value", "product", "product_name",
    "partner", "partner_name", "orders_together", "orders_of_product", "attach_rate",
    "attach_low", "attach_high", "expected_together", "lift", "shrunken_lift", "lift_of_all",
    "elsewhere_together", "elsewhere_orders", "elsewhere_rate", "differs", "q_value", "sentence",
)  # fmt: skip
TEXTS = (
    "rule", "product", "product_name", "partner", "partner_name", "differs", "sentence",
)  # fmt: skip
PAIRS_A_SEGMENT = 20


def segment_table(study: SegmentStudy, analysis: Analysis) -> DataFrame:
    """`row` tells what a row is: a `segment`, one of its strongest `pair`s, or a `difference`.

    `differs` is more or less, '' where nothing differs for certain.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for at, measured in enumerate(study.measured):
        orders = sum(segment.orders for segment in measured.segmentation.segments)
        for place, segment in enumerate(measured.segmentation.segments):
            head = _head(measured, place)
            rows.append({
                "row": "segment", **head, "rule": segment.rule, "orders": segment.orders,
                "share_of_orders": segment.orders / max(1, orders),
                "customers": segment.customers, "revenue": segment.revenue,
                "order_value": segment.order_value,
            })  # fmt: skip
            for pair in strongest_pairs(measured, place, PAIRS_A_SEGMENT):
                differing = study.differences.of_pair(at, int(pair))
                told = {"differs": _word(differing[place])} if place in differing else {}
                figures = _figures(analysis, measured, place, int(pair))
                rows.append({"row": "pair", **head, **figures, **told})
    differences = study.differences
    for row in range(len(differences)):
        measured = study.measured[differences.segmentation[row]]
        pair, place = int(differences.pair[row]), int(differences.segment[row])
        rows.append({
            "row": "difference", **_head(measured, place),
            **_figures(analysis, measured, place, pair),
            "differs": _word(bool(differences.more[row])),
            "q_value": float(differences.q_value[row]),
            "sentence": finding_sentence(study, analysis, row),
        })  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(TEXTS, object)).fillna(dict.fromkeys(TEXTS, ""))


def strongest_pairs(measured: SegmentPairs, place: int, most: int) -> np.ndarray[Any, Any]:
    """Places of the pairs that stand out in a segment: orders together × log of the lift, pulled
    towards everyone's; pairs that nobody there buys are left out.
    """
    together = measured.together[:, place]
    lift = measured.shrunken_lift(place)
    worth = together * np.log(np.where(lift > 0, lift, 1.0))
    best = np.flatnonzero(worth > 0)
    return best[np.argsort(-worth[best], kind="stable")[:most]]


def _word(more: bool) -> str:
    return "more" if more else "less"


def _head(measured: SegmentPairs, place: int) -> dict[str, Any]:
    segmentation = measured.segmentation
    segment = segmentation.segments[place]
    return {
        "segmentation": segmentation.key, "segmentation_name": segmentation.name,
        "segment": segment.key, "segment_name": segment.name,
    }  # fmt: skip


def _figures(analysis: Analysis, measured: SegmentPairs, place: int, pair: int) -> dict[str, Any]:
    products = analysis.products
    anchor, partner = told_from(measured, pair)
    together, holding, others, outside = elsewhere_counts(measured, place, pair, anchor)
    low, high = wilson(together, holding)
    return {
        "product": products.keys[anchor], "product_name": products.names[anchor],
        "partner": products.keys[partner], "partner_name": products.names[partner],
        "orders_together": together, "orders_of_product": holding,
        "attach_rate": together / holding if holding else float("nan"),
        "attach_low": float(low), "attach_high": float(high),
        "expected_together": float(measured.expected[pair, place]),
        "lift": float(measured.segment_lift(place, pair)),
        "shrunken_lift": float(measured.shrunken_lift(place, pair)),
        "lift_of_all": float(measured.lift[pair]),
        "elsewhere_together": others, "elsewhere_orders": outside,
        "elsewhere_rate": others / outside if outside else float("nan"),
        "sentence": difference_sentence(analysis, measured, place, pair, anchor, partner),
    }  # fmt: skip
