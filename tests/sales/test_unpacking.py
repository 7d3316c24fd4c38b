"""Rows of several order lines, parts that hold until the next order, filters that are off."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.filters import FILTERS, reasons_off
from xsell_desktop.sales.table import Column, Table
from xsell_desktop.sales.unpacking import unpack_cells
from xsell_desktop.sales.verdicts import Verdicts


def column(*texts: str) -> Column:
    values = list(dict.fromkeys(texts))
    return Column(np.array([values.index(text) for text in texts], dtype=np.int32), values)


def table(**columns: Column) -> Table:
    rows = len(next(iter(columns.values())).codes)
    starts = np.arange(2, rows + 2)
    return Table(columns, starts, np.full(rows, len(columns)), np.zeros(0, np.int64), 3, 0)


def texts(column: Column) -> list[str]:
    return [column.values[code] for code in column.codes]


def parse(cell: str) -> list[dict[str, str]]:
    return [dict(zip(("name", "quantity"), item.split("*"), strict=False)) for item in
            cell.split("|")]  # fmt: skip


def test_each_packed_line_becomes_a_row() -> None:
    packed = table(order=column("A", "B", "C"), packed=column("tea*2|pot*1", "", "tea*1"))
    lines = unpack_cells(packed, "packed", parse)
    assert texts(lines.columns["order"]) == ["A", "A", "B", "C"]
    assert texts(lines.columns["name"]) == ["tea", "pot", "", "tea"]
    assert texts(lines.columns["quantity"]) == ["2", "1", "", "1"]
    assert lines.origin is not None
    assert lines.origin.tolist() == [0, 0, 1, 2]
    assert len(lines) == 4
    assert len(lines.starts) == 3
    assert "packed" not in lines.columns


def test_cells_of_several_columns_follow_each_other_and_blank_ones_do_not_count() -> None:
    wide = table(
        order=column("A", "B"), name=column("row", "row"),
        **{"packed.1": column("tea*2", "mug*1"), "packed.2": column("pot", "")},
    )  # fmt: skip
    lines = unpack_cells(wide, "packed", parse)
    assert texts(lines.columns["name"]) == ["tea", "pot", "mug"]
    assert texts(lines.columns["quantity"]) == ["2", "", "1"]


def test_a_part_the_packed_line_lacks_is_the_rows_own() -> None:
    packed = table(order=column("A"), quantity=column("7"), packed=column("tea|pot*1"))
    lines = unpack_cells(packed, "packed", parse)
    assert texts(lines.columns["quantity"]) == ["7", "1"]


def test_carried_parts_hold_until_the_next() -> None:
    rows = table(order=column("", "A", "", "B", ""), name=column("x", "y", "", "z", "w"))
    assert texts(rows.carry(["order", "unknown"]).columns["order"]) == ["", "A", "A", "B", "B"]
    assert texts(rows.columns["order"]) == ["", "A", "", "B", ""]


def test_a_row_is_kept_when_any_of_its_lines_is() -> None:
    verdicts = Verdicts(np.array([2, 3, 4]), np.array([0, 0, 1, 1, 2]))
    verdicts.set_aside(np.array([True, False, True, True, False]), reasons.TIPS)
    verdicts.refuse(np.array([False, False, False, False, True]), reasons.NO_PRODUCT)
    totals = verdicts.totals()
    assert totals["rows_read"] == 3
    assert totals["lines_kept"] == 1
    assert totals["set_aside"] == {reasons.TIPS: 1}
    assert totals["rows_refused"] == ((4, reasons.NO_PRODUCT),)


def test_a_filter_that_is_off_only_counts() -> None:
    verdicts = Verdicts(np.arange(2, 6), off=frozenset({reasons.TIPS}))
    verdicts.set_aside(np.array([True, False, False, True]), reasons.COPIES)
    verdicts.set_aside(np.array([True, True, False, False]), reasons.TIPS)
    verdicts.set_aside(np.array([False, True, True, False]), reasons.TIPS)
    totals = verdicts.totals()
    assert totals["set_aside"] == {reasons.COPIES: 2}
    assert totals["left_in"] == {reasons.TIPS: 2}
    assert totals["lines_kept"] == 2


def test_switches_override_how_filters_come() -> None:
    assert len({switch.id for switch in FILTERS}) == len(FILTERS)
    assert len({switch.reason for switch in FILTERS}) == len(FILTERS)
    off = reasons_off({"tips": False, "giants": True})
    assert reasons.TIPS in off
    assert reasons.GIANTS not in off
    assert reasons.NEAR_COPIES in off
    assert reasons.CANCELLED not in off


def test_carried_parts_that_are_blank_for_an_order_stay_blank() -> None:
    rows = table(
        order=column("A", "", "B", "", "C"), customer=column("ann", "", "", "", "cyd")
    )  # fmt: skip
    carried = rows.carry(["order", "customer"])
    assert texts(carried.columns["order"]) == ["A", "A", "B", "B", "C"]
    assert texts(carried.columns["customer"]) == ["ann", "ann", "", "", "cyd"]
