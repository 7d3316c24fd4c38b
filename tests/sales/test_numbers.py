"""Numbers in the spellings of several countries."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.numbers import (
    _plain_numbers,
    parse_number,
    parse_numbers,
    parse_quantities,
    parse_share,
    parse_shares,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1775.08", 1775.08), ("-3", -3), ("+5", 5), ("0007", 7), (".5", 0.5), ("-.5", -0.5),
        ("12.", 12), ("1,775.08", 1775.08), ("1,234,567", 1234567), ("1,234,567.8", 1234567.8),
        ("1'234.50", 1234.5), ("1’234.50", 1234.5), ("1 234.50", 1234.5), ("1 234 567", 1234567),
        ("1\u00a0234.50", 1234.5), ("1\u2009234.50", 1234.5), ("1,23,456.50", 123456.5),
        ("12,34,567", 1234567), ("1,23,45,678.00", 12345678), ("£12.50", 12.5), ("$-3.00", -3),
        ("-$3.00", -3), ("- $ 3.00", -3), ("($3.00)", -3), ("$(3.00)", -3), ("(4.20)", -4.2),
        ("4.20-", -4.2), ("−4.20", -4.2), ("–4.20", -4.2), ("- 5", -5), ("€-5", -5), ("€5-", -5),
        ("AU $3,000.00", 3000), ("US$5", 5), ("US $5.25", 5.25), ("C$5", 5), ("CA$5", 5),
        ("NZ$5", 5), ("HK$1,000", 1000), ("R$5", 5), ("kr 5", 5), ("5 kr", 5), ("5 kr.", 5),
        ("5,-", 5), ("5.-", 5), ("5:-", 5), ("5.–", 5), ("kr 5,-", 5), ("129,- Kč", 129),
        ("-5,-", -5), ("Fr. 5.00", 5), ("SFr. 5.50", 5.5), ("CHF 1'234.–", 1234), ("¥1,200", 1200),
        ("￥１，２００", 1200), ("1,200円", 1200), ("Rs. 1,200", 1200), ("Rs.120", 120),
        ("₹1,23,456.50", 123456.5), ("EUR 90.00", 90), ("90.00EUR", 90), ("USD 12.50", 12.5),
        ("$12.50 USD", 12.5), ("12 ₽", 12), ("100р.", 100), ("12 руб.", 12), ("₺12.50", 12.5),
        ("12 TL", 12), ("12 лв", 12), ("500 Ft", 500), ("12 lei", 12), ("฿12", 12),
        ("₩1,200", 1200), ("1200원", 1200), ("₫12", 12), ("12 đ", 12), ("R 120.00", 120),
        ("R120.00", 120), ("RM 5.00", 5), ("12 грн", 12), ("12zł", 12), ("S/ 5.00", 5),
        ("1.0E+02", 100), ("5e3", 5000), ("1.5e-2", 0.015), ("'12.50", 12.5), ('="12.50"', 12.5),
        ("１２．５０", 12.5), ("١٢", 12), ("१२.५०", 12.5), ("\u200e12.50", 12.5),
        (" 12.50\t", 12.5),
        ("1.234,56", 1234.56), ("1.234.567,8", 1234567.8), ("1.234.567", 1234567),
        ("€ 1.234,56", 1234.56), ("1000000000000", 1e12),
    ],
)  # fmt: skip
def test_reads_with_a_point(text: str, number: float) -> None:
    assert parse_number(text, ".") == pytest.approx(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1775,08", 1775.08), ("-3", -3), ("12,", 12), (",5", 0.5), ("1.775,08", 1775.08),
        ("1 775,08", 1775.08), ("1\u202f775,08 €", 1775.08), ("1'234,50", 1234.5),
        ("1.500", 1500), ("1.234.567", 1234567), ("EUR 12,50", 12.5), ("€ 12,50", 12.5),
        ("12,50 €", 12.5), ("12,50€", 12.5), ("-12,50 €", -12.5), ("12,50- €", None),
        ("12,50 €-", -12.5), ("R$ 5,00", 5), ("R$ 1.234,56", 1234.56), ("kr. 1.234,50", 1234.5),
        ("1 234,50 Kč", 1234.5), ("12,50 zł", 12.5), ("₺12,50", 12.5), ("1.234,50 ₽", 1234.5),
        ("(12,50)", -12.5), ("−12,50", -12.5), ("0,350", 0.35), ("01,234", 1.234), ("1,5", 1.5),
        ("1,0E+02", 100), ("1,234.56", 1234.56), ("1,234,567", 1234567), ("$1,234.50", 1234.5),
        ("5,-", 5), ("5,–", 5), ("١٢٫٥", 12.5), ("١٬٢٣٤٫٥", 1234.5), ("12", 12),
        ("1,2,3", None), ("1.5", None), ("0.350", None), ("12.50", None), ("1.23.456", None),
        ("1,23,456", None), ("1.2345", None), ("01.234", None), ("12 34", None),
        ("1.234'567", None),
    ],
)  # fmt: skip
def test_reads_with_a_comma(text: str, number: float | None) -> None:
    assert parse_number(text, ",") == (None if number is None else pytest.approx(number))


@pytest.mark.parametrize(
    "text",
    ["two", "1_000", "nan", "NaN", "inf", "-inf", "Infinity", "1e99", "1e400", "1.2.3", "12 bags",
     "--3", "-5-", "(-5)", "(−5)", "-(5)", "1,2,3", "€", "$", "0x10", "0,350", "1,5", "12,50",
     "1,234,5", "12 34", "01,234", "1..2", "1,,234", "99999999999999999", "10%", "10 %", "5.00 CR",
     "R12", "Fr100", "kr5", "USD12", "NEW 12", "A 12", "12 A", "1.5 k", "½", "12²", "1 234'567",
     "1'23", "12,345,6789", "1 , 234", "(", "()", '=""', "1e", "e5", "5e123", "1" * 90,
     "12:30", "2024-01-01", "3/4", "#REF!", "\x0012", "1\n2"],
)  # fmt: skip
def test_refuses(text: str) -> None:
    assert parse_number(text, ".") is None


@pytest.mark.parametrize(
    "text", ["", "  ", "\u00a0", "-", "–", "—", "N/A", "n/a", "#N/A", "NULL", "null", "None", r"\N"]
)
def test_nothing_written_is_unknown(text: str) -> None:
    for mark in ".,":
        number = parse_number(text, mark)
        assert number is not None
        assert math.isnan(number)


STYLES = (
    "{}", "€ {}", "{} €", "EUR {}", "{}\u00a0zł", "AU ${}", "kr {}", "{} kr.", "Fr. {}", "Rs. {}",
    "R$ {}", "{} ₽", "'{}", '="{}"', "  {}", "₺{}", "{}EUR",
)  # fmt: skip
GROUPS = {".": (",", "'", "’", " ", "\u202f", ""), ",": (".", "'", "’", " ", "\u00a0", "")}


@given(
    st.integers(-(10**11), 10**11),
    st.sampled_from(".,"),
    st.integers(0, 5),
    st.sampled_from(STYLES),
    st.sampled_from(("-{}", "−{}", "{}-", "({})")),
)
def test_reads_back_what_a_shop_would_write(
    cents: int, decimal: str, group: int, style: str, minus: str
) -> None:
    whole, rest = divmod(abs(cents), 100)
    text = f"{whole:,}".replace(",", GROUPS[decimal][group]) + f"{decimal}{rest:02}"
    text = style.format(text)
    if cents < 0 and not text.startswith(("'", "=", " ")):
        text = minus.format(text)
    else:
        cents = abs(cents)
    assert parse_number(text, decimal) == pytest.approx(cents / 100)


@given(st.integers(100_000, 10**11))
def test_reads_back_lakhs_and_crores(whole: int) -> None:
    head, tail = divmod(whole, 1000)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02}")
    text = ",".join([*reversed(pairs), f"{tail:03}"]).lstrip("0")
    assert parse_number(f"₹{text}.50") == whole + 0.5


PLAIN = st.from_regex(r"\A-?[0-9]{0,14}([.,][0-9]{0,4}){0,2}\Z")
ODD = st.text("0123456789.,-+eE_ x٣", max_size=8)


@given(st.lists(PLAIN, min_size=1) | st.lists(PLAIN | ODD), st.sampled_from(".,"))
def test_the_fast_way_reads_what_the_strict_way_reads(values: list[str], decimal: str) -> None:
    fast = _plain_numbers(values, decimal)
    if fast is not None:
        assert fast.tolist() == [parse_number(value, decimal) for value in values]


@given(st.lists(st.integers(-(10**14), 10**14)), st.sampled_from(".,"))
def test_plain_prices_take_the_fast_way(cents: list[int], decimal: str) -> None:
    texts = [f"{cent / 100:.2f}".replace(".", decimal) for cent in cents]
    numbers, bad = parse_numbers(texts, decimal)
    assert not bad.any()
    assert _plain_numbers(texts, decimal) is not None
    assert numbers.tolist() == [parse_number(text, decimal) for text in texts]


@given(st.text(max_size=20), st.sampled_from(".,"))
def test_any_text_is_a_number_or_none(text: str, decimal: str) -> None:
    number = parse_number(text, decimal)
    assert number is None or math.isnan(number) or any(map(str.isdecimal, text))


def test_marks_bad_values_only() -> None:
    numbers, bad = parse_numbers(["1", "", "x"], ".")
    assert bad.tolist() == [False, False, True]
    assert numbers[0] == 1
    assert np.isnan(numbers[1:]).all()
    assert len(parse_numbers([], ".")[0]) == 0


@pytest.mark.parametrize(
    ("values", "decimal", "read"),
    [
        (["12.50", "13.00", "12,50"], ".", [12.5, 13, 12.5]),
        (["12.50", "1,300.00", "12,50"], ".", [12.5, 1300, None]),
        (["12.50", "13.00", "1,5"], ".", [12.5, 13, None]),
        (["12.50", "13.00", "1.234,56"], ".", [12.5, 13, 1234.56]),
        (["12,50", "13,00", "12.50"], ",", [12.5, 13, 12.5]),
        (["12,50", "1.300,00", "12.50"], ",", [12.5, 1300, None]),
        (["12,50", "13,00", "1.300"], ",", [12.5, 13, 1300]),
        (["0.350", "1.000", "2"], ",", [0.35, 1, 2]),
        (["0,350", "1,000"], ".", [0.35, 1]),
        (["1.50", "2.75", "x"], ",", [1.5, 2.75, None]),
        (["1.500", "x"], ",", [1500, None]),
        (["1,5", "3"], ".", [1.5, 3]),
        (["€ 12,50", "x"], ".", [12.5, None]),
        (["10%", "5"], ".", [None, 5]),
    ],
)
def test_reads_a_column_by_the_mark_it_shows(
    values: list[str], decimal: str, read: list[float | None]
) -> None:
    numbers, bad = parse_numbers(values, decimal)
    assert bad.tolist() == [number is None for number in read]
    assert numbers[~bad].tolist() == [number for number in read if number is not None]


@pytest.mark.parametrize(
    ("values", "decimal", "read"),
    [
        (["1.000", "2.000", ""], ",", [1, 2]),
        (["1.000"], ",", [1]),
        (["1.000", "1.500"], ",", [1, 1.5]),
        (["1.000", "2"], ",", [1000, 2]),
        (["1,000", "0,500"], ",", [1, 0.5]),
        (["1,000", "2,000"], ".", [1000, 2000]),
        (["1", "2"], ",", [1, 2]),
        (["1x", "2 x", "3"], ".", [1, 2, 3]),
        (["1 pcs", "12 Stk.", "-1 ks"], ",", [1, 12, -1]),
        (["1.000 szt", "2.000 szt"], ",", [1, 2]),
        (["3個", "1 шт."], ".", [3, 1]),
    ],
)
def test_a_piece_with_three_decimals_is_no_thousand(
    values: list[str], decimal: str, read: list[float]
) -> None:
    numbers, bad = parse_quantities(values, decimal)
    assert not bad.any()
    assert numbers[~np.isnan(numbers)].tolist() == read


@pytest.mark.parametrize(
    ("text", "decimal", "share"),
    [("10%", ".", 0.1), ("10 %", ".", 0.1), ("12.5%", ".", 0.125), ("12,5 %", ",", 0.125),
     ("-10%", ".", -0.1), ("100%", ".", 1.0), ("０．５％", ".", 0.005), ("10", ".", None),
     ("%", ".", None), ("x%", ".", None), ("€10", ".", None)],
)  # fmt: skip
def test_percentages_are_shares(text: str, decimal: str, share: float | None) -> None:
    assert parse_share(text, decimal) == (None if share is None else pytest.approx(share))


def test_a_column_of_percentages() -> None:
    shares, bad = parse_shares(["10%", "", "-", "3"], ".")
    assert bad.tolist() == [False, False, False, True]
    assert shares[0] == pytest.approx(0.1)
    assert np.isnan(shares[1:]).all()


def test_a_far_cell_is_bad_at_once() -> None:
    numbers, bad = parse_numbers(["1.50", "9" * 1_000_000, " " * 1_000_000], ".")
    assert bad.tolist() == [False, True, True]
    assert numbers[0] == 1.5


@pytest.mark.parametrize("text", ["x", "pcs", "2 boxes", "S2X", "1 x 2", "2 kg"])
def test_other_units_are_no_pieces(text: str) -> None:
    assert parse_quantities([text], ".")[1].all()
