"""The tables and sentences of the page on coverage."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from xsell_desktop.kpis.coverage import NO_LIST, Coverage
from xsell_desktop.kpis.stock_cover import SLOW_DAYS
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.ladder.words import rung_meaning, rung_word
from xsell_desktop.mining.picks import Pick, Picks
from xsell_desktop.mining.reasons import drawn_sentence, pair_sentence
from xsell_desktop.texts import _, count_text, percent_text, plural
from xsell_desktop.ui.insights.rung_bars import RungBar
from xsell_desktop.ui.tables.column_model import Column

COLOURS = {
    Rung.YOURS: "yours", Rung.PROVEN: "proven", Rung.LIKELY: "held_up",
    Rung.CATEGORY: "caution", Rung.CATEGORY_BEST: "hint", Rung.BEST_SELLER: "hint",
}  # fmt: skip


class Row(NamedTuple):
    """A row of `Coverage`, the pair to look at or accept, and the first pick of its list."""

    at: int
    pair: tuple[str, str] | None
    first: Pick | None


def summary_text(coverage: Coverage) -> str:
    """How far pairs reach, beside what the usual thresholds would."""
    active = int(coverage.active.sum())
    if not active:
        return _("No product is active: none sold lately and none is in stock.")
    sure = coverage.on_rung[Rung.PROVEN] + coverage.on_rung[Rung.LIKELY]
    return _(
        "{sure} of {products} ({share}) have a proven or likely partner. The usual thresholds, 1 %"
        " of all orders and 10 % of the product's, would give {classic} of them one."
    ).format(
        sure=count_text(sure),
        products=plural("{n} active product", "{n} active products", active),
        share=percent_text(sure / active),
        classic=count_text(coverage.classic),
    )


def rung_bars(coverage: Coverage) -> list[RungBar]:
    """A bar a rung; those of your own and without a list only where there are any."""
    held = coverage.on_rung
    bars = [
        RungBar(_word(rung, coverage), rung_meaning(rung), held[rung], COLOURS[rung])
        for rung in Rung
        if rung is not Rung.YOURS or held[rung]
    ]
    if held[NO_LIST]:
        none = _("Their lists are empty under your settings, policies and decisions.")
        bars.append(RungBar(_("no list"), none, held[NO_LIST], "chance"))
    return bars


def list_rows(view: str, coverage: Coverage, picks: Picks) -> list[Row]:
    """The products of a view: what matters most first."""
    flags = {
        "lonely": coverage.lonely,
        "hubs": coverage.hubs,
        "slow": coverage.slow,
        "new": np.arange(len(coverage)) >= coverage.sold,
    }[view]
    weight = {
        "lonely": coverage.orders, "hubs": coverage.lists,
        "slow": coverage.stock, "new": np.zeros(len(coverage)),
    }[view]  # fmt: skip
    at = np.flatnonzero(flags)
    rows = []
    for row in at[np.argsort(-weight[at], kind="stable")].tolist():
        key = coverage.keys[row]
        first = next(iter(picks.by_anchor.get(key, ())), None)
        pair = (key, first.partner) if first is not None else None
        if view == "slow":
            pair = (coverage.anchors[row][0], key) if coverage.anchors.get(row) else None
        rows.append(Row(row, pair, first))
    return rows


def columns_of(
    view: str, rows: list[Row], coverage: Coverage, analysis: Analysis
) -> list[Column]:  # fmt: skip
    """The columns of a view."""
    at = [row.at for row in rows]
    product = Column(_("Product"), [coverage.names[row] for row in at])
    orders = Column(_("Orders"), coverage.orders[at], "count", _("Orders with the product"))
    first = Column(
        _("First in its list"),
        [row.first.partner_name if row.first is not None else "" for row in rows],
    )
    stock = Column(_("In stock"), coverage.stock[at], "count", _("Pieces in stock"))
    if view == "lonely":
        said = [
            _word_of(row.first, coverage) if row.first is not None else _("no list") for row in rows
        ]
        return [product, orders, first, Column(_("Where from"), said)]
    if view == "hubs":
        share = coverage.lists[at] / max(1, coverage.all_lists)
        in_lists = Column(_("In lists"), coverage.lists[at], "count", _("Lists that hold it"))
        return [product, orders, in_lists, Column(_("Of all lists"), share, "percent")]
    if view == "slow":
        beside = [analysis.name_of(row.pair[0]) if row.pair is not None else "" for row in rows]
        days = np.where(np.isinf(coverage.cover[at]), np.nan, coverage.cover[at])
        lasts = _("How long the stock lasts at the pace of the last 90 days; – where none was sold")
        return [
            product, stock, Column(_("Lasts, days"), days, "count", lasts), orders,
            Column(_("Show beside"), beside),
        ]  # fmt: skip
    like = [analysis.name_of(coverage.like[row]) if coverage.like[row] else "" for row in at]
    return [product, stock, Column(_("Most like"), like), first]


def view_note(view: str, coverage: Coverage) -> str:
    """What the products of a view have in common, or why there can be none."""
    if view == "slow" and not coverage.has_stock:
        return _(
            "How much is in stock is not known. Import a product list with stock to see what "
            "lies too long, and what to show it beside."
        )
    if view == "slow" and not coverage.dated:
        return _("These sales have no dates, so how fast a product sells cannot be told.")
    return {
        "lonely": _(
            "Sold lately or in stock, and with no proven or likely partner. Lower rungs fill "
            "their lists: decide yourself where you know better."
        ),
        "hubs": _(
            "In {lists} or more lists. The ten most listed products take {share} of all places. "
            "A policy can say how many lists may hold a product."
        ).format(
            lists=count_text(coverage.hub_lists),
            share="–" if math.isnan(coverage.top_ten) else percent_text(coverage.top_ten),
        ),
        "slow": _(
            "In stock for more than {days} days at the pace of the last 90. Accept the pairing to "
            "show one beside a product that sells well."
        ).format(days=SLOW_DAYS),
        "new": _(
            "In the catalogue and in no order. Each borrows the list of the product it is most "
            "like by name, category and price."
        ),
    }[view]


def row_sentence(view: str, row: Row, coverage: Coverage, analysis: Analysis) -> str:
    """What stands behind one row."""
    name = coverage.names[row.at]
    if view == "hubs":
        return _("{name} is in {lists} of {all} lists, and in {orders} of {shop} orders.").format(
            name=name,
            lists=count_text(coverage.lists[row.at]),
            all=count_text(coverage.all_lists),
            orders=count_text(coverage.orders[row.at]),
            shop=count_text(analysis.orders),
        )
    if view != "slow":
        return row.first.reason if row.first is not None else _("Nothing is in its list.")
    if row.pair is None:
        return _("Nothing that sells better is known to go with it. Pair it by hand.")
    together, expected = analysis.count_together(*row.pair)
    anchor, anchor_name = analysis.products.index.get(row.pair[0]), analysis.name_of(row.pair[0])
    if anchor is None or row.at >= coverage.sold:
        return row.first.reason if row.first is not None else drawn_sentence(name, anchor_name)
    orders = int(analysis.products.orders[anchor])
    return pair_sentence(name, anchor_name, together, orders, expected)


def _word(rung: Rung, coverage: Coverage) -> str:
    return rung_word(rung, by_category=coverage.by_category)


def _word_of(pick: Pick, coverage: Coverage) -> str:
    thin = pick.evidence is Evidence.THIN
    return rung_word(pick.rung, by_category=coverage.by_category, thin=thin)
