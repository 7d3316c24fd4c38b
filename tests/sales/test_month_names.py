"""Month names in many languages."""

from __future__ import annotations

from collections import defaultdict

import pytest

from xsell_desktop.sales.values import month_names
from xsell_desktop.sales.values.month_names import is_weekday, month_number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("January", 1), ("JAN", 1), ("styczeń", 1), ("ENE", 1), ("янв", 1), ("ocak", 1),
        ("février", 2), ("fevrier", 2), ("luty", 2), ("únor", 2), ("Şubat", 2), ("helmikuuta", 2),
        ("März", 3), ("Mrz", 3), ("marca", 3), ("brezen", 3), ("марта", 3), ("mart", 3),
        ("kwietnia", 4), ("abril", 4), ("nisan", 4), ("Mai", 5), ("mei", 5), ("mayıs", 5),
        ("czerwca", 6), ("června", 6), ("giugno", 6), ("července", 7), ("lug", 7), ("août", 8),
        ("srpna", 8), ("ağu", 8), ("września", 9), ("září", 9), ("setembro", 9), ("paź", 10),
        ("oct.", 10), ("out", 10), ("październik", 10), ("листопад", None), ("listopad", 11),
        ("kasım", 11), ("desember", 12), ("dic", 12), ("aralık", 12), ("joulukuuta", 12),
        ("marble", None), ("", None), ("sunday", None),
    ],
)  # fmt: skip
def test_knows_months(word: str, number: int | None) -> None:
    assert month_number(word) == number


def test_no_spelling_stands_for_two_months() -> None:
    meanings = defaultdict(set)
    languages = month_names._NAMES.strip().splitlines()
    assert len(languages) == 17
    for language in languages:
        months = language.split()
        assert len(months) == 12, language
        for number, spellings in enumerate(months, start=1):
            for spelling in spellings.split("/"):
                meanings[month_names._folded(spelling)].add(number)
    assert not {word: numbers for word, numbers in meanings.items() if len(numbers) > 1}


def test_knows_weekdays() -> None:
    for word in ("Saturday", "Sa.", "samedi", "Sábado", "niedziela", "cumartesi", "пн"):
        assert is_weekday(word)
    for word in ("July", "Batch", ""):
        assert not is_weekday(word)
