"""Counts brought up to date equal counts made afresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.counting import kept_counts
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.counting.kept_counts import KeptCounts
from xsell_desktop.mining.counting.pairs import KeptPairs, count_pairs
from xsell_desktop.mining.ranking.size_weighted import make_ranking
from xsell_desktop.sales.plain_orders import lines_of_orders

Order = tuple[str, ...]
an_order = st.lists(st.sampled_from("abcdefghijkl"), min_size=1, max_size=6).map(tuple)
some = st.lists(an_order, min_size=1, max_size=40)


def count(
    orders: Sequence[Order], kept: KeptCounts | None, settings: Settings,
    dates: Sequence[str] | None = None,
) -> tuple[KeptPairs, Baskets, list[str]]:  # fmt: skip
    lines = lines_of_orders(orders, dates)
    baskets = fill_baskets(lines, settings)
    keys = [lines.product_keys[code] for code in baskets.product_code]
    ranking = make_ranking(baskets, settings.smoothing, settings.half_life_days)
    chance = size_aware_chance(baskets)
    found = count_pairs(baskets, chance, ranking, settings, Progress(), kept, keys)
    return found, baskets, keys


def assert_same(one: KeptPairs, other: KeptPairs) -> None:
    for entry in fields(KeptPairs):
        mine, theirs = getattr(one, entry.name), getattr(other, entry.name)
        assert np.array_equal(mine, theirs), entry.name


@pytest.fixture
def however_many(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every update is worth while; the list is of what the updates came to."""
    monkeypatch.setattr(kept_counts, "MOST_CHANGED", 100.0)
    made: list[object] = []
    update = kept_counts.update_counts

    def watched(*given: object) -> object:
        made.append(update(*given))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(kept_counts, "update_counts", watched)
    return made


@given(steps=st.lists(st.tuples(some, st.integers(0, 40)), min_size=2, max_size=5))
def test_any_history_equals_a_fresh_count(steps: list[tuple[list[Order], int]]) -> None:
    """Each step takes orders off the front and adds others; products come, go and change rank."""
    settings = Settings(min_together=1, max_partners=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_counts, "MOST_CHANGED", 100.0)
        kept = KeptCounts()
        orders: list[Order] = []
        for added, gone in steps:
            orders = [*orders[min(gone, len(orders)) :], *added]
            updated, _baskets, _keys = count(orders, kept, settings)
            fresh, _baskets, _keys = count(orders, None, settings)
            assert_same(updated, fresh)


def shop(seed: int, size: int) -> list[Order]:
    draw = np.random.default_rng(seed)
    return [tuple(f"p{x}" for x in draw.integers(0, 40, draw.integers(1, 9))) for _n in range(size)]


def test_few_changes_are_counted_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    whole = kept_counts.multiply_square
    monkeypatch.setattr(
        kept_counts, "multiply_square", lambda *given: counted.append(1) or whole(*given)
    )
    kept, orders = KeptCounts(), shop(1, 1000)
    count(orders, kept, Settings())
    assert counted == [1]
    later = [*orders[5:], *shop(2, 20), ("new", "p1")]
    updated, _baskets, _keys = count(later, kept, Settings())
    assert counted == [1]
    assert_same(updated, count(later, None, Settings())[0])
    count(shop(3, 1000), kept, Settings())  # another shop
    assert counted == [1, 1]


def test_fading_weights_scale_as_the_last_day_moves(however_many: list[object]) -> None:
    settings = Settings(min_together=1, half_life_days=30.0)
    orders = shop(4, 400)
    days = [str(np.datetime64("2024-01-01") + n // 5) for n in range(len(orders))]
    kept = KeptCounts()
    count(orders[:380], kept, settings, days[:380])
    updated, _baskets, _keys = count(orders, kept, settings, days)
    fresh, _baskets, _keys = count(orders, None, settings, days)
    assert however_many == [however_many[0]]
    assert however_many[0] is not None
    assert np.array_equal(updated.together, fresh.together)
    assert updated.shared == pytest.approx(fresh.shared, rel=1e-6)
    changed = however_many[0].changed  # type: ignore[attr-defined]
    assert 0 < changed.nnz < 40 * 40
    # months later the old weights would be too coarse: counted afresh
    far = count([*orders, ("p1", "p2")], kept, settings, [*days, "2024-12-01"])[0]
    fresh = count([*orders, ("p1", "p2")], None, settings, [*days, "2024-12-01"])[0]
    assert_same(far, fresh)


def test_large_shops_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_counts, "MOST_KEPT", 10)
    kept = KeptCounts()
    first, _baskets, _keys = count(shop(5, 300), kept, Settings())
    assert kept._counts is None
    assert_same(first, count(shop(5, 300), None, Settings())[0])
