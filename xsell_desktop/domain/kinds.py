"""What a relationship is for: the word that decides where a partner may be shown."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of relationship, by the rules of docs/measures.md."""

    CROSS_SELL = "cross_sell"  # a complement
    COLLECTION = "collection"  # nearly the same name or design, bought together
    UP_SELL = "up_sell"  # same need, higher price
    SUBSTITUTE = "substitute"  # one instead of the other
    VARIANT = "variant"  # one product in another size or colour
    FOLLOW_UP = "follow_up"  # the same customer, later
    SEASON = "season"  # together only because both sell in those weeks
    BY_PRODUCT = "by_product"  # made by the shop itself: bundle parts, gifts, subscriptions


CROSS_SOLD = frozenset({Kind.CROSS_SELL, Kind.COLLECTION})  # without the user's word
KINDS = tuple(Kind)  # what small codes in arrays point into
