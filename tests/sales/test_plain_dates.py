"""The fast way of reading dates against the strict one."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.dates import is_zero_date, parse_date, parse_dates
from xsell_desktop.sales.values.plain_dates import moments_of, read_fields

FAST = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M",
    "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S +0200", "%Y-%m-%dT%H:%M:%S.%f-07:00",
    "%Y-%m-%d %H:%M:%S UTC", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%m-%d-%Y %H:%M",
)  # fmt: skip
MOMENTS = st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31)), min_size=1)


@given(MOMENTS, st.sampled_from(FAST), st.sampled_from(("ymd", "dmy", "mdy")))
def test_reads_what_the_strict_way_reads(moments: list[datetime], form: str, order: str) -> None:
    texts = [moment.strftime(form) for moment in moments]
    assert read_fields(texts) is not None
    dates, bad = parse_dates(texts, order)
    assert dates.tolist() == [parse_date(text, order) for text in texts]
    assert not bad.any()


@given(MOMENTS, st.sampled_from(FAST), st.data())
def test_a_damaged_one_is_left_to_the_strict_way(
    moments: list[datetime], form: str, data: st.DataObject
) -> None:
    texts = [moment.strftime(form) for moment in moments]
    at = data.draw(st.integers(0, len(texts) - 1))
    place = data.draw(st.integers(0, len(texts[at]) - 1))
    mark = data.draw(st.sampled_from("0139-/: .TZx٣\x00"))
    texts[at] = texts[at][:place] + mark + texts[at][place + 1 :]
    dates, bad = parse_dates(texts, "dmy")
    strict = [parse_date(text) for text in texts]
    assert dates.tolist() == strict
    unread = [
        moment is None and not is_zero_date(text)
        for moment, text in zip(strict, texts, strict=True)
    ]
    assert bad.tolist() == unread


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["2024-01-01", "2024-1-01"],
        ["2024-01-01", "2024/01/01"],
        ["2024-01-01", "2024-0a-01"],
        ["2024-01-01", "2024-01-0١"],
        ["2024-01-01 24:00", "2024-01-01 10:00"],
        ["1/1/2024"],
        ["01/01/24"],
        ["2024-01-01 10:00:00 nonsense"],
    ],
)
def test_other_shapes_are_not_for_the_fast_way(texts: list[str]) -> None:
    assert read_fields(texts) is None


def test_impossible_days_and_years_are_not_for_the_fast_way() -> None:
    for text in (
        "2023-02-29",
        "2023-04-31",
        "2023-00-10",
        "2023-13-10",
        "1969-12-31",
        "2101-01-01",
    ):
        fields = read_fields([text])
        assert fields is not None
        assert moments_of(fields, "ymd", 1970, 2100) is None
    leap = read_fields(["29/02/2024 10:00"])
    assert leap is not None
    assert moments_of(leap, "dmy", 1970, 2100) == np.datetime64("2024-02-29T10:00:00")
    assert moments_of(leap, "mdy", 1970, 2100) is None
