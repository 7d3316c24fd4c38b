"""Orders met in several imports: which lines stay, and that the way of cutting does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.merging.evidence import DAYS_APART
from xsell_desktop.sales.merging.merge import merge
from xsell_desktop.sales.merging.overlap import Growth, by_period, measure_growth
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Import, Sales

NAT = np.datetime64("NaT", "s")


class Row(NamedTuple):
    """A line of an order as a file holds it; dates, customers and currencies are the order's."""

    order: str
    product: str
    quantity: float = 1.0
    date: str = ""
    customer: str = ""
    currency: str = ""


def read_rows(rows: Sequence[Row], void: Sequence[tuple[str, str]] = ()) -> Lines:
    orders = {row.order: row for row in reversed(rows)}
    keys = list(dict.fromkeys(row.order for row in rows))
    products = list(dict.fromkeys(row.product for row in rows))
    customers = list(dict.fromkeys(row.customer for row in rows if row.customer))
    currencies = list(dict.fromkeys(row.currency for row in rows if row.currency))
    order = np.array([keys.index(row.order) for row in rows], dtype=np.int32)
    quantity = np.array([row.quantity for row in rows], dtype=np.float64)
    return Lines(
        order_keys=tuple(keys),
        product_keys=tuple(products),
        product_names=tuple(f"Name of {product}" for product in products),
        customer_keys=tuple(customers),
        currencies=tuple(currencies),
        order_date=_dates([orders[key].date for key in keys]),
        order_customer=_codes([orders[key].customer for key in keys], customers),
        order_currency=_codes([orders[key].currency for key in keys], currencies),
        order_discount=np.zeros(len(keys)),
        line_order=order,
        line_product=_codes([row.product for row in rows], products),
        line_quantity=quantity,
        line_revenue=quantity * 2,
        line_returned=quantity < 0,
        void_orders=tuple(key for key, _date in void),
        void_dates=_dates([date for _key, date in void]),
    )


def _dates(texts: Sequence[str]) -> np.ndarray:
    return np.array([np.datetime64(text, "s") if text else NAT for text in texts], "M8[s]")


def _codes(texts: Sequence[str], values: Sequence[str]) -> np.ndarray:
    return np.array([values.index(t) if t else -1 for t in texts], dtype=np.int32)


def import_of(lines: Lines, at: int = 0, name: str = "plain-lines") -> Import:
    return Import(str(at), "x.csv", "", Report("x.csv", name, "sales"), lines)


def import_all(files: Sequence[Lines], formats: Sequence[str] = ()) -> Sales:
    names = formats or ["plain-lines"] * len(files)
    sales = Sales()
    for at, (lines, name) in enumerate(zip(files, names, strict=True)):
        sales = sales.add(import_of(lines, at, name))
    return sales


def merged_rows(sales: Sales) -> list[tuple[str, str, float]]:
    lines, _facts = merge(sales, True)
    return sorted(
        (lines.order_keys[order], lines.product_keys[product], float(quantity))
        for order, product, quantity in zip(
            lines.line_order, lines.line_product, lines.line_quantity, strict=True
        )
    )


def joined(*files: Sequence[Row], formats: Sequence[str] = ()) -> list[tuple[str, str, float]]:
    return merged_rows(import_all([read_rows(rows) for rows in files], formats))


def day(number: int) -> str:
    return f"2026-01-{number:02}"


def shop_days(first: int, last: int, product: str, start: int) -> list[Row]:
    """An order a day."""
    days = range(first, last + 1)
    return [Row(str(start + at), f"{product}{at % 3}", 1, day(d)) for at, d in enumerate(days)]


def test_two_tills_with_the_same_numbers_keep_their_orders() -> None:
    one, other = shop_days(1, 9, "tea", 1), shop_days(1, 9, "axe", 1)
    assert len(joined(one, other)) == 18
    lines, _facts = merge(import_all([read_rows(one), read_rows(other)]), True)
    assert len(lines.order_keys) == 18
    assert sorted(lines.order_keys)[:2] == ["1", "1"]


def test_numbers_that_begin_anew_each_year_are_other_orders() -> None:
    one = shop_days(1, 9, "tea", 1)
    other = [row._replace(date=row.date.replace("2026", "2027")) for row in one]
    assert len(joined(one, other)) == 18


