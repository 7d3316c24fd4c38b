"""What a scorer learnt: a score for every product after every other, and after baskets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.ranking.history import Dense

MOST_DENSE = 9000  # products up to which all pairs are held at once (324 MB)


@dataclass(frozen=True, eq=False)
class Scores:
    """score(A → B) = matrix[A, B] + weight[A] · base[B]; a basket's score is the sum over it.

    `matrix` is (P, P) with nothing on its diagonal, dense or sparse.
    """

    matrix: Dense | sparse.csr_matrix
    weight: Dense | None = None
    base: Dense | None = None

    @property
    def product_count(self) -> int:
        """P."""
        return int(self.matrix.shape[1])

    def of_products(self, anchors: npt.NDArray[np.integer]) -> Dense:
        """Scores of all products after each anchor, (n, P); a copy."""
        found = _full(self.matrix[anchors])
        if self.base is not None and self.weight is not None:
            found += self.weight[anchors, None] * self.base
        return np.asarray(found, np.float32)

    def of_baskets(self, given: sparse.csr_matrix) -> Dense:
        """Scores of all products after each basket (a row of ones), (n, P)."""
        product: Any = given @ self.matrix
        found = _full(product)
        if self.base is not None and self.weight is not None:
            found += (given @ self.weight)[:, None] * self.base
        return np.asarray(found, np.float32)

    def of_pairs(
        self, anchors: npt.NDArray[np.integer], partners: npt.NDArray[np.integer]
    ) -> npt.NDArray[np.float64]:
        """Score of each anchor → partner."""
        if not len(anchors):
            return np.empty(0)
        found = np.asarray(self.matrix[anchors, partners], np.float64).ravel()
        if self.base is not None and self.weight is not None:
            found = found + self.weight[anchors].astype(np.float64) * self.base[partners]
        return found

    def times(self, factor: Dense) -> Scores:
        """With every partner's score multiplied by its factor, (P,)."""
        if isinstance(self.matrix, sparse.csr_matrix):
            matrix = self.matrix @ sparse.diags_array(factor).astype(np.float32)
            return Scores(matrix.tocsr(), self.weight, _scaled(self.base, factor))
        return Scores(self.matrix * factor, self.weight, _scaled(self.base, factor))


def _full(rows: Dense | sparse.csr_matrix) -> Dense:
    """Dense rows that may be written to."""
    return np.asarray(rows.toarray() if isinstance(rows, sparse.csr_matrix) else rows, np.float32)


def _scaled(base: Dense | None, factor: Dense) -> Dense | None:
    return None if base is None else base * factor
