"""Edits of the lists that the user orders by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xsell_desktop.domain.plan import OwnList, Plan

MOST_PLACES = 50


def arrange_list(plan: Plan, anchor: str, partners: Sequence[str], on: str = "") -> Plan:
    """Give the first places of a product's list to these partners, in this order.

    None at all gives the list back to the data. Raises ValueError for the product itself, a
    partner twice, or more than `MOST_PLACES`.
    """
    wanted = tuple(partners)
    if anchor in wanted:
        raise ValueError("a product is no partner of its own")
    if len(set(wanted)) < len(wanted):
        raise ValueError("a partner has one place in a list")
    if len(wanted) > MOST_PLACES:
        raise ValueError(f"at most {MOST_PLACES} places are ordered by hand")
    old = plan.lists.get(anchor)
    if wanted == (old.partners if old is not None else ()):
        return plan
    lists = {key: kept for key, kept in plan.lists.items() if key != anchor}
    return replace(plan, lists={**lists, anchor: OwnList(anchor, wanted, on)} if wanted else lists)


def free_lists(plan: Plan, anchors: Iterable[str]) -> Plan:
    """Give the lists of these products back to the data."""
    gone = plan.lists.keys() & set(anchors)
    if not gone:
        return plan
    return replace(plan, lists={k: kept for k, kept in plan.lists.items() if k not in gone})


def rename_in_lists(lists: Mapping[str, OwnList], names: Mapping[str, str]) -> dict[str, OwnList]:
    """The lists with products under other keys; of two lists of one product the later one stays."""
    renamed: dict[str, OwnList] = {}
    for old in lists.values():
        anchor = names.get(old.anchor, old.anchor)
        partners = dict.fromkeys(names.get(key, key) for key in old.partners)
        partners.pop(anchor, None)
        if not partners:
            continue
        rival = renamed.get(anchor)
        if rival is None or old.decided_on > rival.decided_on:
            renamed[anchor] = OwnList(anchor, tuple(partners), old.decided_on)
    return renamed