@pytest.mark.parametrize(("days", "orders"), [(DAYS_APART, 1), (DAYS_APART + 1, 2)])
def test_dates_a_few_days_apart_are_one_order(days: int, orders: int) -> None:
    one = [Row("1", "a", 1, day(1)), Row("2", "b", 1, day(1)), Row("3", "a", 1, day(1))]
    other = [row._replace(date=day(1 + days)) for row in one]
    assert len(joined(one, other)) == 3 * orders


def test_a_number_in_two_currencies_is_two_orders() -> None:
    one = [Row(str(n), "a", currency="EUR") for n in range(3)]
    other = [Row(str(n), "a", currency="GBP") for n in range(3)]
    assert len(joined(one, other)) == 6


def test_tills_that_sell_the_same_few_things_differ_by_the_time() -> None:
    one = [Row(str(n), "coffee", 1, f"2026-01-05T10:{n:02}:07") for n in range(9)]
    other = [Row(str(n), "coffee", 1, f"2026-01-05T10:{n + 3:02}:41") for n in range(9)]
    assert len(joined(one, other)) == 18
    moved = [row._replace(date=row.date.replace("T10", "T17")) for row in one]  # a time zone
    assert len(joined(one, moved)) == 9


def test_an_order_cut_by_a_boundary_is_whole_again() -> None:
    whole = [Row("1", "x"), Row("2", "a"), Row("2", "b"), Row("2", "c"), Row("3", "y")]
    for cut in range(1, 5):
        for left, right in ((whole[:cut], whole[cut:]), (whole[cut:], whole[:cut])):
            assert joined(left, right) == joined(whole), cut


def test_a_piece_without_date_takes_the_date_of_the_other() -> None:
    head = [Row("1", "x", 1, day(1)), Row("2", "a", 1, day(2), "jo", "EUR")]
    tail = [Row("2", "b"), Row("3", "y", 1, day(3), "jo", "EUR")]
    lines, _facts = merge(import_all([read_rows(head), read_rows(tail)]), True)
    at = lines.order_keys.index("2")
    assert str(lines.order_date[at])[:10] == day(2)
    assert lines.customer_keys[lines.order_customer[at]] == "jo"
    assert lines.currencies[lines.order_currency[at]] == "EUR"


def test_an_order_edited_later_is_as_the_later_export_says() -> None:
    old = [Row("1", "x"), Row("2", "a", 3), Row("2", "b"), Row("3", "y"), Row("4", "z")]
    edited = [Row("1", "x"), Row("2", "a", 2), Row("2", "c"), Row("3", "y"), Row("4", "z")]
    assert joined(old, edited) == joined(edited)
    last = [*old[:4], Row("4", "q")]  # at the end of both, so neither is cut there
    assert joined(old, last) == joined(last)
    assert joined(old, [Row("2", "a", 1)]) == sorted(
        [("1", "x", 1.0), ("2", "a", 1.0), ("3", "y", 1.0), ("4", "z", 1.0)]
    )


def test_a_refund_met_later_is_taken_over_once() -> None:
    old = [Row("1", "x"), Row("2", "a", 2), Row("3", "y")]
    refunded = [Row("1", "x"), Row("2", "a", 2), Row("2", "a", -1), Row("3", "y")]
    assert joined(old, refunded) == joined(refunded)
    assert joined(old, refunded, refunded) == joined(refunded)


def test_selected_orders_exported_again_are_changes_not_pieces() -> None:
    old = [Row(str(n), item) for n in range(1, 9) for item in "ab"]
    chosen = [Row("2", "a"), Row("5", "a"), Row("7", "a")]
    kept = [row for row in joined(old) if not (row[0] in "257" and row[1] == "b")]
    assert joined(old, chosen) == kept


def test_the_same_orders_again_add_nothing() -> None:
    rows = shop_days(1, 9, "tea", 1)
    resaved = [row._replace(order=f"000{row.order}") for row in rows]
    assert len(joined(rows, rows)) == len(joined(rows, resaved)) == 9
    first = import_of(read_rows(rows))
    growth = measure_growth(Sales().add(first), import_of(read_rows(resaved), 1))
    assert growth == Growth(new_orders=0, known_orders=9, new_lines=0)


