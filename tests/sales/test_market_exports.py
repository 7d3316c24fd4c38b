"""Exports of shops and markets that have no format of their own, told by their headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from order_lines import kept, take

from xsell_desktop.sales.intake import read
from xsell_desktop.sales.recognition.names import match_names
from xsell_desktop.shops import LAYOUTS


@pytest.mark.parametrize(
    ("header", "role", "place"),
    [
        ("Order;Item;Price (EUR)", "price", 2),
        ("Order;Item;Preis (brutto)", "price", 2),
        ("Order;Item;Price (EUR);Unit price", "price", 3),
        ("Order;Item;Line total [excl. VAT]", "total", 2),
        ("Order Date (UTC);Order;Item", "date", 0),
        ("transaction_id;transaction_qty", "quantity", 1),
        ("order;pizza;sold_today_qty", "quantity", 2),
    ],
)
def test_names_with_a_unit_or_an_ending(header: str, role: str, place: int) -> None:
    assert match_names(header.split(";"))[role][0] == place


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Order;Item;Stock qty", "quantity"),
        ("Order;Item;Returned qty", "quantity"),
        ("Name (Billing);Order", "name"),
        ("Order;Item;Total discount (PHP)", "order_discount"),
    ],
)
def test_names_that_only_look_alike(header: str, role: str) -> None:
    assert role not in match_names(header.split(";"))


def test_a_column_of_times_is_no_order_number(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Datum;Tid;Kvittonummer;Produktnamn;Antal;Pris",
        "2023-05-13;09:12;1201;Bulle;2;25,00",
        "2023-05-13;09:12;1201;Kaffe;1;35,00",
        "2023-05-13;09:12;1202;Kaffe;1;35,00",
    )
    assert [order for order, _product, _pieces in kept(intake)] == ["1201", "1201", "1202"]
    assert intake.report.orders == 2


def test_lists_of_ingredients_are_no_baskets(tmp_path: Path) -> None:
    path = tmp_path / "pizzas.csv"
    path.write_text(
        "order_id,quantity,unit_price,toppings,dish\n"
        '1,1,9.5,"Ham, Basil, Cheese",Margot\n'
        '2,1,9.5,"Ham, Basil, Cheese",Margot\n'
        '2,1,8.0,"Olives, Cheese",Lina\n'
        '2,2,8.5,"Ham, Olives, Cheese",Toni\n'
        '3,1,8.0,"Olives, Cheese",Lina\n',
        encoding="utf-8",
    )
    intake = read(path, LAYOUTS)
    assert intake.report.format == "plain-lines"
    assert intake.needs_mapping


def test_a_discount_on_first_rows_only_is_the_orders(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Order ID,Lineitem sku,Lineitem name,Lineitem quantity,Lineitem price,Discount Amount",
        "1,A,Tea,1,4.00,6.00",
        "1,B,Pot,1,9.00,",
        "2,A,Tea,1,4.00,0.00",
    )
    assert intake.lines is not None
    assert intake.lines.order_discount.tolist() == [6.0, 0.0]
    assert intake.lines.line_revenue.tolist() == [4.0, 9.0, 4.0]


def test_dates_of_cancelling_and_voids_count_in_plain_files(tmp_path: Path) -> None:
    cancelled = take(tmp_path, "Order ID,SKU,Qty,Cancelled at", "1,A,1,", "1,B,1,",
                     "2,A,1,2024-02-01 10:00", "2,B,1,", "3,A,1,")  # fmt: skip
    assert [order for order, _product, _pieces in kept(cancelled)] == ["1", "1", "3"]
    void = take(tmp_path, "Order ID,SKU,Qty,Void?", "1,A,1,false", "1,B,1,true", "2,A,1,false")
    assert [(order, product) for order, product, _pieces in kept(void)] == [("1", "A"), ("2", "A")]


def test_a_market_with_returns_and_a_seller_sku(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Order ID,Order Status,Order Creation Date,Product Name,SKU Reference No.,Deal Price,"
        "Quantity,Returned quantity,Product Subtotal,Total Discount(PHP),Username (Buyer)",
        "M1,Completed,2023-05-01 10:11,Shirt,SH-M,249.00,2,0,498.00,100.00,ann",
        "M1,Completed,2023-05-01 10:11,Cap,CAP,199.00,1,1,199.00,0.00,ann",
        "M2,Cancelled,2023-05-02 10:11,Cap,CAP,199.00,1,0,199.00,0.00,bo",
    )
    assert kept(intake) == [("M1", "SH-M", 2), ("M1", "CAP", 1), ("M1", "CAP", -1)]
    assert intake.lines is not None
    assert intake.lines.line_revenue.tolist() == [498.0, 199.0, -199.0]
    assert intake.lines.order_discount.tolist() == [0.0]
    assert intake.report.customers == 1


def test_a_file_without_prices_says_so(tmp_path: Path) -> None:
    intake = take(tmp_path, "order,sku", "1,A", "1,B", "2,A")
    assert any("prices" in warning for warning in intake.report.warnings)


def test_wix_orders_are_no_advanced_export(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Order number,Date created,Time,Contact email,Item,Variant,SKU,Qty,Quantity refunded,"
        "Price,Payment status,Total,Currency",
        '10001,"Dec 8, 2024",9:15:51 AM,a@shop.example,Shirt,M,SH-M,1,0,19.50,Paid,46.50,EUR',
        '10001,"Dec 8, 2024",9:15:51 AM,a@shop.example,Mug,,MUG,3,1,9.00,Paid,46.50,EUR',
        '10002,"Dec 9, 2024",9:20:00 AM,b@shop.example,Mug,,MUG,1,0,9.00,Unpaid,9.00,EUR',
    )
    assert intake.report.format == "plain-lines"
    assert kept(intake) == [("10001", "SH-M", 1), ("10001", "MUG", 3), ("10001", "MUG", -1)]
    assert intake.report.first_date == "2024-12-08"


def test_a_till_with_product_types_is_no_catalogue(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "transaction_id,transaction_date,transaction_qty,product_id,unit_price,product_category,"
        "product_type,product_detail",
        "1,2023-01-01,2,32,3,Coffee,Drip,House Drip",
        "1,2023-01-01,1,57,3.1,Tea,Chai,Spicy Chai",
        "2,2023-01-02,1,32,3,Coffee,Drip,House Drip",
    )
    assert intake.report.format == "plain-lines"
    assert intake.lines is not None
    assert intake.lines.product_names == ("House Drip", "Spicy Chai")
    assert intake.lines.line_revenue.tolist() == [6.0, 3.1, 3.0]


def test_addresses_and_categories_are_no_lists_of_goods(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "SalesOrderNo,OrderDate,EmailAddress,BillToName,ShipToCity\n"
        '71,20230513,a@shop.example,"1 Mill Rd, Wye, Kent, GB",Wye\n'
        '72,20230514,b@shop.example,"2 Mill Rd, Wye, Kent, GB",Wye\n'
        '73,20230515,c@shop.example,"1 Mill Rd, Wye, Kent, GB",Wye\n',
        encoding="utf-8",
    )
    assert read(orders, LAYOUTS).report.format == "plain-orders"
    goods = tmp_path / "goods.csv"
    goods.write_text(
        "product_id,product_name,product_price,product_categories\n"
        '1,Shirt,25.00,"Clothing,Shirts"\n1,Shirt,25.00,"Clothing,Shirts"\n2,Cap,9.00,Clothing\n',
        encoding="utf-8",
    )
    intake = read(goods, LAYOUTS)
    assert intake.report.format != "plain-lists"
    assert intake.lines is None


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("订单编号,商品名称,货号,数量,单价,下单时间,买家",
         ("order", "name", "product", "quantity", "price", "date", "customer")),
        ("Numer zamówienia,Oferta,Sygnatura,Liczba sztuk,Cena jednostkowa,Kupujący",
         ("order", "name", "product", "quantity", "price", "customer")),
        ("No. Pesanan,Nama Produk,Nomor Referensi SKU,Jumlah,Harga Setelah Diskon",
         ("order", "name", "product", "quantity", "price")),
        ("# de venta,Título de la publicación,SKU,Unidades,Ingresos por productos (ARS)",
         ("order", "name", "product", "quantity", "total")),
    ],
)  # fmt: skip
def test_markets_of_other_languages(header: str, roles: tuple[str, ...]) -> None:
    found = match_names(header.split(","))
    assert [found[role][0] for role in roles] == list(range(len(roles)))


def test_order_numbers_that_a_program_made_fractions(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        ",date,time,ticket_number,article,Quantity,unit_price",
        '0,2021-01-02,08:38,150040.0,BAGUETTE,1.0,"0,90 €"',
        '1,2021-01-02,08:38,150040.0,BRIOCHE,3.0,"1,20 €"',
        '4,2021-01-02,09:14,150041.0,BRIOCHE,2.0,"1,20 €"',
    )
    assert kept(intake) == [("150040", "BAGUETTE", 1), ("150040", "BRIOCHE", 3),
                            ("150041", "BRIOCHE", 2)]  # fmt: skip


def test_orders_of_shopify_with_their_numbers_on_first_rows_only(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Name,Created at,Financial Status,Lineitem quantity,Lineitem name,Lineitem price",
        "#1,2026-07-04 11:00:00 +0000,paid,1,Bowl,9.9",
        "#2,2026-07-04 12:00:00 +0000,paid,1,Plate,10.8",
        ",,,1,Jug,11.7",
        ",,,2,Cup,3.0",
        "#3,2026-07-05 11:00:00 +0000,paid,1,Bowl,9.9",
        ",,,1,Cup,3.0",
    )
    assert [order for order, _product, _pieces in kept(intake)] == ["#1", "#2", "#2", "#2", "#3",
                                                                    "#3"]  # fmt: skip
    assert intake.report.rows_refused_total == 0
