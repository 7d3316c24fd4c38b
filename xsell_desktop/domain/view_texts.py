"""A view as text, for the project file, and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import StrEnum
from typing import Any

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.views import (
    DECISION_WORDS,
    DEEPEST,
    EVIDENCE_WORDS,
    STOCK_WORDS,
    Arrangement,
    Band,
    ColourBy,
    Filter,
    MatrixOrder,
    MatrixShows,
    Mode,
    SizeBy,
    View,
)

MOST_NAMES = 10_000  # products, categories or families one view lists
MOST_SHOWN = 1_000_000  # relationships a view may ask for
LARGEST = 1e15  # price or share at the end of a band
LONGEST = 500  # characters of a month's or a segment's name


def view_text(view: View) -> str:
    """The view as JSON, its sets in order; an open end of a band is null."""
    return json.dumps(_plain(view), sort_keys=True)


def read_view(text: str) -> View:
    """The view that `view_text` wrote; raises ValueError for any other text.

    A part that is left out is as it comes, so that a later version may add some.
    """
    try:
        stored = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return View(**_read_parts(stored, _VIEW))


def _plain(value: Any) -> Any:
    if isinstance(value, (View, Filter)):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Band):
        return [end if math.isfinite(end) else None for end in value]
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value


def _read_parts(stored: Any, readers: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    _need(isinstance(stored, dict), "not a list of parts")
    _need(stored.keys() <= readers.keys(), "not a part of a view")
    return {name: readers[name](value) for name, value in stored.items()}


def _need(sound: bool, why: str) -> None:
    if not sound:
        raise ValueError(why)


def _word(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        _need(isinstance(value, str), "not a word")
        return kind(value)

    return read


def _words(known: Iterable[str]) -> Callable[[Any], frozenset[str]]:
    allowed = frozenset(known)

    def read(value: Any) -> frozenset[str]:
        words = frozenset(_texts(value))
        _need(words <= allowed, "an unknown word")
        return words

    return read


def _kinds(value: Any) -> frozenset[Kind]:
    return frozenset(map(Kind, _texts(value)))


def _names(value: Any) -> frozenset[str]:
    return frozenset(_texts(value))


def _keys(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_texts(value)))


def _texts(value: Any) -> list[str]:
    sound = isinstance(value, list) and all(isinstance(one, str) for one in value)
    _need(sound, "not a list of texts")
    _need(len(value) <= MOST_NAMES, "more names than a view lists")
    return [_whole(one) for one in value]


def _text(value: Any) -> str:
    _need(isinstance(value, str) and len(value) <= LONGEST, "not a short text")
    return _whole(value)


def _whole(text: str) -> str:
    text.encode()  # raises a ValueError for half a character, which no window can show
    return text


def _flag(value: Any) -> bool:
    _need(isinstance(value, bool), "neither yes nor no")
    return bool(value)


def _count(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        _need(type(value) is int and least <= value <= most, "not a count in its range")
        return int(value)

    return read


def _share(value: Any) -> float:
    _need(type(value) in {int, float} and 0 <= value <= 1, "not a share")
    return float(value)


def _band(value: Any) -> Band:
    _need(isinstance(value, list) and len(value) == 2, "a band has two ends")
    least, most = (_end(end, open_end) for end, open_end in zip(value, Band(), strict=True))
    return Band(least, most)


def _end(value: Any, open_end: float) -> float:
    if value is None:
        return open_end
    _need(type(value) in {int, float} and abs(value) <= LARGEST, "not an end of a band")
    return float(value)


_FILTER: dict[str, Callable[[Any], Any]] = {
    "strength": _share,
    "evidence": _words(EVIDENCE_WORDS),
    "held_up": _flag,
    "kinds": _kinds,
    "decisions": _words(DECISION_WORDS),
    "categories": _names,
    "families": _names,
    "price": _band,
    "margin": _band,
    "stock": _words(STOCK_WORDS),
    "segment": _text,
    "month": _text,
}


def _filter(value: Any) -> Filter:
    return Filter(**_read_parts(value, _FILTER))


_VIEW: dict[str, Callable[[Any], Any]] = {
    "mode": _word(Mode),
    "focus": _keys,
    "depth": _count(1, DEEPEST),
    "limit": _count(0, MOST_SHOWN),
    "extra": _keys,
    "filter": _filter,
    "arrangement": _word(Arrangement),
    "size_by": _word(SizeBy),
    "colour_by": _word(ColourBy),
    "matrix_order": _word(MatrixOrder),
    "matrix_shows": _word(MatrixShows),
}
