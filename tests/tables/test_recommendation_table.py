"""The recommendation table is what the picks say, in the contract's columns."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pandas as pd

from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.picks import Pick
from xsell_desktop.tables.recommendations import recommendation_table
from xsell_desktop.tables.write import write_csv

CONTRACT = (
    "product,product_name,rank,partner,partner_name,kind,orders_together,orders_of_product,"
    "attach_rate,attach_low,attach_high,expected_together,score,reason,source"
)
PICK = Pick(
    anchor="007",
    anchor_name="-10 % Kettle",
    partner="MUG",
    partner_name="Mug, blue",
    rank=1,
    kind="cross_sell",
    together=12,
    anchor_orders=40,
    attach_rate=0.3,
    attach_low=0.18071234567,
    attach_high=0.4543,
    expected=5.0,
    score=1 / 3,
    evidence=Evidence.PROVEN,
    reason="Mug, blue is in 12 of the 40 orders with -10 % Kettle. Chance gives 5.",
    source="data",
    message="",
    rung=Rung.PROVEN,
)
BY_HAND = replace(
    PICK, rank=2, partner="rope", partner_name="Rope", together=0, attach_rate=0.0, attach_low=0.0,
    attach_high=0.0876, expected=0.0, score=0.0, evidence=None, reason="You paired them.",
    source="you", message="Tie it down", rung=Rung.YOURS,
)  # fmt: skip


def test_the_columns_are_the_contract_s(tmp_path: Path) -> None:
    write_csv(recommendation_table([PICK, BY_HAND]), tmp_path / "r.csv")
    lines = (tmp_path / "r.csv").read_text().splitlines()
    assert lines[0] == CONTRACT + ",evidence,message,rung"
    assert lines[1] == (
        '007,\'-10 % Kettle,1,MUG,"Mug, blue",cross_sell,12,40,0.3,0.180712,0.4543,5,0.333333,'
        '"Mug, blue is in 12 of the 40 orders with -10 % Kettle. Chance gives 5.",data,proven,,1'
    )
    assert lines[2] == (
        "007,'-10 % Kettle,2,rope,Rope,cross_sell,0,40,0,0,0.0876,0,0,You paired them.,you,,"
        "Tie it down,0"
    )


def test_no_picks_no_rows() -> None:
    table = recommendation_table([])
    assert list(table.columns)[:15] == CONTRACT.split(",")
    assert len(table) == 0
    assert table["rank"].dtype == "int64"


def test_twenty_thousand_picks_are_no_wait(tmp_path: Path) -> None:
    picks = [replace(PICK, anchor=str(n)) for n in range(20_000)]
    start = time.perf_counter()
    write_csv(recommendation_table(picks), tmp_path / "r.csv")
    assert time.perf_counter() - start < 2.0
    back = pd.read_csv(tmp_path / "r.csv", dtype={"product": str})
    assert back["product"].tolist() == [pick.anchor for pick in picks]
