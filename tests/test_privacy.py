"""Names, e-mails, phones and addresses of a shop's customers reach no file that is written.

Every layout gets a file in which each column but the products' and the numbers holds a text about
a person that stands nowhere else; then everything the program writes is searched for them.
"""

from __future__ import annotations

import csv
import logging
import os
import random
import re
import sqlite3
import threading
import zlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import blake2b, md5, sha1, sha256
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan
from xsell_desktop.project.recovery import Recovery
from xsell_desktop.sales.assembly import hash_customer
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.sales import Sales
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.ui.faults import Faults, start_log
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.workflow import (
    RunChoices,
    import_files,
    open_project,
    preview_file,
    remember_map,
    run,
    save_project,
)
from xsell_desktop.workflow.verbs import customer_salt

PERSONAL = (
    "Customer Note", "Note Attributes", "Billing Name", "Billing Phone", "Shipping Street",
    "Staff Name", "Payment Reference", "Browser IP", "Notes", "Gift Message", "Tags 2", "Delivery",
)  # fmt: skip
FIELDS = {
    "order": "#10{n}", "number": "10{n}", "product": "SKU-{n}", "name": "Thing {n}",
    "item": "ITEM{n}", "listing": "L{n}", "asin": "B0{n}", "external": "X{n}", "upc": "{n}",
    "master": "M{n}", "product_id": "{n}", "attribute": "0", "variation": "Blue", "variant": "Blue",
    "variations": "Size:L,Personalization:{mark}", "vendor": "Maker", "id": "{n}",
    "quantity": "1", "net": "1", "sold": "1", "refunded": "0", "canceled": "0", "charge": "",
    "price": "5.00", "total": "5.00", "gross": "5.00", "before": "5.00", "off": "0",
    "discount": "0", "order_discount": "0", "percent": "0", "shipping": "0", "parent": "",
    "date": "2026-01-{day}", "time": "10:00:00", "currency": "EUR", "cancelled": "",
    "status": "", "order_status": "Shipped", "item_status": "Shipped", "voided": "Closed",
    "ships": "true", "source": "web", "event": "Payment", "exchanged": "", "payment": "",
    "country": "DE", "channel": "web",
}  # fmt: skip
PLAIN = {
    "Order ID": "order", "SKU": "product", "Product name": "name", "Quantity": "quantity",
    "Price": "price", "Order date": "date", "Customer email": "customer", "Tags": "tags",
}  # fmt: skip
KINDS = {
    "square-items": "Physical Good", "lightspeed-sales": "Sale Line", "loyverse-items-sold": "Sale",
    "shopkeep-items": "SALE", "amazon-transactions": "Order", "matrixify-orders": "Line Item",
}  # fmt: skip
PACKED = {
    "woocommerce-analytics": ("products", "1× Thing {n}"),
    "woocommerce-skyverge": (
        "packed", "name:Thing {n}|sku:SKU-{n}|quantity:1|total:5.00|refunded:0|meta:for={mark}"),
    "woocommerce-webtoffee": (
        "packed", "name:Thing {n}|product_id:{n}|sku:SKU-{n}|quantity:1|total:5|meta:for={mark}"),
    "bigcommerce-orders": (
        "packed", "Product ID: {n}, Product Qty: 1, Product SKU: SKU-{n}, Product Name: Thing {n}, "
        "Product Unit Price: 5.00, Product Total Price: 5.00"),
}  # fmt: skip


GOODS = {"product", "name", "item", "master", "listing", "asin", "upc", "external", "product_id",
         "variant", "variation", "variations", "packed", "products"}  # fmt: skip


MARK = re.compile(rb"zq[a-z]{6}|9170[0-9]{6}|2001:db8::[0-9]{6}")


class Marks:
    """Texts about people, each with a part of its own that `MARK` finds."""

    def __init__(self) -> None:
        self._random = random.Random(3)
        self.tokens: set[str] = set()

    def make(self) -> str:
        number = len(self.tokens)
        word = "zq" + "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz", k=6))
        digits = "9170" + "".join(self._random.choices("0123456789", k=6))
        address = f"2001:db8::{number:06}"
        self.tokens.add((word, word, digits, word, address)[number % 5])
        return (
            f"Zora {word.title()}",
            f"{word}@mail.example",
            f"+44 {digits}",
            f"{number} {word.title()} Lane, Ödby",
            address,
        )[number % 5]


