"""The expected effect of the plan as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from xsell_desktop.domain.plan import Settings
from xsell_desktop.kpis.effect import Effect, Gain

MEASURES = ("orders", "revenue", "margin")
COLUMNS = (
    "part", "product", "name",
    *(f"{name}{end}" for name in MEASURES for end in ("", "_low", "_high")),
    "assumed_seen", "assumed_uplift", "assumed_uptake",
)  # fmt: skip


def effect_table(
    effect: Effect | None, settings: Settings, names: Mapping[str, str]
) -> pd.DataFrame:
    """One row a part of the plan: total, lists, bundles, then each product and each bundle.

    Numbers are a month's, with a 95 % interval; `names` are those of products and bundles by
    key and id. None (nothing can be said of a month) has no rows.
    """
    rows = [] if effect is None else list(_rows(effect, settings, names))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    texts = dict.fromkeys(COLUMNS[:3], object)
    return frame.astype({**dict.fromkeys(COLUMNS[3:], np.float64), **texts})


def _rows(effect: Effect, settings: Settings, names: Mapping[str, str]) -> Iterator[list[Any]]:
    assumed = [settings.assumed_seen, settings.assumed_uplift, settings.assumed_uptake]
    parts = [("total", effect.total), ("lists", effect.lists), ("bundles", effect.bundles)]
    parts += [("product", gain) for gain in effect.by_partner]
    parts += [("bundle", gain) for gain in effect.by_bundle]
    for part, gain in parts:
        yield [part, gain.name, names.get(gain.name, gain.name), *_numbers(gain), *assumed]


def _numbers(gain: Gain) -> Iterator[float]:
    for name in MEASURES:
        estimate = getattr(gain, name)
        yield from (round(value, 4) for value in (estimate.value, estimate.low, estimate.high))
