from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from xsell_desktop.charts import ink, lettering
from xsell_desktop.charts.calendar import mark_months
from xsell_desktop.charts.customer_revenue import band_edges
from xsell_desktop.charts.lines_per_order import group_sizes
from xsell_desktop.charts.order_values import cut_values, round_step
from xsell_desktop.kpis.basket import OrderValues


@pytest.mark.parametrize(
    ("name", "inches", "short"),
    [
        ("Mug", 2.0, "Mug"),
        ("  Mug   blue ", 2.0, "Mug blue"),
        ("Lunch bag red retrospot", 1.3, "Lunch bag red…"),
        ("Unbreakablewordwithoutspace", 0.9, "Unbreakable…"),
        ("", 1.0, ""),
    ],
)
def test_names_are_cut_sensibly(name: str, inches: float, short: str) -> None:
    assert lettering.shorten(name, inches) == short


@given(st.text(max_size=60), st.floats(0.4, 4))
def test_short_names_fit(name: str, inches: float) -> None:
    short = lettering.shorten(name, inches)
    assert len(short) <= max(2, len(name))
    assert lettering.text_inches(short) <= inches or len(short) <= 2


@given(st.lists(st.text("abcde", min_size=1, max_size=8), max_size=20), st.floats(1, 4))
def test_wrapping_keeps_every_word(words: list[str], inches: float) -> None:
    wrapped = lettering.wrap(" ".join(words), inches)
    assert wrapped.split() == words
    for line in wrapped.split("\n"):
        assert lettering.text_inches(line) <= inches or " " not in line


def test_money_ticks() -> None:
    pounds = ink.money_ticks("GBP")
    assert [pounds(amount) for amount in (0, 250, 2500, 20_000, 1.5e6)] == [
        "£0", "£250", "£2,500", "£20k", "£1.5m",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("highest", "last"),
    [(0.93, 1.0), (1.0, 1.0), (0.41, 0.6), (0.2, 0.2), (0.013, 0.015), (0, 0.005)],
)
def test_scales_end_at_a_round_share(highest: float, last: float) -> None:
    axes = Figure().add_subplot()
    ink.scale_shares(axes, highest)
    assert axes.get_xlim() == (0, pytest.approx(last))
    assert 1 <= len(axes.get_xticks()) <= 6


@pytest.mark.parametrize(("inches", "step"), [(12.0, 1), (5.0, 2), (2.6, 3)])
def test_months_thin_out_where_there_is_no_room(inches: float, step: int) -> None:
    axes = Figure(figsize=(inches, 3)).add_subplot()
    names = tuple(f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(14))
    mark_months(axes, names)
    assert axes.get_xticks().tolist() == list(range(0, 14, step))
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert labels[0] == "Jan\n2024"
    assert labels.count("Jan\n2025") == 1


def test_order_sizes_stand_alone_or_in_ranges() -> None:
    small = np.array([0, 50, 30, 10, 5])
    assert group_sizes(small)[0] == ["1", "2", "3", "4"]
    large = np.ones(200, dtype=np.int64)
    large[0] = 0
    labels, counts = group_sizes(large)
    assert labels == ["1", "2", "3", "4–5", "6–10", "11–20", "21–50", "51–100", "101+"]
    assert counts.tolist() == [1, 1, 1, 2, 5, 10, 30, 50, 99]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60))
def test_no_order_is_lost_in_ranges(sizes: list[int]) -> None:
    counts = np.bincount(sizes)
    labels, grouped = group_sizes(counts)
    assert len(labels) == len(grouped)
    assert grouped.sum() == len(sizes)


@given(st.lists(st.floats(-500, 1e5, allow_subnormal=False), min_size=1, max_size=80))
def test_no_order_value_is_lost(amounts: list[float]) -> None:
    ordered = np.sort(np.array(amounts))
    edges, counts, beyond = cut_values(OrderValues(ordered, 0, 0, 0, 0))
    assert counts.sum() + beyond == len(amounts)
    assert len(edges) <= 40


@given(st.floats(1e-3, 1e9))
def test_round_steps_are_near(size: float) -> None:
    step = round_step(size)
    assert size * (1 - 1e-6) <= step <= size * 2.6


def test_bands_are_round_and_few() -> None:
    revenue = np.sort(np.random.default_rng(1).lognormal(6, 2, 3000))
    edges = band_edges(revenue)
    assert 3 <= len(edges) <= 8
    assert all(str(int(edge)).strip("0") in {"1", "2", "5"} for edge in edges)
    assert band_edges(np.array([-5.0, 0.0])) == [1.0]
    assert band_edges(np.array([130.0])) == [200.0]
