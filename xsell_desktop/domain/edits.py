"""The pure functions Plan → Plan; there is no other way to change a plan.

An edit that changes nothing gives back the very plan it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from xsell_desktop.domain.kinds import CROSS_SOLD, Kind
from xsell_desktop.domain.plan import (
    Bundle,
    Decision,
    Direction,
    Pair,
    Pairing,
    Plan,
    Settings,
)
from xsell_desktop.domain.policies import is_day

MOST_OF_ONE = 1000  # of one product in a bundle
LARGEST = 1e15  # coordinate or cost a project file takes
FREE_OF_LOCKS = frozenset({"locked", "note"})  # parts of a pairing that a lock does not hold


def accept_pairing(plan: Plan, pair: Pair, on: str = "") -> Plan:
    """The pair is to be recommended; `on` is the ISO date of the decision."""
    return accept_pairings(plan, (pair,), on)


def reject_pairing(plan: Plan, pair: Pair, on: str = "") -> Plan:
    """The pair is never to be recommended; a rejected pairing loses its pin."""
    return reject_pairings(plan, (pair,), on)


def accept_pairings(plan: Plan, pairs: Iterable[Pair], on: str = "") -> Plan:
    """Accept many pairs in one edit."""
    return _rule(plan, pairs, decision=Decision.ACCEPTED, decided_on=on)


def reject_pairings(plan: Plan, pairs: Iterable[Pair], on: str = "") -> Plan:
    """Reject many pairs in one edit."""
    return _rule(plan, pairs, decision=Decision.REJECTED, pinned=False, decided_on=on)


def clear_decision(plan: Plan, pair: Pair) -> Plan:
    """Take a decision back, its pin, direction and season too; the message and the note stay."""
    return clear_decisions(plan, (pair,))


def clear_decisions(plan: Plan, pairs: Iterable[Pair]) -> Plan:
    """Take many decisions back in one edit."""
    return _rule(
        plan,
        pairs,
        decision=Decision.NONE,
        pinned=False,
        by_hand=False,
        direction=Direction.BOTH,
        season=None,
        decided_on="",
    )


def pin_pairing(plan: Plan, pair: Pair, pinned: bool = True, on: str = "") -> Plan:
    """Put the pair first in both products' lists; pinning accepts it."""
    return pin_pairings(plan, (pair,), pinned, on)


def pin_pairings(plan: Plan, pairs: Iterable[Pair], pinned: bool = True, on: str = "") -> Plan:
    """Pin many pairs, or take their pins off, in one edit."""
    if not pinned:
        return _rule(plan, pairs, pinned=False)
    return _rule(plan, pairs, pinned=True, decision=Decision.ACCEPTED, decided_on=on)


def draw_pairing(
    plan: Plan, pair: Pair, direction: Direction = Direction.BOTH, on: str = ""
) -> Plan:
    """Pair two products by hand, whatever the sales say."""
    return _rule(
        plan,
        (pair,),
        decision=Decision.ACCEPTED,
        by_hand=True,
        direction=direction,
        decided_on=on,
    )


def write_message(plan: Plan, pair: Pair, message: str) -> Plan:
    """The sentence that customers read beside the recommendation."""
    return write_messages(plan, (pair,), message)


def write_messages(plan: Plan, pairs: Iterable[Pair], message: str) -> Plan:
    """Give many pairs one message in one edit."""
    return _rule(plan, pairs, message=message.strip())


def write_note(plan: Plan, pair: Pair, note: str) -> Plan:
    """A private note on the pair."""
    return _rule(plan, (pair,), note=note.strip())


def set_kind(plan: Plan, pairs: Iterable[Pair], kind: Kind | None) -> Plan:
    """Say what the pairs' relationship is for, whatever the sales say; None asks the sales."""
    return _rule(plan, pairs, kind=kind)


def set_direction(plan: Plan, pairs: Iterable[Pair], direction: Direction) -> Plan:
    """Say which product of each pair may recommend which."""
    return _rule(plan, pairs, direction=direction)


def set_season(plan: Plan, pairs: Iterable[Pair], season: tuple[str, str] | None) -> Plan:
    """Recommend accepted pairings only from one day (MM-DD) to another; None is all year.

    Raises ValueError for what is no day.
    """
    if season is not None and not all(map(is_day, season)):
        raise ValueError(f"not two days of the year: {season}")
    return _rule(plan, pairs, season=season)


