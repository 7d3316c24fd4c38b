"""Which kind each pair kept is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Evidence, Pairs, Products
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.counting.intervals import count_low
from xsell_desktop.mining.kinds.alternatives import Alternatives
from xsell_desktop.mining.kinds.by_products import made_by_shop
from xsell_desktop.mining.kinds.names import Names, read_names
from xsell_desktop.mining.kinds.substitutes import find_alternatives
from xsell_desktop.sales.lines import Flags, Floats, Lines, ProductFacts

SAME_PRICE = 1.25  # times, between designs of one product
LIKE_PRICE = 1.5
ALIKE_AT_SAME_PRICE = 0.33
ALIKE = 0.45
SEASONAL = 0.25  # of the excess over chance that months may leave at most

Codes8 = npt.NDArray[np.int8]


def with_kinds(
    analysis: Analysis, lines: Lines, facts: ProductFacts, progress: Progress
) -> Analysis:
    """The analysis with the kind of each pair kept, and with products' alternatives."""
    baskets, chance = analysis.baskets, analysis.chance
    if baskets is None or chance is None:
        return analysis
    products, pairs = analysis.products, analysis.pairs
    names = read_names(products.names)
    found = find_alternatives(products, pairs, baskets, chance, names, progress)
    kind = tell_kinds(pairs, products, names, found, baskets, lines, facts)
    return replace(analysis, pairs=replace(pairs, kind=kind), alternatives=found)


def tell_kinds(
    pairs: Pairs,
    products: Products,
    names: Names,
    alternatives: Alternatives,
    baskets: Baskets,
    lines: Lines,
    facts: ProductFacts,
) -> Codes8:
    """A code of `KINDS` for each pair kept; of several that fit, the last one set here counts."""
    kind = np.full(len(pairs), KINDS.index(Kind.CROSS_SELL), np.int8)
    kind[_is_collection(pairs, products, names)] = KINDS.index(Kind.COLLECTION)
    kind[is_season(pairs)] = KINDS.index(Kind.SEASON)
    for row, code in _kept_alternatives(pairs, alternatives):
        kind[row] = code
    kind[_is_variant(pairs, names)] = KINDS.index(Kind.VARIANT)
    parents = [facts.parent[code] for code in baskets.product_code] if facts.parent else []
    kind[_same_parent(pairs, parents)] = KINDS.index(Kind.VARIANT)
    kind[made_by_shop(pairs, baskets, lines, facts)] = KINDS.index(Kind.BY_PRODUCT)
    return kind


def is_season(pairs: Pairs) -> Flags:
    """Whether comparing like months takes away a pair's relationship.

    Together beyond chance over the year (only then is `like_for_like` known); within months
    chance is not ruled out, and at least three quarters of the excess are gone.
    """
    like = pairs.like_for_like
    low = like * count_low(pairs.together) / np.maximum(pairs.together, 1)
    gone = like - 1 <= SEASONAL * (pairs.lift - 1)
    return np.asarray(~np.isnan(like) & (low <= 1) & gone)


def _is_collection(pairs: Pairs, products: Products, names: Names) -> Flags:
    """Nearly the same name, about the same price, no other category, bought together."""
    ratio = price_ratio(products, pairs)
    least = np.where(ratio <= SAME_PRICE, ALIKE_AT_SAME_PRICE, ALIKE)
    alike = names.likeness(pairs.a, pairs.b) >= least
    named = np.unique(np.array(products.categories, dtype=object), return_inverse=True)[1]
    unknown = np.array([not category for category in products.categories], bool)
    fits = (named[pairs.a] == named[pairs.b]) | unknown[pairs.a] | unknown[pairs.b]
    together = pairs.evidence >= Evidence.LIKELY
    return np.asarray(alike & fits & together & ~(ratio > LIKE_PRICE))


def price_ratio(products: Products, pairs: Pairs) -> Floats:
    """The dearer price ÷ the other one; NaN where one is unknown or nothing."""
    a, b = products.price[pairs.a], products.price[pairs.b]
    known = (a > 0) & (b > 0)
    top, bottom = np.maximum(a, b), np.where(known, np.minimum(a, b), 1.0)
    return np.where(known, top / bottom, np.nan)


def _is_variant(pairs: Pairs, names: Names) -> Flags:
    """Names that differ in a size; or in a colour only, unless bought together: a collection."""
    same = names.same_but_options(pairs.a, pairs.b)
    sized = names.size[pairs.a] != names.size[pairs.b]
    coloured = ~sized & (names.colour[pairs.a] != names.colour[pairs.b])
    together = pairs.evidence >= Evidence.LIKELY
    return np.asarray(same & ~(coloured & together))


def _same_parent(pairs: Pairs, parents: Sequence[str]) -> Flags:
    if not any(parents):
        return np.zeros(len(pairs), bool)
    code = np.unique(np.array(parents, dtype=object), return_inverse=True)[1]
    known = np.array([bool(parent) for parent in parents], bool)
    return np.asarray((code[pairs.a] == code[pairs.b]) & known[pairs.a])


def _kept_alternatives(pairs: Pairs, alternatives: Alternatives) -> list[tuple[int, int]]:
    found = []
    for a, b, code in zip(
        alternatives.a.tolist(), alternatives.b.tolist(), alternatives.kind.tolist(), strict=True
    ):
        row = pairs.find(a, b)
        if row is not None:
            found.append((row, code))
    return found
