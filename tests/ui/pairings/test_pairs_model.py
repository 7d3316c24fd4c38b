"""The columns of the table of pairs, against a naive reading of the analysis."""

from __future__ import annotations

import numpy as np
import pytest
from shop_builder import make_analysis

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.ui.tables.column_model import Column
from xsell_desktop.ui.tables.pairs_model import (
    ACCEPTED,
    REJECTED,
    UNDECIDED,
    PairRows,
    pair_columns,
    pair_rows,
)
from xsell_desktop.ui.tables.ruling_columns import USUAL, ruling_columns


def columns_of(analysis: Analysis, plan: Plan, listed: PairRows) -> tuple[Column, ...]:
    return (*pair_columns(analysis, listed), *ruling_columns(analysis, plan, listed, USUAL))


def test_every_cell_of_a_kept_pair(analysis: Analysis) -> None:
    rows = np.array([5, 0, 17], dtype=np.int32)
    listed = pair_rows(analysis, Plan(), rows)
    assert listed.rows.tolist() == [5, 0, 17]
    columns = {c.title: c for c in columns_of(analysis, Plan(), listed)}
    products, pairs = analysis.products, analysis.pairs
    for line, row in enumerate(rows.tolist()):
        a, b, both = int(pairs.a[row]), int(pairs.b[row]), int(pairs.together[row])
        assert columns["Product"].write(line) == products.names[a]
        assert columns["Partner"].write(line) == products.names[b]
        assert columns["Together"].values[line] == both
        assert columns["Attach rate"].values[line] == pytest.approx(both / products.orders[a])
        assert columns["Reverse"].values[line] == pytest.approx(both / products.orders[b])
        assert columns["vs chance"].values[line] == pytest.approx(both / pairs.expected[row])
        assert columns["Evidence"].write(line) == Evidence(int(pairs.evidence[row])).name.lower()
        assert columns["Decision"].write(line) == "undecided"


def test_the_product_in_focus_comes_first(analysis: Analysis) -> None:
    focus = analysis.products.keys[20]
    rows = np.flatnonzero((analysis.pairs.a == 20) | (analysis.pairs.b == 20)).astype(np.int32)
    listed = pair_rows(analysis, Plan(), rows, focus)
    assert (listed.product == 20).all() and 20 not in listed.partner


def test_rulings_are_listed_even_off_the_canvas(analysis: Analysis) -> None:
    keys = analysis.products.keys
    kept = pair_of(keys[int(analysis.pairs.a[40])], keys[int(analysis.pairs.b[40])])
    stranger = pair_of(keys[0], "not in the sales")
    plan = edits.reject_pairing(Plan(), kept)
    plan = edits.draw_pairing(plan, stranger)
    plan = edits.write_message(plan, stranger, "Take both")
    listed = pair_rows(analysis, plan, np.array([3], dtype=np.int32))
    assert listed.decision.tolist() == [UNDECIDED, REJECTED, ACCEPTED]
    assert listed.yours.tolist() == [False, True, True]
    assert [listed.row_of(pair) for pair in (kept, stranger)] == [1, 2]
    columns = {c.title: c for c in columns_of(analysis, plan, listed)}
    assert columns["Message"].write(2) == "Take both"
    assert columns["Together"].values[2] == 0
    assert columns["vs chance"].write(2) == "–"
    assert columns["Evidence"].write(2) == ""


def test_a_pair_never_kept_is_counted_as_the_panel_counts_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    analysis = make_analysis()  # of its own, as counts are kept with it
    monkeypatch.setattr(Analysis, "count_together", lambda *_pair: (17, 8.5))
    keys = analysis.products.keys
    kept = set(zip(analysis.pairs.a.tolist(), analysis.pairs.b.tolist(), strict=True))
    free = next((a, b) for a in range(9) for b in range(a + 1, 30) if (a, b) not in kept)
    own = pair_of(keys[free[0]], keys[free[1]])
    plan = edits.draw_pairing(Plan(), own)
    listed = pair_rows(analysis, plan, np.array([3], dtype=np.int32))
    columns = {c.title: c for c in columns_of(analysis, plan, listed)}
    assert columns["Together"].values[1] == 17
    sold = int(analysis.products.orders[listed.product[1]])
    assert columns["Attach rate"].values[1] == pytest.approx(17 / sold)
    assert columns["vs chance"].values[1] == 2.0
    assert columns["Together"].values[0] == analysis.pairs.together[3]


def test_with_a_focus_only_its_own_rulings_are_listed(analysis: Analysis) -> None:
    keys = analysis.products.keys
    plan = edits.accept_pairing(Plan(), pair_of(keys[1], keys[2]))
    listed = pair_rows(analysis, plan, np.zeros(0, dtype=np.int32), keys[0])
    assert len(listed) == 0
    assert len(pair_rows(analysis, plan, np.zeros(0, dtype=np.int32), keys[1])) == 1


def test_every_pair_is_found_by_its_row(analysis: Analysis) -> None:
    listed = pair_rows(analysis, Plan(), np.arange(30, dtype=np.int32))
    for row in range(30):
        assert listed.row_of(listed.pair(row)) == row
    assert listed.row_of(pair_of("no", "such")) == -1
