"""How alike products are called: by the words their names share, rare words first."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.kept import KeptRows

WORD = re.compile(r"[^\W_]+")
SHORTEST = 2  # letters; numbers count at any length


def read_words(name: str) -> frozenset[str]:
    """Words of a name in lower case, without a plural's s."""
    words = WORD.findall(name.casefold())
    kept = (word for word in words if len(word) >= SHORTEST or word.isdigit())
    return frozenset(word[:-1] if word.endswith("s") and len(word) > 3 else word for word in kept)


def weigh_words(names: Sequence[str]) -> sparse.csr_matrix:
    """(P, words): ln(P / names with the word) where a name has the word, else 0.

    Words of one name alone or of all names say nothing and are left out.
    """
    column: dict[str, int] = {}
    rows, columns = [], []
    for row, name in enumerate(names):
        for word in sorted(read_words(name)):
            rows.append(row)
            columns.append(column.setdefault(word, len(column)))
    shape = (len(names), len(column))
    held = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    count = np.bincount(np.array(columns, np.int64), minlength=len(column))
    telling = (count > 1) & (count < len(names))
    weight = np.log(len(names) / np.maximum(count, 1))
    kept = held[:, np.flatnonzero(telling)] @ sparse.diags_array(weight[telling])
    return sparse.csr_matrix(kept, dtype=np.float32)


def unit_rows(words: sparse.csr_matrix) -> sparse.csr_matrix:
    """Rows scaled to length 1, so that the product of two is their cosine; empty rows stay."""
    length = np.sqrt(np.asarray(words.multiply(words).sum(axis=1)).ravel())
    scale = np.where(length > 0, 1.0 / np.maximum(length, 1e-12), 0.0)
    return sparse.csr_matrix(sparse.diags_array(scale) @ words, dtype=np.float32)


def words_of(history: OrderHistory) -> sparse.csr_matrix:
    """Unit rows of the words of each product's name."""
    return history.kept.find("words", lambda: unit_rows(weigh_words(history.product_names)))


def likeness(history: OrderHistory) -> KeptRows:
    """(P, P): the cosine of two products' names."""

    def make() -> KeptRows:
        words = words_of(history)
        names = words.T.tocsr()
        return KeptRows(history.product_count, lambda rows: (words[rows] @ names).toarray())

    return history.kept.find("likeness", make)
