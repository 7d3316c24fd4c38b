"""Further figures: as columns that come and go, and as lines for a pair's page."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting import textbook
from xsell_desktop.texts import figure_text
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.tables.figure_columns import (
    SIZE_AWARE,
    TEXTBOOK,
    figure_columns,
    figure_meaning,
    figure_title,
    pair_figures,
)
from xsell_desktop.ui.tables.pairs_model import pair_rows


@pytest.mark.parametrize(
    ("value", "text"),
    [(2176.4, "2,176"), (12.44, "12.4"), (-0.0612, "−0.0612"), (3e-9, "< 0.0001"), (0, "0.0000"),
     (float("nan"), "–"), (1.5, "1.50")],
)  # fmt: skip
def test_figures_as_text(value: float, text: str) -> None:
    assert figure_text(value) == text


def test_columns_look_from_the_product_of_the_row(analysis: Analysis) -> None:
    pairs, orders = analysis.pairs, analysis.products.orders.astype(float)
    row = 4
    a, b = int(pairs.a[row]), int(pairs.b[row])
    for focus, (first, second) in ((a, (a, b)), (b, (b, a))):
        listed = pair_rows(
            analysis, Plan(), np.array([row], np.int32), analysis.products.keys[focus]
        )
        columns = figure_columns(analysis, listed, ("conviction", "zhang_back", "q_value"))
        n = pairs.together[[row]].astype(float)
        counts = (orders[[first]], orders[[second]])
        assert columns[0].values == pytest.approx(
            textbook.conviction(n, *counts, analysis.orders), nan_ok=True
        )
        assert columns[1].values == pytest.approx(textbook.zhang(n, *counts[::-1], analysis.orders))
        assert columns[2].values[0] == pairs.q_value[row]


def test_pairs_that_were_not_kept_are_blank(analysis: Analysis) -> None:
    plan = edits.draw_pairing(Plan(), pair_of(analysis.products.keys[0], "not in the sales"))
    listed = pair_rows(analysis, plan, np.array([1], np.int32))
    for column in figure_columns(analysis, listed, (*SIZE_AWARE, *TEXTBOOK)):
        assert column.write(1) == "–"
        assert column.write(0) != ""


def test_the_textbook_says_what_it_assumes() -> None:
    for name in TEXTBOOK:
        assert "independent" in figure_meaning(name)
        assert figure_title(name)
    assert "independent" not in figure_meaning("p_value")


def test_lines_for_a_page(analysis: Analysis) -> None:
    keys = analysis.products.keys
    one, other = keys[int(analysis.pairs.a[0])], keys[int(analysis.pairs.b[0])]
    lines = {line.label: line for line in pair_figures(analysis, one, other)}
    share = analysis.pairs.together[0] / analysis.orders
    assert float(lines["Support"].text.rstrip(" %")) == pytest.approx(share * 100, abs=0.5)
    assert list(lines) == [figure_title(name) for name in SIZE_AWARE]
    assert lines["Support"].meaning
    assert pair_figures(analysis, one, "not in the sales") == ()


def test_chosen_columns_stand_before_the_decision_and_stay(place: PairingsPlace) -> None:
    panel = place.panel
    before = [column.title for column in panel.table.columns.columns]
    panel.columns.choose(("shrunken_lift", "cosine"))
    after = [column.title for column in panel.table.columns.columns]
    assert after == [*before[:-3], "Shrunken lift", "Cosine", *before[-3:]]
    panel.filters.buttons()[1].click()
    shown = panel.table.columns.rowCount()
    panel.columns.choose(("jaccard",))
    assert panel.table.columns.rowCount() == shown
    place.decisions.accept(panel._listed.pair(0))  # type: ignore[union-attr]
    assert "Jaccard" in [column.title for column in panel.table.columns.columns]
    panel.columns.choose(())
    assert [column.title for column in panel.table.columns.columns] == before
    policy = panel.table.horizontalHeader().contextMenuPolicy()
    assert policy is Qt.ContextMenuPolicy.CustomContextMenu
