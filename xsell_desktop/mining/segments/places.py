"""Segments by what a file says of an order: its country and its sales channel."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.segments.segmentation import (
    OTHER,
    Label,
    Segmentation,
    cut,
    unknown_label,
    with_unknown,
)
from xsell_desktop.sales.lines import Codes, Floats, Lines
from xsell_desktop.texts import _

MOST = 8  # segments with a name of their own


def by_channel(lines: Lines, baskets: Baskets, values: Floats) -> Segmentation | None:
    """The sales channels, tills or stores with most orders."""
    label = unknown_label(_("Channel not known"), _("without a known channel"))
    codes = lines.order_channel[baskets.order_code]
    labels, of_order = _commonest(lines.channels, codes, label, _("through {name}"))
    return cut("channel", _("Sales channel"), labels, of_order, baskets, values)


def by_country(lines: Lines, baskets: Baskets, values: Floats) -> Segmentation | None:
    """The countries with most orders."""
    label = unknown_label(_("Country not known"), _("without a known country"))
    codes = lines.order_country[baskets.order_code]
    labels, of_order = _commonest(lines.countries, codes, label, _("from {name}"))
    return cut("country", _("Country"), labels, of_order, baskets, values)


def _commonest(
    texts: Sequence[str], codes: Codes, unknown: Label, where: str
) -> tuple[list[Label], Codes]:
    """The texts most orders have, by falling number of orders (ties by text), the others as one."""
    orders = np.bincount(codes[codes >= 0], minlength=len(texts))
    ranked = sorted(np.flatnonzero(orders).tolist(), key=lambda at: (-orders[at], texts[at]))
    own = ranked if len(ranked) <= MOST + 1 else ranked[:MOST]
    labels = [Label(texts[at], texts[at], where.format(name=texts[at])) for at in own]
    rest = ranked[len(own) :]
    place = np.full(len(texts) + 1, len(own), np.int32)
    place[own] = np.arange(len(own), dtype=np.int32)
    if rest:
        names = ", ".join(sorted(texts[at] for at in rest))
        labels.append(Label(OTHER, _("All others"), where.format(name=_("all others")), names))
    labels.append(unknown)
    return labels, with_unknown(place[codes], codes >= 0, len(labels) - 1)
