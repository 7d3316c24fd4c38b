"""EASE against the closed form, its inverse against numpy's, and stopping it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking import ease
from xsell_desktop.mining.ranking.ease import fit_ease, invert, usual_penalty
from xsell_desktop.mining.ranking.order_lists import history_of_lists


@given(size=st.integers(1, 40), block=st.integers(1, 12), panel=st.integers(1, 30))
def test_the_inverse_is_the_inverse(size: int, block: int, panel: int) -> None:
    rng = np.random.default_rng(size)
    x = rng.random((60, size)).astype(np.float32)
    matrix = x.T @ x + 5 * np.eye(size, dtype=np.float32)
    found = matrix.copy()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ease, "BLOCK", block)
        patch.setattr(ease, "PANEL", panel)
        invert(found, Progress())
    assert found @ matrix == pytest.approx(np.eye(size), abs=2e-3)
    assert (found == found.T).all()


def test_weights_are_the_closed_form() -> None:
    orders = [["a", "b"], ["a", "b", "c"], ["b", "c"], ["a"], ["d", "c"]] * 3
    dates = [f"2024-01-{1 + n:02d}" for n in range(len(orders))]
    history, keys = history_of_lists(orders, dates)
    options = {"penalty": 2.0, "half_life_days": 7.0, "size_power": 0.5}
    found = fit_ease(history, options, Progress()).of_products(np.arange(len(keys)))
    x = history.held.toarray().astype(np.float64)
    age = np.arange(len(orders))[::-1]
    weight = 0.5 ** (age / 7.0) / np.sqrt(history.size)
    inverse = np.linalg.inv(x.T @ (x * weight[:, None]) + 2.0 * np.eye(len(keys)))
    wanted = -inverse / np.diag(inverse)
    np.fill_diagonal(wanted, 0.0)
    assert found == pytest.approx(wanted, abs=1e-5)


def test_each_column_is_the_best_ridge_fit_of_its_product() -> None:
    """Column j minimises |x_j − X·b|² + λ|b|² over all b with b_j = 0."""
    rng = np.random.default_rng(4)
    orders = [[key for key in "abcde" if rng.random() < 0.5] or ["a"] for _n in range(60)]
    history, keys = history_of_lists(orders)
    found = fit_ease(history, {"penalty": 3.0}, Progress()).of_products(np.arange(len(keys)))
    x = history.held.toarray().astype(np.float64)
    for j in range(len(keys)):
        others = [i for i in range(len(keys)) if i != j]
        a = x[:, others]
        b = np.linalg.solve(a.T @ a + 3.0 * np.eye(len(others)), a.T @ x[:, j])
        assert found[others, j] == pytest.approx(b, abs=1e-4)


def test_the_usual_penalty_is_ten_times_the_orders_a_product() -> None:
    orders = [["a", "b", "c", "d"]] * 8
    history, _keys = history_of_lists(orders, ["2024-01-01"] * 4 + ["2024-01-31"] * 4)
    assert usual_penalty(history, {}) == 10 * 8 / 4
    weights = 4 * 0.25 / 2 + 4 / 2  # two half-lives old, and the root of four products
    options = {"half_life_days": 15.0, "size_power": 0.5}
    assert usual_penalty(history, options) == pytest.approx(10 * weights / 4)
    told = fit_ease(history, {"penalty": 20.0}, Progress())
    assert (told.matrix == fit_ease(history, {}, Progress()).matrix).all()


def test_it_stops_between_blocks() -> None:
    progress = Progress()
    steps = []

    def report(_label: str, share: float) -> None:
        steps.append(share)
        if len(steps) == 2:
            progress.cancel()

    progress.report = report
    matrix = np.eye(1000, dtype=np.float32)
    with pytest.raises(Cancelled):
        invert(matrix, progress)
    assert len(steps) == 2
