"""What the user ruled on the pairs on the canvas, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Decision, Pair, Plan
from xsell_desktop.sales.lines import Flags


@dataclass(frozen=True, eq=False)
class Rulings:
    """A flag an edge for each ruling; `timed` are those with a season of the year."""

    accepted: Flags
    rejected: Flags
    by_hand: Flags
    pinned: Flags
    locked: Flags
    timed: Flags

    def table(self) -> npt.NDArray[np.bool_]:
        """(E, 6) flags."""
        return np.column_stack(
            [self.accepted, self.rejected, self.by_hand, self.pinned, self.locked, self.timed]
        )


def rulings_on(plan: Plan, pairs: tuple[Pair, ...]) -> Rulings:
    """The plan's rulings on these pairs."""
    flags = np.zeros((6, len(pairs)), dtype=np.bool_)
    for edge, pair in enumerate(pairs):
        pairing = plan.pairings.get(pair)
        if pairing is not None:
            flags[:, edge] = (
                pairing.decision is Decision.ACCEPTED,
                pairing.decision is Decision.REJECTED,
                pairing.by_hand,
                pairing.pinned,
                pairing.locked,
                pairing.season is not None,
            )
    return Rulings(*flags)
