"""Many dates of one plain shape, read with numpy: the fast half of `dates`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Dates

Numbers = npt.NDArray[np.int64]

_SHAPE = re.compile(
    r"(?:(?P<year_first>\d{4}([-/.])\d\d\2\d\d)|(?P<year_last>\d\d([-/.])\d\d\4\d{4}))"
    r"(?P<clock>[T ]\d\d:\d\d(?P<second>:\d\d(?:[.,]\d{1,9})?)?(?:Z| ?[+-]\d\d:?\d\d| UTC)?)?"
)
_LONGEST = 40


class Fields(NamedTuple):
    """The numbers of a piece of dates. `one` and `two` are month and day where the year comes
    first, else the first and second number. `second` counts from midnight.
    """

    year_first: bool
    year: Numbers
    one: Numbers
    two: Numbers
    second: Numbers


def read_fields(values: Sequence[str]) -> Fields | None:
    """The numbers of texts that all have the shape of the first; None where they do not."""
    if not values or len(values[0]) > _LONGEST or not values[0].isascii():
        return None
    shape = _SHAPE.fullmatch(values[0])
    if shape is None or len(set(map(len, values))) > 1:
        return None
    characters = np.array(values).view(np.uint32).reshape(len(values), -1)
    if characters.shape[1] != len(values[0]):
        return None
    digits = np.array([character.isdigit() for character in values[0]])
    marks = ~digits
    if (characters[:, marks] != characters[0, marks]).any():
        return None
    if ((characters[:, digits] < ord("0")) | (characters[:, digits] > ord("9"))).any():
        return None
    figures = characters.astype(np.int64) - ord("0")

    def number(start: int, length: int = 2) -> Numbers:
        total = np.zeros(len(figures), dtype=np.int64)
        for place in range(start, start + length):
            total = total * 10 + figures[:, place]
        return total

    second = np.zeros(len(figures), dtype=np.int64)
    if shape["clock"]:
        parts = [number(11), number(14), number(17) if shape["second"] else second]
        if any((part > limit).any() for part, limit in zip(parts, (23, 59, 59), strict=True)):
            return None
        second = parts[0] * 3600 + parts[1] * 60 + parts[2]
    if shape["year_first"]:
        return Fields(True, number(0, 4), number(5), number(8), second)
    return Fields(False, number(6, 4), number(0), number(3), second)


def moments_of(fields: Fields, order: str, first: int, last: int) -> Dates | None:
    """The moments; None where any is impossible or its year not within `first` to `last`."""
    days_first = not fields.year_first and order != "mdy"
    month, day = (fields.two, fields.one) if days_first else (fields.one, fields.two)
    year = fields.year
    if (month < 1).any() or (month > 12).any() or (year < first).any() or (year > last).any():
        return None
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    starts = months.astype("datetime64[D]")
    length = ((months + 1).astype("datetime64[D]") - starts).astype(np.int64)
    if (day < 1).any() or (day > length).any():
        return None
    days = starts.astype(np.int64) + day - 1
    return (days * 86_400 + fields.second).astype("datetime64[s]")
