"""A place for every product: one that no list holds takes the last place of a list near to it.

Without it, best sellers fill all lists and a part of the shop is never shown. At most one place
a list is given away. On two data sets this costs about a hundredth of the hits that lists get
(docs/decisions/007-lists.md).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xsell_desktop.mining.analysis import Evidence, Pairs, Rules

LEAST = 0.05  # of the score that gives way: less, and the list would lose too much


def give_everyone_a_place(rules: Rules, pairs: Pairs, top: int) -> Rules:
    """Rules with the last of each list's `top` places given to a product without a place.

    Only likely and proven partners are given one, each in the list where it stands highest (of
    equals, where it scores best), unless it scores less than `LEAST` of what gives way; of
    several for one list the highest. Lists that are not longer than `top` stay as they are.
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
    gives_way = np.minimum(rules.start[anchor] + top - 1, count - 1)
    near = rules.score >= LEAST * rules.score[gives_way]
    waiting = np.flatnonzero(~has_place[rules.partner] & sure & near & (place >= top))
    order = np.lexsort((anchor[waiting], -rules.score[waiting], place[waiting]))
    best_first = waiting[order]
    _partner, first = np.unique(rules.partner[best_first], return_index=True)
    chosen = best_first[np.sort(first)]
    _anchor, first = np.unique(anchor[chosen], return_index=True)
    moved = chosen[first]
    turn = np.arange(count, dtype=np.float64)
    turn[moved] = rules.start[anchor[moved]] + top - 1.5  # just before the last place
    after = np.lexsort((turn, anchor))
    return replace(
        rules, partner=rules.partner[after], pair=rules.pair[after], score=rules.score[after]
    )
