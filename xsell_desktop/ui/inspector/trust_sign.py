"""The one word of warning or praise that a partner's card carries beside its evidence."""

from __future__ import annotations

import math
from typing import NamedTuple

from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.picks import Pick
from xsell_desktop.mining.trust.held_up import HELD
from xsell_desktop.mining.trust.influence import count_buyers
from xsell_desktop.mining.trust.sentences import (
    held_up_sentences,
    held_up_word,
    one_customer_sentence,
)
from xsell_desktop.texts import _
from xsell_desktop.ui.evidence_words import HELD_UP_CHIPS

MOST_BY_ONE = 0.5  # share of the orders together from which on one customer is named


class TrustSign(NamedTuple):
    """A word, the kind of its `Chip`, and what it means here."""

    word: str
    chip: str
    meaning: str


def sign_of(analysis: Analysis, pick: Pick) -> TrustSign | None:
    """The sign of a partner, the warning before the praise; None where there is nothing to say."""
    row, later = analysis.pair_row(pick.anchor, pick.partner), analysis.later
    if row is None:
        return None
    share = _share_of_one(analysis, row)
    if share > MOST_BY_ONE:
        told = one_customer_sentence(round(share * pick.together), pick.together)
        return TrustSign(_("one customer"), "caution", told)
    if later is None or later.verdict[row] != HELD:
        return None
    told = " ".join(held_up_sentences(later, row))
    return TrustSign(held_up_word(HELD), HELD_UP_CHIPS[HELD], told)


def _share_of_one(analysis: Analysis, row: int) -> float:
    """The share of the orders together that one customer made; NaN unknown or too few orders."""
    pairs, baskets = analysis.pairs, analysis.baskets
    share = float(pairs.top_customer[row])
    if not math.isnan(share) or baskets is None or pairs.evidence[row] != Evidence.LIKELY:
        return share
    both = baskets.orders_with_both(int(pairs.a[row]), int(pairs.b[row]))
    return count_buyers(baskets, both).top_share
