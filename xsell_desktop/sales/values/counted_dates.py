"""Dates kept as counts: a spreadsheet's days since 1900, a computer's seconds since 1970."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_BARE = re.compile(r"[1-9]\d*(?:[.,]\d+)?")
_COUNT = re.compile(r"\d{5,13}(?:[.,]\d+)?")
_SHARE = 0.9  # of the bare numbers of a column; the others are then bad dates
_SERIAL_ZERO = 25_569  # the serial of 1970-01-01 in the 1900 system


class Count(NamedTuple):
    """Counts from `lowest` to `highest`, `unit` seconds each, that are `zero` at 1970-01-01."""

    lowest: float
    highest: float
    unit: float
    zero: int = 0

    def seconds(self, text: str) -> int | None:
        """Seconds since 1970-01-01; None where the text is no such count."""
        if not _COUNT.fullmatch(text):
            return None
        number = float(text.replace(",", "."))
        if not self.lowest <= number <= self.highest:
            return None
        return round((number - self.zero) * self.unit)


COUNTS = (
    Count(_SERIAL_ZERO, 60_000, 86_400, _SERIAL_ZERO),  # 1970 to 2064
    Count(1e9, 4_102_444_799, 1),  # seconds from 2001 to 2099
    Count(1e12, 4_102_444_799_999, 0.001),
)


def find_count(values: Sequence[str]) -> Count | None:
    """What the bare numbers among a column's dates count; None where they count nothing.

    Prices and keys may look the same: ask only for a column that is said to hold dates.
    """
    numbers = [text for value in values if _BARE.fullmatch(text := value.strip())]
    for count in COUNTS:
        hits = sum(count.seconds(number) is not None for number in numbers)
        if hits and hits >= _SHARE * len(numbers):
            return count
    return None
