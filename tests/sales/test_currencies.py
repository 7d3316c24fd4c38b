"""Currencies named by prices and by cells of their own."""

from __future__ import annotations

import pytest

from xsell_desktop.sales.values import currencies
from xsell_desktop.sales.values.currencies import currency_of
from xsell_desktop.sales.values.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gbp", "GBP"), ("EUR", "EUR"), ("€", "EUR"), ("Euro", "EUR"), ("£3", "GBP"),
        ("12,50 €", "EUR"), ("3.00 PLN", "PLN"), ("12 zł", "PLN"), ("12.50", ""), ("12,50", ""),
        ("$12.50", "$"), ("-$3.00", "$"), ("USD 12.50", "USD"), ("$12.50 USD", "USD"),
        ("US$5", "USD"), ("US $5", "USD"), ("AU $3,000.00", "AUD"), ("A$5", "AUD"),
        ("C$5", "CAD"), ("CA$5", "CAD"), ("NZ$5", "NZD"), ("HK$5", "HKD"), ("S$5", "SGD"),
        ("NT$5", "TWD"), ("MX$5", "MXN"), ("R$ 5,00", "BRL"), ("R 5.00", "ZAR"), ("RM 5", "MYR"),
        ("kr 5", "kr"), ("5 kr.", "kr"), ("5 kr", "kr"), ("5,- Kč", "CZK"), ("Fr. 5.00", "CHF"),
        ("CHF 5", "CHF"), ("¥1,200", "JPY"), ("￥1,200", "JPY"), ("1200円", "JPY"),
        ("CN¥5", "CNY"), ("₹5", "INR"), ("Rs. 1,200", "Rs"), ("12 ₽", "RUB"), ("12 руб.", "RUB"),
        ("₺5", "TRY"), ("5 TL", "TRY"), ("12 лв", "BGN"), ("500 Ft", "HUF"), ("12 lei", "RON"),
        ("฿5", "THB"), ("₩5", "KRW"), ("₫5", "VND"), ("5 ₴", "UAH"), ("₱5", "PHP"), ("₪5", "ILS"),
        ("", ""), ("N/A", ""), ("free", ""), ("12 bags", ""), ("krone 5", ""), ("XTS", "XTS"),
    ],
)  # fmt: skip
def test_names_currencies(text: str, code: str) -> None:
    assert currency_of(text) == code


@pytest.mark.parametrize("sign", sorted(currencies._MEANINGS))
def test_every_sign_is_read_on_either_side(sign: str) -> None:
    for text in (f"{sign} 12.50", f"12.50 {sign}", f"-{sign} 12.50"):
        assert abs(parse_number(text) or 0) == 12.5
        assert currency_of(text) == currencies._MEANINGS[sign]
