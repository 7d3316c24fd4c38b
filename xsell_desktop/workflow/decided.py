"""Every decision in the plan, of whatever sort, as rows with dates, and products that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from xsell_desktop.domain.edits import (
    clear_decisions,
    note_product,
    release_products,
    remove_bundle,
    rule_pairings,
)
from xsell_desktop.domain.list_edits import free_lists
from xsell_desktop.domain.plan import Pairing, Plan, pair_of
from xsell_desktop.domain.product_edits import hide_products, never_recommend, split_products
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.workflow.pairing_lists.diff import tell_change
from xsell_desktop.workflow.pairing_lists.names import ProductNames


class Sort(StrEnum):
    """What a decision is about."""

    PAIRING = "pairing"
    LIST = "list"
    BUNDLE = "bundle"
    PRODUCT = "product"
    NOTE = "note"
    PLACE = "place"


class Decided(NamedTuple):
    """One decision: what was said, when (ISO date, '' unknown), of which products; `id` is a
    bundle's. `gone` are products that are not in the sales any more."""

    sort: Sort
    words: str
    products: tuple[str, ...]
    date: str = ""
    id: str = ""
    locked: bool = False
    gone: tuple[str, ...] = ()


class Mapped(NamedTuple):
    """A product that is gone, the one it clearly is now, and how many decisions are about it."""

    gone: str
    to: str
    decisions: int


def list_decisions(plan: Plan, analysis: Analysis | None) -> tuple[Decided, ...]:
    """All decisions, the latest first, those without a date last."""
    known = None
    if analysis is not None:
        known = {*analysis.products.index, *analysis.unsold.index}
        known |= {key for key, own in plan.products.items() if own.same_as}
    name: Callable[[str], str] = analysis.name_of if analysis is not None else str
    found = []
    for one in _decisions(plan, name):
        gone = () if known is None else tuple(k for k in one.products if k not in known)
        found.append(one._replace(gone=gone))
    return tuple(sorted(found, key=lambda one: one.date, reverse=True))


def take_back(plan: Plan, decided: Decided) -> Plan:
    """The plan without a decision; a locked pairing stays as it is."""
    if decided.sort is Sort.PAIRING:
        pair = pair_of(*decided.products)
        blank = {"message": "", "note": "", "kind": None, "season": None}
        plan = clear_decisions(plan, (pair,))
        if pair in plan.pairings and not plan.pairings[pair].locked:
            plan = rule_pairings(plan, {pair: blank})
        return plan
    if decided.sort is Sort.LIST:
        return free_lists(plan, decided.products[:1])
    if decided.sort is Sort.BUNDLE:
        return remove_bundle(plan, decided.id)
    if decided.sort is Sort.NOTE:
        return note_product(plan, decided.products[0], "")
    if decided.sort is Sort.PLACE:
        return release_products(plan, decided.products)
    key = decided.products[:1]
    return split_products(never_recommend(hide_products(plan, key, False), key, False), key)


def gone_products(decisions: tuple[Decided, ...]) -> dict[str, int]:
    """Products that are not in the sales any more, and how many decisions are about each."""
    counts: dict[str, int] = {}
    for one in decisions:
        for key in one.gone:
            counts[key] = counts.get(key, 0) + 1
    return counts


def clear_matches(gone: dict[str, int], analysis: Analysis) -> tuple[Mapped, ...]:
    """Products that are gone and clearly are another one now: the same key or name but for a few
    letters, and no other product nearly as like."""
    names = sold_names(analysis)
    matches = ((key, names.clear_match(key), count) for key, count in gone.items())
    return tuple(Mapped(*match) for match in matches if match[1])


def sold_names(analysis: Analysis) -> ProductNames:
    """The products that decisions can be moved to."""
    products, unsold = analysis.products, analysis.unsold
    names = dict(zip(unsold.keys, unsold.names, strict=True))
    names |= dict(zip(products.keys, products.names, strict=True))
    return ProductNames(names, products.list_aliases())


def _decisions(plan: Plan, called: Callable[[str], str]) -> Iterator[Decided]:
    for pair, pairing in plan.pairings.items():
        ends = called(pair.a), called(pair.b)
        said = replace(pairing, locked=False, by_hand=False)
        words = tell_change(Pairing(pair), said, turned=False, names=ends)
        if pairing.by_hand:
            words = _("{words}; by hand").format(words=words) if words else _("by hand")
        yield Decided(
            Sort.PAIRING, words or _("locked"), tuple(pair), pairing.decided_on,
            locked=pairing.locked,
        )  # fmt: skip
    for anchor, own in plan.lists.items():
        words = _(", ").join(map(called, own.partners))
        yield Decided(Sort.LIST, words, (anchor, *own.partners), own.decided_on)
    for bundle in plan.bundles.values():
        products = tuple(part.product for part in bundle.parts)
        yield Decided(Sort.BUNDLE, bundle.name, products, bundle.decided_on, bundle.id)
    for key, ruling in plan.products.items():
        said_of = [
            _("hidden") if ruling.hidden else "",
            _("never recommended") if ruling.never else "",
            _("counted as {product}").format(product=called(ruling.same_as))
            if ruling.same_as
            else "",
        ]
        products = (key, ruling.same_as) if ruling.same_as else (key,)
        words = _("; ").join(filter(None, said_of))
        yield Decided(Sort.PRODUCT, words, products, ruling.decided_on)
    for key, note in plan.notes.items():
        yield Decided(Sort.NOTE, " ".join(note.split()), (key,))
    for key in plan.positions:
        yield Decided(Sort.PLACE, _("placed by hand"), (key,))
