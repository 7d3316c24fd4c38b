"""The clean-up switches of an import: which rows are left out of the order lines, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xsell_desktop.sales import verdicts as reasons


@dataclass(frozen=True, slots=True)
class Filter:
    """One switch. `reason` is the report's stable phrase for the rows it sets aside; `words`
    say what is done; `is_on` is how it comes.
    """

    id: str
    reason: str
    words: str
    is_on: bool = True


FILTERS = (
    Filter("cancelled", reasons.CANCELLED, "Leave out cancelled orders"),
    Filter("unpaid", reasons.UNPAID, "Leave out orders that were never paid"),
    Filter("test", reasons.TEST, "Leave out test orders"),
    Filter("staff", reasons.STAFF, "Leave out staff purchases"),
    Filter("returns", reasons.RETURNS, "Take returned goods off their orders"),
    Filter("tips", reasons.TIPS, "Leave out tips and lines without a product"),
    Filter("postage", reasons.POSTAGE, "Leave out postage and packing"),
    Filter("fees", reasons.FEES, "Leave out fees, charges and discounts booked as lines"),
    Filter("gift_cards", reasons.GIFT_CARDS, "Leave out gift cards and vouchers"),
    Filter("donations", reasons.DONATIONS, "Leave out donations"),
    Filter("bags", reasons.BAGS, "Leave out carrier bags and deposits"),
    Filter("placeholders", reasons.PLACEHOLDER, "Leave out placeholder products"),
    Filter("measured", reasons.MEASURED, "Leave out quantities that count no pieces"),
    Filter("stock", reasons.STOCK, "Leave out stock adjustments"),
    Filter("gifts", reasons.GIFTS, "Leave out free gifts"),
    Filter("free", reasons.FREE, "Leave out lines with a price of zero"),
    Filter("negative", reasons.MINUS_PRICE, "Leave out lines with a negative price"),
    Filter("bundle_parts", reasons.BUNDLE_PARTS, "Leave out the parts of a bundle sold as one"),
    Filter("copies", reasons.COPIES, "Leave out exact copies of a row"),
    Filter("near_copies", reasons.NEAR_COPIES, "Leave out orders placed twice", is_on=False),
    Filter("renewals", reasons.RENEWALS, "Leave out repeat deliveries of subscriptions",
           is_on=False),
    Filter("giants", reasons.GIANTS, "Leave out giant orders, as wholesalers place them",
           is_on=False),
)  # fmt: skip


def reasons_off(switches: Mapping[str, bool]) -> frozenset[str]:
    """The reasons of the filters that are off; `switches` holds the user's word by filter id."""
    return frozenset(
        switch.reason for switch in FILTERS if not switches.get(switch.id, switch.is_on)
    )
