from __future__ import annotations

import numpy as np
import pytest

from xsell_desktop.kpis.months import Months, cover_months
from xsell_desktop.kpis.tiles import Missing


def cover(*dates: str) -> Months | Missing:
    stamps = np.array(dates, dtype="datetime64[s]")
    return cover_months(stamps, np.ones(len(stamps), dtype=bool))


def every_day(first: str, last: str) -> list[str]:
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    return np.datetime_as_string(days).tolist()


@pytest.mark.parametrize(
    ("first", "last", "partial"),
    [
        ("2010-12-01", "2011-02-28", [False, False, False]),
        ("2010-12-01", "2011-02-26", [False, False, False]),  # a weekend at the end
        ("2010-12-03", "2011-02-25", [False, False, True]),
        ("2010-12-04", "2011-02-28", [True, False, False]),
        ("2010-12-10", "2010-12-20", [True]),
        ("2010-12-01", "2010-12-20", [True]),
    ],
)
def test_a_month_that_lacks_days_is_partial(first: str, last: str, partial: list[bool]) -> None:
    months = cover(*every_day(first, last))
    assert isinstance(months, Months)
    if len(partial) == 1:
        assert months.partial.any() == partial[0]
    else:
        assert months.partial.tolist() == partial


def test_a_shop_of_one_order_a_week_has_longer_gaps() -> None:
    weekly = [str(np.datetime64("2025-01-03") + 7 * week) for week in range(8)]
    months = cover(*weekly)
    assert isinstance(months, Months)
    assert weekly[-1] == "2025-02-21"
    assert months.partial.tolist() == [False, False]


def test_months_without_an_order_are_there() -> None:
    months = cover("2025-01-05", "2025-04-05")
    assert isinstance(months, Months)
    assert months.names == ("2025-01", "2025-02", "2025-03", "2025-04")
    assert months.order_month.tolist() == [0, 3]


def test_unknown_dates_and_uncounted_orders_have_no_month() -> None:
    dates = np.array(["2025-01-05", "NaT", "2024-01-01"], dtype="datetime64[s]")
    months = cover_months(dates, np.array([True, True, False]))
    assert isinstance(months, Months)
    assert months.order_month.tolist() == [0, -1, -1]


def test_no_dates() -> None:
    assert isinstance(cover("NaT", "NaT"), Missing)
