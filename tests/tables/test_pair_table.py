"""The pair table by hand, with the user's decisions beside it."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from xsell_desktop.domain import edits
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Direction, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.figures import FIGURES
from xsell_desktop.mining.trust.held_up import HeldUp
from xsell_desktop.tables.pairs import _significant, pair_table
from xsell_desktop.tables.write import write_csv


def test_figures_by_hand(four_products: Analysis) -> None:
    table = pair_table(four_products, Plan())
    assert table["product"].tolist() == ["007", "MUG", "007"]
    assert table["partner_name"].tolist() == ["Mug, blue", "=Tea", "=Tea"]
    assert table["orders_together"].tolist() == [12, 6, 3]
    assert table["attach_rate"].tolist() == [0.3, 0.3, 0.075]
    assert table["attach_rate_back"].tolist() == [0.6, 0.6, 0.3]
    # Wilson's interval of 12 in 40, worked with a pocket calculator
    assert table["attach_low"][0] == pytest.approx(0.1807, abs=1e-4)
    assert table["attach_high"][0] == pytest.approx(0.4543, abs=1e-4)
    assert table["lift"].tolist() == [2.4, 4.0, 0.8]
    assert table["q_value"].tolist() == [1.235e-9, 0.04, 1.0]
    assert table["evidence"].tolist() == ["proven", "likely", "chance"]
    assert set(table["decision"]) == {""}


def test_decisions_stand_beside_their_pair(four_products: Analysis) -> None:
    plan = edits.pin_pairing(Plan(), pair_of("007", "MUG"))
    plan = edits.write_message(plan, pair_of("MUG", "007"), "Goes well with it")
    plan = edits.reject_pairing(plan, pair_of("=TEA", "MUG"))
    table = pair_table(four_products, plan)
    assert table["decision"].tolist() == ["accepted", "rejected", ""]
    assert table["pinned"].tolist() == [True, False, False]
    assert table["message"].tolist() == ["Goes well with it", "", ""]


@pytest.mark.parametrize(
    ("anchor", "words"), [("007", "from_product"), ("MUG", "from_partner"), ("", "both")]
)
def test_direction_is_told_in_the_columns_words(
    four_products: Analysis, anchor: str, words: str
) -> None:
    pair = pair_of("007", "MUG")
    side = Direction.FROM_A if anchor == pair.a else Direction.FROM_B
    plan = edits.draw_pairing(Plan(), pair, side if anchor else Direction.BOTH)
    assert pair_table(four_products, plan)["direction"][0] == words


def test_pairings_that_were_not_kept_follow_with_blank_figures(four_products: Analysis) -> None:
    plan = edits.draw_pairing(Plan(), pair_of("rope", "007"))
    plan = edits.draw_pairing(plan, pair_of("MUG", "brand new"))
    table = pair_table(four_products, plan)
    assert len(table) == 5
    drawn, new = table.iloc[3], table.iloc[4]
    assert (drawn["product"], drawn["partner"], drawn["orders_of_partner"]) == ("007", "rope", 2)
    assert (new["product"], new["partner"]) == ("MUG", "brand new")
    assert math.isnan(new["orders_of_partner"])
    for name in ("orders_together", "attach_rate", "attach_low_back", "lift", "q_value"):
        assert math.isnan(drawn[name])
    assert (drawn["decision"], drawn["by_hand"]) == ("accepted", True)
    assert pd.isna(drawn["evidence"])


def test_counts_are_written_whole_even_beside_blanks(
    four_products: Analysis, tmp_path: Path
) -> None:
    plan = edits.draw_pairing(Plan(), pair_of("rope", "007"))
    write_csv(pair_table(four_products, plan), tmp_path / "pairs.csv")
    lines = (tmp_path / "pairs.csv").read_text().splitlines()
    assert lines[1].startswith('007,Kettle,MUG,"Mug, blue",12,40,20,0.3,')
    assert lines[4].startswith("007,Kettle,rope,Rope,,40,2,,")
    back = pd.read_csv(tmp_path / "pairs.csv", dtype=str, keep_default_na=False)
    assert back["partner"].tolist() == ["MUG", "=TEA", "=TEA", "rope"]
    assert back["partner_name"].tolist() == ["Mug, blue", "'=Tea", "'=Tea", "Rope"]


def test_no_pairs_no_rows(four_products: Analysis) -> None:
    pairs = four_products.pairs
    none = replace(pairs, **{f.name: getattr(pairs, f.name)[:0] for f in fields(pairs)})
    table = pair_table(replace(four_products, pairs=none), Plan())
    assert len(table) == 0
    assert table.columns[0] == "product"


def test_further_figures_by_hand(four_products: Analysis) -> None:
    """12 together of 40 and 20 among the shop's orders; five were due. k is the smoothing."""
    table = pair_table(four_products, Plan())
    n, k = four_products.orders, four_products.settings.smoothing
    first = table.iloc[0]
    assert first["support"] == pytest.approx(12 / n, rel=1e-3)
    assert first["shrunken_lift"] == pytest.approx((12 + k) / (5 + k), rel=1e-3)
    assert first["p_value"] == pytest.approx(0.005453, rel=1e-3)
    assert first["p_fewer"] == pytest.approx(0.997981, rel=1e-3)
    assert first["raw_lift"] == pytest.approx(12 * n / (40 * 20), rel=1e-3)
    assert first["leverage"] == pytest.approx(12 / n - 40 * 20 / n**2, rel=1e-3)
    assert first["conviction"] == pytest.approx((1 - 20 / n) / (1 - 0.3), rel=1e-3)
    assert first["conviction_back"] == pytest.approx((1 - 40 / n) / (1 - 0.6), rel=1e-3)
    assert first["jaccard"] == pytest.approx(12 / 48)
    assert first["cosine"] == pytest.approx(12 / math.sqrt(800), rel=1e-3)
    assert 0 < first["fisher_p"] < 1
    drawn = pair_table(four_products, edits.draw_pairing(Plan(), pair_of("MUG", "brand new")))
    assert drawn.iloc[-1][list(FIGURES)].isna().all()


