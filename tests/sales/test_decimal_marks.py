"""Which of point and comma stands before the decimals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.decimal_marks import (
    choose_decimal,
    find_decimal,
    has_fixed_point,
    shown_mark,
    weigh_decimal,
)


@pytest.mark.parametrize(
    ("values", "delimiter", "mark"),
    [
        (["1,50", "2,00", "10"], ";", ","),
        (["1.50", "2.00"], ",", "."),
        (["1.234,56", "12,00"], ",", ","),
        (["1,234.56"], ",", "."),
        (["1,234", "2,345"], ",", "."),
        (["1,234", "2,345"], ";", ","),
        (["3", "4"], ";", "."),
        (["0,350", "1,000"], ",", ","),
        ([], ",", "."),
        (["€ 1,50", "1,75 €"], ",", ","),
        (["($1.50)"], ";", "."),
        (["1.234.567"], ";", ","),
        (["1,234,567"], ";", "."),
        (["1,23,456"], ";", "."),
        (["1 234,567"], ",", ","),
        (["1234,567"], ",", ","),
        (["5,-", "6,-"], ";", "."),
        (["call 1,5", "2,5 bags", "12,5%"], ";", "."),
        (["１，５"], ",", ","),
        (["-1,50"], ",", ","),
    ],
)
def test_finds_the_decimal_mark(values: list[str], delimiter: str, mark: str) -> None:
    assert find_decimal(values, delimiter) == mark


@pytest.mark.parametrize(
    ("values", "weighed"),
    [
        (["1.500", "2.000"], (".", True)),
        (["1.500", "2.50"], (".", False)),
        (["1.500", "2,50"], (",", False)),
        (["1,50", "2.50", "3.50"], (".", False)),
        (["1,50", "2.50", "3.50", "1.500"], (".", True)),
        (["1,50", *["2.50"] * 30, "1.500"], (".", False)),
        (["3"], (".", False)),
    ],
)
def test_says_when_it_is_a_guess(values: list[str], weighed: tuple[str, bool]) -> None:
    assert weigh_decimal(values) == weighed


@pytest.mark.parametrize(
    ("amounts", "quantities", "chosen"),
    [
        (["1.500", "2.000"], ["1", "2"], (".", True)),
        (["1.500", "2.000"], ["1,5", "2"], (",", False)),
        (["2,50"], ["1.000"], (",", False)),
        (["3", "4"], ["1,5"], (",", False)),
        (["3", "4"], ["1,500"], (",", True)),
        (["3", "4"], ["1", "2"], (".", False)),
    ],
)
def test_quantities_tell_the_decimal_mark_where_amounts_do_not(
    amounts: list[str], quantities: list[str], chosen: tuple[str, bool]
) -> None:
    assert choose_decimal(amounts, quantities, ";") == chosen


@given(
    st.lists(st.integers(0, 10**9), min_size=1),
    st.sampled_from(((",", "."), (".", ","), (" ", "."), ("\u202f", ","), ("'", "."))),
    st.sampled_from(("{}", "${}", "{} €", "-{}")),
)
def test_cents_always_tell(cents: list[int], marks: tuple[str, str], style: str) -> None:
    group, decimal = marks
    texts = [
        style.format(f"{whole // 100:,}".replace(",", group) + f"{decimal}{whole % 100:02}")
        for whole in cents
    ]
    assert weigh_decimal(texts) == (decimal, False)


def test_tells_a_till_s_three_decimals() -> None:
    assert has_fixed_point(["1.000", "0.350", "-2.000", ""])
    assert not has_fixed_point(["1.000", "2"])
    assert not has_fixed_point(["1,000"])
    assert not has_fixed_point([""])


def test_only_what_cannot_be_otherwise_shows_a_mark() -> None:
    assert shown_mark(["1.500", "0.350"]) == "."
    assert shown_mark(["12,50", "x.y", "."]) == ","
    for values in (
        [],
        ["1.500"],
        ["1,50", "1.50", "1.500"],
        ["1..2"],
        ["1.2.3"],
        ["."],
        ["1.234.56"],
    ):
        assert shown_mark(values) == ""
