"""What shows around a focus, against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from shop_builder import make_analysis

from xsell_desktop.domain.edits import accept_pairing, draw_pairing, reject_pairing
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.product_edits import hide_products
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui.canvas.bar.trail import describe_step, steps_since
from xsell_desktop.ui.canvas.painting.hits import nodes_inside
from xsell_desktop.ui.canvas.scene.scope import Shown, shown_in
from xsell_desktop.ui.canvas.scene.surroundings import AROUND, FARTHER, MOST_AROUND

LARGE = make_analysis(families=20, size=8, seed=4)
KEYS = LARGE.products.keys


def shown(*focus: str, depth: int = 1, plan: Plan | None = None, **parts: object) -> Shown:
    return shown_in(LARGE, plan or Plan(), View(focus=focus, depth=depth, **parts))  # type: ignore[arg-type]


def drawn_pairs(found: Shown) -> set[tuple[str, str]]:
    return {pair_of(KEYS[a], KEYS[b]) for a, b in zip(found.a, found.b, strict=True)}


def walked(found: Shown, focus: set[int]) -> dict[int, int]:
    """Steps of each product by breadth, one relationship after another."""
    steps = dict.fromkeys(focus, 0)
    front = set(focus)
    while front:
        further = {
            int(end)
            for ends in zip(found.a, found.b, strict=True)
            for end in ends
            if front.intersection(map(int, ends)) and int(end) not in steps
        }
        steps |= dict.fromkeys(further, max(steps.values()) + 1)
        front = further
    return steps


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("rows", [(0,), (3, 90), (7, 8, 155)])
def test_steps_are_counted_from_the_nearest_focus(depth: int, rows: tuple[int, ...]) -> None:
    found = shown(*(KEYS[row] for row in rows), depth=depth)
    steps = walked(found, set(rows))
    assert dict(zip(found.products.tolist(), found.steps.tolist(), strict=True)) == steps
    assert max(steps.values()) <= depth
    assert len(steps) <= MOST_AROUND + len(rows)


def test_the_strongest_come_first_and_the_rest_are_counted() -> None:
    found = shown(KEYS[0], depth=2)
    pairs, near = LARGE.pairs, {0}
    partners = [r for r in range(len(pairs)) if 0 in (pairs.a[r], pairs.b[r])]
    fit = [r for r in partners if pairs.together[r] > pairs.expected[r]]
    first = {int(row) for row in found.rows if 0 in (pairs.a[row], pairs.b[row])}
    assert first == set(fit) and len(fit) <= AROUND
    near |= {int(end) for row in fit for end in (pairs.a[row], pairs.b[row])}
    wanted = set(fit)
    for product in near - {0}:
        own = [
            r for r in range(len(pairs))
            if product in (pairs.a[r], pairs.b[r]) and pairs.together[r] > pairs.expected[r]
        ]  # fmt: skip
        wanted |= set(own[: FARTHER[0]])  # rows are by falling strength
    assert set(found.rows.tolist()) == wanted
    around = sum(1 for a, b in zip(pairs.a, pairs.b, strict=True) if {int(a), int(b)} & near)
    assert found.hidden == around - len(wanted)


def test_rulings_decide_what_is_around() -> None:
    plain = shown(KEYS[0])
    one, other = next(iter(sorted(drawn_pairs(plain))))
    rejected = reject_pairing(Plan(), pair_of(one, other))
    assert drawn_pairs(shown(KEYS[0], plan=rejected)) == drawn_pairs(plain) - {(one, other)}
    stranger = next(k for k in KEYS[1:] if LARGE.pair_row(KEYS[0], k) is None)
    by_hand = draw_pairing(Plan(), pair_of(KEYS[0], stranger))
    assert drawn_pairs(shown(KEYS[0], plan=by_hand)) == drawn_pairs(plain) | {
        pair_of(KEYS[0], stranger)
    }
    weak = weak_pair(LARGE)
    accepted = accept_pairing(Plan(), weak)
    assert weak not in drawn_pairs(shown(weak.a)) and weak in drawn_pairs(
        shown(weak.a, plan=accepted)
    )


def test_hidden_products_are_left_out_and_counted_unless_in_focus() -> None:
    partner = KEYS[int(shown(KEYS[0]).products[-1])]
    plan = hide_products(Plan(), [partner])
    found = shown(KEYS[0], plan=plan)
    assert all(partner not in pair for pair in drawn_pairs(found)) and found.veiled == 1
    assert drawn_pairs(shown(partner, plan=plan)) and shown(partner, plan=plan).veiled == 0
    overview = shown_in(LARGE, plan, View(limit=600, extra=(partner,)))
    assert LARGE.products.index[partner] not in overview.products


def test_more_partners_are_the_next_best_and_add_up() -> None:
    row = int(shown(limit=20).products[0])
    sizes = [len(shown(limit=20, extra=(KEYS[row],) * times).rows) for times in range(3)]
    assert sizes[0] < sizes[1] <= sizes[2]
    once, twice = (drawn_pairs(shown(limit=20, extra=(KEYS[row],) * n)) for n in (1, 2))
    assert once <= twice and all(KEYS[row] in pair for pair in twice - once)


def test_a_lasso_holds_what_is_inside_however_it_turns() -> None:
    points = np.array([[5.0, 5.0], [15.0, 5.0], [5.0, 15.0], [-1.0, 5.0], [8.0, 9.2]])
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert nodes_inside(points, square).tolist() == [0, 4]
    assert nodes_inside(points, square[::-1]).tolist() == [0, 4]
    dent = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (8.0, 8.0), (0.0, 10.0)]
    assert nodes_inside(points, dent).tolist() == [0]
    assert not len(nodes_inside(points, [(1.0, 1.0)]))


def test_the_trail_begins_at_the_last_overview_and_names_a_focus_once() -> None:
    over, one, deep, two = (
        View(),
        View(focus=("a",)),
        View(focus=("a",), depth=3),
        View(focus=("b",)),
    )
    past = [over, two, over, one, deep]
    assert steps_since(past, two) == [(over, 3), (deep, 1), (two, 0)]
    assert describe_step(View(focus=("a", "b", "c")), str.upper) == "A + 2 more"


def weak_pair(analysis: Analysis) -> tuple[str, str]:
    """A kept pair that is bought together no more often than chance has it."""
    pairs = analysis.pairs
    row = int(np.flatnonzero(pairs.together <= pairs.expected)[0])
    return pair_of(KEYS[pairs.a[row]], KEYS[pairs.b[row]])
