"""The user's business rules: what lists may hold, whatever the sales say."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Value = str | float | bool | tuple[str, ...]


class PolicyKind(StrEnum):
    """What a policy is about; `PARAMETERS` has the values of each."""

    STOCK = "stock"  # not what is sold out, of unknown stock, or in no catalogue
    PRICE_BAND = "price_band"  # only partners that cost so much of the anchor's price
    MARGIN = "margin"  # rather, or only, what earns well
    CATEGORY = "category"  # only or never partners of some categories
    NEVER_WITH = "never_with"  # two sides that never recommend each other
    ALWAYS_FIRST = "always_first"  # put on top of lists
    SEASON = "season"  # partners only in a part of the year
    AT_MOST = "at_most"  # a product in so many lists and no more
    DIVERSITY = "diversity"  # so many of one category or family in a list
    NOT_BOUGHT = "not_bought"  # not what the anchor's customers have already


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule of the list in priority order; `values` are its kind's own parameters.

    `policy_edits` keeps them whole: every parameter of the kind, and no other.
    """

    id: str
    kind: PolicyKind
    enabled: bool = True
    values: Mapping[str, Value] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """A parameter that is a number; the usual one where it was left out."""
        value = self._value(name)
        assert isinstance(value, float)
        return value

    def flag(self, name: str) -> bool:
        """A parameter that is yes or no."""
        return bool(self._value(name))

    def text(self, name: str) -> str:
        """A parameter that is one word or a day of the year (MM-DD)."""
        return str(self._value(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """A parameter that lists product keys or categories."""
        value = self._value(name)
        assert isinstance(value, tuple)
        return value

    def _value(self, name: str) -> Value:
        return self.values.get(name, PARAMETERS[self.kind][name].usual)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a policy: what it is as it comes, and what it may be.

    Numbers go from `least` to `most`; a text is one of `words`, or a day MM-DD without them.
    """

    usual: Value
    least: float = 0.0
    most: float = 0.0
    words: tuple[str, ...] = ()

    def check(self, value: object) -> Value:
        """The value as a policy holds it; raises ValueError for any that means nothing."""
        usual = self.usual
        if isinstance(usual, bool):
            if isinstance(value, bool):
                return value
        elif isinstance(usual, float):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                return _check_number(float(value), self.least, self.most)
        elif isinstance(usual, tuple):
            if isinstance(value, (tuple, list)) and all(isinstance(v, str) for v in value):
                return tuple(dict.fromkeys(value))
        elif isinstance(value, str) and (value in self.words if self.words else is_day(value)):
            return value
        raise ValueError(f"{value!r} is no value for this")


SAME = "="  # among a category policy's partners: the anchor's own category

_products = _categories = Parameter(())

PARAMETERS: Mapping[PolicyKind, Mapping[str, Parameter]] = {
    PolicyKind.STOCK: {
        "least": Parameter(1.0, 0, 1e6),  # pieces; fewer are left out
        "unknown": Parameter(False),  # also where stock is not known
        "unlisted": Parameter(False),  # also what is in no catalogue, where there is one
    },
    PolicyKind.PRICE_BAND: {  # shares of the anchor's price
        "low": Parameter(0.0, 0, 100),
        "high": Parameter(1.0, 0, 100),
    },
    PolicyKind.MARGIN: {
        "weight": Parameter(0.5, 0, 1),  # the score is taken times margin share ^ weight
        "least": Parameter(0.0, 0, 1),  # share of the price; lower margins are left out
    },
    PolicyKind.CATEGORY: {
        "anchors": _categories,  # none means every anchor
        "partners": _categories,  # SAME is the anchor's own
        "only": Parameter(False),  # only these, else never these
    },
    PolicyKind.NEVER_WITH: {
        "products": _products,
        "categories": _categories,
        "with_products": _products,  # neither these nor the next: with nothing at all
        "with_categories": _categories,
    },
    PolicyKind.ALWAYS_FIRST: {
        "products": _products,  # in this order
        "anchors": _categories,  # none means every anchor
    },
    PolicyKind.SEASON: {
        "products": _products,
        "categories": _categories,
        "begin": Parameter("11-01"),
        "end": Parameter("12-31"),  # both days belong to it; it may pass new year
    },
    PolicyKind.AT_MOST: {"lists": Parameter(50.0, 1, 1e6)},
    PolicyKind.DIVERSITY: {
        "most": Parameter(2.0, 1, 100),
        "by": Parameter("category", words=("category", "family")),
    },
    PolicyKind.NOT_BOUGHT: {"share": Parameter(0.5, 0.01, 1)},
}

PRODUCT_LISTS = frozenset({"products", "with_products"})
WHOLE_NUMBERS = frozenset({"lists", "most"})

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def complete_values(kind: PolicyKind, values: Mapping[str, object]) -> dict[str, Value]:
    """All values of a kind, the usual ones where none are given.

    Raises ValueError for a parameter the kind has not, or a value out of its range.
    """
    parameters = PARAMETERS[kind]
    if unknown := values.keys() - parameters.keys():
        raise ValueError(f"{kind} has no {', '.join(sorted(unknown))}")
    whole: dict[str, Value] = {}
    for name, parameter in parameters.items():
        try:
            whole[name] = parameter.check(values.get(name, parameter.usual))
        except ValueError as error:
            raise ValueError(f"{kind} {name}: {error}") from error
        if name in WHOLE_NUMBERS and whole[name] != math.floor(float(str(whole[name]))):
            raise ValueError(f"{kind} {name}: a whole number is needed")
    if kind is PolicyKind.PRICE_BAND and float(str(whole["low"])) > float(str(whole["high"])):
        raise ValueError("the lower end of a price band is above its upper end")
    return whole


def is_day(text: str) -> bool:
    """Whether a text is a day of the year, MM-DD; 29 February is one."""
    if not re.fullmatch(r"\d\d-\d\d", text, re.ASCII):
        return False
    month, day = int(text[:2]), int(text[3:])
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def in_season(begin: str, end: str, day: str) -> bool:
    """Whether a day (MM-DD) is in a season, both ends included; it may pass new year.

    >>> in_season("11-15", "01-06", "12-24"), in_season("11-15", "01-06", "07-01")
    (True, False)
    """
    return begin <= day <= end if begin <= end else day >= begin or day <= end


def _check_number(value: float, least: float, most: float) -> float:
    if not least <= value <= most:  # NaN is in no range
        raise ValueError(f"{value:g} is not between {least:g} and {most:g}")
    return value
