"""Times of day in columns of their own."""

from __future__ import annotations

from datetime import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.clocks import join_clocks, parse_clock, parse_clocks


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12:59:30", (12, 59, 30)),
        ("1:05 PM", (13, 5, 0)),
        ("1:05PM", (13, 5, 0)),
        ("01:05 a.m.", (1, 5, 0)),
        ("12:00 AM", (0, 0, 0)),
        ("12:00 PM", (12, 0, 0)),
        ("9am", (9, 0, 0)),
        ("1631", (16, 31, 0)),
        ("5", (0, 5, 0)),
        ("831", (8, 31, 0)),
        ("0", (0, 0, 0)),
        ("1631.0", (16, 31, 0)),
        ("163107", (16, 31, 7)),
        ("63107", (6, 31, 7)),
        ("8.26", (8, 26, 0)),
        ("13.05 Uhr", (13, 5, 0)),
        ("13h05", (13, 5, 0)),
        ("0.750", (18, 0, 0)),
        ("0.541666667", (13, 0, 0)),
        ("午後1:05", (13, 5, 0)),
        ("13:05:07.250", (13, 5, 7)),
        ("13:05 EST", (13, 5, 0)),
        ("１３:０５", (13, 5, 0)),
    ],
)
def test_reads(text: str, clock: tuple[int, int, int]) -> None:
    hour, minute, second = clock
    assert parse_clock(text) == hour * 3600 + minute * 60 + second


@pytest.mark.parametrize(
    "text",
    [
        "",
        "noon",
        "2400",
        "25:00",
        "12:60",
        "1:5",
        "14:05 AM",
        "12345678",
        "1160",
        "0.75",
        "-5",
        "x",
    ],
)
def test_refuses(text: str) -> None:
    assert parse_clock(text) is None


@given(st.times(), st.sampled_from(("%H:%M:%S", "%I:%M:%S %p", "%H%M%S", "%H.%M.%S")))
def test_reads_back_what_a_till_would_write(clock: time, form: str) -> None:
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    assert parse_clock(clock.strftime(form)) == seconds


def test_marks_bad_times_only() -> None:
    clocks, bad = parse_clocks(["08:00", "", "-", "late"])
    assert clocks.astype(int).tolist() == [28_800, 0, 0, 0]
    assert bad.tolist() == [False, False, False, True]


def test_a_date_with_a_time_of_its_own_keeps_it() -> None:
    dates = np.array(["2024-01-01", "2024-01-01T10:00", "NaT"], dtype="datetime64[s]")
    clocks = np.array([3600, 3600, 3600], dtype="timedelta64[s]")
    joined = join_clocks(dates, clocks)
    assert [str(date) for date in joined] == ["2024-01-01T01:00:00", "2024-01-01T10:00:00", "NaT"]
