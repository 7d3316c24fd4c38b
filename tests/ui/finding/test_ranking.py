"""What fits what was typed, against a plain reading of the rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.ui.finding.ranking import fold, rank_lines

LINES = [fold(line) for line in ("Pair these two", "Repair kit", "Accept pairing", "Cafetière")]


def test_the_start_of_the_line_comes_before_the_start_of_a_word_before_the_inside() -> None:
    assert rank_lines("pair", LINES, 9) == [0, 2, 1]


def test_case_and_accents_do_not_matter() -> None:
    assert rank_lines("CAFETIERE", LINES, 9) == [3]
    assert fold("Straße") == "strasse"


def test_every_word_must_be_there_in_any_order() -> None:
    assert rank_lines("two pair", LINES, 9) == [0]
    assert rank_lines("pair three", LINES, 9) == []


def test_nothing_typed_offers_the_first_lines() -> None:
    assert rank_lines("  ", LINES, 2) == [0, 1]


words = st.text("ab ", max_size=4)


@given(words, st.lists(st.text("abc ", max_size=8), max_size=12), st.integers(1, 5))
def test_what_is_found_holds_all_words_and_is_as_many_as_asked(
    typed: str, lines: list[str], most: int
) -> None:
    found = rank_lines(typed, lines, most)
    fits = [n for n, line in enumerate(lines) if all(w in line for w in typed.split())]
    assert set(found) <= set(fits)
    assert len(found) == len(set(found)) == min(most, len(fits))
