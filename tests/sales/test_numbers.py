"""Numbers in the spellings of several countries."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.currencies import currency_of
from xsell_desktop.sales.decimal_marks import choose_decimal, find_decimal
from xsell_desktop.sales.numbers import parse_number, parse_numbers


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1775.08", ".", 1775.08),
        ("-3", ".", -3.0),
        ("1,775.08", ".", 1775.08),
        ("1.775,08", ",", 1775.08),
        ("1 775,08", ",", 1775.08),
        ("1\u202f775,08 €", ",", 1775.08),
        ("£12.50", ".", 12.5),
        ("EUR 12,50", ",", 12.5),
        ("1'234.50", ".", 1234.5),
        ("(4.20)", ".", -4.2),
        ("4.20-", ".", -4.2),
        ("−4.20", ".", -4.2),
        (".5", ".", 0.5),
        ("12,", ",", 12.0),
        ("0007", ".", 7.0),
        ("1.500", ",", 1500.0),
    ],
)
def test_reads(text: str, decimal: str, number: float) -> None:
    assert parse_number(text, decimal) == pytest.approx(number)


@pytest.mark.parametrize(
    "text",
    [
        "two",
        "1_000",
        "nan",
        "inf",
        "1e99",
        "1.2.3",
        "12 bags",
        "--3",
        "1,2,3",
        "€",
        "0x10",
        "0,350",
        "99999999999999999",
    ],
)
def test_refuses(text: str) -> None:
    assert parse_number(text, ".") is None


def test_comma_countries_refuse_points_that_group_nothing() -> None:
    assert parse_number("1.5", ",") is None
    assert parse_number("0.350", ",") is None


def test_blank_is_unknown() -> None:
    blank = parse_number("  ", ".")
    assert blank is not None
    assert math.isnan(blank)


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
    ],
)
def test_finds_the_decimal_mark(values: list[str], delimiter: str, mark: str) -> None:
    assert find_decimal(values, delimiter) == mark


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


@given(st.floats(min_value=-1e9, max_value=1e9), st.sampled_from(".,"))
def test_reads_back_what_a_shop_would_write(number: float, decimal: str) -> None:
    text = f"{number:,.2f}"
    if decimal == ",":
        text = text.translate(str.maketrans(".,", ",."))
    assert parse_number(text, decimal) == pytest.approx(round(number, 2), abs=0.011)


def test_marks_bad_values_only() -> None:
    numbers, bad = parse_numbers(["1", "", "x"], ".")
    assert bad.tolist() == [False, False, True]
    assert numbers[0] == 1
    assert np.isnan(numbers[1:]).all()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gbp", "GBP"),
        ("£3", "GBP"),
        ("12,50 €", "EUR"),
        ("3.00 PLN", "PLN"),
        ("12.50", ""),
        ("$12.50", "$"),
        ("USD 12.50", "USD"),
        ("", ""),
    ],
)
def test_names_currencies(text: str, code: str) -> None:
    assert currency_of(text) == code
