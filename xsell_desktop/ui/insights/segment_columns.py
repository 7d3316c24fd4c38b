"""What the page of segments lists: the segments, and the pairs of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.segments.pairs import SegmentPairs
    from xsell_desktop.mining.segments.study import SegmentStudy

MOST_PAIRS = 200


@dataclass(frozen=True, eq=False)
class PairList:
    """Pairs of one segment: those that differ for certain first, then the strongest.

    `pairs` are places in `measured`; `more` is 1 or -1 for those that differ, 0 for the others.
    """

    measured: SegmentPairs
    place: int
    pairs: npt.NDArray[np.int64]
    more: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.pairs)

    def told(self, row: int) -> tuple[int, int]:
        """Anchor and partner of a row."""
        from xsell_desktop.mining.segments.words import told_from

        return told_from(self.measured, int(self.pairs[row]))

    def sentence(self, row: int, analysis: Analysis) -> str:
        """A row beside everyone else's orders, and whether it differs for certain."""
        from xsell_desktop.mining.segments.words import difference_sentence

        pair = int(self.pairs[row])
        anchor, partner = self.told(row)
        text = difference_sentence(analysis, self.measured, self.place, pair, anchor, partner)
        sure = (
            _("It differs for certain.")
            if self.more[row]
            else _("Not for certain: it may be luck, or a few customers who come again.")
        )
        return f"{text} {sure}"


def list_pairs(study: SegmentStudy, measured: SegmentPairs, place: int) -> PairList:
    """The pairs of a segment worth reading."""
    from xsell_desktop.tables.segments import strongest_pairs

    found, at = study.differences, study.measured.index(measured)
    rows = np.flatnonzero((found.segmentation == at) & (found.segment == place))
    strong = strongest_pairs(measured, place, MOST_PAIRS)
    others = strong[~np.isin(strong, found.pair[rows])]
    more = np.where(found.more[rows], 1, -1).astype(np.int8)
    return PairList(
        measured, place, np.concatenate((found.pair[rows], others)).astype(np.int64),
        np.concatenate((more, np.zeros(len(others), np.int8))),
    )  # fmt: skip


def summary_words(study: SegmentStudy) -> str:
    """How many pairs were compared, and how many differ."""
    found = study.differences
    if not found.tests:
        return _("There are too few orders to say that any pair differs between segments.")
    compared = plural("{n} comparison of a pair in one segment with all other orders",
                      "{n} comparisons of a pair in one segment with all other orders",
                      found.tests)  # fmt: skip
    if not len(found):
        return _("{compared}: none differs for certain. Lists for everyone will do.").format(
            compared=compared
        )
    differ = plural("{n} differs for certain.", "{n} differ for certain.", len(found))
    ways = sorted(set(found.segmentation.tolist()))
    names = ", ".join(study.measured[way].segmentation.name for way in ways)
    return f"{compared}: {differ} " + _("See {ways}.").format(ways=names)


def missing_words(study: SegmentStudy) -> str:
    """The ways that orders cannot be cut, and why."""
    names: dict[str, list[str]] = {}
    for name, why in study.segmentations.missing.items():
        names.setdefault(why, []).append(name)
    reasons = [f"{', '.join(ways)} ({why})" for why, ways in names.items()]
    return _("Not shown: {ways}.").format(ways="; ".join(reasons)) if reasons else ""


def segment_columns(study: SegmentStudy, measured: SegmentPairs, currency: str) -> list[Column]:
    """The segments of one way to cut the orders."""
    segments = measured.segmentation.segments
    orders = np.array([segment.orders for segment in segments])
    at = study.measured.index(measured)
    own = study.differences.segment[study.differences.segmentation == at]
    unit = f" ({currency})" if currency else ""
    return [
        Column(_("Segment"), [segment.name for segment in segments]),
        Column(_("Orders"), orders, "count"),
        Column(_("Share"), orders / max(1, orders.sum()), "percent", _("Of all orders")),
        Column(
            _("Customers"),
            [segment.customers or np.nan for segment in segments],
            "count",
            _("Different known customers with such an order"),
        ),
        Column(
            _("Average order") + unit,
            [segment.order_value for segment in segments],
            "money",
            _("Net sales of an order, where its prices are known"),
        ),
        Column(
            _("Differing pairs"),
            np.bincount(own, minlength=len(segments)),
            "count",
            _("Pairs whose attach rate differs for certain from that of all other orders"),
        ),
    ]


def pair_columns(listed: PairList, analysis: Analysis) -> list[Column]:
    """The pairs of a segment with the figures of everyone else beside them."""
    from xsell_desktop.mining.segments.words import elsewhere_counts

    measured, place = listed.measured, listed.place
    told = [listed.told(row) for row in range(len(listed))]
    counts = np.array(
        [
            elsewhere_counts(measured, place, int(pair), anchor)
            for pair, (anchor, _partner) in zip(listed.pairs, told, strict=True)
        ],
        dtype=np.float64,
    ).reshape(-1, 4)
    names = analysis.products.names
    with np.errstate(divide="ignore", invalid="ignore"):
        here, elsewhere = counts[:, 0] / counts[:, 1], counts[:, 2] / counts[:, 3]
    words = ("", _("More"), _("Less"))
    tints = ["" if more == 0 else "proven" if more > 0 else "chance" for more in listed.more]
    return [
        Column(_("Product"), [names[anchor] for anchor, _partner in told]),
        Column(_("Partner"), [names[partner] for _anchor, partner in told]),
        Column(_("Differs"), [words[more] for more in listed.more], "text",
               _("For certain: both attach rates and the lift, allowing for the size of orders, "
                 "customers who come again, and the number of comparisons"), tints=tints),
        Column(_("Together"), counts[:, 0], "count", _("Orders of this segment with both")),
        Column(_("Attach rate"), here, "percent",
               _("Of the orders of this segment with the product, those with the partner")),
        Column(_("Elsewhere"), elsewhere, "percent", _("The same in all other known segments")),
        Column(_("Lift here"), measured.shrunken_lift(place)[listed.pairs], "times",
               _("Orders together against chance in this segment, pulled towards everyone's: as if "
                 "{n} orders more had been like all others").format(n=count_text(measured.prior))),
        Column(_("Lift of all"), measured.lift[listed.pairs], "times",
               _("Orders together against chance over all known segments")),
    ]  # fmt: skip
