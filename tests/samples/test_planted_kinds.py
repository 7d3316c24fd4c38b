"""The program, given the sample shop, tells what its planted relationships are for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.kinds import CROSS_SOLD, KINDS, Kind
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.kinds.ruling import kind_of
from xsell_desktop.mining.kinds.sentences import explain_kind
from xsell_desktop.sales.sales import Sales


@pytest.fixture(scope="module", params=["shopify", "woocommerce"])
def analysis(samples: Path, request: pytest.FixtureRequest) -> Analysis:
    files = [
        samples / "trailhead-orders.csv",
        samples / f"trailhead-products-{request.param}.csv",
    ]
    return workflow.analyse(workflow.import_files(Sales(), files).sales, Settings())


def rows(analysis: Analysis, *products: dict[str, Any]) -> list[int]:
    """Rows of products of the truth, found by name, rising."""
    place = {name: row for row, name in enumerate(analysis.products.names)}
    return sorted(place[product["name"]] for product in products)


def kind(analysis: Analysis, one: dict[str, Any], other: dict[str, Any]) -> Kind:
    pair, alternative = (
        found.find(*rows(analysis, one, other)) for found in (analysis.pairs, analysis.alternatives)
    )
    if pair is None and alternative is not None:
        return KINDS[int(analysis.alternatives.kind[alternative])]
    return kind_of(analysis, -1 if pair is None else pair, None)


def test_planted_complements_are_cross_sold(analysis: Analysis, truth: dict[str, Any]) -> None:
    for entry in truth["complements"]:
        assert kind(analysis, entry["anchor"], entry["partner"]) is Kind.CROSS_SELL


def test_no_small_complement_is_taken_for_an_alternative(
    analysis: Analysis, truth: dict[str, Any]
) -> None:
    told = {
        (entry["anchor"]["name"], entry["partner"]["name"]): found
        for entry in truth["minor_complements"]
        if (found := kind(analysis, entry["anchor"], entry["partner"])) not in CROSS_SOLD
    }
    assert told == {("Dry Bag 20 L", "Dry Bag 8 L"): Kind.VARIANT}  # by their names they are


def test_planted_substitutes_are_found(analysis: Analysis, truth: dict[str, Any]) -> None:
    for entry in truth["substitutes"]:
        assert kind(analysis, entry["a"], entry["b"]) is Kind.SUBSTITUTE, entry["a"]["name"]
        keys = [analysis.products.keys[row] for row in rows(analysis, entry["a"], entry["b"])]
        assert "share no order where chance gives" in explain_kind(analysis, *keys)


def test_nothing_else_is_called_a_substitute(analysis: Analysis, truth: dict[str, Any]) -> None:
    known = analysis.alternatives
    found = {
        (int(a), int(b)) for a, b, apart in zip(known.a, known.b, known.apart, strict=True) if apart
    }
    planted = [*truth["substitutes"], truth["up_sell"]]
    assert found == {tuple(rows(analysis, entry["a"], entry["b"])) for entry in planted}


def test_the_planted_up_sell_is_found(analysis: Analysis, truth: dict[str, Any]) -> None:
    entry = truth["up_sell"]
    assert kind(analysis, entry["a"], entry["b"]) is Kind.UP_SELL
    known = analysis.alternatives
    row = known.find(*rows(analysis, entry["a"], entry["b"]))
    assert row is not None
    assert analysis.products.names[known.dearer[row]] == entry["b"]["name"]


def test_christmas_is_a_season(analysis: Analysis, truth: dict[str, Any]) -> None:
    entry = truth["christmas"]
    assert kind(analysis, entry["a"], entry["b"]) is Kind.SEASON
    assert (analysis.pairs.kind == KINDS.index(Kind.SEASON)).sum() == 1


def test_no_trap_is_proven(analysis: Analysis, truth: dict[str, Any]) -> None:
    proven = analysis.pairs.evidence == Evidence.PROVEN
    out = [KINDS.index(kind) for kind in Kind if kind not in CROSS_SOLD]
    told = {KINDS[code] for code in analysis.pairs.kind[proven].tolist() if code in out}
    assert told <= {Kind.VARIANT}
    traps = [truth["christmas"], truth["one_customer"], truth["up_sell"], *truth["substitutes"]]
    for trap in traps:
        row = analysis.pairs.find(*rows(analysis, trap["a"], trap["b"]))
        assert row is None or not proven[row]


def test_lists_leave_alternatives_and_seasons_out(
    analysis: Analysis, truth: dict[str, Any]
) -> None:
    picks = workflow.pick_all(analysis, Plan())
    listed = {frozenset((pick.anchor_name, pick.partner_name)) for pick in picks}
    for entry in [*truth["substitutes"], truth["up_sell"], truth["christmas"]]:
        assert frozenset((entry["a"]["name"], entry["b"]["name"])) not in listed


def test_follow_ups_are_found_with_their_gaps(analysis: Analysis, truth: dict[str, Any]) -> None:
    found = workflow.follow_ups(analysis)
    names, gaps = analysis.products.names, found.gaps
    at = {
        (names[a], names[b]): row
        for row, (a, b) in enumerate(zip(found.first, found.later, strict=True))
    }
    for entry in truth["follow_ups"]:
        row = at.pop((entry["first"]["name"], entry["later"]["name"]))
        assert float(gaps.median[row]) == pytest.approx(entry["days"], rel=0.15)
        assert gaps.low[row] <= entry["days"] + 1
        assert gaps.high[row] >= entry["days"] - 1
        assert found.followed[row] > 10 * found.expected[row]
        assert found.followed[row] / found.customers[row] > 0.7 * entry["share"]
    up_sell = truth["up_sell"]
    assert set(at) <= {(up_sell["a"]["name"], up_sell["b"]["name"])}  # customers did come back
