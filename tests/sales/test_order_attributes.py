"""Country and sales channel of orders, from the file to the merged lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xsell_desktop.project.line_blobs import pack_lines, unpack_lines
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.merging.merge import merge
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Import, Sales
from xsell_desktop.sales.values.countries import name_channel, name_country
from xsell_desktop.shops import LAYOUTS

CITIES = ("Lisboa", "Graz", "1050-094", "Rua do Ouro")


def lines_of(folder: Path, text: str, column_map: ColumnMap | None = None) -> Lines:
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    intake = read(path, LAYOUTS, column_map)
    assert intake.lines is not None
    assert intake.report.balanced()
    return intake.lines


def attributes(lines: Lines) -> dict[str, tuple[str, str]]:
    """Country and channel by order key, '' where unknown."""
    return {
        key: (
            lines.countries[country] if country >= 0 else "",
            lines.channels[channel] if channel >= 0 else "",
        )
        for key, country, channel in zip(
            lines.order_keys, lines.order_country, lines.order_channel, strict=True
        )
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("de", "Germany"), ("GB", "United Kingdom"), ("UK", "United Kingdom"), ("EIRE", "EIRE"),
        ("  united   kingdom", "united kingdom"), ("Unspecified", ""), ("-", ""), ("", ""),
        ("QQ", "QQ"), ("x" * 61, ""), ("DEU", "DEU"),
        ("12 High Street", ""), ("ann@example.org", ""),
    ],
)  # fmt: skip
def test_codes_of_two_letters_become_names(text: str, name: str) -> None:
    assert name_country(text) == name


def test_a_channel_is_what_the_file_calls_it() -> None:
    assert [name_channel(t) for t in (" Online  Store ", "n/a", "580111", "ann@x.org")] == [
        "Online Store", "", "580111", "",
    ]  # fmt: skip


def test_the_research_set_names_countries(tmp_path: Path) -> None:
    lines = lines_of(
        tmp_path,
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
        "1,A1B,Mug,1,2010-12-01 08:26:00,2.5,17850,United Kingdom\n"
        "1,A2B,Cup,1,2010-12-01 08:26:00,2.5,17850,United Kingdom\n"
        "2,A1B,Mug,1,2010-12-01 09:26:00,2.5,12,EIRE\n"
        "3,A1B,Mug,1,2010-12-01 09:26:00,2.5,,Unspecified\n"
        "4,A1B,Mug,1,2010-12-02 09:26:00,2.5,13,UNITED KINGDOM\n",
    )
    assert lines.countries == ("United Kingdom", "EIRE")
    assert lines.order_country.tolist() == [0, 1, -1, 0]
    assert lines.channels == ()
    assert lines.order_channel.tolist() == [-1] * 4


def test_shopify_says_it_on_the_first_row_of_an_order(tmp_path: Path) -> None:
    head = ("Name,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,"
            "Billing City,Billing Zip,Billing Country,Shipping Country,Source\n")  # fmt: skip
    lines = lines_of(
        tmp_path,
        head + "#1,a@x.org,2024-01-01 10:00:00 +0100,1,Mug,4,M,Lisboa,1050-094,PT,PT,web\n"
        "#1,a@x.org,,1,Cup,3,C,,,,,\n"
        "#2,b@x.org,2024-01-02 10:00:00 +0100,1,Mug,4,M,Graz,8010,,,pos\n",
    )
    assert attributes(lines) == {"#1": ("Portugal", "web"), "#2": ("", "pos")}
    stored = repr([value for value in vars(lines).values() if isinstance(value, tuple)])
    assert not any(city in stored for city in CITIES)


def test_an_ebay_order_row_hands_its_country_to_its_items(tmp_path: Path) -> None:
    lines = lines_of(
        tmp_path,
        "Sales Record Number,Buyer Username,Buyer City,Buyer Country,Item Number,Item Title,"
        "Custom Label,Quantity,Sold For,Sale Date\n"
        "45,ann,Graz,Austria,,,,2,,Sep-30-26\n"
        "45,ann,,,111,Mug,M,1,$4.00,\n"
        "45,ann,,,112,Cup,C,1,$3.00,\n"
        "46,bob,Lisboa,Portugal,111,Mug,M,1,$4.00,Sep-30-26\n",
    )
    assert attributes(lines) == {"45": ("Austria", ""), "46": ("Portugal", "")}


def test_plain_files_are_known_by_their_column_names(tmp_path: Path) -> None:
    lines = lines_of(
        tmp_path,
        "Bestellnummer;Artikel;Menge;Datum;Land;Verkaufskanal;Ort\n"
        "1;Tasse;1;01.02.2024;AT;Laden;Graz\n1;Kanne;1;01.02.2024;AT;Laden;Graz\n"
        "2;Tasse;1;13.02.2024;DE;laden;Köln\n3;Kanne;1;14.02.2024;;Web;Köln\n",
    )
    assert attributes(lines) == {
        "1": ("Austria", "Laden"), "2": ("Germany", "Laden"), "3": ("", "Web"),
    }  # fmt: skip
    assert "Graz" not in repr(vars(lines))


def test_numbers_are_neither_a_country_nor_a_channel(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order,product,source,land\n1,Mug,12,3.5\n1,Cup,13,2\n2,Mug,9,1\n")
    found = preview(path, LAYOUTS)
    assert not {"country", "channel"} & found.column_map.columns.keys()
    assert found.certain


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    text = "order,product,where,how\n1,Mug,nl,Market stall\n1,Cup,nl,Market stall\n2,Mug,BE,Web\n"
    mapping = ColumnMap(
        columns={"order": "order", "name": "product", "country": "where", "channel": "how"}
    )
    lines = lines_of(tmp_path, text, ColumnMap.from_json(mapping.to_json()))
    assert attributes(lines) == {"1": ("Netherlands", "Market stall"), "2": ("Belgium", "Web")}


def test_the_till_or_store_stands_in_for_a_channel(tmp_path: Path) -> None:
    text = "receipt no,store,item,qty\n1,North,Mug,1\n1,North,Cup,1\n2,South,Mug,1\n2,South,Tea,1\n"
    assert set(attributes(lines_of(tmp_path, text)).values()) == {("", "North"), ("", "South")}


def test_the_name_of_a_store_is_preferred_to_its_number(tmp_path: Path) -> None:
    text = (
        "transaction_id,transaction_qty,store_id,store_location,product_id,Country/Region\n"
        "1,1,5,Lower Manhattan,32,US\n1,1,5,Lower Manhattan,57,US\n2,1,8,Astoria,32,CA\n"
    )
    lines = lines_of(tmp_path, text)
    assert set(attributes(lines).values()) == {
        ("United States", "Lower Manhattan"), ("Canada", "Astoria"),
    }  # fmt: skip


def test_a_row_of_a_country_alone_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order,product,country\n1,Mug,NL\n1,Cup,NL\n,,NL\n2,Mug,NL\n2,Tea,NL\n")
    report = read(path, LAYOUTS).report
    assert (report.framing, report.rows_refused_total, report.lines_kept) == (1, 0, 4)


def some_lines(countries: tuple[str, ...], codes: list[int], keys: list[str], day: int) -> Lines:
    count = len(keys)
    return Lines(
        order_keys=tuple(keys), product_keys=("a",), product_names=("A",), customer_keys=(),
        currencies=(), order_date=np.full(count, f"2024-01-{day:02}", "datetime64[s]"),
        order_customer=np.full(count, -1, np.int32), order_currency=np.full(count, -1, np.int32),
        order_discount=np.zeros(count), line_order=np.arange(count, dtype=np.int32),
        line_product=np.zeros(count, np.int32), line_quantity=np.ones(count),
        line_revenue=np.ones(count), line_returned=np.zeros(count, bool),
        countries=countries, order_country=np.array(codes, np.int32),
    )  # fmt: skip


def sales_of(*shops: Lines) -> Sales:
    sales = Sales()
    report = Report("x.csv", "plain-lines", "sales")
    for at, lines in enumerate(shops):
        sales = sales.add(Import(str(at), "x.csv", "2024-02-01", report, lines))
    return sales


def test_imports_share_their_lists_in_whatever_case(tmp_path: Path) -> None:
    first = some_lines(("France", "Spain"), [0, 1], ["1", "2"], 5)
    second = some_lines(("SPAIN", "Italy"), [0, 1, -1], ["3", "4", "5"], 9)
    lines, _facts = merge(sales_of(first, second), True)
    assert attributes(lines) == {
        "1": ("France", ""), "2": ("Spain", ""), "3": ("Spain", ""), "4": ("Italy", ""),
        "5": ("", ""),
    }  # fmt: skip


def test_a_later_import_wins_and_taking_it_back_undoes_that() -> None:
    first = some_lines(("France",), [0, -1], ["1", "2"], 5)
    second = some_lines(("Spain",), [0, 0], ["1", "2"], 5)
    both = sales_of(first, second)
    assert {c for c, _channel in attributes(merge(both, True)[0]).values()} == {"Spain"}
    alone, _facts = merge(both.take_back("1"), True)
    assert attributes(alone) == {"1": ("France", ""), "2": ("", "")}


def test_projects_from_before_countries_still_open() -> None:
    lines = some_lines(("France", "Spain"), [0, 1], ["1", "2"], 5)
    blobs = {blob.name: blob for blob in pack_lines(lines)}
    assert "channels" not in blobs
    again = unpack_lines(blobs)
    assert attributes(again) == attributes(lines)
    for name in ("countries", "order_country"):
        del blobs[name]
    old = unpack_lines(blobs)
    assert old.countries == ()
    assert old.order_country.tolist() == [-1, -1]


def test_lines_refuse_to_be_stored_with_codes_that_do_not_fit() -> None:
    lines = some_lines(("France",), [0], ["1"], 5)
    broken = replace(lines, order_country=np.array([0, 0], np.int32))
    with pytest.raises(ValueError, match="order_country"):
        pack_lines(broken)
