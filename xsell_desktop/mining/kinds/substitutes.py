"""Which products are bought one instead of the other, and which is the better of the two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Pairs, Products
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.chance import Chance, class_weights
from xsell_desktop.mining.counting.evidence import month_strata
from xsell_desktop.mining.counting.pairs import basket_matrix
from xsell_desktop.mining.counting.significance import Discoveries, lower_tail, upper_tail
from xsell_desktop.mining.kinds.alternatives import Alternatives
from xsell_desktop.mining.kinds.names import Names
from xsell_desktop.mining.kinds.profiles import Profiles, make_profiles
from xsell_desktop.sales.lines import Codes, Flags, Floats
from xsell_desktop.texts import _

LEAST_EXPECTED = 5.0  # orders chance must give before their absence says anything
SIGNIFICANT = 0.05
LEAST_SHARED = 0.3  # cosine of what two products are bought with
ONE_NEED = 0.5  # likeness of names that say one need, where sales say so too
SAME_NEED = 0.6  # likeness of names that must speak alone, inside a category
SAME_NAME = 0.75  # the same, where there are no categories
DEARER = (1.2, 3.0)  # times the price of the simpler product
ROWS_AT_ONCE = 64

Rows = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class _Shop:
    products: Products
    baskets: Baskets
    chance: Chance
    names: Names
    profiles: Profiles
    group: Codes  # of products that may serve one need
    has_category: Flags

    def expected(self, a: Rows, b: Rows) -> Floats:
        rates = self.chance.rates
        return np.asarray(np.einsum("ij,ij->i", rates[a], rates[b]))

    def together(self, a: Rows, b: Rows) -> npt.NDArray[np.int64]:
        held = basket_matrix(self.baskets)
        return np.asarray(held[a].multiply(held[b]).sum(axis=1)).ravel().astype(np.int64)


def find_alternatives(
    products: Products,
    pairs: Pairs,
    baskets: Baskets,
    chance: Chance,
    names: Names,
    progress: Progress,
) -> Alternatives:
    """Substitutes by the sales, up-sells by the sales or by name and price."""
    if not len(products):
        return Alternatives()
    group, has_category = _groups(products)
    profiles = make_profiles(pairs, len(products))
    shop = _Shop(products, baskets, chance, names, profiles, group, has_category)
    progress.step(_("Looking for substitutes"), 0.0)
    a, b = _bought_apart(shop, progress)
    progress.step(_("Looking for up-sells"), 0.9)
    by_name = _better_by_name(shop)
    key = np.concatenate((a, by_name[0])).astype(np.int64) * len(products)
    key, first = np.unique(key + np.concatenate((b, by_name[1])), return_index=True)
    return _describe(shop, key // len(products), key % len(products), first < len(a))


def _groups(products: Products) -> tuple[Codes, Flags]:
    """The category of each product; the family where it has none (-1: neither)."""
    named = sorted({category for category in products.categories if category})
    code = {category: place for place, category in enumerate(named)}
    category = np.array([code.get(name, -1) for name in products.categories], np.int32)
    family = np.where(products.family >= 0, products.family + len(named), -1)
    return np.where(category >= 0, category, family).astype(np.int32), category >= 0


def _bought_apart(shop: _Shop, progress: Progress) -> tuple[Rows, Rows]:
    """Pairs inside a group with shared partners that share too few orders, in no month by luck."""
    a, b, tests = _often_due(shop, progress)
    together, expected = shop.together(a, b), shop.expected(a, b)
    tail = lower_tail(together, expected)
    tail[together >= expected] = 1.0
    few = Discoveries(tail, max(tests, 1)).q_value(tail) <= SIGNIFICANT
    a, b, together = a[few], b[few], together[few]
    if not np.isnat(shop.baskets.date).all():
        # one may have taken the other's place on the shelf: only shared months count
        due = _due_by_month(shop, a, b)
        fair = (due >= LEAST_EXPECTED) & (lower_tail(together, due) <= SIGNIFICANT)
        a, b = a[fair], b[fair]
    return a, b


def _often_due(shop: _Shop, progress: Progress) -> tuple[Rows, Rows, int]:
    """Pairs inside a group with shared partners that chance brings together in `LEAST_EXPECTED`
    orders or more; and how many pairs it does, with shared partners or without.
    """
    rates = shop.chance.rates
    reach = np.linalg.norm(rates, axis=1)
    often = reach * reach.max(initial=0.0) >= LEAST_EXPECTED
    ones, others, tests = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], 0
    groups = np.unique(shop.group[(shop.group >= 0) & often])
    for place, group in enumerate(groups):
        rows = np.flatnonzero((shop.group == group) & often)
        for begin in range(0, len(rows), ROWS_AT_ONCE):
            progress.step(_("Looking for substitutes"), 0.8 * place / len(groups))
            block = rows[begin : begin + ROWS_AT_ONCE]
            due = rates[block] @ rates[rows].T >= LEAST_EXPECTED
            one, other = np.nonzero(np.triu(due, begin + 1))
            one, other = block[one], rows[other]
            tests += len(one)
            near = shop.profiles.likeness(one, other) >= LEAST_SHARED
            ones.append(one[near])
            others.append(other[near])
    return np.concatenate(ones), np.concatenate(others), tests


def _due_by_month(shop: _Shop, a: Rows, b: Rows) -> Floats:
    """Expected orders with both when only orders of one month are compared."""
    strata = month_strata(shop.baskets)
    weights = class_weights(shop.baskets.size, strata)
    counts = {
        row: np.bincount(strata[shop.baskets.orders_with(row)], minlength=len(weights))
        for row in np.unique(np.concatenate((a, b))).tolist()
    }
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    return np.array([float((weights * counts[x] * counts[y]).sum()) for x, y in pairs])


def _better_by_name(shop: _Shop) -> tuple[Rows, Rows]:
    """Pairs of nearly one name, one dearer, that are not bought together beyond chance."""
    a, b, likeness = shop.names.alike(SAME_NEED)
    known = shop.has_category[a] & shop.has_category[b]
    same = np.where(known, shop.group[a] == shop.group[b], likeness >= SAME_NAME)
    fits = same & (_dearer(shop.products, a, b) >= 0)
    a, b = a[fits], b[fits]
    options = shop.names.same_but_options(a, b)
    sized = ~options | (shop.names.size[a] != shop.names.size[b])  # no colour is better
    beyond = upper_tail(shop.together(a, b), shop.expected(a, b)) <= SIGNIFICANT
    return a[sized & ~beyond], b[sized & ~beyond]


def _dearer(products: Products, a: Rows, b: Rows) -> Codes:
    """Which of two products costs `DEARER` times the other; -1 for neither."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = products.price[b] / products.price[a]
        up = (ratio >= DEARER[0]) & (ratio <= DEARER[1])
        down = (1 / ratio >= DEARER[0]) & (1 / ratio <= DEARER[1])
    return np.where(up, b, np.where(down, a, -1)).astype(np.int32)


def _describe(shop: _Shop, a: Rows, b: Rows, by_sales: Flags) -> Alternatives:
    dearer = _dearer(shop.products, a, b)
    named = shop.names.likeness(a, b)
    better = (dearer >= 0) & (named >= ONE_NEED)
    variant = ~by_sales & shop.names.same_but_options(a, b)
    kind = np.where(better, KINDS.index(Kind.UP_SELL), KINDS.index(Kind.SUBSTITUTE))
    kind = np.where(variant, KINDS.index(Kind.VARIANT), kind).astype(np.int8)
    likeness = shop.profiles.likeness(a, b)
    order = np.lexsort((b, a, -named, -likeness))
    a, b = a[order], b[order]
    return Alternatives(
        a=a.astype(np.int32),
        b=b.astype(np.int32),
        together=shop.together(a, b),
        expected=shop.expected(a, b),
        likeness=likeness[order],
        shared=np.where(by_sales[order], shop.profiles.shared(a, b), -1).astype(np.int32),
        apart=by_sales[order],
        kind=kind[order],
        dearer=dearer[order],
    )
