"""Currencies as prices name them: signs, codes and short words."""

from __future__ import annotations

import re

from xsell_desktop.sales.values.plain_text import plain_text

# A sign that several currencies share stands for itself; ¥ is taken for the yen, £ for sterling.
_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "CN¥": "CNY", "JP¥": "JPY", "円": "JPY", "元": "CNY",
    "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "฿": "THB", "₩": "KRW", "원": "KRW",
    "₫": "VND", "₱": "PHP", "₪": "ILS", "₦": "NGN", "₡": "CRC", "₲": "PYG", "₸": "KZT",
    "₾": "GEL", "₼": "AZN", "$": "$", "US$": "USD", "US $": "USD", "U$S": "USD", "AU$": "AUD",
    "AU $": "AUD", "A$": "AUD", "C$": "CAD", "CA$": "CAD", "CA $": "CAD", "C $": "CAD",
    "CDN$": "CAD", "NZ$": "NZD", "NZ $": "NZD", "HK$": "HKD", "HK $": "HKD", "S$": "SGD",
    "SG$": "SGD", "NT$": "TWD", "MX$": "MXN", "R$": "BRL", "S/": "PEN", "￥": "JPY",
}  # fmt: skip
_WORDS = {
    "kr": "kr", "kr.": "kr", "Kr": "kr", "Kr.": "kr", "Rs": "Rs", "Rs.": "Rs", "Fr": "CHF",
    "Fr.": "CHF", "SFr.": "CHF", "zł": "PLN", "zl": "PLN", "Kč": "CZK", "Ft": "HUF", "lei": "RON",
    "Lei": "RON", "leu": "RON", "лв": "BGN", "лв.": "BGN", "руб": "RUB", "руб.": "RUB",
    "р.": "RUB", "грн": "UAH", "грн.": "UAH", "TL": "TRY", "đ": "VND", "RMB": "CNY", "RM": "MYR",
    "R": "ZAR", "kn": "HRK", "din.": "RSD", "Euro": "EUR", "euro": "EUR", "DM": "DEM",
}  # fmt: skip
_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT
LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF
XPF YER ZAR ZMW ZWL
"""
_MEANINGS = {**{code: code for code in _CODES.split()}, **_SIGNS, **_WORDS}
_SHARED = {"$", "kr", "Rs"}
_LONGEST_FIRST = sorted(_MEANINGS, key=len, reverse=True)
CURRENCY = "|".join(map(re.escape, _LONGEST_FIRST))
_BARE = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_FOUND = re.compile(rf"(?<![^\W\d_])(?:{CURRENCY})(?![^\W\d_])")


def currency_of(text: str) -> str:
    """The currency a price or a currency cell names; '' when it names none.

    ISO 4217 codes, save for what several currencies share: a bare $, kr or Rs is none of the
    others in the file, so it is its own.
    """
    if _BARE.fullmatch(text):
        return ""
    text = plain_text(text)
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return _WORDS.get(text) or text.upper()
    named = [_MEANINGS[sign] for sign in _FOUND.findall(text)]
    return next((name for name in named if name not in _SHARED), named[0] if named else "")