def test_orders_that_differ_in_leading_zeros_within_a_file_stay_apart() -> None:
    rows = [Row("01", "a"), Row("1", "b"), Row("#1", "c"), Row("0", "d"), Row("00", "e")]
    assert len(joined(rows)) == 5
    assert len({order for order, _product, _quantity in joined(rows, rows)}) == 5


def test_growth_counts_new_orders_and_lines() -> None:
    sales = import_all([read_rows([Row("1", "a"), Row("2", "b"), Row("2", "c"), Row("3", "d")])])
    more = read_rows([Row("2", "b"), Row("3", "d"), Row("4", "e"), Row("4", "f")])
    assert measure_growth(sales, import_of(more, 1)) == Growth(1, 2, 2)
    less = read_rows([Row("1", "a"), Row("2", "b"), Row("3", "d")])
    assert measure_growth(sales, import_of(less, 1)) == Growth(0, 3, -1)
    assert measure_growth(Sales(), import_of(more, 1)) == Growth(3, 0, 4)


def test_an_order_cancelled_later_is_gone() -> None:
    old = [Row("1", "a", 1, day(1)), Row("2", "b", 1, day(2)), Row("3", "c", 1, day(3))]
    new = read_rows([old[0], old[2]], void=[("2", day(2))])
    sales = import_all([read_rows(old), new])
    assert merged_rows(sales) == joined([old[0], old[2]])
    back = sales.add(import_of(read_rows(old), 9))
    assert merged_rows(back) == joined(old)
    assert measure_growth(import_all([read_rows(old)]), import_of(new, 1)) == Growth(0, 2, -1)


def test_a_cancelled_number_of_another_year_or_shop_cancels_nothing() -> None:
    old = [Row("1", "a", 1, day(1)), Row("2", "b", 1, day(2)), Row("3", "c", 1, day(3))]
    other = read_rows([Row("900", "a", 1, day(20))], void=[("2", day(20))])
    assert len(merged_rows(import_all([read_rows(old), other]))) == 4
    other = read_rows([Row("900", "a", 1, day(2))], void=[("2", day(2))])
    files = [read_rows(old), other]
    assert len(merged_rows(import_all(files, ["shopify-orders", "etsy-items"]))) == 4
    assert len(merged_rows(import_all(files))) == 3


def test_two_formats_of_one_shop_give_each_order_once() -> None:
    skus = [Row(str(n), f"sku{n % 4}", 1, f"2026-01-0{n}T09:1{n}:00") for n in range(1, 8)]
    names = [row._replace(product=f"Mug {row.product}", date=row.date[:10]) for row in skus]
    assert joined(skus, names, formats=["woocommerce-webtoffee", "woocommerce-analytics"]) == (
        joined(names)
    )


def test_a_customer_who_stands_for_all_buyers_does_not_make_two_tills_one() -> None:
    one, other = shop_days(1, 9, "tea", 1), shop_days(1, 9, "axe", 1)
    walk_in = [[row._replace(customer="walk-in") for row in rows] for rows in (one, other)]
    assert len(joined(*walk_in)) == 18
    same = [row._replace(product="other", customer=f"c{at}") for at, row in enumerate(one)]
    edited = [row._replace(product="new") for row in same]
    assert len(joined(same, edited)) == 9