def test_small_and_negative_figures_keep_four_digits() -> None:
    values = np.array([1.23456e-300, 5e-324, -0.00123456, 0.0, np.nan, 123456.0])
    rounded = _significant(values)
    assert rounded[0] == pytest.approx(1.235e-300, rel=1e-6)
    assert rounded[1:4].tolist() == [5e-324, -0.001235, 0.0]
    assert np.isnan(rounded[4])
    assert rounded[5] == 123500


def test_later_orders_stand_beside_each_pair(four_products: Analysis, tmp_path: Path) -> None:
    later = HeldUp(
        verdict=np.array([1, 0, -1], np.int8),
        earlier=np.array([9, 5, 1]),
        earlier_expected=np.array([4.0, 1.0, 3.0]),
        together=np.array([3, 1, 2]),
        expected=np.array([1.00004, 2.5, 0.75]),
        needed=np.array([3, 6, 3]),
        same_count_rate=np.array([0.5, 0.25, 0.0625]),
        orders=10,
        since="2026-05-01",
    )
    plan = edits.draw_pairing(Plan(), pair_of("MUG", "brand new"))
    table = pair_table(replace(four_products, later=later), plan)
    assert table["held_up"].tolist() == ["true", "false", "", ""]
    assert table["same_count_rate"].tolist()[:3] == [0.5, 0.25, 0.0625]
    assert table["later_together"].tolist()[:3] == [3, 1, 2]
    assert table["later_expected"].tolist()[:3] == [1.0, 2.5, 0.75]
    write_csv(table, tmp_path / "pairs.csv")
    last = pd.read_csv(tmp_path / "pairs.csv").iloc[-1]
    assert last[["held_up", "same_count_rate", "later_together", "later_expected"]].isna().all()
    dateless = pair_table(four_products, Plan())
    assert dateless["held_up"].tolist() == ["", "", ""]
    assert dateless["later_together"].isna().all()


def test_the_kind_in_the_sales_stands_beside_the_users_word(four_products: Analysis) -> None:
    pair = pair_of("MUG", "brand new")
    plan = edits.set_kind(edits.draw_pairing(Plan(), pair), [pair], Kind.UP_SELL)
    last = pair_table(four_products, plan).iloc[-1]
    assert (last["kind"], last["kind_in_sales"]) == ("up_sell", "cross_sell")
    plain = pair_table(four_products, Plan())
    assert plain["kind"].tolist() == plain["kind_in_sales"].tolist()
