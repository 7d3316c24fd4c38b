"""How alike the names of products are, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.kinds.words import (
    COLOURS,
    FILLERS,
    GRADES,
    LETTER_SIZES,
    MEASURES,
    SIZES,
    WORD,
)
from xsell_desktop.sales.lines import Codes, Flags, Floats

MOST_SHARING = 400  # names: a commoner word brings too many pairs together to look at
ROWS_AT_ONCE = 500
NOT_CONTENT = SIZES | COLOURS | FILLERS

Rows = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Names:
    """The names of P products as words.

    `weights` is (P, W): √ of each word's weight ln(1 + P / products with it), numbers, sizes,
    colours and grades left out; `total` is a name's summed weight. By product, `content`,
    `size` and `colour` are codes: equal where two names hold the same words of that sort (grades
    and bare numbers are content); `content` is -1 for names of nothing else.
    """

    weights: sparse.csr_matrix
    total: Floats
    content: Codes
    size: Codes
    colour: Codes

    def likeness(self, one: Rows, other: Rows) -> Floats:
        """Shared weight ÷ weight of all words of two names, 0–1; one entry a pair of rows."""
        shared = np.asarray(self.weights[one].multiply(self.weights[other]).sum(axis=1)).ravel()
        return self._share(shared, one, other)

    def alike(self, least: float) -> tuple[Rows, Rows, Floats]:
        """Every pair of products, one < other, whose likeness is at least `least`.

        They share a word that is in `MOST_SHARING` names at most.
        """
        by_word = self.weights.tocsc()
        rare = by_word[:, np.diff(by_word.indptr) <= MOST_SHARING].tocsr()
        ones, others, found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
        for begin in range(0, rare.shape[0], ROWS_AT_ONCE):
            shared = (rare[begin : begin + ROWS_AT_ONCE] @ rare.T).tocoo()
            one, other = shared.row + begin, shared.col
            one, other = one[other > one], other[other > one]
            likeness = self.likeness(one, other)
            near = likeness >= least
            ones.append(one[near])
            others.append(other[near])
            found.append(likeness[near])
        return np.concatenate(ones), np.concatenate(others), np.concatenate(found)

    def same_but_options(self, one: Rows, other: Rows) -> Flags:
        """Whether two names differ in nothing but sizes and colours."""
        return np.asarray((self.content[one] == self.content[other]) & (self.content[one] >= 0))

    def _share(self, shared: Floats, one: Rows, other: Rows) -> Floats:
        union = self.total[one] + self.total[other] - shared
        return np.asarray(np.where(union > 0, shared / np.where(union > 0, union, 1.0), 0.0))


def read_names(names: Sequence[str]) -> Names:
    """Take names apart into words, sizes and colours."""
    parts = [split_name(name) for name in names]
    core = [
        sorted(word for word in content if word not in GRADES and not word.isdigit())
        for content, _sizes, _colours in parts
    ]
    column: dict[str, int] = {}
    for words in core:
        for word in words:
            column.setdefault(word, len(column))
    start = np.concatenate(([0], np.cumsum([len(words) for words in core]))).astype(np.int64)
    indices = np.array([column[word] for words in core for word in words], np.int64)
    found = np.bincount(indices, minlength=len(column))
    weight = np.log1p(len(core) / np.maximum(found, 1))[indices]
    place = np.repeat(np.arange(len(core)), np.diff(start))
    shape = (len(core), max(1, len(column)))
    return Names(
        weights=sparse.csr_matrix((np.sqrt(weight), indices, start), shape=shape),
        total=np.bincount(place, weight, len(core)).astype(np.float64),
        content=_codes(part[0] for part in parts),
        size=_codes(part[1] for part in parts),
        colour=_codes(part[2] for part in parts),
    )


def split_name(name: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of a name that say what it is, its sizes, and its colours."""
    text = name.casefold()
    sizes = {_plain(found.group()) for found in MEASURES.finditer(text)}
    words = WORD.findall(MEASURES.sub(" ", text))
    if len(words) > 1 and words[-1] in LETTER_SIZES:
        sizes.add(words.pop())
    sizes.update(word for word in words if word in SIZES)
    colours = frozenset(word for word in words if word in COLOURS)
    content = {_singular(word) for word in words if word not in NOT_CONTENT}
    return frozenset(content), frozenset(sizes), colours


def _plain(measure: str) -> str:
    return "".join(WORD.findall(measure.replace(",", "p").replace(".", "p")))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _codes(sets: Iterable[frozenset[str]]) -> Codes:
    """Equal codes for equal sets; -1 for the empty one."""
    seen: dict[frozenset[str], int] = {frozenset(): -1}
    return np.array([seen.setdefault(words, len(seen)) for words in sets], np.int32)
