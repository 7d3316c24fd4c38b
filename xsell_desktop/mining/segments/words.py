"""What segments say of a pair, in sentences with their counts."""

from __future__ import annotations

import numpy as np

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.segments.pairs import SegmentPairs
from xsell_desktop.mining.segments.study import SegmentStudy
from xsell_desktop.texts import _, count_text, percent_text


def segment_sentences(
    study: SegmentStudy, analysis: Analysis, one: str, other: str
) -> tuple[str, ...]:
    """Who buys two products together: first the segments that differ from everyone else, then
    which segment most of the orders together are of; () for a pair with too few orders.

    `one` is the product whose orders are spoken of. Both are product keys.
    """
    row = analysis.pair_row(one, other)
    if row is None:
        return ()
    anchor, partner = analysis.products.index[one], analysis.products.index[other]
    certain: list[str] = []
    usual: list[str] = []
    for at, measured in enumerate(study.measured):
        pair = measured.find(row)
        if pair is None:
            continue
        differing = study.differences.of_pair(at, pair)
        places = sorted(differing, key=lambda place: (not differing[place], place))
        if measured.segmentation.known.sum() == 2:  # the other one says the same
            places = places[:1]
        certain += [
            difference_sentence(analysis, measured, place, pair, anchor, partner)
            for place in places
        ]
        if not differing:
            usual.append(_bulk_sentence(measured, pair))
    if not usual and not certain:
        return ()
    sameness = () if certain else (_("No kind of order differs for certain."),)
    return (*certain, *sameness, *(text for text in usual if text))


def difference_sentence(
    analysis: Analysis, measured: SegmentPairs, place: int, pair: int, anchor: int, partner: int
) -> str:
    """A segment's attach rate beside everyone else's; `anchor` and `partner` are products."""
    inside, whole, together, orders = elsewhere_counts(measured, place, pair, anchor)
    names = analysis.products.names
    text = _(
        "{where}, {n} of the {of} orders with {anchor} hold {partner}; elsewhere {m} of {all}."
    )
    where = measured.segmentation.segments[place].where
    return text.format(
        where=where[:1].upper() + where[1:],
        n=count_text(inside),
        of=count_text(whole),
        anchor=names[anchor],
        partner=names[partner],
        m=count_text(together),
        all=count_text(orders),
    )


def elsewhere_counts(
    measured: SegmentPairs, place: int, pair: int, anchor: int
) -> tuple[int, int, int, int]:
    """Orders together and orders with the anchor in a segment, and in the other known ones."""
    others = measured.segmentation.known.copy()
    others[place] = False
    together, holding = measured.together[pair], measured.holding[anchor]
    return (
        int(together[place]), int(holding[place]),
        int(together[others].sum()), int(holding[others].sum()),
    )  # fmt: skip


def _bulk_sentence(measured: SegmentPairs, pair: int) -> str:
    """The segment with most of the orders together; '' where nobody could be named."""
    segmentation = measured.segmentation
    together = np.where(segmentation.known, measured.together[pair], 0)
    place = int(together.argmax())
    whole = int(measured.together[pair].sum())
    if not together[place]:
        return ""
    text = _("{way}: {n} of the {of} orders with both are {segment} ({usual} of all orders are).")
    orders = sum(segment.orders for segment in segmentation.segments)
    return text.format(
        way=segmentation.name,
        n=count_text(together[place]),
        of=count_text(whole),
        segment=segmentation.segments[place].where,
        usual=percent_text(segmentation.segments[place].orders / max(1, orders)),
    )


def finding_sentence(study: SegmentStudy, analysis: Analysis, row: int) -> str:
    """The sentence of one row of `study.differences`, told from the rarer product."""
    differences = study.differences
    measured = study.measured[differences.segmentation[row]]
    pair, place = int(differences.pair[row]), int(differences.segment[row])
    anchor, partner = told_from(measured, pair)
    return difference_sentence(analysis, measured, place, pair, anchor, partner)


def told_from(measured: SegmentPairs, pair: int) -> tuple[int, int]:
    """Anchor and partner, so that the anchor is the product in fewer orders."""
    a, b = int(measured.a[pair]), int(measured.b[pair])
    return (b, a) if measured.holding[b].sum() <= measured.holding[a].sum() else (a, b)
