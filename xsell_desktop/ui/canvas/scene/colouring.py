"""What colours and sizes of nodes stand for: a slot of the palette and a radius a product."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from weakref import WeakKeyDictionary

import numpy as np

from xsell_desktop.domain.views import ColourBy, SizeBy
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _

SMALLEST, LARGEST = 4.5, 16.0  # radius of a node in pixels
FIRST_MET = 200  # relationships that decide which families get the plain colours
HUB_SHARE, HUBS = 0.02, 12  # hubs are at most so many of the products, and so many in all,
HUB_FEWEST = 20  # and have at least so many relationships


class Cover(IntEnum):
    """How long the stock of a product lasts."""

    UNKNOWN = -1
    OUT = 0
    SCARCE = 1  # under two weeks
    SHORT = 2  # under six
    LONG = 3


SCARCE_DAYS, SHORT_DAYS = 14.0, 42.0
_counts: WeakKeyDictionary[Analysis, Codes] = WeakKeyDictionary()


def colour_slots(analysis: Analysis, by: ColourBy, cover: Floats | None) -> Codes:
    """A colour slot for every row of `Products`, -1 for none. `cover` is days of stock a row."""
    products = analysis.products
    if by is ColourBy.CATEGORY:
        slot = {name: code for code, name in category_names(analysis)}
        codes = [slot.get(name, -1) for name in products.categories]
        return np.array(codes, dtype=np.int32)
    if by is ColourBy.STOCK_COVER:
        return cover_bands(np.full(len(products), np.nan) if cover is None else cover)
    slots = family_slots(analysis)
    return np.where(products.family >= 0, slots[products.family], -1).astype(np.int32)


def category_names(analysis: Analysis) -> tuple[tuple[int, str], ...]:
    """Colour slot and name of each category, the one with most products first."""
    counts = Counter(name for name in analysis.products.categories if name)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(enumerate(ordered))


def family_slots(analysis: Analysis) -> Codes:
    """A colour slot for every family, in the order the strongest relationships meet them."""
    family, pairs = analysis.products.family, analysis.pairs
    rows = analysis.backbone[:FIRST_MET]
    ends = np.column_stack([pairs.a[rows], pairs.b[rows]]).ravel()
    met = dict.fromkeys(int(code) for code in family[ends] if code >= 0)
    order = [*met, *(code for code in range(len(analysis.families)) if code not in met)]
    slots = np.zeros(max(len(order), 1), dtype=np.int32)
    slots[order] = np.arange(len(order), dtype=np.int32)
    return slots


def cover_bands(days: Floats) -> Codes:
    """The `Cover` of each number of days of stock; NaN is unknown."""
    bands = np.searchsorted([SCARCE_DAYS, SHORT_DAYS], days, side="right") + 1
    bands = np.where(days <= 0, Cover.OUT, bands)
    return np.where(np.isnan(days), Cover.UNKNOWN, bands).astype(np.int32)


def cover_word(band: int) -> str:
    """What a user reads of a band."""
    return {
        Cover.OUT: _("out of stock"),
        Cover.SCARCE: _("under 2 weeks"),
        Cover.SHORT: _("under 6 weeks"),
        Cover.LONG: _("6 weeks or more"),
        Cover.UNKNOWN: _("stock unknown"),
    }[Cover(band)]


def worth_of(analysis: Analysis, by: SizeBy) -> Floats:
    """What sizes stand for, a number a row of `Products`; NaN where it is not known."""
    products = analysis.products
    if by is SizeBy.REVENUE:
        return products.revenue
    if by is SizeBy.MARGIN:
        return products.revenue - products.cost * products.units
    return products.units if by is SizeBy.UNITS else products.orders.astype(np.float64)


def size_meant(analysis: Analysis, by: SizeBy) -> SizeBy:
    """What sizes stand for: as asked where any product has it, else the orders."""
    return by if bool(np.any(np.nan_to_num(worth_of(analysis, by)) > 0)) else SizeBy.ORDERS


def sized_by_revenue(analysis: Analysis) -> bool:
    """Whether revenue is known; without prices nodes are sized by orders."""
    return size_meant(analysis, SizeBy.REVENUE) is SizeBy.REVENUE


def node_radius(analysis: Analysis, by: SizeBy = SizeBy.REVENUE) -> Floats:
    """Radius of every product's node in pixels: its area grows with revenue, margin, units or
    orders."""
    if not len(analysis.products):
        return np.zeros(0)
    worth = np.clip(np.nan_to_num(worth_of(analysis, size_meant(analysis, by))), 0.0, None)
    top = max(float(np.partition(worth, -min(10, len(worth)))[-min(10, len(worth))]), 1e-9)
    share: Floats = np.sqrt(np.minimum(worth / top, 1.0))
    return SMALLEST + (LARGEST - SMALLEST) * share


def count_relationships(analysis: Analysis) -> Codes:
    """By row of `Products`, how many likely and proven relationships it has."""
    if analysis not in _counts:
        pairs, size = analysis.pairs, len(analysis.products)
        good = pairs.evidence >= Evidence.LIKELY
        both = np.bincount(pairs.a[good], minlength=size), np.bincount(pairs.b[good],
                                                                       minlength=size)  # fmt: skip
        _counts[analysis] = (both[0] + both[1]).astype(np.int32)
    return _counts[analysis]


def hubs_of(analysis: Analysis) -> Flags:
    """Which products have far more relationships than the others."""
    counts = count_relationships(analysis)
    if not len(counts):
        return np.zeros(0, dtype=np.bool_)
    place = min(max(int(len(counts) * HUB_SHARE), 1), HUBS)
    least = max(int(np.partition(counts, -place)[-place]), HUB_FEWEST)
    return np.asarray(counts >= least)
