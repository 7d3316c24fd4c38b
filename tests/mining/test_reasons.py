"""What is said of a pair."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.reasons import evidence_word, expected_text, explain, pair_sentence

Analyse = Callable[..., Analysis]


def test_the_sentence() -> None:
    said = pair_sentence("Filters", "Aeropress", 12, 40, 5.0)
    assert said == "Filters is in 12 of the 40 orders with Aeropress. Chance gives 5."
    said = pair_sentence("{x}", "B", 1234, 5678, 243.4)
    assert said == "{x} is in 1,234 of the 5,678 orders with B. Chance gives 243."
    said = pair_sentence("A", "B", 1, 1, 0.01)
    assert said == "A is in 1 of the 1 order with B. Chance gives less than 0.1."


@pytest.mark.parametrize(
    ("expected", "text"),
    [(0, "0"), (0.04, "less than 0.1"), (0.25, "0.2"), (2, "2"), (9.94, "9.9"), (9.96, "10"),
     (12.4, "12"), (1234.5, "1,234")],
)  # fmt: skip
def test_expected_counts_in_words(expected: float, text: str) -> None:
    assert expected_text(expected) == text


def test_every_word_of_evidence_has_a_text() -> None:
    assert len({evidence_word(word) for word in Evidence}) == 5


def test_proven_says_how_often(cafe: list[list[str]], analyse: Analyse) -> None:
    dates = [f"2024-{1 + number % 3:02d}-05" for number in range(len(cafe))]
    said = explain(analyse(cafe, dates=dates), "filters", "press")
    assert "as often as chance gives" in said[0]
    assert "no season" in said[1]
    assert len(explain(analyse(cafe), "press", "filters")) == 1


def test_one_customer_is_named_by_count(cafe: list[list[str]], analyse: Analyse) -> None:
    customers = [
        ("w" if place % 40 else "v") if "cup" in order else "x" for place, order in enumerate(cafe)
    ]
    (said,) = explain(analyse(cafe, customers=customers), "cup", "saucer")
    assert said.startswith("One customer made ")
    assert said.endswith("of these 100 orders.")


def test_few_customers_are_counted(cafe: list[list[str]], analyse: Analyse) -> None:
    two = [f"w{place % 16}" if "cup" in order else "" for place, order in enumerate(cafe)]
    (said,) = explain(analyse(cafe, customers=two), "cup", "saucer")
    assert said == "Only two known customers bought both."


def test_a_season_names_its_month(analyse: Analyse) -> None:
    rng = np.random.default_rng(4)
    orders, dates = [], []
    for number in range(3600):
        order = [f"p{x}" for x in rng.choice(8, 3, replace=False)]
        if number % 12 == 11:
            order = [p for p in ("wreath", "candle", "p1", "p2", "p3") if rng.random() < 0.5]
        orders.append(order or ["p4"])
        dates.append(f"2024-{number % 12 + 1:02d}-{1 + number % 27:02d}")
    said = explain(analyse(orders, dates=dates), "wreath", "candle")
    assert said[0].startswith("A season, not a relationship: ")
    assert said[0].endswith(" in December.")


def test_the_weak_words(analyse: Analyse) -> None:
    rng = np.random.default_rng(6)
    orders = [
        ["red" if rng.random() < 0.5 else "blue", *rng.choice(list("abcdefgh"), 3, replace=False)]
        for _number in range(600)
    ]
    orders += [["red", "blue", "a"]] * 4 + [["x", "y"]] * 3
    analysis = analyse(orders)
    assert "less often than chance" in explain(analysis, "red", "blue")[0]
    assert "Fewer than five" in explain(analysis, "x", "y")[0]
    assert explain(analysis, "x", "red")[0].startswith("Only chance")
    assert explain(analysis, "x", "nobody") == ()
    chance = [
        pair for pair in zip(analysis.pairs.a, analysis.pairs.b, strict=True)
        if analysis.pairs.evidence[analysis.pairs.find(*map(int, pair))] == Evidence.CHANCE
    ]  # fmt: skip
    one, other = chance[0]
    assert explain(analysis, analysis.products.keys[one], analysis.products.keys[other])[
        0
    ].startswith("Only chance: ")


def test_pairs_that_were_not_kept_are_explained_too(analyse: Analyse) -> None:
    rng = np.random.default_rng(2)
    orders = [
        ["red" if rng.random() < 0.5 else "blue", *rng.choice(list("abcdefgh"), 2, replace=False)]
        for _number in range(400)
    ]
    orders += [["x", "a"], ["x", "red"]]
    analysis = analyse(orders)
    assert analysis.pair_row("red", "blue") is None
    assert "less often than chance" in explain(analysis, "red", "blue")[0]
    assert explain(analysis, "x", "blue")[0].startswith("Only chance")
    assert "best partners" in explain(analysis, "x", "red")[0]
