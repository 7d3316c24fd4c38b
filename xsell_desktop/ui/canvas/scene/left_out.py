"""What the canvas does not show, and why: counts, lists, and the way to see it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.lines import Codes
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui.canvas.scene.colouring import count_relationships, hubs_of

Line = tuple[str, str, str]  # key, name, detail


@dataclass(frozen=True)
class Listing:
    """Products that belong together for one reason. `verb` says what choosing one does."""

    verb: str
    title: str
    meaning: str
    products: tuple[Line, ...]


def list_hubs(analysis: Analysis) -> Listing:
    """The products with far more relationships than the others, most first."""
    counts = count_relationships(analysis)
    rows = np.flatnonzero(hubs_of(analysis))
    rows = rows[np.argsort(-counts[rows], kind="stable")]
    lines = tuple(
        (
            analysis.products.keys[row], analysis.name_of(analysis.products.keys[row]),
            plural("{n} relationship", "{n} relationships", int(counts[row])),
        )
        for row in rows.tolist()
    )  # fmt: skip
    return Listing(
        "show",
        plural("{n} hub", "{n} hubs", len(lines)),
        _("Products with far more relationships than the others. Each has a ring on the canvas."),
        lines,
    )


def list_lonely(analysis: Analysis, plan: Plan) -> Listing:
    """Products without a likely or proven relationship and without a pairing of the user's."""
    lonely = count_relationships(analysis) == 0
    for pair, pairing in plan.pairings.items():
        if pairing.decision is Decision.ACCEPTED:
            for key in pair:
                if (row := analysis.products.index.get(key)) is not None:
                    lonely[row] = False
    lines = _lines(analysis, np.flatnonzero(lonely).astype(np.int32))
    return Listing(
        "show",
        plural("{n} product without a relationship", "{n} products without a relationship",
               len(lines)),
        _("Bought with others no more often than by chance, or too seldom to tell. Pair them by "
          "hand: choose one, then drag from its rim to a partner."),
        lines,
    )  # fmt: skip


def list_unsold(analysis: Analysis) -> Listing:
    """Products of a catalogue that were never sold."""
    unsold = analysis.unsold
    lines = tuple(
        (key, name or key, category)
        for key, name, category in zip(unsold.keys, unsold.names, unsold.categories, strict=True)
    )
    return Listing(
        "show",
        plural("{n} product that never sold", "{n} products that never sold", len(lines)),
        _("No order holds them, so nothing joins them to others. Their lists borrow from "
          "products alike. Choose one to pair it by hand."),
        lines,
    )  # fmt: skip


def list_hidden(analysis: Analysis, plan: Plan) -> Listing:
    """Products that the user hid."""
    lines = tuple(
        (key, analysis.name_of(key), "") for key, ruling in plan.products.items() if ruling.hidden
    )
    return Listing(
        "unhide",
        plural("{n} product hidden by you", "{n} products hidden by you", len(lines)),
        _("Not drawn in graph and matrix; their lists are as ever. Choose one to show it again."),
        lines,
    )


def _lines(analysis: Analysis, rows: Codes) -> tuple[Line, ...]:
    products = analysis.products
    return tuple(
        (
            products.keys[row], products.names[row] or products.keys[row],
            plural("{n} order", "{n} orders", int(products.orders[row])),
        )
        for row in rows.tolist()
    )  # fmt: skip


def weaker_text(count: int) -> str:
    """What is said of relationships that give way to stronger ones."""
    return plural(
        "{n} weaker relationship: show more", "{n} weaker relationships: show more", count
    )


def too_many_text(count: int) -> str:
    """What is said where no more can show at once."""
    return plural(
        "{n} weaker relationship: focus on its products to see it",
        "{n} weaker relationships: focus on a product to see its own",
        count,
    )


def filtered_text(count: int) -> str:
    """What is said of pairs that a filter keeps from the canvas."""
    if not count:
        return _("Nothing is left out by the filter: clear it")
    return _("{count} pairs left out by the filter: clear it").format(count=count_text(count))
