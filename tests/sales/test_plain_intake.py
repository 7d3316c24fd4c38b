"""Order lines in any columns: each row accounted for, the kept ones as a plain reading has them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import Cancelled, UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.cells import cells
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import Intake, preview, read
from xsell_desktop.sales.lines import Lines
from xsell_desktop.shops import LAYOUTS


def take(folder: Path, text: str, column_map: ColumnMap | None = None, salt: bytes = b"") -> Intake:
    path = folder / "lines.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read(path, LAYOUTS, column_map, salt=salt)


def lines_of(intake: Intake) -> Lines:
    assert intake.lines is not None
    assert intake.report.balanced()
    assert len(intake.lines) == intake.report.lines_kept + intake.report.returns
    return intake.lines


WORDS = st.text(alphabet="abAB01 ,;|\t\"'\né", min_size=1, max_size=5).filter(
    lambda word: (
        word == word.strip()
        and word.casefold() not in {"none", "null", "nan"}
        and "\x00" not in word
    )
)
ONE_LINE = WORDS.filter(lambda word: "\n" not in word)
NUMBERS = st.sampled_from(["1", "2", "0", "-1", "x", "", "2.5", " 3 ", "1e3"])
ROWS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["1", "2", "3", ""]), st.one_of(WORDS, st.just("")), NUMBERS),
        st.just(("", "", "")),
        st.just(()),
        st.tuples(st.just("4"), ONE_LINE, st.just("1"), st.just("too much")),
        st.tuples(st.just("4"), ONE_LINE),
    ),
    max_size=25,
)


def judge_naively(row: list[str]) -> str:
    """The verdict a person would give a row of order, product, quantity."""
    cells = [cell.strip() for cell in row]
    if not any(cells):
        return "framing"
    if len(cells) != 3 or not cells[0] or not cells[1]:
        return "refused"
    try:
        quantity = float(cells[2])
    except ValueError:
        return "refused"
    return "kept" if quantity > 0 else "aside"


@given(
    ROWS,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_every_row_has_a_verdict(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, ...]],
    delimiter: str,
    quoting: int,
) -> None:
    path = tmp_path_factory.mktemp("t") / "lines.csv"
    rows = [("1", "tea", "2"), ("1", "pot", "1"), *rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n")
        writer.writerow(["order", "product", "quantity"])
        writer.writerows(rows)
    mapping = ColumnMap(
        columns={"order": "order", "product": "product", "quantity": "quantity"},
        delimiter=delimiter,
        decimal=".",
    )
    intake = read(path, LAYOUTS, mapping)
    lines, report = lines_of(intake), intake.report
    with path.open(encoding="utf-8", newline="") as file:
        naive = list(csv.reader(file, delimiter=delimiter))[1:]
    verdicts = Counter(map(judge_naively, naive))
    assert report.rows_read == len(naive)
    assert report.lines_kept == verdicts["kept"]
    assert sum(report.set_aside.values()) == verdicts["aside"]
    assert report.framing == verdicts["framing"]
    assert report.rows_refused_total == verdicts["refused"]
    kept = [row for row in naive if judge_naively(row) == "kept"]
    sold = ~lines.line_returned
    assert [
        (lines.order_keys[order], lines.product_keys[product], quantity)
        for order, product, quantity in zip(
            lines.line_order[sold], lines.line_product[sold], lines.line_quantity[sold], strict=True
        )
    ] == [(row[0].strip(), row[1].strip(), float(row[2])) for row in kept]


def test_money_discounts_and_returns(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Order ID;SKU;Product name;Qty;Unit price;Discount;Date;Customer;Currency\n"
        "7;007;Tea;2;1.234,50;34,50;31/01/2024 10:00;Ann@Shop.example;eur\n"
        "7;008;Mug;1;5,00;;31/01/2024 10:00;Ann@Shop.example;eur\n"
        "8;007;Tea, green;-1;1.234,50;;01/02/2024;ann@shop.example ;EUR\n"
        "9;009;Tin;1;-3,00;;02/02/2024;;EUR\n",
    )
    lines, report = lines_of(intake), intake.report
    assert report.decimal == ","
    assert report.delimiter == ";"
    assert lines.product_keys == ("007", "008")
    assert lines.product_names == ("Tea, green", "Mug")
    assert lines.line_revenue.tolist() == [2434.5, 5.0, -1234.5]
    assert lines.line_returned.tolist() == [False, False, True]
    assert report.set_aside == {"returns": 1, "lines with a negative price": 1}
    assert lines.currencies == ("EUR",)
    assert len(lines.customer_keys) == 1
    assert report.first_date == report.last_date == "2024-01-31"
    assert report.orders == 1


def test_a_return_under_the_number_of_its_sale_joins_it(tmp_path: Path) -> None:
    lines = lines_of(take(tmp_path, "order,sku,qty\n1,a,2\n1,b,1\n2,c,1\n1,a,-2\n"))
    assert lines.order_keys == ("1", "2")
    assert lines.line_order.tolist() == [0, 0, 1, 0]
    assert lines.line_returned.tolist() == [False, False, False, True]


def test_reasons_and_their_line_numbers(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        'order,sku,qty,price,date,note\n'
        '1,a,1,2.00,2024-01-01,"two\nlines"\n'
        '1,b,many,2.00,2024-01-01,\n'
        '1,,1,2.00,2024-01-01,\n'
        ',b,1,2.00,2024-01-01,\n'
        '1,b,1,two,2024-01-01,\n'
        '1,b,1,2.00,someday,\n'
        '1,b,1,2.00\n'
        '1,b,1,2.00,2024-01-01,,extra\n'
        '1,b,1,2.00,2024-01-01,,\n'
        'Total,,9,18.00,,\n'
        '\n',
    )  # fmt: skip
    lines_of(intake)
    assert [tuple(refusal) for refusal in intake.report.rows_refused] == [
        (4, "quantity is not a number"),
        (5, "no product"),
        (6, "no order number"),
        (7, "price is not a number"),
        (8, "date cannot be read"),
        (9, "the row is cut short"),
        (10, "more cells than columns"),
    ]
    assert intake.report.framing == 2
    assert intake.report.lines_kept == 2


def test_reports_never_quote_a_cell(tmp_path: Path) -> None:
    intake = take(tmp_path, "order,sku,qty,customer\n1,a,1,ann@x.example\n2,b,ann@x.example,z\n")
    assert "ann@" not in str(intake.report.to_json())
    assert intake.lines is not None
    assert "ann@" not in str(intake.lines.customer_keys)


def test_the_salt_decides_the_customer_keys(tmp_path: Path) -> None:
    text = "order,sku,customer\n1,a,17850.0\n2,b,17850\n3,b,17850\n"
    one, two = (lines_of(take(tmp_path, text, salt=salt)) for salt in (b"one", b"two"))
    assert len(one.customer_keys) == 1
    assert one.customer_keys != two.customer_keys
    assert one.customer_keys == lines_of(take(tmp_path, text, salt=b"one")).customer_keys


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Bestellnummer;Artikelnummer;Bezeichnung;Menge;Einzelpreis;Datum",
         ["order", "product", "name", "quantity", "price", "date"]),
        ("Numéro de commande;Référence;Désignation;Qté;Prix unitaire;Date",
         ["order", "product", "name", "quantity", "price", "date"]),
        ("Pedido;Código;Descripción;Cantidad;Precio;Fecha",
         ["order", "product", "name", "quantity", "price", "date"]),
        ("Ordine;Codice;Descrizione;Quantità;Prezzo;Data",
         ["order", "product", "name", "quantity", "price", "date"]),
        ("order_id;sku;product_name;qty;unit_price;created_at",
         ["order", "product", "name", "quantity", "price", "date"]),
    ],
)  # fmt: skip
def test_headers_of_several_languages_are_certain(
    tmp_path: Path, header: str, parts: list[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n1;a;Tea box;1;2,50;2024-01-31\n1;b;Big mug;2;3,50;2024-01-31\n")
    look = preview(path, LAYOUTS)
    assert look.certain
    assert look.format == "plain-lines"
    assert sorted(look.column_map.columns) == sorted(parts)
    assert list(look.column_map.columns.values()) == [
        header.split(";")[parts.index(part)] for part in look.column_map.columns
    ]
    assert look.decimal == ","


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,tea,2\n1,mug,3\n",
        "1,tea\n1,mug\n2,tea\n",
        "order,when\n1,2024-01-01\n2,2024-01-02\n",
        "order,ticket,sku\n1,9,a\n1,8,b\n2,8,a\n2,9,c\n",
        "Dear all,\nthe orders, the lines, and more\nare late, sorry\n",
    ],
    ids=[
        "unknown names",
        "no header",
        "no product",
        "two order columns",
        "a letter",
    ],
)
def test_doubtful_files_ask_for_a_mapping(tmp_path: Path, text: str) -> None:
    intake = take(tmp_path, text)
    assert intake.needs_mapping
    assert intake.lines is None
    assert intake.report.kind == "none"
    assert intake.report.warnings
    assert intake.report.balanced()


def test_a_column_that_is_not_what_it_says_is_left_out_aloud(tmp_path: Path) -> None:
    intake = take(tmp_path, "order,sku,qty\n1,a,one\n1,b,two\n2,a,three\n")
    assert lines_of(intake).line_quantity.tolist() == [1, 1, 1]
    assert any("Column qty was left out" in warning for warning in intake.report.warnings)


def test_names_beside_keys(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Date,Category,Item,Qty,SKU,Net Sales,Transaction ID\n"
        "01/13/23,Tea,Green,1,G1,$4.00,t1\n01/13/23,Mugs,Mug,2,M1,$6.00,t1\n",
    )
    lines = lines_of(intake)
    assert lines.product_keys == ("G1", "M1")
    assert lines.product_names == ("Green", "Mug")
    assert lines.line_revenue.tolist() == [4.0, 6.0]
    assert intake.report.first_date == "2023-01-13"


def test_a_mapping_by_header_or_number_reads_any_columns(tmp_path: Path) -> None:
    named = ColumnMap(columns={"order": "a", "product": "b", "quantity": "c"})
    lines = lines_of(take(tmp_path, "a,b,c\n1,tea,2\n1,mug,3\n", named))
    assert lines.line_quantity.tolist() == [2, 3]
    numbered = ColumnMap(columns={"order": "1", "product": "2"})
    lines = lines_of(take(tmp_path, "1,tea\n1,mug\n2,tea\n", numbered))
    assert lines.order_keys == ("1", "2")
    assert lines.product_keys == ("tea", "mug")


def test_a_mapping_that_does_not_fit_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"lines\.csv has no column Bon"):
        take(tmp_path, "a,b\n1,tea\n", ColumnMap(columns={"order": "Bon", "product": "b"}))
    with pytest.raises(UserError, match="unknown format till"):
        take(tmp_path, "a,b\n1,tea\n", ColumnMap(format="till"))


def test_nothing_usable_names_the_commonest_reason(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="3 rows read, most often: date cannot be read"):
        take(
            tmp_path,
            "order,sku,date\n1,a,soon\n2,b,later\n2,,today\n",
            ColumnMap(columns={"order": "order", "product": "sku", "date": "date"}),
        )


def test_bread_basket_shape(tmp_path: Path) -> None:
    intake = take(
        tmp_path,
        "Date,Time,Transaction,Item\n2016-10-30,09:58:11,1,Bread\n2016-10-30,10:05:34,2,Tea\n"
        "2016-10-30,10:05:34,2,NONE\n2016-10-30,10:05:34,2,Tea\n",
    )
    lines = lines_of(intake)
    assert lines.product_keys == ("Bread", "Tea")
    assert intake.report.set_aside == {"placeholder products": 1}


def test_baskets_are_one_order_a_row(tmp_path: Path) -> None:
    intake = take(tmp_path, "milk,bread \ntea\n\nbread,tea,milk,,\n")
    assert intake.report.warnings[0] == "The rows hold 6 order lines"
    lines, report = intake.lines, intake.report
    assert lines is not None
    assert report.format == "plain-baskets"
    assert report.balanced()
    assert (report.rows_read, report.lines_kept, report.framing) == (4, 3, 1)
    assert lines.product_keys == ("milk", "bread", "tea")
    assert lines.line_order.tolist() == [0, 0, 1, 2, 2, 2]
    assert len(set(lines.order_keys)) == 3
    assert np.isnan(lines.line_revenue).all()


@pytest.mark.parametrize(
    "head", ["Item 1,Item 2,Item 3", "product_1,product_2,product_3", "V0,V1,V2"]
)
def test_a_row_that_numbers_the_columns_is_no_basket(tmp_path: Path, head: str) -> None:
    intake = take(tmp_path, f"{head}\nmilk,bread,tea\ntea,milk,\nbread,milk,jam\njam,,\n")
    assert intake.lines is not None
    assert intake.lines.product_keys == ("milk", "bread", "tea", "jam")
    assert (intake.report.format, intake.report.rows_read) == ("plain-baskets", 4)


def test_numbered_products_are_products(tmp_path: Path) -> None:
    lines = take(tmp_path, "I1,I2,I3\nI2,I3\nI3,I1\nI1\n").lines
    assert lines is not None
    assert lines.product_keys == ("I1", "I2", "I3")
    assert len(lines.order_keys) == 4


def test_numbered_baskets_with_blanks_between(tmp_path: Path) -> None:
    lines = take(tmp_path, "1 5 9 \n2 5 \n7 \n").lines
    assert lines is not None
    assert lines.product_keys == ("1", "5", "9", "2", "7")


def test_cells_are_the_table_as_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\ufeffSKU, qty\n007,"1,5"\n\n008,\n', encoding="utf-8")
    assert list(cells(path)) == [["SKU", "qty"], ["007", "1,5"], ["008", ""]]
    path.write_text("milk,bread\ntea\n", encoding="utf-8")
    assert list(cells(path)) == [None, ["milk", "bread"], ["tea"]]


def test_a_stopped_import_stops(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("order,sku\n" + "1,a\n1,b\n" * 250_000, encoding="utf-8")
    progress = Progress()
    shares: list[float] = []

    def report(_label: str, share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            progress.cancel()

    progress.report = report
    with pytest.raises(Cancelled):
        read(path, LAYOUTS, progress=progress)
    assert len(shares) == 3
    assert 0 < shares[0] < shares[2] <= 1


def test_a_decimal_mark_that_nothing_proves_is_said(tmp_path: Path) -> None:
    intake = take(tmp_path, "order;sku;quantity;price\n1;A;1;1.500\n1;B;1;2.000\n")
    assert any("nothing in the file proves it" in warning for warning in intake.report.warnings)
    intake = take(tmp_path, "order;sku;quantity;price\n1;A;1;1.500,00\n1;B;1;2.000\n")
    assert not any("proves" in warning for warning in intake.report.warnings)
    assert lines_of(intake).line_revenue.tolist() == [1500.0, 2000.0]


def test_a_third_of_a_kilo_is_never_a_third_of_a_ton(tmp_path: Path) -> None:
    intake = take(tmp_path, "order;sku;quantity;price\n1;A;0.350;3,50\n1;B;1;2,50\n")
    assert not intake.report.rows_refused
    assert lines_of(intake).line_quantity.tolist() == [0.35, 1.0]


def test_cells_are_given_once_though_the_encoding_shows_late(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    rows = [f"{n},A{n % 7},1" for n in range(40_000)]
    text = "\n".join(["order_id,sku,quantity", *rows, "40000,Käse,1", ""])
    path.write_bytes(text.encode("cp1252"))
    read_back = list(cells(path))
    assert read_back == [line.split(",") for line in text.splitlines()]


def test_prices_in_several_currencies_are_told_apart(tmp_path: Path) -> None:
    rows = ["1,A,€10.00", "1,B,20.00", "2,A,£10.00", "3,A,$10.00", "4,A,10.00", "4,C,TBA"]
    intake = take(tmp_path, "\n".join(["order_id,sku,price", *rows, "4,B,1", ""]))
    lines = lines_of(intake)
    named = [lines.currencies[code] if code >= 0 else "" for code in lines.order_currency]
    assert named == ["EUR", "GBP", "$", ""]
    assert any("never added up" in warning for warning in intake.report.warnings)


def test_one_currency_sign_speaks_for_the_file(tmp_path: Path) -> None:
    lines = lines_of(take(tmp_path, "order_id,sku,price\n1,A,€10.00\n1,B,2\n2,A,€10.00\n"))
    assert lines.currencies == ("EUR",)
    assert lines.order_currency.tolist() == [0, 0]


def test_money_paid_back_is_no_sale(tmp_path: Path) -> None:
    intake = take(tmp_path, "receipt,item,amount\n1,A,5.00\n1,B,3.00\n2,A,-2.50\n2,B,9\n")
    assert dict(intake.report.set_aside) == {"lines with a negative price": 1}
    assert lines_of(intake).line_revenue.tolist() == [5.0, 3.0, 9.0]


def test_dates_that_contradict_each_other_are_said(tmp_path: Path) -> None:
    rows = ["1,A,13/01/2024", "2,A,14/01/2024", "3,A,01/15/2024", "4,A,03/04/2024"]
    intake = take(tmp_path, "\n".join(["order_id,sku,date", *rows, "4,B,", ""]))
    days = [str(day)[5:10] for day in lines_of(intake).order_date]
    assert days == ["01-13", "01-14", "01-15", "04-03"]
    assert any("day, month, year" in warning for warning in intake.report.warnings)


@pytest.mark.parametrize("before", [0, 40_000])
def test_one_damaged_character_does_not_spoil_the_others(tmp_path: Path, before: int) -> None:
    path = tmp_path / "orders.csv"
    plain = "".join(f"{n},T,Tea\n{n},C,Cup\n" for n in range(100, 100 + before))
    text = f"order_id,sku,product_name\n{plain}1,A,Café\n1,B,Crème\n2,A,Café\n".encode()
    path.write_bytes(text + b"2,D,bad\xff\n")
    intake = read(path, LAYOUTS)
    names = dict(zip(lines_of(intake).product_keys, lines_of(intake).product_names, strict=True))
    assert (names["A"], names["B"], names["D"]) == ("Café", "Crème", "bad\ufffd")
    assert intake.report.encoding == "utf-8"
    assert any("damaged" in warning for warning in intake.report.warnings)


def test_western_text_is_no_damaged_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes("order_id,sku,product_name\n1,A,Café\n1,B,Crème\n2,A,Café\n".encode("cp1252"))
    intake = read(path, LAYOUTS)
    assert intake.report.encoding == "cp1252"
    assert lines_of(intake).product_names == ("Café", "Crème")
    assert not any("damaged" in warning for warning in intake.report.warnings)


def test_a_table_without_repeated_orders_says_why_it_asks(tmp_path: Path) -> None:
    rows = "".join(f"{n},A{n % 7},1\n" for n in range(150))
    intake = take(tmp_path, "order_id,sku,quantity\n" + rows)
    assert intake.needs_mapping
    assert intake.report.warnings == (
        "No two rows share an order number; say which column holds it",
    )
