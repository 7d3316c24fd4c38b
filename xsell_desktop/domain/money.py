"""Amounts of money as people read them; amounts of two currencies are never added."""

from __future__ import annotations

import math

SYMBOLS = {
    "EUR": "€", "USD": "$", "$": "$", "GBP": "£", "JPY": "¥", "CHF": "CHF ", "AUD": "A$",
    "CAD": "C$", "NZD": "NZ$", "INR": "₹", "PLN": "zł ", "CZK": "Kč ", "SEK": "kr ", "NOK": "kr ",
    "DKK": "kr ",
}  # fmt: skip
WITHOUT_CENTS = {"JPY", "KRW", "HUF", "CLP", "VND", "ISK"}


def format_money(amount: float, currency: str, *, short: bool = False) -> str:
    """`£1,234.50`, or `£36.0k` when short; an unknown currency shows the bare number."""
    if math.isnan(amount):
        return "–"
    symbol = SYMBOLS.get(currency, f"{currency} " if currency else "")
    size = abs(amount)
    if short:
        for limit, divisor, letter in ((1e9, 1e9, "bn"), (1e6, 1e6, "m"), (1e4, 1e3, "k")):
            if size >= limit:
                return f"{'−' if amount < 0 else ''}{symbol}{size / divisor:.1f}{letter}"
    digits = 0 if currency in WITHOUT_CENTS or (short and size >= 1000) else 2
    sign = "−" if round(amount, digits) < 0 else ""
    return f"{sign}{symbol}{size:,.{digits}f}"
