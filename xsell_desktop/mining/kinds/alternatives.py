"""Products bought one instead of the other, as a value of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.sales.lines import Codes, Floats


@dataclass(frozen=True, eq=False)
class Alternatives:
    """T pairs of products that serve one need, the likest first; T entries each.

    `a < b` are rows of `Products`; most of these pairs were not kept, as few orders hold both.
    `together` counts orders with both, `expected` is the size-aware chance, `likeness` (0–1) the
    cosine of what else the two are bought with, `shared` the product they share most (-1 none).
    `apart` marks those the sales speak for (too few orders together); the others are alike by
    name. `kind` holds codes of `domain.kinds.KINDS`: substitute, up-sell or variant; `dearer` is
    the better choice (a row of `Products`, -1 for none).
    """

    a: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    b: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    together: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    expected: Floats = field(default_factory=lambda: np.zeros(0))
    likeness: Floats = field(default_factory=lambda: np.zeros(0))
    shared: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    apart: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    kind: npt.NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    dearer: Codes = field(default_factory=lambda: np.zeros(0, np.int32))

    def __len__(self) -> int:
        return len(self.a)

    def of(self, product: int) -> npt.NDArray[np.int64]:
        """Rows here that speak of a product, the likest first."""
        return np.flatnonzero((self.a == product) | (self.b == product))

    def find(self, one: int, other: int) -> int | None:
        """Row here of two products; None when they are no alternatives."""
        a, b = min(one, other), max(one, other)
        found = np.flatnonzero((self.a == a) & (self.b == b))
        return int(found[0]) if len(found) else None

    def kind_of(self, one: int, other: int) -> Kind:
        """What two products are to each other; a cross-sell where they are no alternatives."""
        row = self.find(one, other)
        return Kind.CROSS_SELL if row is None else KINDS[int(self.kind[row])]
