"""How relationships found in earlier orders did in later ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Floats

Counts = npt.NDArray[np.int64]

UNKNOWN, FAILED, HELD = -1, 0, 1  # verdicts


@dataclass(frozen=True, eq=False)
class HeldUp:
    """K pairs in the later orders, of which there are `orders`, from the ISO day `since` on.

    K entries each, in the order of `Pairs`: `verdict` is 1 where a pair held up, 0 where it did
    not, -1 where that cannot be told; `earlier` and `together` count orders with both before and
    after the cut; `earlier_expected` and `expected` are chance in either, and `needed` is the
    later count that passes.
    `same_count_rate` is the share of random pairs with as many earlier orders together that
    pass; NaN where there is nothing to compare with. Without dates `orders` is 0.
    """

    verdict: npt.NDArray[np.int8]
    earlier: Counts
    earlier_expected: Floats
    together: Counts
    expected: Floats
    needed: Counts
    same_count_rate: Floats
    orders: int = 0
    since: str = ""

    def __len__(self) -> int:
        return len(self.verdict)

    def take(self, rows: Counts) -> HeldUp:
        """The pairs of these rows, in this order."""
        return HeldUp(
            self.verdict[rows], self.earlier[rows], self.earlier_expected[rows],
            self.together[rows], self.expected[rows], self.needed[rows],
            self.same_count_rate[rows], self.orders, self.since,
        )  # fmt: skip


def nothing_later(pairs: int) -> HeldUp:
    """What can be said without dates."""
    none, unknown = np.zeros(pairs, np.int64), np.full(pairs, np.nan)
    verdict = np.full(pairs, UNKNOWN, np.int8)
    return HeldUp(verdict, none, unknown, none, unknown, none, unknown)
