"""What the lenses say, word for word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from xsell_desktop.mining.trust import sentences as said
from xsell_desktop.mining.trust.held_up import FAILED, HELD, UNKNOWN, HeldUp
from xsell_desktop.mining.trust.influence import Buyers, Rest
from xsell_desktop.mining.trust.pair_trust import PairTrust
from xsell_desktop.mining.trust.purchases import Gap, Purchases
from xsell_desktop.mining.trust.seasons import SeasonLens, StratifiedTest


def later(verdict: int, earlier: int = 20, together: int = 18, rate: float = 0.31) -> HeldUp:
    return HeldUp(
        verdict=np.array([verdict], np.int8),
        earlier=np.array([earlier]),
        earlier_expected=np.array([6.0]),
        together=np.array([together]),
        expected=np.array([4.0]),
        needed=np.array([8]),
        same_count_rate=np.array([rate]),
        orders=210,
        since="2026-06-19",
    )


def season(low: float = 1.4, high: float = 3.0) -> SeasonLens:
    test = StratifiedTest(9.0, 0.0027, 2.4, 1.4, 4.1)
    return SeasonLens(
        months=("2026-01", "2026-02", "2026-03"),
        together_by_month=np.array([12, 0, 8]),
        expected_by_month=np.array([4.0, 0.1, 5.9]),
        together=20,
        expected=10.0,
        low=low,
        high=high,
        test=test,
        textbook=test,
    )


@pytest.fixture
def trust() -> PairTrust:
    return PairTrust(
        one="pot",
        other="lid",
        together=20,
        expected=6.0,
        later=later(HELD),
        season=season(),
        buyers=Buyers(np.array([11, 3, 1]), 5, 0),
        without_top=Rest(11, 9, 5.1, 0.03),
        giant_size=40,
        without_giants=Rest(12, 8, 2.0, 0.0001),
        purchases=Purchases(4, Gap(6, 21.0, 10.0, 30.4), Gap(1, 3.0, 3.0, 3.0)),
        p_limit=0.001,
        figures={"jaccard": 0.25, "conviction": float("nan"), "zhang": 0.5, "g_squared": 2178.4},
    )


def test_a_pair_that_held_up_and_its_like() -> None:
    assert said.held_up_sentences(later(HELD), 0) == (
        "Held up: in 210 orders since 19 June 2026, the last 20\u00a0%, they met 18 times "
        "(chance gives 4).",
        "Of 100 random pairs seen as often before (20 orders), 31 hold up.",
    )
    assert said.held_up_word(HELD) == "held up"


def test_a_pair_that_did_not() -> None:
    first, _rate = said.held_up_sentences(later(FAILED, together=0), 0)
    assert first == (
        "Did not hold up: in 210 orders since 19 June 2026, the last 20\u00a0%, they met not once "
        "(chance gives 4; 8 would do)."
    )
    assert len(said.held_up_sentences(later(FAILED, rate=float("nan")), 0)) == 1


@pytest.mark.parametrize(
    ("earlier", "words"),
    [(1, "newer than 19 June 2026"), (5, "it was only chance"), (20, "too few orders hold either")],
)
def test_why_it_cannot_be_told(earlier: int, words: str) -> None:
    (only,) = said.held_up_sentences(later(UNKNOWN, earlier=earlier), 0)
    assert words in only


def test_a_season_is_named_as_such() -> None:
    first, second = said.season_sentences(season())
    assert first == (
        "Compared within each month: 20 together, chance gives 10, 2.0× (between 1.4× and 3.0×)."
    )
    assert second == "Above chance in 2 of 2 months that sold either."
    assert said.season_sentences(season(low=0.8))[1] == "So the season, or luck, explains it."
    assert said.season_sentences(replace(season(), together=0)) == ()
    assert said.season_test_sentence(season()).endswith("order sizes: p = 0.003.")


def test_what_remains_without_the_top_customer(trust: PairTrust) -> None:
    assert said.buyer_sentences(trust) == (
        "3 known customers made 15 of these 20 orders; one of them made 11.",
        "2 of them bought both more than once.",
        "Without the one with most: 9 together, chance gives 5.1: no longer proven.",
    )
    few = replace(trust, buyers=Buyers(np.array([1, 1]), 0, 0))
    assert said.buyer_sentences(few)[1:] == ("Nobody known bought both twice.",)
    alone = replace(trust, buyers=Buyers(np.array([20]), 0, 0), without_top=Rest(20, 0, 0.0, 1.0))
    assert said.buyer_sentences(alone) == (
        "Only one known customer is behind it, in 20 of 20 orders.",
        "Without the one with most: nothing remains.",
    )
    unknown = replace(trust, buyers=Buyers(np.zeros(0, int), 20, -1), without_top=None)
    assert said.buyer_sentences(unknown) == (
        "No customer of these orders is known: one alone could be behind them.",
    )
    never = replace(unknown, buyers=Buyers(np.zeros(0, int), 0, -1))
    assert said.buyer_sentences(never) == ()


def test_giant_orders(trust: PairTrust) -> None:
    assert said.giant_sentences(trust) == (
        "12 of these 20 orders are among the largest 1\u00a0% (40 products or more).",
        "Without those: 8 together, chance gives 2: still far more than chance.",
    )
    assert said.giant_sentences(replace(trust, without_giants=Rest(0, 20, 6.0, 0.0))) == ()
    chance = replace(trust, without_giants=Rest(15, 5, 6.0, 0.7))
    assert said.giant_sentences(chance)[1].endswith("only chance.")


def test_gaps_of_enough_customers_are_told(trust: PairTrust) -> None:
    assert trust.purchases is not None
    assert said.gap_sentences(trust.purchases, "Pot", "Lid") == (
        "11 known customers bought both, 4 of them in one order from the start.",
        "6 bought Pot first, and Lid 21 days later (half of them after 10 to 30).",
    )
    assert said.gap_sentences(Purchases(2, Gap(), Gap()), "Pot", "Lid") == ()


def test_warnings(trust: PairTrust) -> None:
    assert said.warnings_of(trust) == (
        "One customer made 11 of these 20 orders.",
        "60 % of it comes from the largest 1\u00a0% of orders.",
    )
    sound = replace(
        trust, buyers=Buyers(np.array([2, 2]), 16, 0), without_giants=Rest(2, 18, 5.0, 0.0)
    )
    assert said.warnings_of(sound) == ()


def test_textbook_figures_without_a_value_are_left_out(trust: PairTrust) -> None:
    lines = said.textbook_lines(trust, "Pot", "Lid")
    assert lines[:2] == ("Zhang, to Lid: 0.5", "Jaccard: 0.25")
    assert "2.4× (95 % interval 1.4× to 4.1×; p = 0.003)" in lines[3]
    assert lines[2] == "G² (Dunning): 2,178"
    assert len(said.textbook_lines(replace(trust, season=None), "Pot", "Lid")) == 3
