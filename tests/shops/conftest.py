"""Recommendation lists made by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.picks import Pick, Picks

MakePicks = Callable[[Mapping[str, Sequence[str]]], Picks]


def _pick(anchor: str, partner: str, rank: int) -> Pick:
    return Pick(
        anchor=anchor,
        anchor_name=f"Name of {anchor}",
        partner=partner,
        partner_name=f"Name of {partner}",
        rank=rank,
        kind="cross_sell",
        together=12,
        anchor_orders=40,
        attach_rate=0.3,
        attach_low=0.1807,
        attach_high=0.4543,
        expected=5.0,
        score=0.5 / rank,
        evidence=Evidence.PROVEN,
        reason=f"{partner} is in 12 of the 40 orders with {anchor}. Chance gives 5.",
        source="data",
        message="",
    )


@pytest.fixture(scope="session")
def make_picks() -> MakePicks:
    """Picks of a mapping from each product to its partners, first one first."""

    def make(lists: Mapping[str, Sequence[str]]) -> Picks:
        return Picks(
            {
                anchor: tuple(_pick(anchor, p, n) for n, p in enumerate(partners, start=1))
                for anchor, partners in lists.items()
            }
        )

    return make
