"""Torture files of delimited text: each with the table a careful reader would write down.

A case is `(file name, bytes, header or None, rows)` or `(file name, bytes, words of the refusal)`.
"""

# ruff: noqa: E501
from __future__ import annotations

from typing import Any

HEAD = ["order", "product", "qty", "price"]
ROWS = [
    ["1", "Green tea", "2", "4.50"],
    ["1", "Honey", "1", "6.00"],
    ["2", "Green tea", "1", "4.50"],
]
PLAIN = "order,product,qty,price\n1,Green tea,2,4.50\n1,Honey,1,6.00\n2,Green tea,1,4.50\n"
SEMI = PLAIN.replace(",", ";")
COMMA_DECIMALS = SEMI.replace(".", ",")
COMMA_ROWS = [[cell.replace(".", ",") for cell in row] for row in ROWS]


def spoken(header: list[str], names: list[str]) -> tuple[str, list[list[str]]]:
    """A small table of products with the given names, with its text."""
    rows = [[str(100 + at // 2), name, str(at + 1)] for at, name in enumerate(names)]
    return "\n".join(",".join(row) for row in [header, *rows]) + "\n", rows


def encoded(
    name: str, codec: str, header: list[str], names: list[str], bom: bytes = b""
) -> tuple[Any, ...]:
    text, rows = spoken(header, names)
    return name, bom + text.encode(codec), header, rows


ENGLISH = ["order", "product", "qty"]
ENCODINGS = [
    encoded("utf8.csv", "utf-8", ENGLISH, ["Käse", "Żurek", "抹茶"]),
    encoded("utf8-bom.csv", "utf-8-sig", ENGLISH, ["Käse", "Brötchen"]),
    encoded("utf16-bom.csv", "utf-16-le", ENGLISH, ["Käse", "Żurek", "тест"], b"\xff\xfe"),
    encoded("utf16be-bom.csv", "utf-16-be", ENGLISH, ["Käse", "Żurek"], b"\xfe\xff"),
    encoded("utf16-le-without-mark.csv", "utf-16-le", ENGLISH, ["Kaese", "Żurek"]),
    encoded("utf16-be-without-mark.csv", "utf-16-be", ENGLISH, ["Kaese", "Чай"]),
    encoded("utf32.csv", "utf-32-le", ENGLISH, ["Käse", "Tee"], b"\xff\xfe\x00\x00"),
    encoded("cp1252-french.csv", "cp1252", ["commande", "produit", "quantité"],
            ["Crème brûlée", "Pâté à l’ancienne", "Œufs – 5 €"]),
    encoded("cp1252-german.csv", "cp1252", ["Bestellung", "Artikel", "Menge"],
            ["Käse", "Müsli groß", "Öl"]),
    encoded("cp1252-one-letter.csv", "cp1252", ENGLISH, ["Tea", "Café", "Bread"]),
    encoded("cp1250-polish.csv", "cp1250", ["zamówienie", "produkt", "ilość"],
            ["Żółty ser", "Książka", "Łyżka do śmietany"]),
    encoded("cp1250-czech.csv", "cp1250", ENGLISH, ["Rohlík s máslem", "Čaj černý", "Příbor"]),
    encoded("cp1250-hungarian.csv", "cp1250", ENGLISH, ["Szőlő", "Főtt tojás", "Túró"]),
    encoded("latin2-polish.csv", "iso8859-2", ENGLISH, ["Żółty ser", "Gęś pieczona"]),
    encoded("cp1251-russian.csv", "cp1251", ["Заказ", "Товар", "Количество"],
            ["Чай зелёный", "Мёд", "Чашка"]),
    encoded("koi8-russian.csv", "koi8-r", ENGLISH, ["Чай", "Хлеб ржаной"]),
    encoded("cp1253-greek.csv", "cp1253", ENGLISH, ["Τσάι του βουνού", "Μέλι"]),
    encoded("cp1254-turkish.csv", "cp1254", ENGLISH, ["Çay bardağı", "Kırmızı elma", "Şeker"]),
    encoded("latin9-euro.csv", "iso8859-15", ENGLISH, ["Gutschein 5 €", "Mütze"]),
    encoded("mac-french.csv", "mac-roman", ENGLISH, ["Crème", "Thé glacé"]),
    encoded("cp932-japanese.csv", "cp932", ["注文番号", "商品名", "数量"], ["抹茶セット", "急須"]),
    encoded("gb18030-chinese.csv", "gb18030", ["订单号", "商品名", "数量"], ["绿茶", "咖啡杯"]),
    encoded("big5-chinese.csv", "big5", ENGLISH, ["綠茶茶葉", "咖啡杯"]),
    encoded("cp949-korean.csv", "cp949", ENGLISH, ["녹차", "커피잔"]),
    ("utf8-with-damage.csv", "order,product\n1,Käse\n1,Öl\n2,T?e\n".encode().replace(b"?", b"\xe9"),
     ["order", "product"], [["1", "Käse"], ["1", "Öl"], ["2", "T\ufffde"]]),
]  # fmt: skip

DELIMITERS = [
    ("semicolons-decimal-commas.csv", COMMA_DECIMALS.encode(), HEAD, COMMA_ROWS),
    ("tabs.tsv", PLAIN.replace(",", "\t").encode(), HEAD, ROWS),
    ("tabs-with-commas-inside.txt",
     b"order\tproduct\tqty\n1\tTea, green, loose\t2\n1\tMilk, whole, cold\t1\n",
     ["order", "product", "qty"], [["1", "Tea, green, loose", "2"], ["1", "Milk, whole, cold", "1"]]),
    ("pipes.csv", PLAIN.replace(",", "|").encode(), HEAD, ROWS),
    ("carets.csv", PLAIN.replace(",", "^").encode(), HEAD, ROWS),
    ("sep-line.csv", ("sep=;\r\n" + COMMA_DECIMALS).encode(), HEAD, COMMA_ROWS),
    ("sep-comma.csv", ("sep=,\r\n" + PLAIN).encode(), HEAD, ROWS),
    ("sep-tab-quoted.csv", ('"sep=\t"\n' + PLAIN.replace(",", "\t")).encode(), HEAD, ROWS),
    ("sep-colon.csv", ("sep=:\n" + PLAIN.replace(",", ":")).encode(), HEAD, ROWS),
    ("semicolons-in-quotes.csv", b'order,product\n1,"tea; green; big"\n1,"milk; cold; small"\n',
     ["order", "product"], [["1", "tea; green; big"], ["1", "milk; cold; small"]]),
    ("commas-outvote-semicolons.csv",
     b"order;product;note\n1;tea;a, b, c\n2;milk;d, e, f\n3;tea;g, h, i\n",
     ["order", "product", "note"],
     [["1", "tea", "a, b, c"], ["2", "milk", "d, e, f"], ["3", "tea", "g, h, i"]]),
    ("trailing-delimiters.csv", b"order,product,qty\n1,tea,2,\n1,milk,1,\n2,tea,1,\n",
     ["order", "product", "qty"], [["1", "tea", "2"], ["1", "milk", "1"], ["2", "tea", "1"]]),
    ("trailing-delimiter-on-header.csv", b"order,product,qty,\n1,tea,2\n1,milk,1\n",
     ["order", "product", "qty"], [["1", "tea", "2"], ["1", "milk", "1"]]),
    ("trailing-delimiters-everywhere.csv", b"order;product;qty;\n1;tea;2;\n1;milk;1;\n",
     ["order", "product", "qty"], [["1", "tea", "2"], ["1", "milk", "1"]]),
]  # fmt: skip

QUOTES = [
    ("doubled-quotes.csv", b'order,product\n1,"5"" pot"\n1,"""Best"" tea"\n',
     ["order", "product"], [["1", '5" pot'], ["1", '"Best" tea']]),
    ("backslash-quotes.csv",
     rb'"order","product","qty"' + b"\n" + rb'"1","The \"best\", tea","2"' + b"\n"
     + rb'"1","C:\\temp","1"' + b"\n" + rb'"2","5\" pot","1"' + b"\n",
     ["order", "product", "qty"],
     [["1", 'The "best", tea', "2"], ["1", "C:\\temp", "1"], ["2", '5" pot', "1"]]),
    ("backslash-is-text.csv", b'order,product\n1,"C:\\tea\\"\n1,"D:\\milk"\n',
     ["order", "product"], [["1", "C:\\tea\\"], ["1", "D:\\milk"]]),
    ("blanks-before-quotes.csv", b'order, product, qty\n1, "tea, green", 2\n1, "milk", 1\n2, tea, 3\n',
     ["order", "product", "qty"], [["1", "tea, green", "2"], ["1", "milk", "1"], ["2", "tea", "3"]]),
    ("whole-lines-quoted.csv",
     b'"order,product,qty"\n"1,""tea, green"",2"\n"1,milk,1"\n"2,""5"""" pot"",1"\n',
     ["order", "product", "qty"], [["1", "tea, green", "2"], ["1", "milk", "1"], ["2", '5" pot', "1"]]),
    ("whole-lines-quoted-but-header.csv",
     b'order,product,qty\n"1,""tea, green"",2"\n"1,""milk, cold"",1"\n',
     ["order", "product", "qty"], [["1", "tea, green", "2"], ["1", "milk, cold", "1"]]),
    ("single-quotes.csv", b"order,product\n1,'tea'\n1,rock 'n' roll\n",
     ["order", "product"], [["1", "'tea'"], ["1", "rock 'n' roll"]]),
    ("smart-quotes.csv", "order,product\n1,“tea”\n1,„Milch“\n".encode(),
     ["order", "product"], [["1", "“tea”"], ["1", "„Milch“"]]),
    ("line-breaks-inside.csv", b'order,product,note\r\n1,tea,"two\r\nlines"\r\n1,milk,"a\nb"\r\n2,tea,\r\n',
     ["order", "product", "note"],
     [["1", "tea", "two\r\nlines"], ["1", "milk", "a\nb"], ["2", "tea", ""]]),
    ("open-quote.csv", b'order,product,qty\n1,tea,2\n1,"milk,1\n2,tea,1\n2,honey,3\n',
     ["order", "product", "qty"], [["1", "tea", "2"], ["2", "tea", "1"], ["2", "honey", "3"]]),
    ("open-quote-last.csv", b'order,product\n1,tea\n2,"cut of',
     ["order", "product"], [["1", "tea"]]),
    ("inches.csv", b'order,product\n1,5" pot\n1,12" pan\n',
     ["order", "product"], [["1", '5" pot'], ["1", '12" pan']]),
]  # fmt: skip

LINES = [
    ("crlf.csv", PLAIN.replace("\n", "\r\n").encode(), HEAD, ROWS),
    ("old-mac.csv", PLAIN.replace("\n", "\r").encode(), HEAD, ROWS),
    ("mixed-line-ends.csv", b"order,product\r\n1,tea\r1,milk\n2,tea\r\n",
     ["order", "product"], [["1", "tea"], ["1", "milk"], ["2", "tea"]]),
    ("doubled-line-ends.csv", PLAIN.replace("\n", "\r\r\n").encode(), HEAD, ROWS),
    ("no-last-line-end.csv", PLAIN.rstrip("\n").encode(), HEAD, ROWS),
    ("ctrl-z.csv", PLAIN.encode() + b"\x1a", HEAD, ROWS),
    ("nul-padded.csv", PLAIN.encode() + b"\0" * 700, HEAD, ROWS),
    ("nul-in-a-note.csv", b"order,product,note\n1,tea,a\0b\n1,milk,\n",
     ["order", "product", "note"], [["1", "tea", "a\0b"], ["1", "milk", ""]]),
    ("form-feeds.csv", PLAIN.replace("1,Honey", "\f\n1,Honey").encode(), HEAD, ROWS),
    ("blank-rows.csv", PLAIN.replace("1,Honey", "\n,,,\n  , ,,\n1,Honey").encode(), HEAD, ROWS),
    ("short-rows.csv", b"order,product,qty,note\n1,tea,2\n1,milk\n2,tea,1,gift\n",
     ["order", "product", "qty", "note"],
     [["1", "tea", "2", ""], ["1", "milk", "", ""], ["2", "tea", "1", "gift"]]),
    ("overflowing-row.csv", b"order,product,qty\n1,tea,2\n1,milk, cold,1\n2,tea,1\n",
     ["order", "product", "qty"], [["1", "tea", "2"], ["1", "milk", " cold", "1"], ["2", "tea", "1"]]),
]  # fmt: skip

HEADERS = [
    ("preamble.csv", ("Sales report,,,\nStore:,Harbour Street,,\n,,,\n\n" + PLAIN).encode(), HEAD, ROWS),
    ("preamble-with-dates.csv",
     ("Sales by item\nPeriod;2024-01-01;2024-01-31\nPrinted on 2024-02-01\n\n" + SEMI).encode(),
     HEAD, ROWS),
    ("preamble-of-15-lines.csv",
     ("".join(f"Remark {n}\n" for n in range(1, 16)) + PLAIN).encode(), HEAD, ROWS),
    ("two-header-rows.csv",
     b"Order,,Product,,\nId,Date,SKU,Name,Quantity\n1,2024-01-02,T1,Tea,2\n1,2024-01-02,M1,Milk,1\n",
     ["Id", "Date", "SKU", "Name", "Quantity"],
     [["1", "2024-01-02", "T1", "Tea", "2"], ["1", "2024-01-02", "M1", "Milk", "1"]]),
    ("repeated-names.csv", b"order,name,qty,name,qty\n1,tea,2,Ann,7\n1,milk,1,Bob,8\n",
     ["order", "name", "qty", "name", "qty"],
     [["1", "tea", "2", "Ann", "7"], ["1", "milk", "1", "Bob", "8"]]),
    ("blank-names.csv", b"order,,product,\n1,x,tea,9\n1,y,milk,8\n",
     ["order", "", "product", ""], [["1", "x", "tea", "9"], ["1", "y", "milk", "8"]]),
    ("year-names.csv", b"product,Q1,2023,2024\ntea,1,20,30\nmilk,2,25,35\n",
     ["product", "Q1", "2023", "2024"], [["tea", "1", "20", "30"], ["milk", "2", "25", "35"]]),
    ("unknown-language.csv", "tilaus,tuote,määrä\n1,tee,2\n1,maito,1\n".encode(),
     ["tilaus", "tuote", "määrä"], [["1", "tee", "2"], ["1", "maito", "1"]]),
    ("padded-names.csv", b"\xef\xbb\xbf order , product \n1,tea\n1,milk\n",
     ["order", "product"], [["1", "tea"], ["1", "milk"]]),
    ("joined-files.csv", (PLAIN + PLAIN).encode(), HEAD, [*ROWS, HEAD, *ROWS]),
    ("joined-with-marks.csv", ("\ufeff" + PLAIN + "\ufeff" + PLAIN).encode(), HEAD,
     [*ROWS, ["\ufeff" + HEAD[0], *HEAD[1:]], *ROWS]),
    ("no-header.csv", b"1,tea,2\n1,milk,1\n2,tea,1\n", None,
     [["1", "tea", "2"], ["1", "milk", "1"], ["2", "tea", "1"]]),
    ("baskets.csv", b"tea,milk\ntea\nmilk,honey,tea\nhoney,tea\n", None,
     [["tea", "milk"], ["tea"], ["milk", "honey", "tea"], ["honey", "tea"]]),
    ("spmf.txt", b"1 3 4\n2 3 5\n1 2 3 5\n2 5\n", None,
     [["1", "3", "4"], ["2", "3", "5"], ["1", "2", "3", "5"], ["2", "5"]]),
    ("sep-without-header.csv", b"sep=;\n1;tea;2\n2;milk;1\n", None, [["1", "tea", "2"], ["2", "milk", "1"]]),
    ("one-column.csv", b"product\ntea\nmilk\n", None, [["product"], ["tea"], ["milk"]]),
]  # fmt: skip

REFUSED = [
    ("empty.csv", b"", "is empty"),
    ("only-blanks.csv", b"\n \r\n\x00\x1a", "is empty"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a picture"),
    ("paper.csv", b"%PDF-1.4\n%text\n", "is a PDF"),
    ("data.csv", b'[{"order": 1, "product": "tea"}]', "data in JSON form"),
    ("noise.csv", bytes((n * 37 + n // 7) % 32 for n in range(600)), "not readable as text"),
    ("login-page.csv", b"<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>",
     "a web page"),
]  # fmt: skip

CASES = [*ENCODINGS, *DELIMITERS, *QUOTES, *LINES, *HEADERS, *REFUSED]
