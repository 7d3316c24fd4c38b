"""Products dealt out again prove nothing, and the shuffle of the benchmark is one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.sales.plain_orders import lines_of_orders

BENCH = Path(__file__).parents[1] / "benchmarks" / "bench_shuffles.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("bench_shuffles", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wholesaler() -> Baskets:
    """3,000 orders of 1 to 60 products, best sellers among them, and ten pairs that belong."""
    draw = np.random.default_rng(11)
    share = 1 / np.arange(1, 201)
    orders = []
    for size in np.minimum(draw.geometric(0.12, 3000), 60):
        chosen = draw.choice(200, size, replace=False, p=share / share.sum()).tolist()
        belongs = [number + 1 for number in chosen if number in range(100, 120, 2)]
        orders.append([f"p{number}" for number in {*chosen, *belongs}])
    return fill_baskets(lines_of_orders(orders), Settings())


def test_a_shuffle_keeps_sizes_and_counts_and_little_else(
    bench: ModuleType, wholesaler: Baskets
) -> None:
    mixed = bench.shuffle(wholesaler, 0)
    held = np.repeat(np.arange(wholesaler.product_count), np.diff(wholesaler.start))
    before = wholesaler.orders.astype(np.int64) * wholesaler.product_count + held
    after = mixed.orders.astype(np.int64) * wholesaler.product_count + held
    assert len(np.unique(after)) == len(after)
    assert np.bincount(mixed.orders).tolist() == np.bincount(wholesaler.orders).tolist()
    stayed = np.isin(after, before).mean()
    by_chance = (wholesaler.size.astype(float) ** 2).sum() / wholesaler.size.sum() / 200
    assert stayed < 4 * by_chance
    for product in range(0, wholesaler.product_count, 17):
        assert (np.diff(mixed.orders_with(product)) > 0).all()


def test_planted_pairs_are_proven_and_shuffled_ones_are_not(
    bench: ModuleType, wholesaler: Baskets
) -> None:
    assert bench.count_proven(wholesaler) >= 10
    assert sum(bench.count_proven(bench.shuffle(wholesaler, seed)) for seed in range(3)) == 0
