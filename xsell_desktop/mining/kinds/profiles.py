"""What each product is bought with: the shape by which products of one need are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from xsell_desktop.mining.analysis import Evidence, Pairs
from xsell_desktop.sales.lines import Codes, Floats

Rows = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Profiles:
    """P × P; a product's row has length 1 and holds √together − √expected of its partners."""

    rows: sparse.csr_matrix

    def likeness(self, one: Rows, other: Rows) -> Floats:
        """Cosine of what two products are bought with, 0–1; one entry a pair of rows."""
        return np.asarray(self.rows[one].multiply(self.rows[other]).sum(axis=1)).ravel()

    def shared(self, one: Rows, other: Rows) -> Codes:
        """The product that two are both bought with most, -1 where there is none."""
        common = self.rows[one].multiply(self.rows[other]).tocsr()
        best = np.asarray(common.argmax(axis=1)).ravel().astype(np.int32)
        best[np.diff(common.indptr) == 0] = -1
        return np.asarray(best)


def make_profiles(pairs: Pairs, products: int) -> Profiles:
    """Profiles from the pairs that are likely or proven."""
    good = np.flatnonzero(pairs.evidence >= Evidence.LIKELY)
    excess = np.sqrt(pairs.together[good]) - np.sqrt(pairs.expected[good])
    row = np.concatenate((pairs.a[good], pairs.b[good]))
    column = np.concatenate((pairs.b[good], pairs.a[good]))
    shape = (products, products)
    held = sparse.csr_matrix((np.concatenate((excess, excess)), (row, column)), shape=shape)
    length = np.sqrt(np.asarray(held.multiply(held).sum(axis=1)).ravel())
    scale = 1 / np.where(length > 0, length, 1.0)
    held.data *= np.repeat(scale, np.diff(held.indptr))
    return Profiles(held)
