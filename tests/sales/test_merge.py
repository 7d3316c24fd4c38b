"""Several imports become one set of lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.merging.facts import median_prices
from xsell_desktop.sales.merging.merge import merge
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import CatalogueImport, Import, Sales

Row = tuple[str, str, float]
REPORT = Report("x.csv", "plain-lines", "sales")


def make_lines(rows: list[Row], *, day: int = 1, names: dict[str, str] | None = None) -> Lines:
    orders = list(dict.fromkeys(order for order, _product, _money in rows))
    products = list(dict.fromkeys(product for _order, product, _money in rows))
    count = len(orders)
    return Lines(
        order_keys=tuple(orders),
        product_keys=tuple(products),
        product_names=tuple((names or {}).get(key, f"Name {key}") for key in products),
        customer_keys=(f"customer {day}",),
        currencies=("EUR",),
        order_date=np.full(count, datetime(2024, 1, day), dtype="datetime64[s]"),
        order_customer=np.zeros(count, dtype=np.int32),
        order_currency=np.zeros(count, dtype=np.int32),
        order_discount=np.zeros(count),
        line_order=np.array([orders.index(row[0]) for row in rows], dtype=np.int32),
        line_product=np.array([products.index(row[1]) for row in rows], dtype=np.int32),
        line_quantity=np.ones(len(rows)),
        line_revenue=np.array([row[2] for row in rows]),
        line_returned=np.zeros(len(rows), dtype=bool),
    )


def make_sales(*shops: Lines, products: tuple[Product, ...] = ()) -> Sales:
    sales = Sales()
    for at, lines in enumerate(shops):
        sales = sales.add(Import(str(at), "x.csv", "2024-01-01", REPORT, lines))
    if products:
        shelf = Catalogue("woocommerce-products", "p.csv", products)
        sales = sales.add(CatalogueImport("c", "p.csv", "2024-01-01", REPORT, shelf))
    return sales


def rows_of(lines: Lines) -> list[Row]:
    return [
        (lines.order_keys[order], lines.product_keys[product], float(money))
        for order, product, money in zip(
            lines.line_order, lines.line_product, lines.line_revenue, strict=True
        )
    ]


def test_nothing_merges_to_nothing() -> None:
    lines, facts = merge(Sales(), True)
    assert len(lines) == 0
    assert lines.main_currency == ""
    assert len(facts.price) == 0


def test_a_later_import_replaces_an_order() -> None:
    old = make_lines([("1", "a", 1.0), ("2", "a", 2.0), ("2", "b", 3.0), ("3", "c", 4.0)])
    new = make_lines([("1", "a", 1.0), ("2", "a", 9.0), ("3", "c", 4.0)], day=2)
    lines, _facts = merge(make_sales(old, new), True)
    assert rows_of(lines) == [("1", "a", 1.0), ("2", "a", 9.0), ("3", "c", 4.0)]
    assert lines.customer_keys == ("customer 2",)
    assert lines.order_customer.tolist() == [0, 0, 0]
    assert "b" not in lines.product_keys


def test_the_names_that_lost_are_kept_as_aliases() -> None:
    old = make_lines([("1", "a", 1.0), ("1", "b", 1.0)], names={"a": "Old", "b": "B"})
    new = make_lines([("2", "a", 1.0)], day=2, names={"a": "New"})
    new = replace(new, product_aliases=(("Older", "New"),))
    lines, _facts = merge(make_sales(old, new), True)
    assert lines.product_names == ("New", "B")
    assert lines.product_aliases == (("Old", "Older"), ())


def test_an_import_without_names_leaves_those_of_another() -> None:
    old = make_lines([("1", "a", 1.0), ("1", "c", 1.0)], names={"a": "Apple", "c": "C"})
    for blank in ("", "a", "A"):
        new = make_lines([("2", "a", 1.0)], day=9, names={"a": blank})
        lines, _facts = merge(make_sales(old, new), True)
        assert lines.product_names == ("Apple", "C")
    bare = make_lines([("1", "123", 1.0)], names={"123": "123"})
    lines, _facts = merge(make_sales(bare, products=(Product("00123", "Mug"),)), True)
    assert (lines.product_names, lines.product_aliases) == (("Mug",), (("123",),))


def test_a_product_known_by_name_only_is_the_one_that_has_a_key_elsewhere() -> None:
    keyed = make_lines(
        [("1", "t1", 1.0), ("1", "m1", 1.0), ("2", "m2", 1.0)],
        names={"t1": "Tea", "m1": "Mug", "m2": "Mug"},
    )
    keyed = replace(keyed, product_aliases=(("Old tea",), (), ()))
    texts = ["TEA", "Old tea", "Mug", "Cup"]
    bare = make_lines([("9", text, 1.0) for text in texts], day=9, names={t: t for t in texts})
    lines, facts = merge(make_sales(keyed, bare), True)
    assert lines.product_keys == ("t1", "m1", "m2", "Mug", "Cup")  # which mug, nobody knows
    assert lines.product_names[0] == "Tea"
    assert facts.counted_as["Old tea"] == ("t1", "t1")
    known, _facts = merge(make_sales(keyed, bare, products=(Product("Old tea", "x"),)), True)
    assert "Old tea" in known.product_keys
    mixed = make_lines([("1", "t1", 1.0), ("2", "Tea", 1.0)], names={"t1": "Tea", "Tea": "Tea"})
    assert merge(make_sales(mixed), True)[0].product_keys == ("t1", "Tea")


def test_what_each_key_counts_as() -> None:
    products = (*MUGS, Product("00123", "Cup"), Product("1-5", "Spoon"), Product("5-1", "Fork"))
    shop = make_lines([(str(n), k, 1.0) for n, k in enumerate(["123", "tea", "TEA", "MUG-R"])])
    one = make_lines([("8", "5. Jan", 1.0)], day=2, names={"5. Jan": "Spoon"})
    other = make_lines([("9", "5. Jan", 1.0)], day=2, names={"5. Jan": "Fork"})
    _lines, facts = merge(make_sales(shop, one, other, products=products), True)
    assert facts.counted_as == {
        "123": ("00123", "00123"),
        "tea": ("tea", "tea"),
        "TEA": ("tea", "tea"),
        "MUG-R": ("MUG-R", "MUG"),
    }


def test_leading_zeros_come_back_from_the_catalogue() -> None:
    products = (Product("00123", "Mug", price=5.0), Product("7", "Cup"))
    shop = make_sales(make_lines([("1", "123", 4.0), ("2", "7", 1.0)]), products=products)
    lines, facts = merge(shop, True)
    assert lines.product_keys == ("00123", "7")
    assert facts.price.tolist() == [5.0, 1.0]


def test_a_number_beside_the_one_with_zeros_is_another_product() -> None:
    products = (Product("00123", "Mug"), Product("b", "B"))
    both = [("1", "00123", 1.0), ("2", "123", 1.0)]
    apart = make_lines(both, names={"00123": "Mug", "123": "Jug"})
    assert merge(make_sales(apart, products=products), True)[0].product_keys == ("00123", "123")
    same = make_lines(both, names={"00123": "Mug", "123": "MUG"})
    assert merge(make_sales(same, products=products), True)[0].product_keys == ("00123",)
    harmed = make_lines([("9", "123", 1.0)], names={"123": "Jug"})
    shop = make_sales(make_lines(both[:1]), harmed, products=products)
    assert merge(shop, True)[0].product_keys == ("00123",)


def test_case_variants_are_one_product_in_the_commonest_spelling() -> None:
    lines, _facts = merge(
        make_sales(
            make_lines([("1", "47559b", 1.0), ("2", "47559B", 1.0)]),
            make_lines([("3", "47559B", 1.0)], day=3, names={"47559B": "Newest"}),
            make_lines([("4", "x", 1.0)], day=2),
        ),
        True,
    )
    assert lines.product_keys == ("47559B", "x")
    assert lines.line_product.tolist() == [0, 0, 1, 0]
    assert lines.product_names[0] == "Newest"


def test_the_latest_name_wins_whatever_came_in_last() -> None:
    lines, _facts = merge(
        make_sales(
            make_lines([("9", "a", 1.0)], day=20, names={"a": "January 20"}),
            make_lines([("1", "a", 1.0)], day=3, names={"a": "January 3"}),
        ),
        True,
    )
    assert lines.product_names == ("January 20",)


MUGS = (
    Product("MUG", "Mug", category="Cups", is_parent=True),
    Product("MUG-R", "Mug red", price=8.0, cost=3.0, stock=2.0, parent="MUG"),
    Product("MUG-B", "Mug blue", price=10.0, cost=4.0, stock=5.0, parent="MUG"),
    Product("TEA", "Tea", price=4.0, visible=False),
)


def test_variants_roll_up_to_their_parent() -> None:
    shop = make_lines([("1", "mug-r", 8.0), ("1", "MUG-B", 10.0), ("1", "TEA", 4.0)])
    lines, facts = merge(make_sales(shop, products=MUGS), True)
    assert lines.product_keys == ("MUG", "TEA")
    assert lines.product_names[0] == "Mug"
    assert lines.line_product.tolist() == [0, 0, 1]
    assert facts.category == ("Cups", "")
    assert facts.price.tolist() == [9.0, 4.0]
    assert facts.cost[0] == 3.5
    assert facts.stock[0] == 7.0
    assert facts.visible.tolist() == [True, False]
    apart, facts = merge(make_sales(shop, products=MUGS), False)
    assert apart.product_keys == ("mug-r", "MUG-B", "TEA")
    assert facts.price.tolist() == [8.0, 10.0, 4.0]


def test_a_product_sold_by_name_finds_its_catalogue_entry() -> None:
    lines, facts = merge(make_sales(make_lines([("1", "Mug red", 1.0)]), products=MUGS), True)
    assert lines.product_keys == ("MUG",)
    assert facts.in_catalogue.tolist() == [True]


def test_unknown_products_take_the_median_price_paid() -> None:
    shop = make_lines([("1", "a", 3.0), ("2", "a", 5.0), ("3", "a", 100.0), ("3", "b", 2.0)])
    _lines, facts = merge(make_sales(shop), True)
    assert facts.price.tolist() == [5.0, 2.0]
    assert not facts.in_catalogue.any()
    assert facts.visible.all()


ROWS = st.lists(
    st.tuples(st.sampled_from("123"), st.sampled_from(["a", "A", "b", "é", "É"]),
              st.floats(0.5, 9, width=16)),
    min_size=1, max_size=12,
)  # fmt: skip


@given(ROWS)
def test_median_prices_are_medians(rows: list[Row]) -> None:
    lines = make_lines(rows)
    for at, key in enumerate(lines.product_keys):
        paid = [money for _order, product, money in rows if product == key]
        assert median_prices(lines)[at] == pytest.approx(float(np.median(paid)))
