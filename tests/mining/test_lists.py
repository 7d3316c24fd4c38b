"""Rungs, kinds and reach: what enters a list before anybody rules it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.edits import accept_pairing, change_settings, reject_pairing
from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Pair, Pairing, Plan, Settings, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence, Rules
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.lists import Lists, rules_under
from xsell_desktop.mining.picks import all_picks, partners_of
from xsell_desktop.mining.reach import give_everyone_a_place

Analyse = Callable[..., Analysis]


@pytest.fixture(scope="module")
def corner(analyse: Analyse) -> Analysis:
    """Bread goes with butter; milk, tea and salt are bought alone."""
    alone = [["milk"]] * 200 + [["tea"]] * 150 + [["salt"]] * 40
    return analyse([["bread", "butter"]] * 100 + alone)


def rungs(analysis: Analysis, key: str, **settings: object) -> list[tuple[str, int]]:
    plan = change_settings(Plan(), Settings(**settings))  # type: ignore[arg-type]
    return [(pick.partner, int(pick.rung)) for pick in partners_of(analysis, plan, key)]


def test_a_proven_partner_is_on_the_first_rung_and_nothing_fills_its_list(
    corner: Analysis,
) -> None:
    assert rungs(corner, "bread") == [("butter", Rung.PROVEN)]


def test_short_lists_are_filled_from_below_when_asked(corner: Analysis) -> None:
    filled = rungs(corner, "bread", fill_lists=True)
    assert filled[0] == ("butter", Rung.PROVEN)
    assert len(filled) > 1
    assert [rung for _key, rung in filled] == sorted(rung for _key, rung in filled)
    assert "bread" not in dict(filled)


def test_a_product_that_goes_with_nothing_is_given_best_sellers(corner: Analysis) -> None:
    listed = rungs(corner, "milk")
    assert [key for key, _rung in listed] == ["tea", "bread", "butter", "salt"]
    assert {rung for _key, rung in listed} == {Rung.BEST_SELLER}
    pick = partners_of(corner, Plan(), "milk")[-1]
    assert pick.reason.startswith(f"Name {pick.partner} is a best seller of the whole shop: ")
    assert pick.source == "data"


def test_the_lowest_rung_is_a_setting(corner: Analysis) -> None:
    assert rungs(corner, "milk", lowest_rung=4) == []
    assert rungs(corner, "bread", lowest_rung=4, fill_lists=True) == [("butter", Rung.PROVEN)]


@pytest.mark.parametrize("lowest", [1, 2, 3])
def test_no_pick_is_below_the_lowest_rung(
    cafe: list[list[str]], analyse: Analyse, lowest: int
) -> None:
    analysis = analyse([*cafe, *[["press", "soap"]] * 3, ["soap"]])
    plan = change_settings(Plan(), Settings(lowest_rung=lowest, fill_lists=True))
    found = {int(pick.rung) for pick in all_picks(analysis, plan)}
    assert max(found) == lowest
    assert (lowest == 3) == ("soap" in all_picks(analysis, plan).by_anchor)


def test_rejected_best_sellers_stay_away(corner: Analysis) -> None:
    first = partners_of(corner, Plan(), "milk")[0].partner
    plan = reject_pairing(Plan(), pair_of("milk", first))
    assert first not in [pick.partner for pick in partners_of(corner, plan, "milk")]


def test_a_best_seller_tells_its_own_counts(corner: Analysis) -> None:
    for pick in partners_of(corner, Plan(), "milk"):
        assert pick.together == corner.count_together("milk", pick.partner)[0]
        assert pick.anchor_orders == corner.products.orders[corner.products.index["milk"]]


def with_kind(analysis: Analysis, pair: Pair, kind: Kind) -> Analysis:
    row = analysis.pair_row(*pair)
    assert row is not None
    kinds = analysis.pairs.kind.copy()
    kinds[row] = KINDS.index(kind)
    return replace(analysis, pairs=replace(analysis.pairs, kind=kinds))


@pytest.mark.parametrize("kind", [Kind.SUBSTITUTE, Kind.VARIANT, Kind.SEASON, Kind.BY_PRODUCT])
def test_kinds_that_are_no_cross_sell_stay_out_unless_the_user_says_so(
    corner: Analysis, kind: Kind
) -> None:
    pair = pair_of("bread", "butter")
    told = with_kind(corner, pair, kind)

    def listed(plan: Plan) -> list[str]:
        return [pick.partner for pick in partners_of(told, plan, "bread")]

    assert "butter" not in listed(Plan())
    assert listed(change_settings(Plan(), Settings(also_recommend=kind.value)))[0] == "butter"
    assert listed(accept_pairing(Plan(), pair))[0] == "butter"
    renamed = replace(Plan(), pairings={pair: Pairing(pair, kind=Kind.CROSS_SELL)})
    assert listed(renamed)[0] == "butter"
    assert partners_of(told, renamed, "bread")[0].kind == "cross_sell"


def test_a_kind_the_user_gave_keeps_a_pair_out(corner: Analysis) -> None:
    pair = pair_of("bread", "butter")
    plan = replace(Plan(), pairings={pair: Pairing(pair, kind=Kind.SUBSTITUTE)})
    assert "butter" not in [pick.partner for pick in partners_of(corner, plan, "bread")]


def rules_of(links: list[list[tuple[int, float]]]) -> Rules:
    """Rules with these partners and scores by product, best first."""
    length = [len(some) for some in links]
    flat = [entry for some in links for entry in some]
    return Rules(
        np.concatenate(([0], np.cumsum(length))).astype(np.int64),
        np.array([partner for partner, _score in flat], np.int32),
        np.arange(len(flat), dtype=np.int32),
        np.array([score for _partner, score in flat]),
    )


class Sure:
    """Pairs of which all are likely, but for the rows named."""

    def __init__(self, count: int, thin: tuple[int, ...] = ()) -> None:
        self.evidence = np.full(count, Evidence.LIKELY, np.int8)
        self.evidence[list(thin)] = Evidence.THIN


def test_a_product_without_a_place_takes_the_last_one_of_its_best_list() -> None:
    links = [
        [(1, 0.9), (2, 0.8), (3, 0.3), (4, 0.2)],
        [(0, 0.9), (2, 0.8), (3, 0.4)],
        [(0, 0.5), (1, 0.4)],
        [(0, 0.5), (1, 0.4)],
        [(0, 0.5), (1, 0.4)],
    ]
    rules = rules_of(links)
    placed = give_everyone_a_place(rules, Sure(len(rules.partner)), 2)  # type: ignore[arg-type]
    assert placed.partner[0:4].tolist() == [1, 4, 2, 3]  # 4 has no other list to go to
    assert placed.partner[4:7].tolist() == [0, 3, 2]  # 3 scores better here
    assert placed.score[4:7].tolist() == [0.9, 0.4, 0.8]
    assert placed.partner[7:].tolist() == rules.partner[7:].tolist()


def test_thin_partners_are_given_no_place() -> None:
    rules = rules_of([[(1, 0.9), (2, 0.2)], [(0, 0.9)], [(0, 0.9)]])
    sure = Sure(4, thin=(1,))
    assert give_everyone_a_place(rules, sure, 1) is rules  # type: ignore[arg-type]
    assert give_everyone_a_place(rules, sure, 2).partner.tolist() == [1, 2, 0, 0]  # type: ignore[arg-type]


@given(st.data(), st.integers(2, 4))
def test_nothing_is_lost_and_nobody_loses_a_place_for_nothing(
    data: st.DataObject, top: int
) -> None:
    size = data.draw(st.integers(2, 8))
    links = []
    for anchor in range(size):
        partners = data.draw(
            st.lists(st.sampled_from([p for p in range(size) if p != anchor]), unique=True)
        )
        scores = sorted(
            data.draw(st.lists(st.floats(0.01, 1), min_size=len(partners), max_size=len(partners))),
            reverse=True,
        )
        links.append(list(zip(partners, scores, strict=True)))
    rules = rules_of(links)
    placed = give_everyone_a_place(rules, Sure(len(rules.partner)), top)  # type: ignore[arg-type]
    for anchor in range(size):
        own = slice(int(rules.start[anchor]), int(rules.start[anchor + 1]))
        assert sorted(placed.partner[own]) == sorted(rules.partner[own])
        assert placed.partner[own][: top - 1].tolist() == rules.partner[own][: top - 1].tolist()


def test_rules_are_made_once_for_the_same_wishes(corner: Analysis) -> None:
    plan = Plan()
    assert rules_under(corner, plan) is rules_under(corner, change_settings(plan, Settings()))
    wider = change_settings(plan, Settings(also_recommend="season"))
    assert rules_under(corner, wider) is not rules_under(corner, plan)


def test_one_list_is_the_same_as_among_all(corner: Analysis) -> None:
    plan = change_settings(Plan(), Settings(top=3, fill_lists=True))
    every = all_picks(corner, plan).by_anchor
    for key in Lists(corner, plan).anchors:
        assert partners_of(corner, plan, key) == every.get(key, ())
