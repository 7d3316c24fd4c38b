"""Which of day and month comes first in a column."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.date_order import find_date_order
from xsell_desktop.sales.values.dates import parse_dates


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["12/13/10 8:26"], ("mdy", True)),
        (["13/12/10 8:26"], ("dmy", True)),
        (["2023-05-31"], ("ymd", True)),
        ([], ("ymd", True)),
        (["", "soon"], ("ymd", True)),
        (["May 5, 2024"], ("ymd", True)),
        (["1/2/2024", "2/2/2024", "3/2/2024", "1/3/2024"], ("dmy", False)),
        (["2/1/2024", "2/2/2024", "2/3/2024", "3/1/2024"], ("mdy", False)),
        (["3/1/2024", "2/3/2024", "2/2/2024", "2/1/2024"], ("mdy", False)),
        (["3/1/2024", "3/2/2024", "3/3/2024"], ("mdy", False)),
        (["3/4/2024"], ("dmy", False)),
        (["13/01/2024", "14/01/2024", "01/15/2024"], ("dmy", False)),
        (["01/13/2024", "01/14/2024", "15/01/2024"], ("mdy", False)),
        (["13/01/2024 08:00", "31/31/2024 08:00"], ("dmy", True)),
        (["5/5/2024", "13/5/2024"], ("dmy", True)),
        (["13/01/2024", "2024-05-17"], ("dmy", True)),
        (["１３/１/２０２４"], ("dmy", True)),
        (["24-01-31", "24-02-03", "24-12-05"], ("ymd", True)),
        (["31.1.24", "3.2.24", "5.12.24"], ("dmy", True)),
        (["24-01-31", "24-02-03", "24-12-05", "31-12-2024"], ("dmy", True)),
    ],
)
def test_finds_what_comes_first(values: list[str], order: tuple[str, bool]) -> None:
    assert find_date_order(values) == order


def test_a_column_half_swapped_by_a_spreadsheet_proves_nothing() -> None:
    swapped = ["2023-04-03", "2023-05-03", "2023-06-03", "13/03/2023", "14/03/2023"]
    assert find_date_order(swapped) == ("dmy", False)
    assert find_date_order([*swapped, "2023-03-15"]) == ("dmy", True)
    assert find_date_order([*swapped, "07/03/2023"]) == ("dmy", True)


@pytest.mark.parametrize("form", ["%d/%m/%Y %H:%M", "%-d/%-m/%Y"])
def test_a_proof_far_down_counts(form: str) -> None:
    early = [date(2020 + step % 9, 1 + step % 12, 1 + step % 11) for step in range(60_000)]
    texts = [day.strftime(form) for day in [*early, date(2024, 1, 31)]]
    assert find_date_order(texts) == ("dmy", True)


@given(
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.sampled_from([("%d/%m/%Y", "dmy"), ("%m/%d/%Y", "mdy"), ("%-m/%-d/%y", "mdy"),
                     ("%y-%m-%d", "ymd"), ("%d.%m.%y", "dmy")]),
    st.booleans(),
)  # fmt: skip
def test_forty_days_in_a_row_tell(start: date, form: tuple[str, str], newest_first: bool) -> None:
    days = [start + timedelta(days=step) for step in range(40)]
    texts = [day.strftime(form[0]) for day in (reversed(days) if newest_first else days)]
    assert find_date_order(texts) == (form[1], True)
    dates, bad = parse_dates(texts, form[1])
    assert not bad.any()
    assert sorted(dates.astype("datetime64[D]").tolist()) == days


def test_short_years_come_last_behind_dots() -> None:
    assert find_date_order(["13.01.15", "13.01.23"])[0] == "dmy"
