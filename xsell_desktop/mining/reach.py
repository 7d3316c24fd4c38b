"""A place for every product: one that no list holds takes the last place of its best list.

Without it, best sellers fill all lists and a part of the shop is never shown. At most one place
a list is given away. On two data sets this costs about a hundredth of the hits that lists get
(docs/decisions/007-lists.md).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xsell_desktop.mining.analysis import Evidence, Pairs, Rules


def give_everyone_a_place(rules: Rules, pairs: Pairs, top: int) -> Rules:
    """Rules with the last of each list's `top` places given to a product without a place.

    Only likely and proven partners are given one, each in the list where it scores best; of
    several for one list the best. Lists that are not longer than `top` stay as they are.
    """
    count = len(rules.partner)
    if top < 2 or not count:
        return rules
    length = np.diff(rules.start)
    anchor = np.repeat(np.arange(len(length)), length)
    place = np.arange(count) - rules.start[anchor]
    has_place = np.zeros(len(length), np.bool_)
    has_place[rules.partner[place < top]] = True
    sure = pairs.evidence[rules.pair] >= Evidence.LIKELY
    waiting = np.flatnonzero(~has_place[rules.partner] & sure)
    best_first = waiting[np.lexsort((anchor[waiting], -rules.score[waiting]))]
    _partner, first = np.unique(rules.partner[best_first], return_index=True)
    chosen = best_first[np.sort(first)]
    _anchor, first = np.unique(anchor[chosen], return_index=True)
    moved = chosen[first]
    order = np.arange(count, dtype=np.float64)
    order[moved] = rules.start[anchor[moved]] + top - 1.5  # just before the last place
    turn = np.lexsort((order, anchor))
    return replace(
        rules, partner=rules.partner[turn], pair=rules.pair[turn], score=rules.score[turn]
    )
