"""Products by any part of their name, key, or a name they went by."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.finding.ranking import fold, rank_lines

Lines = tuple[list[str], list[str]]
_kept: WeakKeyDictionary[Analysis, Lines] = WeakKeyDictionary()


class Found(NamedTuple):
    """A product that fits: its key, its name, and what tells it apart."""

    key: str
    name: str
    detail: str


def find_products(analysis: Analysis, typed: str, most: int = 50) -> list[Found]:
    """The products that fit what was typed, those sold most often first, at most `most`.

    An exact key comes before everything; products that never sold come after those that did.
    """
    keys, lines = _lines(analysis)
    known = dict.fromkeys(keys[number] for number in rank_lines(typed, lines, 2 * most))
    exact = typed.strip()
    if exact in analysis.products.index or exact in analysis.unsold.index:
        known = {exact: None, **known}
    return [_found(analysis, key) for key in list(known)[:most]]


def list_keys(analysis: Analysis) -> list[str]:
    """The keys of all products, those sold most often first and those that never sold last."""
    return [*analysis.products.keys, *analysis.unsold.keys]


def _lines(analysis: Analysis) -> Lines:
    """Key and folded line of every product, and of every other name it went by; made once."""
    if analysis in _kept:
        return _kept[analysis]
    keys = list_keys(analysis)
    lines = [fold(f"{analysis.name_of(key)} {key}") for key in keys]
    for key, alias in analysis.products.list_aliases():
        keys.append(key)
        lines.append(fold(alias))
    _kept[analysis] = keys, lines
    return keys, lines


def _found(analysis: Analysis, key: str) -> Found:
    row = analysis.products.index.get(key)
    sold = _("never sold") if row is None else _orders(int(analysis.products.orders[row]))
    name = analysis.name_of(key)
    return Found(key, name, sold if name == key else f"{key} · {sold}")


def _orders(count: int) -> str:
    return plural("{n} order", "{n} orders", count)