def header_of(layout: Layout) -> tuple[list[str], list[str]]:
    """A genuine header with columns about people added, and the part of each column ('' none)."""
    if not layout.anchors:
        return [*PLAIN, *PERSONAL], [*PLAIN.values(), *[""] * len(PERSONAL)]
    known = Path(__file__).parent / "data" / "headers" / f"{layout.id}.csv"
    if known.is_file():
        with known.open(encoding="utf-8", newline="") as file:
            header = max(csv.reader(file), key=len)
    else:
        header = list(layout.anchors[0])
        header += [names[0] for names in layout.columns.values() if names[0] not in header]
    header = [*header, *PERSONAL]
    places = layout.find_columns(header)
    parts = {at: part for part, at in reversed(places.items())}
    return header, [parts.get(at, "") for at in range(len(header))]


def write_orders(folder: Path, layout: Layout, marks: Marks) -> Path:
    """Orders that can be read, and among them rows that cannot, with people in every cell."""
    header, parts = header_of(layout)
    path = folder / f"{layout.id}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([marks.make()])
        writer.writerow(header)
        for number in range(24):
            row = [cell(layout, part, number, marks) for part in parts]
            spoil(row, parts, number, marks)
            writer.writerow(row)
        writer.writerow([marks.make()])
        file.write(f'"{marks.make()},{marks.make()}\n')
    return path


def write_products(folder: Path, layout: Layout, marks: Marks) -> Path:
    """A product list whose other columns hold people: suppliers, editors, whoever."""
    header, parts = header_of(layout)
    path = folder / f"{layout.id}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(6):
            row = [
                marks.make()
                if not part
                else "5"
                if part in {"price", "cost", "stock"}
                else SHELF.get(part, f"{part}{number}")
                for part in parts
            ]
            writer.writerow(row)
    return path


def cell(layout: Layout, part: str, number: int, marks: Marks) -> str:
    part = part.partition(".")[0]
    packed, form = PACKED.get(layout.id, ("", ""))
    if part in {"kind", "type"} and layout.id in KINDS:
        return KINDS[layout.id]
    if part in {"day", "date", "time"} and layout.id == "complete-journey":
        return {"day": "9", "date": "2017-01-09 10:00:00", "time": "1000"}[part]
    if not part or part != packed:
        form = FIELDS.get(part, "{mark}")
    return form.format(
        n=10 + number // 2 if part in {"order", "number"} else number % 5,
        day=f"{5 + number // 2:02}",
        mark=marks.make() if "{mark" in form else "",
    )


def spoil(row: list[str], parts: Sequence[str], number: int, marks: Marks) -> None:
    """Let some rows be refused, in one way each, with a person in the cell that is wrong."""
    wrong = {5: "quantity", 8: "price", 11: "date", 14: "total", 17: "discount"}.get(number)
    if wrong in parts:
        row[parts.index(wrong)] = marks.make()
    if number == 20 and "product" in parts:
        row[parts.index("order")] = marks.make()
        for part in GOODS & set(parts):
            row[parts.index(part)] = ""
    if number == 22:
        row += ["", marks.make()]


SHELVES = [layout for layout in LAYOUTS if layout.kind == "catalogue" and layout.anchors]
SHELF = {
    "sold": "yes",
    "visible": "Y",
    "published": "1",
    "active": "1",
    "view": "",
    "parent": "",
    "values": "",
    "template": "",
    "kind": "Product",
    "type": "simple",
}
SALES = [
    layout
    for layout in LAYOUTS
    if layout.kind == "sales" and (layout.anchors or layout.id == "plain-lines")
]


def found_in(folder: Path, marks: Marks, apart: Sequence[Path]) -> set[tuple[str, str]]:
    """Where a mark stands: in a file's name, its bytes, or what unpacks from them.

    Without its zero bytes UTF-16 reads as the other encodings do.
    """
    hits = set()
    for path in folder.rglob("*"):
        if path.is_file() and path not in apart:
            for raw in (path.name.encode(), *unpacked(path)):
                for text in (raw.lower(), raw.replace(b"\0", b"").lower()):
                    found = {hit.decode() for hit in MARK.findall(text)}
                    hits |= {(path.name, token) for token in found & marks.tokens}
    return hits


def unpacked(path: Path) -> Iterator[bytes]:
    raw = path.read_bytes()
    yield raw
    if raw.startswith(b"SQLite"):
        with sqlite3.connect(path) as database:
            for (data,) in database.execute("SELECT data FROM blobs"):
                yield zlib.decompress(data)
        database.close()


def maps_of(paths: Sequence[Path]) -> dict[Path, ColumnMap]:
    """The user's word for formats that are not read without it."""
    return {
        path: ColumnMap(layout.id)
        for layout, path in zip(SALES, paths, strict=True)
        if not layout.proven
    }


@pytest.fixture
def shop(tmp_path: Path) -> tuple[list[Path], Marks]:
    folder, marks = tmp_path / "exports", Marks()
    folder.mkdir()
    return [write_orders(folder, layout, marks) for layout in SALES], marks


