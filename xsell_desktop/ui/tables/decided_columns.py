"""Decisions as the columns of their table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xsell_desktop.texts import _, plural
from xsell_desktop.ui.tables.column_model import Column
from xsell_desktop.workflow.decided import Decided, Sort

NAMED = 3  # products of a decision that are named


def sort_words() -> dict[Sort, str]:
    """What each sort of decision is called."""
    return {
        Sort.PAIRING: _("Pairing"),
        Sort.LIST: _("Own list"),
        Sort.BUNDLE: _("Bundle"),
        Sort.PRODUCT: _("Product"),
        Sort.NOTE: _("Note"),
        Sort.PLACE: _("Place on the canvas"),
    }


def decided_columns(
    decisions: Sequence[Decided], name_of: Callable[[str], str]
) -> tuple[Column, ...]:
    """One row a decision."""
    words = sort_words()
    states = [_state(one, name_of) for one in decisions]
    return (
        Column(_("Date"), [one.date or "–" for one in decisions]),
        Column(_("About"), [words[one.sort] for one in decisions]),
        Column(_("Products"), [_products(one, name_of) for one in decisions]),
        Column(_("What you decided"), [one.words for one in decisions]),
        Column(_("State"), states, "text", _("Whether the products are in the sales on show"),
               tints=["caution" if one.gone else "hint" for one in decisions]),
    )  # fmt: skip


def _products(one: Decided, name_of: Callable[[str], str]) -> str:
    shown = one.products[:1] if one.sort is Sort.LIST else one.products
    text = _(" + ").join(name_of(key) for key in shown[:NAMED])
    more = len(shown) - NAMED
    return text if more <= 0 else f"{text} {plural('and {n} more', 'and {n} more', more)}"


def _state(one: Decided, name_of: Callable[[str], str]) -> str:
    if one.gone:
        names = _(", ").join(map(name_of, one.gone[:NAMED]))
        return _("not in these sales: {products}").format(products=names)
    return _("locked") if one.locked else ""
