"""Figures of kept pairs agree with those of every pair, and are blank where counts are."""

from __future__ import annotations

import numpy as np
import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.counting.figures import FIGURES, Counted, work_out
from xsell_desktop.mining.counting.measures import measure_pairs
from xsell_desktop.sales.plain_orders import lines_of_orders


def test_they_agree_with_the_measures_of_every_pair() -> None:
    draw = np.random.default_rng(3)
    orders = [[f"p{x}" for x in draw.integers(0, 20, draw.integers(1, 6))] for _n in range(300)]
    baskets = fill_baskets(lines_of_orders(orders), Settings())
    found = measure_pairs(baskets, 1)
    held = np.diff(baskets.start).astype(float)
    together = found.together.astype(float)
    counted = Counted(
        together, found.expected, held[found.a], held[found.b], found.orders, Settings().smoothing
    )
    for name in ("support", "shrunken_lift", "p_value", "raw_lift", "g_squared"):
        assert work_out(name, counted) == pytest.approx(getattr(found, name)), name
    both_tails = work_out("p_value", counted) + work_out("p_fewer", counted)
    assert (both_tails >= 1).all()  # what was counted is in both


@pytest.mark.parametrize("name", list(FIGURES))
def test_blank_where_the_counts_are(name: str) -> None:
    nan = float("nan")
    figures = work_out(
        name,
        Counted(
            np.array([nan, 3.0]), np.array([nan, 1.0]), np.array([4.0, 4.0]),
            np.array([5.0, 5.0]), 10, 10.0,
        ),
    )  # fmt: skip
    assert np.isnan(figures[0])
    assert np.isfinite(figures[1])
