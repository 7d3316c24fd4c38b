"""Product numbers that a spreadsheet changed are found in the catalogue, or nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.catalogue import Product
from xsell_desktop.sales.rules.damage import Originals, is_date_like, is_scientific, may_be_damaged


def originals(*keys: str, **named: str) -> Originals:
    products = [Product(key, "") for key in keys]
    return Originals([*products, *(Product(key, name) for name, key in named.items())])


@pytest.mark.parametrize(
    ("key", "damaged"),
    [
        ("00123", "123"),
        ("0", "0"),
        ("10.10", "10.1"),
        ("010,50", "10,5"),
        ("17850", "17850.0"),
        ("4006381333931", "4.00638E+12"),
        ("4006381333931", "4,00638E+12"),
        ("4006381333931", "4E+12"),
        ("12345678901234567", "12345678901234500"),
        ("12345678901234567", "12345678901234600"),
        ("12E5", "1.20E+06"),
        ("1-5", "2026-01-05"),
        ("1-5", "2026-05-01 00:00:00"),
        ("1-5", "05-Jan"),
        ("5-1", "5. Jan"),
        ("1/5", "01.05.2026"),
        ("MAR1", "1-Mar"),
        ("MAR-01", "01. Mär"),
        ("SEPT-99", "Sep-99"),
        ("3-45", "Mar-45"),
        ("DEC1", "2026-12-01"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_key_leads_back_to_it(key: str, damaged: str) -> None:
    assert originals(key, "other", "7777").find(damaged) == (key if key != damaged else None)


@pytest.mark.parametrize(
    ("keys", "damaged"),
    [
        (("0123", "00123"), "123"),
        (("4006381333931", "4006381333948"), "4.00638E+12"),
        (("4006381333931",), "4.00638E+11"),
        (("4006381333931",), "4.00639E+12"),
        (("1-5", "5-1"), "05-Jan"),
        (("1-6",), "05-Jan"),
        (("123",), "00123"),
        (("00123", "123"), "123"),
        (("mug",), "MUG"),
        (("0A1",), "A1"),
        ((), "123"),
    ],
)
def test_nothing_is_guessed(keys: tuple[str, ...], damaged: str) -> None:
    assert originals(*keys).find(damaged) is None


def test_the_name_decides_between_several_and_where_digits_are_lost() -> None:
    shelf = originals(Red="4006381333931", Blue="4006381333948", Tea="0123", Cup="00123")
    assert shelf.find("4.00638E+12", "blue") == "4006381333948"
    assert shelf.find("1.23E+15", "Red") == "4006381333931"
    assert shelf.find("1.23E+15", "Green") is None
    assert shelf.find("123", "Cup") == "00123"
    assert shelf.find("124", "Cup") is None
    twice = Originals([Product("1", "Mug"), Product("2", "Mug")])
    assert twice.find("1.23E+15", "Mug") is None


def test_scientific_and_dates_are_told_from_keys() -> None:
    assert all(map(is_scientific, ("1.23E+12", "1,23457E+11", "1E+15", "4.00638e+12")))
    assert not any(map(is_scientific, ("1E5", "12.3E+12", "MUG-1E+1", "1.23E-05", "E+12", "1E+1")))
    assert all(map(is_date_like, ("2026-01-05", "05-Jan", "Jan-05", "5. Okt", "01.05.2026")))
    assert not any(map(is_date_like, ("1-5", "1.5", "2026-13", "MUG-JAN", "A1-Jan", "100-Jan")))
    assert may_be_damaged("123")
    assert not may_be_damaged("00123")
    assert not may_be_damaged("MUG")


@given(st.lists(st.from_regex(r"[0-9]{1,14}", fullmatch=True), min_size=1, unique=True))
def test_a_number_comes_back_exactly_where_only_one_can_be_meant(keys: list[str]) -> None:
    shelf = originals(*keys)
    for key in keys:
        shown = str(int(key))
        meant = [other for other in keys if int(other) == int(key)]
        expected = key if meant == [key] and shown != key and shown not in keys else None
        assert shelf.find(shown) == expected


@given(
    st.lists(st.integers(10**11, 10**13), min_size=1, max_size=30, unique=True),
    st.integers(0, 5),
)
def test_a_rounded_number_comes_back_only_where_unique(numbers: list[int], places: int) -> None:
    shelf = originals(*map(str, numbers))
    for number in numbers:
        shown = f"{Decimal(number):.{places}E}"
        alike = [other for other in numbers if f"{Decimal(other):.{places}E}" == shown]
        found = shelf.find(shown)
        if len(alike) > 1:
            assert found is None
        elif found is not None:
            assert found == str(number)
        else:  # a half, which spreadsheets and Python round each their way
            assert str(number).rstrip("0").endswith("5")
