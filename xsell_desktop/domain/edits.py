"""The pure functions Plan → Plan; there is no other way to change a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from xsell_desktop.domain.plan import (
    Bundle,
    Decision,
    Direction,
    Pair,
    Pairing,
    Plan,
    Settings,
)


def accept_pairing(plan: Plan, pair: Pair, on: str = "") -> Plan:
    """The pair is to be recommended; `on` is the ISO date of the decision."""
    return _rule(plan, pair, decision=Decision.ACCEPTED, decided_on=on)


def reject_pairing(plan: Plan, pair: Pair, on: str = "") -> Plan:
    """The pair is never to be recommended; a rejected pairing loses its pin."""
    return _rule(plan, pair, decision=Decision.REJECTED, pinned=False, decided_on=on)


def accept_pairings(plan: Plan, pairs: Iterable[Pair], on: str = "") -> Plan:
    """Accept many pairs in one edit."""
    for pair in pairs:
        plan = accept_pairing(plan, pair, on)
    return plan


def reject_pairings(plan: Plan, pairs: Iterable[Pair], on: str = "") -> Plan:
    """Reject many pairs in one edit."""
    for pair in pairs:
        plan = reject_pairing(plan, pair, on)
    return plan


def clear_decision(plan: Plan, pair: Pair) -> Plan:
    """Take a decision back: undecided again, unpinned; the message and the note stay."""
    return _rule(plan, pair, decision=Decision.NONE, pinned=False, by_hand=False, decided_on="")


def pin_pairing(plan: Plan, pair: Pair, pinned: bool = True, on: str = "") -> Plan:
    """Put the pair first in both products' lists; pinning accepts it."""
    if not pinned:
        return _rule(plan, pair, pinned=False)
    return _rule(plan, pair, pinned=True, decision=Decision.ACCEPTED, decided_on=on)


def draw_pairing(
    plan: Plan, pair: Pair, direction: Direction = Direction.BOTH, on: str = ""
) -> Plan:
    """Pair two products by hand, whatever the sales say."""
    return _rule(
        plan, pair, decision=Decision.ACCEPTED, by_hand=True, direction=direction, decided_on=on
    )


def write_message(plan: Plan, pair: Pair, message: str) -> Plan:
    """The sentence that customers read beside the recommendation."""
    return _rule(plan, pair, message=message.strip())


def write_note(plan: Plan, pair: Pair, note: str) -> Plan:
    """A private note on the pair."""
    return _rule(plan, pair, note=note.strip())


def note_product(plan: Plan, product: str, note: str) -> Plan:
    """A private note on a product; an empty one removes it."""
    notes = dict(plan.notes)
    notes.pop(product, None)
    if note.strip():
        notes[product] = note.strip()
    return replace(plan, notes=notes)


def move_products(plan: Plan, positions: Mapping[str, tuple[float, float]]) -> Plan:
    """Keep products at places chosen by hand."""
    return replace(plan, positions={**plan.positions, **positions})


def release_products(plan: Plan, products: Iterable[str]) -> Plan:
    """Give products back to the automatic layout."""
    gone = set(products)
    return replace(plan, positions={k: v for k, v in plan.positions.items() if k not in gone})


def put_bundle(plan: Plan, bundle: Bundle) -> Plan:
    """Add a bundle, or replace the one with its id; raises ValueError below two products."""
    if len({part.product for part in bundle.parts}) < 2:
        raise ValueError("a bundle needs at least two products")
    return replace(plan, bundles={**plan.bundles, bundle.id: bundle})


def remove_bundle(plan: Plan, bundle_id: str) -> Plan:
    """Drop a bundle; an unknown id changes nothing."""
    if bundle_id not in plan.bundles:
        return plan
    return replace(plan, bundles={k: v for k, v in plan.bundles.items() if k != bundle_id})


def change_settings(plan: Plan, settings: Settings) -> Plan:
    """Mine and list with other settings."""
    return plan if settings == plan.settings else replace(plan, settings=settings)


def _rule(plan: Plan, pair: Pair, **changes: Any) -> Plan:
    """The plan with a pairing changed; a pairing that says nothing any more is dropped."""
    old = plan.pairings.get(pair, Pairing(pair))
    new = replace(old, **changes)
    if new == old:
        return plan
    pairings = dict(plan.pairings)
    if new == Pairing(pair, direction=new.direction):
        pairings.pop(pair, None)
    else:
        pairings[pair] = new
    return replace(plan, pairings=pairings)