@pytest.fixture
def home() -> Path:
    """Where the program keeps what is its own: settings, mappings, logs, recovery copies."""
    return Path(os.environ["HOME"])


def test_a_run_over_every_format_writes_nothing_of_the_people(
    shop: tuple[list[Path], Marks], tmp_path: Path, home: Path
) -> None:
    paths, marks = shop
    out = tmp_path / "out"
    shelves = [write_products(tmp_path / "exports", layout, marks) for layout in SHELVES]
    maps = maps_of(paths) | {
        path: ColumnMap(layout.id) for layout, path in zip(SHELVES, shelves, strict=True)
    }
    done = run(RunChoices(paths, out, catalogues=shelves, maps=maps, shops=("plain",)))
    reports = done.summary["inputs"]
    assert {report["format"] for report in reports} == {of.id for of in (*SALES, *SHELVES)}
    sales = [report for report in reports if report["kind"] == "sales"]
    assert all(r["lines_kept"] >= 8 and r["rows_refused_total"] >= 2 for r in sales)
    assert (out / "rejected_rows.csv").is_file()
    assert len(marks.tokens) > 5000
    project = open_project(out / "project.xsell")
    Recovery(home / "recovery").write(project, out / "project.xsell")
    for path, layout in zip(paths, SALES, strict=True):
        header, _parts = header_of(layout)
        remember_map(header, preview_file(path, maps_of(paths).get(path)).column_map)
    assert len(list(home.rglob("*"))) >= 5
    assert found_in(tmp_path, marks, [*paths, *shelves]) == set()
    assert found_in(home, marks, ()) == set()


def write_forms(folder: Path, marks: Marks) -> dict[Path, ColumnMap | None]:
    """Tables that are no order lines as they stand, with people beside the products."""
    tables: dict[str, tuple[str, list[str]]] = {
        "lists": ("order,email,name,phone,products", ["{n}", "", "", "", "milk|tea{k}|jam"]),
        "people-lists": ("name,email,items", ["", "", "milk|tea{k}|jam"]),
        "onehot": ("order,email,milk,tea,jam,oat", ["{n}", "", "1", "{k}", "1", "0"]),
        "baskets": ("Customer,one,two,three", ["", "milk", "tea{k}", "jam"]),
        "lines": ("Full name,item,qty", ["", "tea{k}", "1"]),
        "by-mail": ("email,date,item,qty", ["", "2026-01-0{d}", "tea{k}", "1"]),
        "orders": ("order_id,customer_name,phone,ordered_at", ["{n}", "", "", "2026-01-0{d}"]),
        "order-lines": ("order_id,product_id,quantity,price", ["{n}", "tea{k}", "1", "2.50"]),
    }  # fmt: skip
    maps: dict[Path, ColumnMap | None] = {}
    for name, (header, cells) in tables.items():
        path = folder / f"form-{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header.split(","))
            for n in range(40):
                forms = [cell or marks.make() for cell in cells]
                writer.writerow([cell.format(n=n, k=n % 2, d=1 + n % 9) for cell in forms])
        maps[path] = None
    maps[folder / "form-baskets.csv"] = ColumnMap("plain-baskets", {"order": "Customer"})
    maps[folder / "form-lines.csv"] = ColumnMap(
        "plain-lines", {"order": "Full name", "product": "item", "quantity": "qty"}
    )
    maps[folder / "form-by-mail.csv"] = ColumnMap(
        "plain-lines", {"order": "email", "date": "date", "product": "item", "quantity": "qty"}
    )
    spmf = folder / "form-spmf.txt"
    spmf.write_text("".join(f"{n % 7} {7 + n % 5}\n" for n in range(40)), encoding="utf-8")
    return {**maps, spmf: None}


def test_orders_in_every_other_form_hold_nothing_of_the_people(tmp_path: Path, home: Path) -> None:
    """Not even where the user takes a column of people for order numbers."""
    marks = Marks()
    (tmp_path / "exports").mkdir()
    forms = write_forms(tmp_path / "exports", marks)
    maps = {path: said for path, said in forms.items() if said is not None}
    run(RunChoices([*forms], tmp_path / "out", maps=maps))
    project = open_project(tmp_path / "out" / "project.xsell")
    known = {entry.report.format for entry in project.sales.imports}
    assert known >= {"plain-lists", "plain-onehot", "plain-baskets", "plain-lines", "spmf"}
    assert len(project.sales.imports) == len(forms) - 1
    for path in forms:
        seen = preview_file(path, maps.get(path))
        remember_map(seen.header, seen.column_map)
    Recovery(home / "recovery").write(project, tmp_path / "out" / "project.xsell")
    settings = AppSettings()
    settings.remember_project(str(tmp_path / "out" / "project.xsell"))
    settings.folder = str(tmp_path / "exports")
    del settings  # written now
    assert (home / "config" / "xsell-desktop" / "settings.ini").is_file()
    assert len(marks.tokens) > 400
    assert found_in(tmp_path, marks, [*forms]) == set()
    assert found_in(home, marks, ()) == set()


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """A key with a name in it is found in the packed columns of a project, whatever its case."""
    marks = Marks()
    orders = tmp_path / "orders.csv"
    name = marks.make()
    orders.write_text(f"order id,sku\n1,{name}\n1,b\n2,b\n", encoding="utf-8")
    sales = import_files(Sales(), [orders]).sales
    save_project(tmp_path / "p.xsell", sales, Plan())
    (tmp_path / "wide.txt").write_text(name, encoding="utf-16-be")
    (tmp_path / "latin.txt").write_bytes(name.upper().encode("latin-1"))
    places = sorted(place for place, _token in found_in(tmp_path, marks, [orders]))
    assert places == ["latin.txt", "p.xsell", "wide.txt"]


