"""Edits of what the user said of products."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from xsell_desktop.domain.plan import Plan, ProductRuling
from xsell_desktop.domain.renames import rename_products


def hide_products(plan: Plan, keys: Iterable[str], hidden: bool = True, on: str = "") -> Plan:
    """Leave products out of all pictures, or show them again; lists are not touched."""
    return _rule(plan, keys, on, hidden=hidden)


def never_recommend(plan: Plan, keys: Iterable[str], never: bool = True, on: str = "") -> Plan:
    """Keep products out of every list, whoever put them there; their own lists stay."""
    return _rule(plan, keys, on, never=never)


def merge_products(plan: Plan, keys: Iterable[str], into: str, on: str = "") -> Plan:
    """Count products as one with `into`, and let their decisions be about it.

    What was merged into one of them before follows; whether they were hidden or never to be
    recommended is forgotten, as `into` has its own ruling. Raises ValueError when `into` is merged
    into another product itself.
    """
    if plan.products.get(into, ProductRuling(into)).same_as:
        raise ValueError("a product merged into another cannot take others in")
    merges = merges_of(plan)
    wanted = {key for key in keys if key != into and merges.get(key) != into}
    wanted |= {key for key, end in merges.items() if end in wanted}
    if not wanted:
        return plan
    kept = {key: own for key, own in plan.products.items() if key not in wanted}
    moved = rename_products(replace(plan, products=kept), dict.fromkeys(wanted, into))
    return _rule(moved, sorted(wanted), on, same_as=into)


def split_products(plan: Plan, keys: Iterable[str]) -> Plan:
    """Count merged products by themselves again; decisions stay where they are."""
    return _rule(plan, keys, "", same_as="")


def move_decisions(plan: Plan, gone: str, to: str) -> Plan:
    """Let what was decided on a product that is gone be about another."""
    return rename_products(plan, {gone: to}) if gone != to else plan


def merges_of(plan: Plan) -> dict[str, str]:
    """Key → the key it is counted under."""
    return {key: own.same_as for key, own in plan.products.items() if own.same_as}


def follow_merges(plan: Plan) -> Plan:
    """The plan with what was said of merged products since said of those they count as."""
    merges = merges_of(plan)
    if not merges:
        return plan
    moved = rename_products(replace(plan, products={}), merges)
    same = all(
        new is getattr(plan, part) for part, new in vars(moved).items() if part != "products"
    )
    return plan if same else replace(moved, products=plan.products)


def _rule(plan: Plan, keys: Iterable[str], on: str, **changes: Any) -> Plan:
    """The plan with rulings changed; one that says nothing any more is dropped."""
    changed: Mapping[str, ProductRuling] = {
        key: replace(plan.products.get(key, ProductRuling(key)), **changes) for key in keys
    }
    products = dict(plan.products)
    for key, ruling in changed.items():
        if ruling == plan.products.get(key, ProductRuling(key)):
            continue
        if ruling.hidden or ruling.never or ruling.same_as:
            products[key] = replace(ruling, decided_on=on or ruling.decided_on)
        else:
            products.pop(key, None)
    return plan if products == plan.products else replace(plan, products=products)