def test_a_web_shop_and_a_till_that_both_count_from_one_are_two() -> None:
    formats = ["woocommerce-analytics", "square-items"]
    web = [Row(str(n), f"tea{n % 3}", 1, day(1 + n // 10)) for n in range(60)]
    fast = [Row(str(n), f"axe{n % 4}", 1, day(1 + n // 13)) for n in range(60)]
    assert len(joined(web, fast, formats=formats)) == 120
    also = [Row(str(n), f"tea{(n + 1) % 3}", 1, day(1 + n // 10)) for n in range(60)]
    assert len(joined(web, also, formats=formats)) == 120
    larger = [Row(str(n), f"axe{n % 4}", 1 + n % 2, day(1 + n // 10)) for n in range(60)]
    assert len(joined(web, larger, formats=formats)) == 120
    renamed = [row._replace(product=f"Variant of {row.product}") for row in web]
    assert len(joined(web, renamed, formats=formats)) == 60


def test_the_order_of_import_does_not_matter_where_dates_decide() -> None:
    january = [*shop_days(1, 8, "tea", 1), Row("9", "a", 2, day(9)), Row("10", "b", 2, day(10))]
    february = [Row("9", "a", 1, day(9)), Row("10", "b", 1, day(10)), Row("11", "c", 1, day(11))]
    expected = [*shop_days(1, 8, "tea", 1), *february]
    assert joined(january, february) == joined(expected)
    assert joined(february, january) == joined(expected)


def test_imports_sort_by_period_and_keep_their_place_inside_another() -> None:
    year = import_of(read_rows([Row("1", "a", 1, day(1)), Row("9", "a", 1, day(28))]), 0)
    june = import_of(read_rows([Row("4", "a", 1, day(4)), Row("6", "a", 1, day(6))]), 1)
    dateless = import_of(read_rows([Row("1", "a")]), 2)
    before = import_of(read_rows([Row("1", "a", 1, day(1)), Row("5", "a", 1, day(5))]), 3)
    assert [entry.id for entry in by_period([year, june])] == ["0", "1"]
    assert [entry.id for entry in by_period([june, year])] == ["1", "0"]
    assert [entry.id for entry in by_period([june, before])] == ["3", "1"]
    assert [entry.id for entry in by_period([june, dateless, before])] == ["3", "1", "2"]
    late = import_of(read_rows([Row("9", "a", 1, day(9))]), 4)
    assert [entry.id for entry in by_period([late, year, june])] == ["1", "4", "0"]


def test_taking_an_import_back_leaves_what_was_before() -> None:
    files = [read_rows(shop_days(1 + 3 * n, 8 + 3 * n, "tea", 1 + 3 * n)) for n in range(4)]
    sales = import_all(files)
    for at in range(4):
        others = [lines for n, lines in enumerate(files) if n != at]
        assert merged_rows(sales.take_back(str(at))) == merged_rows(import_all(others))


@st.composite
def exports(draw: st.DrawFn) -> list[Row]:
    """An export with a day an order and each product once in an order."""
    rows = []
    for order in range(draw(st.integers(4, 12))):
        products = draw(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True))
        date = day(1 + order) if draw(st.booleans()) else ""
        for product in products:
            rows.append(Row(f"#{1000 + order}", product, draw(st.integers(1, 3)), date))
    dates = {row.order: row.date for row in rows}
    return [row._replace(date=dates[row.order]) for row in rows]


def cuts_of(rows: Sequence[Row], inside: bool) -> list[int]:
    """Where to cut: inside of every order that has several lines, or else between all.

    Two files that end with one order, one with fewer of its lines, are taken for a change of it,
    so an order is cut in one way only.
    """
    first = {row.order: at for at, row in reversed(list(enumerate(rows)))}
    last = {row.order: at for at, row in enumerate(rows)}
    orders = list(last)[1:-1]
    if inside:
        return [(first[k] + last[k] + 1) // 2 for k in orders if first[k] < last[k]]
    return [first[k] for k in orders][1::2]


@given(exports(), st.booleans(), st.data())
def test_any_overlapping_pieces_in_any_order_are_the_whole(
    rows: list[Row], inside: bool, data: st.DataObject
) -> None:
    cuts = [0, *cuts_of(rows, inside), len(rows)]
    ends = sorted(data.draw(st.sets(st.sampled_from(range(1, len(cuts))), max_size=4)))
    pieces = []
    for start, end in pairwise([0, *ends, len(cuts) - 1]):
        low = data.draw(st.integers(0, start))
        high = data.draw(st.integers(end, len(cuts) - 1))
        pieces += [rows[cuts[low] : cuts[high]]] if low < high else []
    order = data.draw(st.permutations(pieces))
    assert joined(*order) == joined(rows)


@given(exports())
def test_what_is_merged_again_stays(rows: list[Row]) -> None:
    lines, _facts = merge(import_all([read_rows(rows)]), True)
    again, _facts = merge(import_all([lines, lines]), True)
    for name, values in vars(lines).items():
        if isinstance(values, np.ndarray):
            assert values.tobytes() == getattr(again, name).tobytes(), name
        else:
            assert values == getattr(again, name), name
