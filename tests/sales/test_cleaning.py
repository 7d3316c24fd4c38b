"""The switches of the clean-up, each on hand-worked files and all of them at random."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_lines import kept, take

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.filters import FILTERS, Filter
from xsell_desktop.sales.rules.order_states import CANCELLED, TEST, UNPAID

BASE = ("1,A,1", "1,B,1", "2,A,1", "2,C,1")


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("Cancelled", reasons.CANCELLED), ("canceled", reasons.CANCELLED),
        ("wc-cancelled", reasons.CANCELLED), ("storniert", reasons.CANCELLED),
        ("Annulée", reasons.CANCELLED), ("cancelado", reasons.CANCELLED),
        ("Annullato", reasons.CANCELLED), ("geannuleerd", reasons.CANCELLED),
        ("Anulowane", reasons.CANCELLED), ("Отменён", reasons.CANCELLED),
        ("Makulerad", reasons.CANCELLED), ("annulleret", reasons.CANCELLED),
        ("Zrušeno", reasons.CANCELLED), ("Törölve", reasons.CANCELLED),
        ("キャンセル", reasons.CANCELLED), ("wc-failed", reasons.UNPAID),
        ("Voided", reasons.UNPAID), ("expired", reasons.UNPAID), ("unpaid", reasons.UNPAID),
        ("checkout-draft", reasons.UNPAID), ("Fehlgeschlagen", reasons.UNPAID),
        ("échouée", reasons.UNPAID), ("nicht bezahlt", reasons.UNPAID), ("Test", reasons.TEST),
        ("Testbestellung", reasons.TEST), ("pedido de prueba", reasons.TEST),
        ("テスト注文", reasons.TEST),
    ],
)  # fmt: skip
def test_states_that_take_an_order_out(tmp_path: Path, word: str, reason: str) -> None:
    rows = [f"{row},{word if row[0] == '1' else 'completed'}" for row in BASE]
    intake = take(tmp_path, "order,sku,qty,status", *rows)
    assert kept(intake) == [("2", "A", 1), ("2", "C", 1)]
    assert intake.report.set_aside == {reason: 2}
    assert intake.lines is not None
    assert intake.lines.void_orders == ("1",)


@pytest.mark.parametrize(
    "word", ["pending", "processing", "on-hold", "wc-on-hold", "completed", "paid", "shipped",
             "refunded", "authorized", "Canceled Reversal", "in Bearbeitung", "not cancelled", ""]
)  # fmt: skip
def test_states_that_keep_an_order(tmp_path: Path, word: str) -> None:
    rows = [f"{row},{word if row[0] == '1' else 'completed'}" for row in BASE]
    assert len(kept(take(tmp_path, "order,sku,qty,status", *rows))) == 4


def test_words_stand_for_one_state() -> None:
    assert not CANCELLED & UNPAID
    assert not CANCELLED & TEST
    assert not UNPAID & TEST


def test_a_state_that_differs_inside_an_order_is_its_lines(tmp_path: Path) -> None:
    rows = ("1,A,1,shipped", "1,B,1,cancelled", "2,A,1,cancelled", "2,C,1,", "3,C,1,shipped")
    assert kept(take(tmp_path, "order,sku,qty,status", *rows)) == [("1", "A", 1), ("3", "C", 1)]


def test_tags_of_staff_and_tests(tmp_path: Path) -> None:
    rows = ('1,A,1,"vip, Staff"', "1,B,1,", "2,A,1,test", "3,C,1,staffordshire", "3,A,1,teamwear")
    intake = take(tmp_path, "order,sku,qty,tags", *rows)
    assert kept(intake) == [("3", "C", 1), ("3", "A", 1)]
    assert intake.report.set_aside == {reasons.STAFF: 2, reasons.TEST: 1}


def test_zero_prices_and_gifts(tmp_path: Path) -> None:
    rows = ("1,A,1,2.00", "1,B,1,0.00", "2,B,1,3.00", "2,C,1,0", "3,B,1,0", "4,A,2,2.00",
            "4,B,1,3.00", "5,D,1,-1.00", "5,A,-1,-2.00", "6,A,1,2")  # fmt: skip
    intake = take(tmp_path, "order,sku,qty,price", *rows)
    assert kept(intake) == [
        ("1", "A", 1), ("2", "B", 1), ("4", "A", 2), ("4", "B", 1), ("5", "A", -1), ("6", "A", 1),
    ]  # fmt: skip
    assert intake.report.set_aside == {
        reasons.GIFTS: 1, reasons.FREE: 2, reasons.MINUS_PRICE: 1, reasons.RETURNS: 1,
    }  # fmt: skip
    assert intake.lines is not None
    assert intake.lines.line_revenue.tolist() == [2, 3, 4, 3, -2, 2]
    every = take(tmp_path, "order,sku,qty,price", *rows, gifts=False, free=False, negative=False)
    assert len(kept(every)) == 10
    assert every.report.left_in == {reasons.GIFTS: 1, reasons.FREE: 2, reasons.MINUS_PRICE: 1}


def test_a_file_of_zeros_has_no_prices(tmp_path: Path) -> None:
    rows = [f"{row},0" for row in BASE]
    assert len(kept(take(tmp_path, "order,sku,qty,price", *rows))) == 4


def test_refunded_pieces_come_off_their_order(tmp_path: Path) -> None:
    rows = ("1,A,4,10.00,1", "1,B,1,5.00,", "2,A,2,10.00,9", "2,B,1,5.00,0")
    intake = take(tmp_path, "order,sku,qty,price,refunded quantity", *rows)
    assert kept(intake) == [
        ("1", "A", 4), ("1", "A", -1), ("1", "B", 1), ("2", "A", 2), ("2", "A", -2), ("2", "B", 1),
    ]  # fmt: skip
    lines = intake.lines
    assert lines is not None
    assert lines.line_revenue.tolist() == [40, -10, 5, 20, -20, 5]
    assert lines.line_returned.tolist() == [False, True, False, False, True, False]
    assert (intake.report.returns, intake.report.lines_kept) == (2, 4)
    off = take(tmp_path, "order,sku,qty,price,refunded quantity", *rows, returns=False)
    assert len(kept(off)) == 4
    assert off.report.left_in == {reasons.RETURNS: 2}


@pytest.mark.parametrize("header", ["Discount", "Discount %"])
def test_percentages_are_shares_of_their_lines(tmp_path: Path, header: str) -> None:
    sign = "" if "%" in header else "%"
    rows = (f"1,A,2,10.00,25{sign}", f"1,B,1,5.00,0{sign}", "2,A,1,10.00,")
    intake = take(tmp_path, f"order,sku,qty,price,{header}", *rows)
    assert intake.lines is not None
    assert intake.lines.line_revenue.tolist() == [15, 5, 10]


def test_orders_placed_twice(tmp_path: Path) -> None:
    rows = (
        "1,A,1,ann,2024-05-01 10:00", "1,B,2,ann,2024-05-01 10:00",
        "2,B,2,ann,2024-05-01 10:09", "2,A,1,ann,2024-05-01 10:09",
        "3,A,1,ann,2024-05-01 10:25", "3,B,2,ann,2024-05-01 10:25",
        "4,A,1,bob,2024-05-01 10:01", "4,B,2,bob,2024-05-01 10:01",
        "5,A,1,,2024-05-01 10:01", "6,A,1,,2024-05-01 10:02",
    )  # fmt: skip
    header = "order,sku,qty,customer,date"
    assert take(tmp_path, header, *rows).report.left_in == {reasons.NEAR_COPIES: 2}
    intake = take(tmp_path, header, *rows, near_copies=True)
    assert {order for order, _sku, _pieces in kept(intake)} == {"1", "3", "4", "5", "6"}
    days = [row[: row.rindex(" ")] for row in rows]
    assert not take(tmp_path, header, *days).report.left_in


def test_repeat_deliveries(tmp_path: Path) -> None:
    monthly = [f"s{n},A,1,ann,2024-0{n}-15 10:00" for n in range(1, 6)]
    twice = [f"t{n},A,1,bob,2024-0{n}-15 10:00" for n in range(1, 3)]
    daily = [f"d{n},A,1,cat,2024-01-0{n} 09:00" for n in range(1, 7)]
    uneven = [f"u{n},A,1,dan,2024-01-{day} 09:00" for n, day in enumerate(("01", "09", "29"))]
    rows = [*monthly, *twice, *daily, *uneven, "x,A,1,eve,2024-01-01 09:00", "x,B,1,eve,"]
    header = "order,sku,qty,customer,date"
    assert take(tmp_path, header, *rows).report.left_in == {reasons.RENEWALS: 4}
    intake = take(tmp_path, header, *rows, renewals=True)
    left = {order for order, _sku, _pieces in kept(intake)}
    assert "s1" in left
    assert not left & {"s2", "s3", "s4", "s5"}


def test_giant_orders(tmp_path: Path) -> None:
    rows = [f"{n},A{n % 9},1\n{n},B{n % 7},1" for n in range(60)]
    big = [f"big,P{n},1" for n in range(51)]
    fair = [f"fair,P{n},1" for n in range(50)]
    intake = take(tmp_path, "order,sku,qty", *rows, *big, *fair)
    assert intake.report.left_in == {}
    intake = take(tmp_path, "order,sku,qty", *rows, *rows[:0], *big, *[
        f"{n + 100},A1,1\n{n + 100},B1,1" for n in range(60)
    ])  # fmt: skip
    assert intake.report.left_in == {reasons.GIANTS: 51}


HEADER = "order,sku,product name,qty,price,date,customer,status,tags,refunded quantity"
CLEAN = st.tuples(
    st.sampled_from("123456"), st.sampled_from("ABCD"), st.just("Tea"), st.just("1"),
    st.just("2.50"), st.just("2024-05-01 10:00"), st.sampled_from(["ann", "bob", ""]),
    st.sampled_from(["paid", ""]), st.just(""), st.just("0"),
)  # fmt: skip
DIRTY = st.tuples(
    st.sampled_from(["1", "2", "3", "4", "", "Total"]),
    st.sampled_from(["A", "B", "none", "TIP", ""]),
    st.sampled_from(["Tea", "Tip", "Postage", "Gift card", "Rounding", "Donation", "Carrier bag"]),
    st.sampled_from(["1", "2", "0", "-1", "x"]),
    st.sampled_from(["2.50", "0", "-1", ""]),
    st.sampled_from(["2024-05-01 10:00", "2024-05-01 10:05", "2024-05-31 10:00", "soon"]),
    st.sampled_from(["ann", "bob", ""]),
    st.sampled_from(["paid", "cancelled", "voided", "test", ""]),
    st.sampled_from(["staff", "test", "renewal", ""]),
    st.sampled_from(["0", "1", "5", ""]),
)
SWITCHES = st.fixed_dictionaries({switch.id: st.booleans() for switch in FILTERS})
SURE = (
    "9,A,Tea,1,2.50,2024-05-02 11:00,ann,paid,,0",
    "9,B,Cup,1,2.50,2024-05-02 11:00,ann,paid,,0",
)


@settings(max_examples=60)
@given(st.lists(st.one_of(CLEAN, DIRTY), max_size=25), SWITCHES)
def test_every_row_is_accounted_for_whatever_is_switched(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, ...]],
    switches: dict[str, bool],
) -> None:
    folder = tmp_path_factory.mktemp("t")
    intake = take(folder, HEADER, *SURE, *map(",".join, rows), **switches)
    off = {switch.reason for switch in FILTERS if not switches[switch.id]}
    assert not off & intake.report.set_aside.keys()
    assert intake.report.left_in.keys() <= off
    assert intake.report.rows_read == len(rows) + 2


@settings(max_examples=40)
@given(
    st.lists(st.one_of(CLEAN, DIRTY), max_size=25),
    st.sampled_from([switch.id for switch in FILTERS if switch.is_on]),
)
def test_a_switch_turned_off_never_loses_a_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], name: str
) -> None:
    folder = tmp_path_factory.mktemp("t")
    texts = [*SURE, *map(",".join, rows)]
    on = take(folder, HEADER, *texts, **{name: True}).report
    off = take(folder, HEADER, *texts, **{name: False}).report
    assert off.lines_kept >= on.lines_kept
    assert off.rows_refused_total == on.rows_refused_total


@settings(max_examples=30)
@given(st.lists(CLEAN, max_size=25))
def test_a_clean_file_is_kept_whole(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    switches = {switch.id: False for switch in FILTERS}
    folder = tmp_path_factory.mktemp("t")
    intake = take(folder, HEADER, *SURE, *map(",".join, rows), **switches)
    assert intake.report.lines_kept == len(rows) + 2
    assert kept(intake)[2:] == [(row[0], row[1], 1.0) for row in rows]


@pytest.mark.parametrize("guest", ["Guest", "0", "walk-in", "Laufkunde", "N/A", "Consumidor final"])
def test_guests_are_nobody(tmp_path: Path, guest: str) -> None:
    rows = [f"1,A,{guest}", f"2,B,{guest}", "3,A,ann", "4,B,10"]
    intake = take(tmp_path, "order,sku,customer", *rows)
    assert intake.report.customers == 2
    assert intake.lines is not None
    assert (intake.lines.order_customer[:2] == -1).all()


def test_an_order_is_dated_by_what_was_sold(tmp_path: Path) -> None:
    rows = ["1,A,-1,2024-03-09", "1,A,2,2024-03-01", "2,B,1,2024-03-02", "3,B,-1,2024-03-05"]
    intake = take(tmp_path, "order,sku,qty,date", *rows)
    assert intake.lines is not None
    assert [str(date)[:10] for date in intake.lines.order_date] == [
        "2024-03-01", "2024-03-02", "2024-03-05",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["personal", "team", "équipe", "internal affairs", "staffordshire"])
def test_tags_that_may_be_anything_keep_their_orders(tmp_path: Path, tag: str) -> None:
    rows = [f"{row},{tag if row[0] == '1' else ''}" for row in BASE]
    assert len(kept(take(tmp_path, "order,sku,qty,tags", *rows))) == 4


@pytest.mark.parametrize("nothing", ["N/A", "none", "-", "0", "NULL", "nan"])
def test_words_for_no_key_leave_the_name(tmp_path: Path, nothing: str) -> None:
    rows = [f"1,{nothing},Blue mug", f"1,{nothing},Red mug", "2,A,Green mug", f"2,{nothing},N/A"]
    intake = take(tmp_path, "order,sku,product name", *rows)
    keys = [key for _order, key, _pieces in kept(intake)]
    assert keys[:3] == ["Blue mug", "Red mug", "A"]


def test_a_line_refunded_by_its_status_comes_off_its_order(tmp_path: Path) -> None:
    rows = ["1,A,2,3.00,Completed", "1,B,1,5.00,Refunded", "2,A,1,3.00,Refunded",
            "2,B,1,5.00,Refunded", "3,A,1,3.00,Completed"]  # fmt: skip
    intake = take(tmp_path, "order,sku,qty,price,status", *rows)
    assert kept(intake) == [
        ("1", "A", 2), ("1", "B", 1), ("1", "B", -1), ("2", "A", 1), ("2", "B", 1), ("3", "A", 1),
    ]  # fmt: skip
    assert intake.report.returns == 1
    assert take(tmp_path, "order,sku,qty,price,status", *rows, returns=False).report.returns == 0


def test_pieces_that_came_back_are_taken_off_once(tmp_path: Path) -> None:
    rows = ["1,A,3,2", "1,A,-1,0", "1,B,1,1", "1,B,-1,", "2,A,1,1"]
    intake = take(tmp_path, "order,sku,qty,refunded quantity", *rows)
    back = [line for line in kept(intake) if line[2] < 0]
    assert sorted(back) == [("1", "A", -1), ("1", "A", -1), ("1", "B", -1), ("2", "A", -1)]


TEA, CUP = "A,Tea,1,2.50", "B,Cup,1,4.00"
SPOILT = (
    *(f"{n},{part},2024-05-{n:02d} 0{n % 9}:30,c{n},paid,," for n in range(1, 21)
      for part in (TEA, CUP)),
    f"31,{TEA},2024-05-01 10:00,ann,cancelled,,", f"32,{TEA},2024-05-02 10:00,ann,voided,,",
    f"33,{TEA},2024-05-03 10:00,ann,test,,", f"34,{TEA},2024-05-04 10:00,ann,paid,staff,",
    *(f"35,{line},2024-05-05 10:00,bob,paid,,"
      for line in (TEA, "T,Tip,1,2.00", "P,Postage,1,3.00", "F,Service charge,1,1.00",
                   "G,Gift card,1,50", "D,Donation,1,1", "C,Carrier bag,1,0.10", "none,,1,1",
                   "B,Cup,1,0", "Z,Sample,1,0", "N,Odd,1,-3")),
    *(f"{n},{part},2024-06-01 10:0{n % 9},cat,paid,," for n in (41, 42) for part in (TEA, CUP)),
    *(f"{n},{TEA},2024-0{n % 9}-15 09:00,dan,paid,," for n in (46, 47, 48, 49)),
    *(f"90,X{n},Thing,1,1.00,2024-07-01 08:00,eve,paid,," for n in range(60)),
)  # fmt: skip
SPOILT += SPOILT[4:12]  # an overlap


@pytest.mark.parametrize("switch", FILTERS, ids=lambda switch: switch.id)
def test_a_switch_counts_the_lines_it_leaves_out(tmp_path: Path, switch: Filter) -> None:
    """Rows here fit one rule each, so that turning it off brings back as many as it counted."""
    header = "order,sku,product name,qty,price,date,customer,status,tags,refunded quantity"
    on = take(tmp_path, header, *SPOILT, **{switch.id: True}).report
    off = take(tmp_path, header, *SPOILT, **{switch.id: False}).report
    counted = on.set_aside.get(switch.reason, 0)
    assert off.lines_kept - on.lines_kept == counted == off.left_in.get(switch.reason, 0)
    if switch.id not in {"returns", "stock", "measured", "bundle_parts"}:
        assert counted > 0


def test_orders_refunded_in_full_are_counted(tmp_path: Path) -> None:
    rows = ["1,A,Erstattet", "1,B,erstattet", "2,A,bezahlt", "2,B,Erstattet", "3,A,bezahlt"]
    intake = take(tmp_path, "order,sku,status", *rows)
    notes = [warning for warning in intake.report.warnings if "refunded in full" in warning]
    assert notes == ["1 order was refunded in full; its lines stay, as they were chosen together"]
    assert intake.report.returns == 1
