"""Dates kept as counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.counted_dates import find_count
from xsell_desktop.sales.values.dates import parse_dates

SECONDS = st.integers(1_000_000_000, 2_500_000_000)


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["45292"], "2024-01-01T00:00:00"),
        (["45292.5", "45293"], "2024-01-01T12:00:00"),
        (["45292,25"], "2024-01-01T06:00:00"),
        (["25569"], "1970-01-01T00:00:00"),
        (["1704067200"], "2024-01-01T00:00:00"),
        (["1704067200.25"], "2024-01-01T00:00:00"),
        (["1704067200123"], "2024-01-01T00:00:00"),
    ],
)
def test_reads_counts(texts: list[str], read: str) -> None:
    dates, bad = parse_dates(texts, "dmy")
    assert str(dates[0]) == read
    assert not bad.any()


@pytest.mark.parametrize(
    "texts",
    [[], ["1", "711"], ["2024"], ["12.50", "45292"], ["99999"], ["19999"], ["60001"],
     ["45292", "12", "13", "14"], ["1_704_067_200"], ["1704067200", "45292"], ["١٢٣٤٥"]],
)  # fmt: skip
def test_other_numbers_count_nothing(texts: list[str]) -> None:
    assert find_count(texts) is None


def test_a_stray_number_among_serials_is_a_bad_date() -> None:
    dates, bad = parse_dates([*(str(45_000 + day) for day in range(20)), "7"], "dmy")
    assert bad.tolist() == [False] * 20 + [True]
    assert str(dates[1]) == "2023-03-16T00:00:00"


@given(st.lists(SECONDS, min_size=1))
def test_serials_and_seconds_say_the_same(seconds: list[int]) -> None:
    start = datetime(1899, 12, 30)
    moments = [datetime(1970, 1, 1) + timedelta(seconds=second) for second in seconds]
    serials = [f"{(moment - start) / timedelta(days=1):.9f}" for moment in moments]
    for texts in (serials, [str(s) for s in seconds], [str(s * 1000) for s in seconds]):
        dates, bad = parse_dates(texts, "dmy")
        assert not bad.any()
        assert dates.tolist() == moments
