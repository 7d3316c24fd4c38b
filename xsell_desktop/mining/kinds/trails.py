"""Customers followed from one product to the next, and how far chance would take them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.kinds.purchases import FirstPurchases, Visits
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _

MONTH = 30  # days
SMOOTHING = 200.0  # places in orders that pull a month towards the whole time
ROWS_AT_ONCE = 500

Whole = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Trails:
    """Ordered pairs of T products, each T × T: first products by row, later ones by column.

    `counts` are customers who bought the later one on a later day within `horizon`. `spent` is
    the share of the places in the first one's customers' later orders within the horizon that
    come when they have the later one.
    """

    products: Whole
    horizon: int
    counts: Counts
    spent: npt.NDArray[np.float32]


def follow_customers(
    visits: Visits, bought: FirstPurchases, products: Whole, horizon: int, progress: Progress
) -> Trails:
    """Follow every customer from each of these products to each other."""
    code = _places_of(bought, products)
    here = visits.places_through(bought.customer, bought.day)
    there = visits.places_through(bought.customer, bought.day + horizon)
    counts = np.zeros((len(products), len(products)), np.int32)
    lost = np.zeros(counts.shape, np.float32)
    count_cells, lost_cells = counts.ravel(), lost.ravel()  # views; one index is quicker than two
    ends = np.append(bought.start[1:], len(bought.product))
    for place, (begin, end) in enumerate(zip(bought.start.tolist(), ends.tolist(), strict=True)):
        if place % 20 == 0:
            progress.step(_("Following customers"), place / len(ends))
        rows = np.flatnonzero(code[bought.product[begin:end]] >= 0) + begin
        product, day = code[bought.product[rows]], bought.day[rows]
        days, first = np.unique(day, return_index=True)
        beyond = np.searchsorted(day, days + horizon, side="right").tolist()
        bounds = [*first.tolist(), len(day)]
        for one, (left, right) in enumerate(pairwise(bounds)):
            stop = beyond[one]
            until, now = there[rows[left]], here[rows[left]]
            if until == now:  # no order within the horizon
                continue
            gone = until - np.maximum(here[rows[:stop]], now)
            for few in range(left, right, ROWS_AT_ONCE):
                some = product[few : min(few + ROWS_AT_ONCE, right), None] * len(products)
                cells = some + product[:stop]
                count_cells[cells[:, right:]] += 1
                lost_cells[cells] += gone
    known = code[bought.product] >= 0
    ahead = np.bincount(code[bought.product[known]], (there - here)[known], len(products))
    lost /= np.maximum(ahead, 1.0)[:, None]
    return Trails(products, horizon, counts, lost)


def expect_by_chance(
    visits: Visits, bought: FirstPurchases, trails: Trails, progress: Progress
) -> Floats:
    """T × T customers that chance gives: places in later orders × what fills such places.

    Later orders within the horizon are cut by month. In each month a place holds a customer's
    first purchase of a product as often as the places in returning customers' orders do; places
    of customers who have the product already count neither here nor there.
    """
    progress.step(_("Working out what chance gives"), 0.0)
    places = _places_ahead(visits, bought, trails, progress)
    expected: Floats = places @ _rates(visits, bought, trails.products).T
    expected *= 1 - trails.spent
    return expected


def _places_ahead(
    visits: Visits, bought: FirstPurchases, trails: Trails, progress: Progress
) -> Floats:
    """T × months: places in the later orders of those who bought a product, by month."""
    held = _places_of(bought, trails.products)[bought.product]
    rows = np.flatnonzero(held >= 0)
    months = int(visits.day.max(initial=0)) // MONTH + 1
    ahead = np.zeros((len(trails.products), months))
    customer, day = bought.customer[rows], bought.day[rows]
    steps = trails.horizon // MONTH + 2
    for step in range(steps):
        progress.step(_("Working out what chance gives"), (step + 1) / (steps + 1))
        month = day // MONTH + step
        begin = np.maximum(day, month * MONTH - 1)
        end = np.minimum(day + trails.horizon, (month + 1) * MONTH - 1)
        there = (month < months) & (begin < end)
        who = customer[there]
        places = visits.places_through(who, end[there]) - visits.places_through(who, begin[there])
        cell = held[rows][there] * months + month[there]
        ahead += np.bincount(cell, places, ahead.size).reshape(ahead.shape)
    return ahead


def _rates(visits: Visits, bought: FirstPurchases, products: Whole) -> Floats:
    """T × months: first purchases of each product in a place of a returning customer's order."""
    held = _places_of(bought, products)[bought.product]
    months = int(visits.day.max(initial=0)) // MONTH + 1
    again = ~visits.new
    places = np.bincount(visits.day[again] // MONTH, visits.slots[again], months)
    counted = (held >= 0) & ~bought.new
    cell = held[counted] * months + bought.day[counted] // MONTH
    fresh = np.bincount(cell, minlength=len(products) * months).reshape(len(products), months)
    usual = fresh.sum(axis=1, keepdims=True) / max(float(places.sum()), 1.0)
    last = np.full(len(bought.day), int(visits.day.max(initial=0)))
    after = visits.places_through(bought.customer, last)
    after -= visits.places_through(bought.customer, bought.day)
    taken = np.bincount(held[held >= 0], after[held >= 0], len(products))[:, None]
    open_ = np.maximum(1 - taken / max(float(places.sum()), 1.0), 0.05)
    return np.asarray((fresh + SMOOTHING * usual) / (places + SMOOTHING) / open_)


def _places_of(bought: FirstPurchases, products: Whole) -> Whole:
    """Place of each product among these, -1 for others."""
    last = max(int(bought.product.max(initial=0)), int(products.max(initial=0)))
    code = np.full(last + 1, -1, np.int64)
    code[products] = np.arange(len(products))
    return code
