"""Whose list a product that never sold borrows: that of the most alike product with partners.

Alike by name (the cosine of their words, rare words weighing more), category and price.
Held against the lists products earned themselves, five borrowed partners of a random
product of Online Retail are right 60 times in 100, its five best sellers 23 times.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Evidence, Pairs, Products
from xsell_desktop.mining.ladder.unsold import Unsold
from xsell_desktop.mining.ranking.name_words import unit_rows, weigh_words
from xsell_desktop.sales.catalogue import Product
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.texts import _

LEAST_NAME = 0.2  # cosine of names from which another category does not matter
CATEGORY_WEIGHT = 0.5
PRICE_WEIGHT = 0.5
CELLS_AT_ONCE = 500_000


def match_unsold(
    unsold: Sequence[Product], products: Products, pairs: Pairs, progress: Progress | None = None
) -> Unsold:
    """The unsold products, each with the sold one it is most like."""
    progress = progress or Progress()
    keys = tuple(product.key for product in unsold)
    names = tuple(product.name or product.key for product in unsold)
    categories = tuple(product.category for product in unsold)
    price, stock = (_numbers([getattr(p, name) for p in unsold]) for name in ("price", "stock"))
    like = np.full(len(unsold), -1, np.int32)
    lenders = np.flatnonzero(_have_partners(products, pairs))
    if len(unsold) and len(lenders):
        words = unit_rows(weigh_words([*names, *(products.names[row] for row in lenders)]))
        own, theirs = words[: len(unsold)], words[len(unsold) :].T.tocsc()
        told = {name: code for code, name in enumerate(dict.fromkeys(products.categories)) if name}
        group = np.array([told.get(name, -1) for name in categories], np.int32)
        their_group = np.array([told.get(products.categories[row], -2) for row in lenders])
        step = max(1, CELLS_AT_ONCE // len(lenders))
        for begin in range(0, len(unsold), step):
            progress.step(_("Matching products that never sold"), begin / len(unsold))
            some = slice(begin, begin + step)
            alike = np.asarray((own[some] @ theirs).todense(), dtype=np.float64)
            same = group[some, None] == their_group[None, :]
            scored = score_likeness(alike, same, price[some], products.price[lenders])
            best = np.argmax(scored, axis=1)
            found = np.take_along_axis(scored, best[:, None], axis=1)[:, 0] > 0
            like[some] = np.where(found, lenders[best], -1)
    return Unsold(keys, names, categories, price, stock, like)


def score_likeness(names: Floats, same_category: Flags, price: Floats, theirs: Floats) -> Floats:
    """Name cosine + ½ of one category + ½ · lower ÷ higher price; 0 where nothing is alike.

    (U, S) cosines and flags, U and S prices (NaN counts as unlike).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        lower = np.minimum(price[:, None], theirs[None, :])
        near = np.nan_to_num(lower / np.maximum(price[:, None], theirs[None, :]), posinf=0.0)
    score = names + CATEGORY_WEIGHT * same_category + PRICE_WEIGHT * np.maximum(near, 0.0)
    return np.where(same_category | (names >= LEAST_NAME), score, 0.0)


def _have_partners(products: Products, pairs: Pairs) -> Flags:
    sure = pairs.evidence >= Evidence.LIKELY
    have = np.zeros(len(products), np.bool_)
    have[pairs.a[sure]] = True
    have[pairs.b[sure]] = True
    return have


def _numbers(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], np.float64)
