"""Products that never sold, or that the sales no longer know, where the user paired or asked for
them. They have no row among `Products`, so a picture counts them on behind its last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.passing import drawn_pairs

UNSOLD = -2  # the colour slot of those that never sold


@dataclass(frozen=True)
class Strangers:
    """`keys` in the order of their codes, the first of which is the number of sold products;
    `ends` are the codes of accepted pairings that one or two of them are in."""

    keys: tuple[str, ...]
    ends: tuple[tuple[int, int], ...]


def strangers_in(analysis: Analysis, plan: Plan, view: View) -> Strangers:
    """Those with a pairing that a view shows, and those that it asks for; none that are hidden
    unless they are in focus."""
    index, unsold = analysis.products.index, analysis.unsold.index
    hidden = {key for key, own in plan.products.items() if own.hidden} - set(view.focus)
    pairs = [
        pair
        for pair in drawn_pairs(analysis, plan, view.filter)
        if (pair.a not in index or pair.b not in index) and hidden.isdisjoint(pair)
    ]
    asked = [key for key in (*view.focus, *view.extra) if key in unsold and key not in hidden]
    met = dict.fromkeys(key for key in (*(key for pair in pairs for key in pair), *asked))
    keys = tuple(sorted(key for key in met if key not in index))
    code = {key: len(index) + place for place, key in enumerate(keys)}
    ends = [sorted(index.get(key, code.get(key, -1)) for key in pair) for pair in pairs]
    return Strangers(keys, tuple((one, other) for one, other in ends))


def is_known(analysis: Analysis, plan: Plan, key: str) -> bool:
    """Whether a product can be shown: it sold, a catalogue has it, or it is in a pairing."""
    if key in analysis.products.index or key in analysis.unsold.index:
        return True
    return any(key in pair for pair in plan.pairings)


def with_strangers(values: npt.NDArray[Any], count: int, filled: float) -> npt.NDArray[Any]:
    """Values a row of `Products`, with the same for each of `count` strangers after them."""
    if not count:
        return values
    more = np.full((count, *values.shape[1:]), filled, dtype=values.dtype)
    return np.concatenate([values, more])
