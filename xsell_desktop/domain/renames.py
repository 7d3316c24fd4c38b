"""Decisions that follow products whose keys changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xsell_desktop.domain.edits import MOST_OF_ONE
from xsell_desktop.domain.list_edits import rename_in_lists
from xsell_desktop.domain.plan import (
    Bundle,
    Decision,
    Direction,
    Pair,
    Pairing,
    Part,
    Plan,
    ProductRuling,
    pair_of,
)
from xsell_desktop.domain.policy_edits import rename_in_policies
from xsell_desktop.domain.view_edits import rename_in_views


def rename_products(plan: Plan, names: Mapping[str, str]) -> Plan:
    """The plan with products under the keys that `names` gives for theirs.

    Where two rulings come to be of one pair, the locked one stays, else the latest decision. Parts
    that nothing changed in stay the very same, so that views know it. What would pair a product
    with itself, or leave a bundle with one product, keeps its old keys. Nothing else is dropped:
    notes are joined, and a product that has a place already keeps it. What comes to be about a
    merged product is about the one that it counts as.
    """
    if not names:
        return plan
    products = _rename_rulings(plan.products, names)
    ends = {key: own.same_as for key, own in products.items() if own.same_as}
    names = {old: ends.get(new, new) for old, new in names.items()}
    pairings = _rename_pairings(plan.pairings, names)
    bundles = {key: _rename_bundle(bundle, names) for key, bundle in plan.bundles.items()}
    positions: dict[str, tuple[float, float]] = {}
    for key in sorted(plan.positions, key=lambda key: key in names):
        positions.setdefault(names.get(key, key), plan.positions[key])
    notes: dict[str, str] = {}
    for key in sorted(plan.notes, key=lambda key: key in names):
        known = notes.get(new := names.get(key, key), "")
        text = plan.notes[key]
        notes[new] = f"{known}\n{text}" if known and text not in known else known or text
    policies = rename_in_policies(plan.policies, names)
    lists = rename_in_lists(plan.lists, names)
    views = rename_in_views(plan.views, names)
    renamed = Plan(
        plan.settings, pairings, bundles, positions, notes, policies, lists, products, views
    )
    changed = {part: new for part, new in vars(renamed).items() if new != getattr(plan, part)}
    return replace(plan, **changed) if changed else plan


def _rename_pairings(
    pairings: Mapping[Pair, Pairing], names: Mapping[str, str]
) -> dict[Pair, Pairing]:
    renamed: dict[Pair, Pairing] = {}
    for old in pairings.values():
        new = _rename_pairing(old, names)
        rival = renamed.get(new.pair)
        if rival is not None:
            rival, new = sorted((rival, new), key=_weight)
            new = replace(new, message=new.message or rival.message, note=new.note or rival.note)
        renamed[new.pair] = new
    return renamed


def _weight(pairing: Pairing) -> tuple[bool, bool, str, bool]:
    decided = pairing.decision is not Decision.NONE
    return pairing.locked, decided, pairing.decided_on, pairing.decision is Decision.REJECTED


def _rename_pairing(pairing: Pairing, names: Mapping[str, str]) -> Pairing:
    a, b = (names.get(key, key) for key in pairing.pair)
    if a == b or (a, b) == pairing.pair:
        return pairing
    direction = pairing.direction
    if a > b and direction is not Direction.BOTH:
        direction = Direction.FROM_B if direction is Direction.FROM_A else Direction.FROM_A
    return replace(pairing, pair=pair_of(a, b), direction=direction)


def _rename_rulings(
    rulings: Mapping[str, ProductRuling], names: Mapping[str, str]
) -> dict[str, ProductRuling]:
    """Rulings under other keys; of two that come to be of one product everything said counts."""
    renamed: dict[str, ProductRuling] = {}
    for old in rulings.values():
        key, same_as = names.get(old.product, old.product), names.get(old.same_as, old.same_as)
        rival = renamed.get(key, ProductRuling(key))
        new = ProductRuling(
            key,
            old.hidden or rival.hidden,
            old.never or rival.never,
            same_as if same_as not in {"", key} else rival.same_as,
            max(old.decided_on, rival.decided_on),
        )
        if new.hidden or new.never or new.same_as:
            renamed[key] = new
    return _point_at_ends(renamed)


def _point_at_ends(rulings: dict[str, ProductRuling]) -> dict[str, ProductRuling]:
    """Chains of products merged into one another point at their end; a circle is opened."""
    merges = {key: ruling.same_as for key, ruling in sorted(rulings.items()) if ruling.same_as}
    for key in list(merges):
        end, met = merges[key], {key}
        while end in merges and end not in met:
            met.add(end)
            end = merges[end]
        if end in met:
            del merges[key]
        else:
            merges[key] = end
    pointed = {
        key: replace(ruling, same_as=merges.get(key, "")) if ruling.same_as else ruling
        for key, ruling in rulings.items()
    }
    return {key: own for key, own in pointed.items() if own.hidden or own.never or own.same_as}


def _rename_bundle(bundle: Bundle, names: Mapping[str, str]) -> Bundle:
    counts: dict[str, int] = {}
    for product, quantity in bundle.parts:
        key = names.get(product, product)
        counts[key] = min(MOST_OF_ONE, counts.get(key, 0) + quantity)
    if len(counts) < 2:
        return bundle
    costs: dict[str, float] = {}
    for product, cost in bundle.unit_costs.items():
        costs.setdefault(names.get(product, product), cost)
    return replace(bundle, parts=tuple(map(Part._make, counts.items())), unit_costs=costs)
