"""What is worked out of a history once and used again: counts, names, customers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

MOST_CELLS = 90_000_000  # 360 MB of scores
MOST_WHOLE = 5_000  # products up to which rows once made are kept

Dense = npt.NDArray[np.float32]
T = TypeVar("T")
MakeRows = Callable[[slice], Dense]


@dataclass(eq=False)
class Kept:
    """Values by key; those not asked for lately make room when there are too many cells."""

    values: dict[Hashable, Any] = field(default_factory=dict)

    def find(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of the key, made when it is not there."""
        value = self.values.pop(key) if key in self.values else make()
        self.values[key] = value
        cells = sum(map(_cells, self.values.values()))
        while cells > MOST_CELLS and len(self.values) > 1:
            cells -= _cells(self.values.pop(next(iter(self.values))))
        return cast(T, value)


class KeptRows:
    """Rows of a (P, P) matrix, each made when first asked for and kept unless P is large."""

    def __init__(self, count: int, make: MakeRows) -> None:
        self.make = make
        whole = count if count <= MOST_WHOLE else 0
        self._matrix = np.empty((whole, whole), np.float32)
        self._made = np.zeros(whole, bool)

    @property
    def size(self) -> int:
        """Cells kept."""
        return self._matrix.size

    def of(self, rows: slice) -> Dense:
        """These rows, not to be written to."""
        if not len(self._made):
            return self.make(rows)
        if not self._made[rows].all():
            self._matrix[rows] = self.make(rows)
            self._made[rows] = True
        return self._matrix[rows]


def _cells(value: Any) -> int:
    """Numbers a value holds: an array's, a sparse matrix's, those of kept rows."""
    return int(getattr(value, "size", 0))