def lock_pairings(plan: Plan, pairs: Iterable[Pair], locked: bool = True) -> Plan:
    """Keep rulings as they are whatever edit they are part of, or let them be edited again."""
    return _rule(plan, pairs, locked=locked)


def note_product(plan: Plan, product: str, note: str) -> Plan:
    """A private note on a product; an empty one removes it."""
    text = note.strip()
    if plan.notes.get(product, "") == text:
        return plan
    notes = {key: kept for key, kept in plan.notes.items() if key != product}
    return replace(plan, notes={**notes, product: text} if text else notes)


def move_products(plan: Plan, positions: Mapping[str, tuple[float, float]]) -> Plan:
    """Keep products at places chosen by hand; raises ValueError for one that is nowhere."""
    if not all(abs(x) <= LARGEST and abs(y) <= LARGEST for x, y in positions.values()):
        raise ValueError("a position needs finite coordinates")
    moved = {**plan.positions, **positions}
    return plan if moved == plan.positions else replace(plan, positions=moved)


def release_products(plan: Plan, products: Iterable[str]) -> Plan:
    """Give products back to the automatic layout."""
    gone = plan.positions.keys() & set(products)
    if not gone:
        return plan
    return replace(plan, positions={k: v for k, v in plan.positions.items() if k not in gone})


def put_bundle(plan: Plan, bundle: Bundle) -> Plan:
    """Add a bundle, or replace the one with its id.

    Raises ValueError unless it has two products or more, each once, in quantities of 1 to
    `MOST_OF_ONE`, a discount of 0 to 1, and costs of 0 or more.
    """
    products = {part.product for part in bundle.parts}
    if len(products) < 2:
        raise ValueError("a bundle needs at least two products")
    if len(products) < len(bundle.parts):
        raise ValueError("a bundle names a product twice")
    if not all(1 <= part.quantity <= MOST_OF_ONE for part in bundle.parts):
        raise ValueError(f"a quantity is 1 to {MOST_OF_ONE}")
    if not 0 <= bundle.discount <= 1:
        raise ValueError("a discount is a share between 0 and 1")
    if not all(0 <= cost <= LARGEST for cost in bundle.unit_costs.values()):
        raise ValueError("a cost is 0 or more")
    if plan.bundles.get(bundle.id) == bundle:
        return plan
    return replace(plan, bundles={**plan.bundles, bundle.id: bundle})


def remove_bundle(plan: Plan, bundle_id: str) -> Plan:
    """Drop a bundle; an unknown id changes nothing."""
    if bundle_id not in plan.bundles:
        return plan
    return replace(plan, bundles={k: v for k, v in plan.bundles.items() if k != bundle_id})


def change_settings(plan: Plan, settings: Settings) -> Plan:
    """Mine and list with other settings."""
    return plan if settings == plan.settings else replace(plan, settings=settings)


def recommend_kinds(plan: Plan, kinds: Iterable[Kind]) -> Plan:
    """Let lists hold these kinds beside those that are always in them."""
    words = " ".join(sorted(kind.value for kind in set(kinds) - CROSS_SOLD))
    return change_settings(plan, replace(plan.settings, also_recommend=words))


def rule_pairings(plan: Plan, changes: Mapping[Pair, Mapping[str, Any]]) -> Plan:
    """Change parts of many pairings, each its own, in one edit; the parts are `Pairing`'s names.

    A pairing that says nothing any more is dropped, and a locked one stays as it is but for its
    note and its lock. Deciding the same again keeps the day it was decided on. Raises ValueError
    for a pair that `pair_of` did not sort.
    """
    changed: dict[Pair, Pairing] = {}
    for pair, told in changes.items():
        if not pair.a < pair.b:
            raise ValueError(f"not in the order of a pair: {pair}")
        old = plan.pairings.get(pair, Pairing(pair))
        parts = {
            name: part for name, part in told.items() if not old.locked or name in FREE_OF_LOCKS
        }
        if any(getattr(old, name) != part for name, part in parts.items() if name != "decided_on"):
            changed[pair] = replace(old, **parts)
    if not changed:
        return plan
    pairings = {**plan.pairings, **changed}
    for pair, ruling in changed.items():
        if ruling == Pairing(pair):
            del pairings[pair]
    return replace(plan, pairings=pairings)


def _rule(plan: Plan, pairs: Iterable[Pair], **changes: Any) -> Plan:
    """The plan with the same parts of many pairings changed."""
    return rule_pairings(plan, dict.fromkeys(pairs, changes))
