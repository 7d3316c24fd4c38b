"""Many pairs are found at once where one after the other is."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "ui" / "pairings"))

from shop_builder import make_analysis

from xsell_desktop.domain.edits import accept_pairings, reject_pairings
from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.ruled_pairs import find_rows, ruled_pairs


@pytest.fixture(scope="module")
def shop() -> Analysis:
    return make_analysis()


@given(data=st.data())
def test_rows_are_those_of_one_pair_after_the_other(shop: Analysis, data: st.DataObject) -> None:
    keys = st.sampled_from([*shop.products.keys, "gone", "never sold"])
    two = st.lists(keys, min_size=2, max_size=2, unique=True)
    pairs = [pair_of(*ends) for ends in data.draw(st.lists(two, max_size=30))]
    rows = [shop.pair_row(*pair) for pair in pairs]
    assert find_rows(shop, pairs).tolist() == [-1 if row is None else row for row in rows]


def test_rulings_stand_in_the_plan_s_order_with_their_decisions(shop: Analysis) -> None:
    keys = shop.products.keys
    kept = [pair_of(keys[shop.pairs.a[row]], keys[shop.pairs.b[row]]) for row in (3, 0, 5)]
    strange = pair_of("gone", keys[0])
    plan = reject_pairings(accept_pairings(Plan(), [*kept[:2], strange]), kept[2:])
    found = ruled_pairs(shop, plan)
    by_pair = dict(zip(plan.pairings, found.rows.tolist(), strict=True))
    assert by_pair == {kept[0]: 3, kept[1]: 0, kept[2]: 5, strange: -1}
    assert _chosen(plan, found.accepted) == {*kept[:2], strange}
    assert _chosen(plan, found.rejected) == {kept[2]}
    assert _chosen(plan, found.kept) == set(kept)


def test_another_plan_is_looked_up_anew_and_the_same_is_not(shop: Analysis) -> None:
    keys = shop.products.keys
    one = accept_pairings(Plan(), [pair_of(keys[0], keys[1])])
    found = ruled_pairs(shop, one)
    assert ruled_pairs(shop, replace(one, notes={"a": "b"})) is found
    assert len(ruled_pairs(shop, Plan()).rows) == 0
    assert ruled_pairs(shop, one).rows.tolist() == found.rows.tolist()


def test_an_analysis_without_pairs_finds_none(shop: Analysis) -> None:
    names = shop.pairs.__dataclass_fields__
    none = replace(shop.pairs, **{name: getattr(shop.pairs, name)[:0] for name in names})
    rows = find_rows(replace(shop, pairs=none), [pair_of(*shop.products.keys[:2])])
    assert rows.tolist() == [-1]


def _chosen(plan: Plan, flags: np.ndarray) -> set[Pair]:
    return {pair for pair, on in zip(plan.pairings, flags.tolist(), strict=True) if on}
