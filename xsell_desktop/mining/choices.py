"""A partner that may enter a list, before it is written out as a pick."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Pairing
from xsell_desktop.mining.analysis import Evidence


class Rung(IntEnum):
    """Where a partner comes from: the coverage ladder, the surest rung first."""

    YOURS = 0  # decided by the user without support in the sales
    PROVEN = 1
    LIKELY = 2
    CATEGORY = 3  # partner of a fitting category or family
    CATEGORY_BEST = 4  # best seller of a fitting category
    BEST_SELLER = 5


RUNG_OF = {Evidence.PROVEN: Rung.PROVEN, Evidence.LIKELY: Rung.LIKELY, Evidence.THIN: Rung.CATEGORY}


@dataclass(frozen=True, slots=True)
class Choice:
    """Recommend `partner`; `row` is the pair's row in `Pairs`, -1 when it was not kept.

    `from_data` tells whether the partner would be listed without the user's word.
    `because` is the sentence of a partner that no pair speaks for, '' elsewhere; `own` that the
    user gave the partner its place.
    """

    partner: str
    row: int
    score: float
    together: int
    expected: float
    pairing: Pairing | None
    from_data: bool
    rung: Rung = Rung.YOURS
    kind: Kind = Kind.CROSS_SELL
    because: str = ""
    own: bool = False

    @property
    def is_wanted(self) -> bool:
        """Whether the user gave the partner a place or accepted it."""
        ruling = self.pairing
        return self.own or (ruling is not None and ruling.decision is Decision.ACCEPTED)

    @property
    def is_leading(self) -> bool:
        """Whether the user put the partner before what else is in the list."""
        return self.own or (self.pairing is not None and self.pairing.pinned)
