"""All the ways a shop's orders can be cut, and why others cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.mining.segments.buyers import customer_classes, find_buyers, first_and_later
from xsell_desktop.mining.segments.calendar import by_daytime, by_weekday, by_weekend
from xsell_desktop.mining.segments.places import by_channel, by_country
from xsell_desktop.mining.segments.segmentation import Segmentation
from xsell_desktop.sales.lines import Floats, Lines
from xsell_desktop.texts import _


@dataclass(frozen=True, eq=False)
class Segmentations:
    """The cuts that can be made; `missing` says by name why others cannot."""

    made: tuple[Segmentation, ...]
    missing: Mapping[str, str]


def segments_of(baskets: Baskets, lines: Lines, values: Floats | None = None) -> Segmentations:
    """Every way to cut the orders of the baskets.

    `values` is the money of each order of `lines`, NaN unknown (all of them where None).
    """
    money = values[baskets.order_code] if values is not None else np.full(len(baskets), np.nan)
    buyers = find_buyers(baskets, money)
    cuts = (
        customer_classes(buyers, baskets, money),
        first_and_later(buyers, baskets, money),
        by_channel(lines, baskets, money),
        by_country(lines, baskets, money),
        by_weekend(baskets, money),
        by_weekday(baskets, money),
        by_daytime(baskets, money),
    )
    made = tuple(one for one in cuts if one is not None)
    return Segmentations(made, _why_not(baskets, lines, {one.key for one in made}))


def _why_not(baskets: Baskets, lines: Lines, made: set[str]) -> dict[str, str]:
    dated = not np.isnat(baskets.date).all()
    named = bool((baskets.customer >= 0).any())
    who = _("all orders with a customer fall into one class")
    if not named:
        who = _("the sales name no customers")
    elif not dated:
        who = _("the sales have no dates")
    when = _("all orders are of one kind") if dated else _("the sales have no dates")
    clock = _("the dates have no time of day") if dated else _("the sales have no dates")
    where = (_only(lines.channels), _only(lines.countries))
    reasons = {
        "rfm": (_("Customer class"), who),
        "visits": (_("New or returning"), who),
        "channel": (_("Sales channel"), where[0] or _("no file names a sales channel or till")),
        "country": (_("Country"), where[1] or _("no file names a country")),
        "weekend": (_("Week or weekend"), when),
        "weekday": (_("Day of the week"), when),
        "daytime": (_("Time of day"), clock),
    }
    return {name: why for key, (name, why) in reasons.items() if key not in made}


def _only(texts: tuple[str, ...]) -> str:
    return _("all orders are of {name}").format(name=texts[0]) if len(texts) == 1 else ""
