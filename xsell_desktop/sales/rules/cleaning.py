"""The clean-up every sales file gets, whatever shop or till wrote it."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import PLACEHOLDERS, Draft
from xsell_desktop.sales.rules.copies import set_copies_aside, set_repeats_aside
from xsell_desktop.sales.rules.odd_orders import set_odd_orders_aside
from xsell_desktop.sales.rules.odd_prices import set_odd_prices_aside
from xsell_desktop.sales.rules.order_states import set_states_aside
from xsell_desktop.sales.rules.pseudo_products import set_pseudo_products_aside


def clean(draft: Draft, *, copies_are_errors: bool = False, knows_goods: bool = False) -> None:
    """Set rows aside by the rules of `docs/clean-up.md`; the first rule a row fits counts it.

    With `copies_are_errors` the format writes each line once; with `knows_goods` its own tidying
    has told products from other lines.
    """
    placeholder = draft.key.where(lambda key: key.casefold() in PLACEHOLDERS)
    draft.verdicts.set_aside(placeholder, reasons.PLACEHOLDER)
    set_states_aside(draft)
    if not knows_goods:
        set_pseudo_products_aside(draft)
    set_odd_prices_aside(draft)
    if copies_are_errors:
        set_copies_aside(draft)
    else:
        set_repeats_aside(draft)
    set_odd_orders_aside(draft)
