"""What the matrix holds: cells, order, groups, marks; what fits, what is left out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from shop_builder import make_analysis

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Direction, Plan, pair_of
from xsell_desktop.domain.views import Filter, MatrixOrder, MatrixShows, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.passing import passing_pairs
from xsell_desktop.tokens import THEMES, contrast, luminance
from xsell_desktop.ui.canvas.scene.scope import shown_in
from xsell_desktop.ui.matrix.grid import MOST_PRODUCTS, Mark, build_grid
from xsell_desktop.ui.matrix.scale import STEPS, mix_ramp, scale_of


def test_every_cell_holds_the_counts_of_its_pair(analysis: Analysis) -> None:
    grid = build_grid(analysis, Plan(), View())
    products = analysis.products
    assert {products.keys[row] for row in shown_in(analysis, Plan(), View()).products} == set(
        grid.keys
    )
    for row, one in enumerate(grid.keys):
        assert grid.orders[row] == products.orders[products.index[one]]
        for column, other in enumerate(grid.keys):
            kept = analysis.pair_row(one, other) if one != other else None
            assert grid.known[row, column] == (kept is not None)
            if kept is not None:
                assert grid.together[row, column] == analysis.pairs.together[kept]
                assert grid.expected[row, column] == analysis.pairs.expected[kept]


def test_values_are_shares_of_the_rows_orders_times_chance_or_counts(analysis: Analysis) -> None:
    grids = {s: build_grid(analysis, Plan(), View(matrix_shows=s)) for s in MatrixShows}
    first = grids[MatrixShows.RATE]
    row, column = map(int, np.argwhere(first.passing & (first.together > 5))[3])
    together, expected = first.together[row, column], first.expected[row, column]
    wanted = {
        MatrixShows.RATE: together / first.orders[row],
        MatrixShows.LIFT: together / expected,
        MatrixShows.TOGETHER: together,
    }
    for shows, grid in grids.items():
        assert grid.values()[row, column] == pytest.approx(wanted[shows])
        assert np.isnan(np.diag(grid.values())).all()


def test_times_chance_says_nothing_of_fewer_than_five_orders() -> None:
    rare = make_analysis(orders=60_000)
    grid = build_grid(rare, Plan(), View(matrix_shows=MatrixShows.LIFT, limit=600))
    few = grid.passing & (np.maximum(grid.together, grid.expected) < 5)
    assert few.any()
    assert (grid.values()[few] == 1).all()


@pytest.mark.parametrize("order", MatrixOrder)
def test_orders_are_as_asked_and_groups_cover_all(analysis: Analysis, order: MatrixOrder) -> None:
    grid = build_grid(analysis, Plan(), View(matrix_order=order))
    products = analysis.products
    if order is MatrixOrder.PRODUCT:
        assert list(grid.names) == sorted(grid.names, key=str.casefold)
    if order is MatrixOrder.ORDERS:
        assert (np.diff(grid.orders) <= 0).all()
    if order in (MatrixOrder.PRODUCT, MatrixOrder.ORDERS):
        assert not grid.groups
        return
    assert [g.first for g in grid.groups[1:]] == [g.last for g in grid.groups[:-1]]
    assert (grid.groups[0].first, grid.groups[-1].last) == (0, len(grid))
    for group in grid.groups:
        rows = grid.products[group.first : group.last]
        assert (np.diff(products.orders[rows]) <= 0).all()
        if order is MatrixOrder.CATEGORY:
            assert {products.categories[row] for row in rows} == {group.name}
        else:
            assert {analysis.families[products.family[row]].name for row in rows} == {group.name}


def test_marks_are_the_rulings_and_one_way_ones_have_one_mark(analysis: Analysis) -> None:
    grid = build_grid(analysis, Plan(), View())
    a, b, c, d = grid.keys[:4]
    plan = edits.accept_pairing(Plan(), pair_of(a, b))
    plan = edits.reject_pairing(plan, pair_of(a, c))
    plan = edits.draw_pairing(plan, pair_of(b, c), Direction.FROM_A)
    plan = edits.lock_pairings(plan, (pair_of(a, b),))
    plan = edits.pin_pairing(plan, pair_of(c, d))
    grid = build_grid(analysis, plan, View())
    at = {key: grid.place(key) for key in (a, b, c, d)}
    assert grid.marks[at[a], at[b]] == grid.marks[at[b], at[a]] == Mark.ACCEPTED | Mark.LOCKED
    assert grid.marks[at[a], at[c]] == grid.marks[at[c], at[a]] == Mark.REJECTED
    from_key, to_key = pair_of(b, c)
    assert grid.marks[at[from_key], at[to_key]] & Mark.BY_HAND
    assert not grid.marks[at[to_key], at[from_key]]
    assert grid.marks[at[c], at[d]] & Mark.PINNED


def test_cells_that_a_filter_stops_say_nothing(analysis: Analysis) -> None:
    asked = Filter(evidence=frozenset({"proven"}))
    grid = build_grid(analysis, Plan(), View(filter=asked))
    passing = passing_pairs(analysis, Plan(), asked)
    assert passing is not None and 0 < grid.passing.sum() < grid.known.sum()
    for row, column in np.argwhere(grid.passing):
        kept = analysis.pair_row(grid.keys[row], grid.keys[column])
        assert kept is not None and passing[kept]
    assert np.isnan(grid.values()[~grid.passing]).all()


def test_far_too_many_products_keep_those_of_the_strongest_relationships() -> None:
    analysis = make_analysis(families=45, size=6)
    view = View(limit=600)
    shown = shown_in(analysis, Plan(), view)
    assert len(shown.products) > MOST_PRODUCTS
    grid = build_grid(analysis, Plan(), view)
    assert len(grid) == MOST_PRODUCTS
    assert grid.hidden == len(shown.products) - MOST_PRODUCTS
    best = np.argsort(-shown.strength, kind="stable")[:30]
    ends = {analysis.products.keys[row] for row in (*shown.a[best], *shown.b[best])}
    assert ends <= set(grid.keys)


def test_focus_shows_the_product_and_its_partners(analysis: Analysis) -> None:
    key = analysis.products.keys[4]
    grid = build_grid(analysis, Plan(), View(focus=(key,)))
    assert key in grid.keys and 1 < len(grid) < len(analysis.products) + 1


def test_scales_grow_with_values_and_their_ends_are_round() -> None:
    for shows in MatrixShows:
        values = np.array([0.0, 0.1, 0.2, 0.33, 0.5]) * (1 if shows is MatrixShows.RATE else 40)
        scale = scale_of(shows, values)
        shares = scale.shares(values)
        assert (np.diff(shares) > 0).all() or shows is MatrixShows.LIFT
        assert (np.abs(shares) <= 1).all()
        assert [share for share, _text in scale.ticks()] == sorted(s for s, _t in scale.ticks())
    assert scale_of(MatrixShows.RATE, np.array([0.33])).top == pytest.approx(0.4)
    assert scale_of(MatrixShows.RATE, np.zeros(0)).top > 0
    chance = scale_of(MatrixShows.LIFT, np.array([8.0])).shares(np.array([0.0, 0.5, 1.0, 8.0]))
    assert chance.tolist() == [-1.0, -0.5, 0.0, 1.0]


@pytest.mark.parametrize("name", THEMES)
def test_lightness_alone_tells_values_apart(name: str) -> None:
    tokens = THEMES[name]
    ramp = mix_ramp(tokens)
    more = [f"#{int(c) & 0xFFFFFF:06X}" for c in ramp.colours[STEPS - 1 :: 17]]
    light = [luminance(colour) for colour in more]
    falls = [one > other for one, other in pairwise(light)]
    assert all(falls) or not any(falls)
    assert contrast(more[0], more[-1]) > 6
