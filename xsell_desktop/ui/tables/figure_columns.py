"""Further figures of pairs: columns for those who want them, and lines for a pair's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.texts import _
from xsell_desktop.ui.glossary import glossary
from xsell_desktop.ui.tables.column_model import Column
from xsell_desktop.ui.tables.pairs_model import PairRows, count_pairs

SIZE_AWARE = ("support", "shrunken_lift", "p_value", "q_value", "p_fewer")
TEXTBOOK = (
    "raw_lift", "g_squared", "leverage", "conviction", "conviction_back", "jaccard", "cosine",
    "zhang", "zhang_back", "fisher_p",
)  # fmt: skip
_KEPT = frozenset({"q_value", "same_count_rate"})
LATER = ("same_count_rate",)
_KINDS = {
    "same_count_rate": "percent", "support": "percent", "shrunken_lift": "times",
    "raw_lift": "times",
}  # fmt: skip


class LabelledFigure(NamedTuple):
    """One figure of a pair as it is shown: what it is, the number, what it means."""

    label: str
    text: str
    meaning: str


def figure_title(name: str) -> str:
    """The column's title."""
    word = glossary()[name.removesuffix("_back")].word
    return _("{figure}, reverse").format(figure=word) if name.endswith("_back") else word


def figure_meaning(name: str) -> str:
    """What the figure means; the textbook's say what they assume."""
    meaning = glossary()[name.removesuffix("_back")].meaning
    if name not in TEXTBOOK:
        return meaning
    return _("Textbook (assumes independent orders): {meaning}").format(meaning=meaning)


def figure_columns(
    analysis: Analysis, listed: PairRows, names: Sequence[str]
) -> tuple[Column, ...]:
    """The figures named, seen from each row's product."""
    if not names:
        return ()
    from xsell_desktop.mining.counting.figures import Counted, work_out

    orders = np.append(analysis.products.orders.astype(np.float64), np.nan)
    together, expected = count_pairs(analysis, listed)
    together[expected <= 0] = np.nan  # one never sold
    last = len(orders) - 1
    counted = Counted(
        together=together,
        expected=expected,
        with_a=orders[np.minimum(listed.product, last)],
        with_b=orders[np.minimum(listed.partner, last)],
        orders=max(1, analysis.orders),
        shrinkage=analysis.settings.smoothing,
    )
    return tuple(
        Column(
            figure_title(name),
            _kept_figure(analysis, listed.rows, name) if name in _KEPT else work_out(name, counted),
            _KINDS.get(name, "figure"),
            figure_meaning(name),
        )
        for name in names
    )


def pair_figures(
    analysis: Analysis, one: str, other: str, names: Sequence[str] = SIZE_AWARE
) -> tuple[LabelledFigure, ...]:
    """The figures named of two product keys, seen from the first; none where one never sold."""
    from xsell_desktop.mining.counting.figures import Counted, work_out

    index, orders = analysis.products.index, analysis.products.orders
    if one not in index or other not in index:
        return ()
    together, expected = analysis.count_together(one, other)
    row = analysis.pair_row(one, other)
    if row is None and not expected:
        return ()
    counted = Counted(
        together=np.array([float(together)]),
        expected=np.array([expected]),
        with_a=np.array([float(orders[index[one]])]),
        with_b=np.array([float(orders[index[other]])]),
        orders=max(1, analysis.orders),
        shrinkage=analysis.settings.smoothing,
    )
    q_value = np.array([np.nan if row is None else float(analysis.pairs.q_value[row])])
    return tuple(
        LabelledFigure(column.title, column.write(0), column.tooltip)
        for column in (
            Column(
                figure_title(name),
                q_value if name == "q_value" else work_out(name, counted),
                _KINDS.get(name, "figure"),
                figure_meaning(name),
            )
            for name in names
        )
    )


def _kept_figure(analysis: Analysis, rows: Codes, name: str) -> Floats:
    """A figure that mining keeps by pair."""
    if name == "q_value":
        return _of_rows(analysis.pairs.q_value, rows)
    if analysis.later is None:
        return np.full(len(rows), np.nan)
    return _of_rows(analysis.later.same_count_rate, rows)


def _of_rows(values: npt.NDArray[Any], rows: Codes) -> Floats:
    """By listed row; NaN for pairs that were not kept."""
    return np.append(values.astype(np.float64), np.nan)[rows]
