"""Dates in the spellings exports use."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.date_order import find_date_order
from xsell_desktop.sales.dates import parse_date, parse_dates


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2010-12-01 08:26:00", "ymd", datetime(2010, 12, 1, 8, 26)),
        ("2023-05-31 23:06:04 -0700", "ymd", datetime(2023, 5, 31, 23, 6, 4)),
        ("2023-05-31T23:06:04Z", "ymd", datetime(2023, 5, 31, 23, 6, 4)),
        ("2023-05-31T23:06:04.123+02:00", "ymd", datetime(2023, 5, 31, 23, 6, 4)),
        ("31/12/2023 22:36", "dmy", datetime(2023, 12, 31, 22, 36)),
        ("12/1/10 8:26", "mdy", datetime(2010, 12, 1, 8, 26)),
        ("31.12.2023", "dmy", datetime(2023, 12, 31)),
        ("20231231", "ymd", datetime(2023, 12, 31)),
        ("Dec 31, 2023", "dmy", datetime(2023, 12, 31)),
        ("5 March 2024", "dmy", datetime(2024, 3, 5)),
        ("Mar 5, 2024, 1:05:00 PM", "dmy", datetime(2024, 3, 5, 13, 5)),
        ("3/5/2024 12:10 AM", "mdy", datetime(2024, 3, 5, 0, 10)),
    ],
)
def test_reads(text: str, order: str, moment: datetime) -> None:
    assert parse_date(text, order) == moment


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2023-13-01", "2023-02-30", "31/31/2023", "1899-01-01", "2023-01-01 25:00", "12.5",
     "2023/01-02", "12345678"],
)  # fmt: skip
def test_refuses(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["12/13/10 8:26"], ("mdy", True)),
        (["13/12/10 8:26"], ("dmy", True)),
        (["2023-05-31"], ("ymd", True)),
        (["1/2/2024", "2/2/2024", "3/2/2024", "1/3/2024"], ("dmy", False)),
        (["2/1/2024", "2/2/2024", "2/3/2024", "3/1/2024"], ("mdy", False)),
    ],
)
def test_finds_what_comes_first(values: list[str], order: tuple[str, bool]) -> None:
    assert find_date_order(values) == order


@given(st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)), min_size=1))
def test_the_fast_way_reads_what_the_slow_way_reads(moments: list[datetime]) -> None:
    texts = [moment.strftime("%Y-%m-%d %H:%M:%S") for moment in moments]
    fast, bad = parse_dates(texts, "ymd")
    slow, _bad = parse_dates([*texts, "x"], "ymd")
    assert not bad.any()
    assert (fast == slow[:-1]).all()


def test_an_impossible_date_among_plain_ones_is_bad() -> None:
    dates, bad = parse_dates(["2010-12-01 08:26:00", "2010-02-31 08:26:00", ""], "ymd")
    assert bad.tolist() == [False, True, False]
    assert np.isnat(dates).tolist() == [False, True, True]
