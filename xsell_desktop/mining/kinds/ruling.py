"""The kind that counts for a pair, and whether lists may hold it."""

from __future__ import annotations

from xsell_desktop.domain.kinds import CROSS_SOLD, KINDS, Kind
from xsell_desktop.domain.plan import Decision, Pairing, Settings
from xsell_desktop.mining.analysis import Analysis


def kind_of(analysis: Analysis, row: int, pairing: Pairing | None) -> Kind:
    """The user's word on a pair, else what the sales say of its row of `Pairs` (-1: nothing)."""
    if pairing is not None and pairing.kind is not None:
        return pairing.kind
    return KINDS[int(analysis.pairs.kind[row])] if row >= 0 else Kind.CROSS_SELL


def recommended_kinds(settings: Settings) -> frozenset[Kind]:
    """The kinds lists may hold without a word on the pair."""
    wanted = settings.also_recommend.split()
    return CROSS_SOLD | {kind for kind in Kind if kind.value in wanted}


def is_recommended(kind: Kind, pairing: Pairing | None, wanted: frozenset[Kind]) -> bool:
    """Whether a list may hold a pair of this kind; what the user accepted always may."""
    accepted = pairing is not None and pairing.decision is Decision.ACCEPTED
    return accepted or kind in wanted
