"""Which products of the plan go by other keys since an import."""

from __future__ import annotations

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.renames import rename_products
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.verbs import merged_lines


def find_renames(before: Sales | None, after: Sales, roll_up_variants: bool) -> dict[str, str]:
    """Old key to new key, of products that imports since `before` (None: not known) made others of.

    A catalogue repairs a key, rolls a variant up to its parent, or is taken back; another file
    spells a key in another case. A product that became several keeps its key, as does one that is
    still sold. Variants that were sold while nobody looked are left alone: `roll_up_variants` may
    have been switched since.
    """
    if before is after:
        return {}
    counted = merged_lines(after, roll_up_variants)[1].counted_as
    sold = {key for _own, key in counted.values()}
    renames = {raw: own for raw, (own, _key) in counted.items() if own != raw and raw not in sold}
    if before is None:
        return renames
    became: dict[str, set[str]] = {}
    for raw, (_own, old) in merged_lines(before, roll_up_variants)[1].counted_as.items():
        if raw in counted:
            became.setdefault(old, set()).add(counted[raw][1])
    for old, new in became.items():
        renames.pop(old, None)
        if old not in sold and len(new) == 1:
            renames[old] = next(iter(new))
    return renames


def follow_products(plan: Plan, before: Sales, after: Sales) -> Plan:
    """The plan for the sales after an import."""
    if plan == Plan(plan.settings):
        return plan
    return rename_products(plan, find_renames(before, after, plan.settings.roll_up_variants))