@pytest.mark.parametrize("layout", SALES, ids=lambda layout: layout.id)
def test_an_import_that_fails_quotes_nobody(layout: Layout, tmp_path: Path) -> None:
    marks = Marks()
    header, parts = header_of(layout)
    path = tmp_path / "bad.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for _number in range(9):
            writer.writerow(["" if p.split(".")[0] in GOODS else marks.make() for p in parts])
    with pytest.raises(UserError) as caught:
        import_files(Sales(), [path], {path: ColumnMap(layout.id)} if not layout.proven else None)
    said = f"{caught.value} {caught.value.copy_text}".casefold()
    assert caught.value.message in str(caught.value)
    assert not [token for token in marks.tokens if token in said]


def test_the_log_of_a_failure_holds_its_place_and_not_its_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    marks = Marks()
    handler = start_log(tmp_path / "x.log")
    try:
        try:
            float(marks.make())
        except ValueError:
            logging.getLogger("xsell_desktop.ui.jobs").exception("job %s failed", "import")
    finally:
        logging.getLogger("xsell_desktop").removeHandler(handler)
        handler.close()
    caplog.clear()
    assert "ValueError" in (tmp_path / "x.log").read_text(encoding="utf-8")
    assert found_in(tmp_path, marks, ()) == set()


def test_what_nobody_foresaw_is_logged_without_its_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, qapp: QApplication
) -> None:
    marks, said = Marks(), list[UserError]()
    handler, faults = start_log(tmp_path / "x.log"), Faults()
    faults.happened.connect(said.append)
    try:
        try:
            try:
                float(marks.make())
            except ValueError as error:
                error.add_note(marks.make())
                raise KeyError(marks.make(), marks.make()) from error
        except KeyError as error:
            faults._uncaught(KeyError, error, error.__traceback__)
            caught = threading.ExceptHookArgs((KeyError, error, error.__traceback__, None))
            faults._uncaught_in_thread(caught)
    finally:
        logging.getLogger("xsell_desktop").removeHandler(handler)
        handler.close()
    caplog.clear()
    assert (tmp_path / "x.log").read_text(encoding="utf-8").count("KeyError") >= 2
    assert found_in(tmp_path, marks, ()) == set()
    assert len(said) == 2
    assert not [token for token in marks.tokens if token in f"{said}".casefold()]


def test_short_customer_numbers_cannot_be_guessed_from_the_project(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    numbers = [17850, 13047, 7, 99_999]
    rows = [f"{at},{sku},{number}" for at, number in enumerate(numbers) for sku in "ab"]
    orders.write_text("order id,sku,customer id\n" + "\n".join(rows), encoding="utf-8")
    sales = import_files(Sales(), [orders]).sales
    kept = set(sales.imports[0].lines.customer_keys)
    salt = customer_salt()
    assert kept == {hash_customer(str(number), salt) for number in numbers}
    digest = len(next(iter(kept)))
    for number in range(1, 100_001):
        text = str(number).encode()
        for guess in (blake2b(text, digest_size=12), sha256(text), md5(text), sha1(text)):
            assert guess.hexdigest()[:digest] not in kept
    save_project(tmp_path / "p.xsell", sales, Plan())
    haystack = b"".join(unpacked(tmp_path / "p.xsell"))
    for form in (salt, salt.hex().encode(), b64encode(salt).rstrip(b"=")):
        assert form not in haystack


def test_every_machine_has_a_salt_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    salts = set()
    for machine in ("one", "two"):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / machine))
        salts.add(customer_salt())
        salts.add(customer_salt())
        (file,) = (path for path in (tmp_path / machine).rglob("*") if path.is_file())
        assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert len(salts) == 2
    assert all(len(salt) >= 16 for salt in salts)
