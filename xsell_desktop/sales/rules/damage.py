"""What a spreadsheet makes of product numbers, and which number of a catalogue it was."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from xsell_desktop.sales.catalogue import Product
from xsell_desktop.sales.values.month_names import month_number

PRECISION = 15  # digits a spreadsheet keeps of a number
_SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]{1,15}))?[eE]\+([0-9]{2,3})\Z")
_NUMBER = re.compile(r"[0-9]{1,40}(?:[.,][0-9]{1,15})?\Z")
_POWER = re.compile(r"[0-9]{1,6}[eE][0-9]{1,2}\Z")  # 12E5 is a number to a spreadsheet
_AS_SHOWN = re.compile(r"(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?\Z")
_ISO = re.compile(r"[0-9]{2}([0-9]{2})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?)?\Z")
_THREE = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2(?:[0-9]{2})?[0-9]{2}\Z")
_TWO = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})\.?\Z")
_DAY_MONTH = re.compile(r"([0-9]{1,2})[-. ]{0,2}([^\W\d_]{3,10})\.?\Z")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.?[- ]?([0-9]{1,2})\Z")

Moment = tuple[int, int]  # a month, and a day of it or the end of a year


def is_scientific(text: str) -> bool:
    """Whether a spreadsheet wrote it for a number too long for its cell, as 1.23E+12."""
    return _SCIENTIFIC.match(text) is not None


def is_date_like(key: str) -> bool:
    """Whether it is how a spreadsheet shows a date, which it makes of 1-5 and of MAR1."""
    if _ISO.match(key) or _THREE.match(key):
        return True
    return _TWO.match(key) is None and bool(_moments(key))


def may_be_damaged(key: str) -> bool:
    """Whether a spreadsheet may have written it for a product number."""
    return bool(_AS_SHOWN.match(key)) or is_scientific(key) or bool(_moments(key))


class Originals:
    """Products' keys, found by what a spreadsheet shows of them."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._products = {product.key.casefold(): product for product in products}
        names = Counter(product.name.casefold() for product in self._products.values())
        self._by_name = {
            product.name.casefold(): product.key
            for product in self._products.values()
            if product.name and names[product.name.casefold()] == 1
        }
        self._by_number: defaultdict[Decimal, list[str]] = defaultdict(list)
        self._by_moment: defaultdict[Moment, list[str]] = defaultdict(list)
        self._by_digits: dict[int, dict[Decimal, list[str]]] = {}
        for product in self._products.values():
            number = _number(product.key)
            if number is not None:
                for shown in _kept_digits(number):
                    self._by_number[shown].append(product.key)
            for moment in _moments(product.key):
                self._by_moment[moment].append(product.key)

    def __bool__(self) -> bool:
        return bool(self._products)

    def __contains__(self, key: str) -> bool:
        return key.casefold() in self._products

    def find(self, key: str, name: str = "", intact: Container[str] = ()) -> str | None:
        """The key that a spreadsheet made this of; None for one that needs no repair or when
        none, or several and not one of that name, can be meant.

        `intact` are the keys of its file in small letters. A spreadsheet spoils all or none, so
        that one of them was another product unless the name is the same, too.
        """
        if key in self:
            return None
        candidates = self._candidates(key)
        if len(candidates) > 1:
            candidates = {
                original
                for original in candidates
                if self._products[original.casefold()].name.casefold() == name.casefold()
            }
        if len(candidates) == 1:
            original = candidates.pop()
            called = self._products[original.casefold()].name.casefold()
            if original.casefold() in intact and not is_scientific(key):
                return original if name and name.casefold() == called else None
            return original
        return self._by_name.get(name.casefold()) if is_scientific(key) else None

    def _candidates(self, key: str) -> set[str]:
        scientific = _SCIENTIFIC.match(key)
        if scientific is not None:
            first, rest, power = scientific.groups(default="")
            shown = Decimal(f"{first}.{rest or 0}E{power}").normalize()
            return set(self._rounded(1 + len(rest)).get(shown, ()))
        if _AS_SHOWN.match(key):
            number = _number(key)
            found = self._by_number.get(number, []) if number is not None else []
            if found:
                return set(found)
        return {original for moment in _moments(key) for original in self._by_moment[moment]}

    def _rounded(self, digits: int) -> dict[Decimal, list[str]]:
        """The keys by their numbers rounded to so many digits."""
        if digits not in self._by_digits:
            found: defaultdict[Decimal, list[str]] = defaultdict(list)
            context = Context(prec=digits, rounding=ROUND_HALF_UP)
            for product in self._products.values():
                number = _number(product.key)
                if number is not None:
                    found[number.normalize(context)].append(product.key)
            self._by_digits[digits] = found
        return self._by_digits[digits]


def _number(key: str) -> Decimal | None:
    """The number a spreadsheet takes a key for."""
    if _NUMBER.match(key):
        return Decimal(key.replace(",", ".")).normalize()
    return Decimal(key).normalize() if _POWER.match(key) else None


def _kept_digits(number: Decimal) -> set[Decimal]:
    """The number as spreadsheets keep it: some cut what goes beyond their digits, some round."""
    return {
        number.normalize(Context(prec=PRECISION, rounding=rounding))
        for rounding in (ROUND_DOWN, ROUND_HALF_UP)
    }


def _moments(key: str) -> set[Moment]:
    """The months and days (or years) that a key, or what a spreadsheet shows of it, can mean."""
    iso = _ISO.match(key)
    if iso is not None:
        year, month, day = map(int, iso.groups())
        return {(month, day)} | ({(month, year)} if day == 1 else set())
    two = _TWO.match(key) or _THREE.match(key)
    if two is not None:
        one, other = int(two.group(1)), int(two.group(two.re.groups))
        return {(a, b) for a, b in ((one, other), (other, one)) if 1 <= a <= 12}
    by_day, by_month = _DAY_MONTH.match(key), _MONTH_DAY.match(key)
    if by_day is not None:
        number, word = by_day.groups()
    elif by_month is not None:
        word, number = by_month.groups()
    else:
        return set()
    named = month_number(word)
    return {(named, int(number))} if named is not None else set()
