"""A bundle before it is in the plan: how one begins, and what each control changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xsell_desktop.domain.plan import Bundle, Part, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, plural

LARGEST = 12  # products; more is a slip of the selection
LONGEST_NAME = 60
MOST_DISCOUNT = 0.9


def start_bundle(plan: Plan, analysis: Analysis, products: Sequence[str]) -> Bundle:
    """A bundle of one each, named after its products, under an id that is still free."""
    keys = list(dict.fromkeys(products))[:LARGEST]
    names = [name_of(analysis, key) for key in keys]
    today = date.today().isoformat()
    return Bundle(free_id(plan), join_names(names), tuple(map(Part, keys)), decided_on=today)


def free_id(plan: Plan) -> str:
    """`bundle-1`, or the next number."""
    number = len(plan.bundles) + 1
    while f"bundle-{number}" in plan.bundles:
        number += 1
    return f"bundle-{number}"


def join_names(names: Sequence[str]) -> str:
    """A + B + C; where that is too long to read, A + B and 5 more, and long names cut."""
    whole = " + ".join(names)
    if len(whole) <= LONGEST_NAME:
        return whole
    if len(names) <= 2:
        return " + ".join(_cut(name, LONGEST_NAME // len(names) - 2) for name in names)
    for count in range(len(names) - 1, 0, -1):
        rest = plural("and {n} more", "and {n} more", len(names) - count)
        text = f"{' + '.join(names[:count])} {rest}"
        if len(text) <= LONGEST_NAME:
            return text
    return f"{_cut(names[0], LONGEST_NAME - len(rest) - 1)} {rest}"


def _cut(name: str, room: int) -> str:
    return name if len(name) <= room else f"{name[: room - 1].rstrip()}…"


def name_of(analysis: Analysis, key: str) -> str:
    """The product's name; its key where nobody knows it."""
    return analysis.name_of(key)


def with_part(bundle: Bundle, product: str) -> Bundle:
    """With one more product; one that is in it already changes nothing."""
    if len(bundle.parts) >= LARGEST or any(part.product == product for part in bundle.parts):
        return bundle
    return replace(bundle, parts=(*bundle.parts, Part(product)))


def without_part(bundle: Bundle, product: str) -> Bundle:
    """Without a product, as long as two are left."""
    parts = tuple(part for part in bundle.parts if part.product != product)
    if len(parts) < 2:
        return bundle
    costs = {key: cost for key, cost in bundle.unit_costs.items() if key != product}
    return replace(bundle, parts=parts, unit_costs=costs)


def with_quantity(bundle: Bundle, product: str, quantity: int) -> Bundle:
    """With another number of a product."""
    return replace(
        bundle,
        parts=tuple(
            part._replace(quantity=quantity) if part.product == product else part
            for part in bundle.parts
        ),
    )


def with_price(bundle: Bundle, price: float, full: float) -> Bundle:
    """With the discount that makes this its price; not above the full price nor below a tenth."""
    if not full > 0:
        return bundle
    share = 1.0 - price / full
    return replace(bundle, discount=min(max(share, 0.0), MOST_DISCOUNT))


def duplicate(plan: Plan, bundle: Bundle) -> Bundle:
    """The same under a free id, to try another price or other parts beside it."""
    taken = {other.name for other in plan.bundles.values()} | {bundle.name}
    number = 2
    while (name := _("{name} ({n})").format(name=bundle.name, n=number)) in taken:
        number += 1
    today = date.today().isoformat()
    return replace(bundle, id=free_id(plan), name=name, decided_on=today)


def with_cost(bundle: Bundle, product: str, cost: float | None) -> Bundle:
    """With a unit cost the user typed; None goes back to the catalogue's."""
    costs = {key: value for key, value in bundle.unit_costs.items() if key != product}
    if cost is not None:
        costs[product] = cost
    return replace(bundle, unit_costs=costs)
