"""Products of the catalogue that never sold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from xsell_desktop.sales.lines import Codes, Floats


@dataclass(frozen=True, eq=False)
class Unsold:
    """U products in the order of the catalogues; numbers are NaN where unknown.

    `like` is the row of `Products` whose list each borrows, -1 for none.
    """

    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    price: Floats = field(default_factory=lambda: np.zeros(0))
    stock: Floats = field(default_factory=lambda: np.zeros(0))
    like: Codes = field(default_factory=lambda: np.zeros(0, np.int32))

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Row of each key."""
        return {key: row for row, key in enumerate(self.keys)}
