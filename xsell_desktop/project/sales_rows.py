"""Imports and catalogues as rows and blobs, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from xsell_desktop.domain.progress import Progress
from xsell_desktop.project.blobs import BUDGET, Blob, Damaged, pack_rows, unpack_rows, unpack_texts
from xsell_desktop.project.line_blobs import pack_lines, unpack_lines
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import CatalogueImport, Import, Sales
from xsell_desktop.texts import _

_PRODUCT = tuple(field.name for field in fields(Product) if field.name != "parts")
_NUMBERS = {"price", "cost", "stock"}
_FLAGS = {"visible", "is_parent"}
_LISTS = {"cross_sells", "upsells"}


class TooLarge(ValueError):
    """More data than a project file may hold."""


def write_sales(database: sqlite3.Connection, sales: Sales, progress: Progress) -> None:
    """Write every import and catalogue; raises TooLarge beyond the budget of a file."""
    entries: tuple[Import | CatalogueImport, ...] = (*sales.imports, *sales.catalogues)
    total = 0
    for place, entry in enumerate(entries):
        progress.step(_("Packing {file}").format(file=entry.source), place / len(entries))
        is_sales = isinstance(entry, Import)
        report = json.dumps(entry.report.to_json(), ensure_ascii=False, sort_keys=True)
        kind = "sales" if is_sales else "catalogue"
        row = (place, entry.id, kind, entry.source, entry.imported_on, report)
        database.execute("INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)", row)
        blobs = pack_lines(entry.lines) if isinstance(entry, Import) else _pack(entry.catalogue)
        total += sum(blob.size for blob in blobs)
        if total > BUDGET:
            raise TooLarge
        database.executemany(
            "INSERT INTO blobs VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(place, *blob) for blob in sorted(blobs)],
        )


def read_sales(database: sqlite3.Connection, progress: Progress) -> Sales:
    """The imports and catalogues; raises Damaged when they are not what was written."""
    (total,) = database.execute("SELECT total(size) FROM blobs").fetchone()
    if total > BUDGET:
        raise Damaged("it would unpack to more than a project holds")
    rows = database.execute(
        "SELECT place, id, kind, source, imported_on, report FROM imports ORDER BY place"
    ).fetchall()
    imports: list[Import] = []
    catalogues: list[CatalogueImport] = []
    for done, (place, id_, kind, source, imported_on, report) in enumerate(rows):
        progress.step(_("Reading {file}").format(file=source), done / len(rows))
        columns = "name, dtype, length, size, sha256, data"
        found = database.execute(f"SELECT {columns} FROM blobs WHERE import = ?", (place,))
        blobs = {blob.name: blob for blob in map(Blob._make, found)}
        head = (id_, source, imported_on, _read_report(report))
        if kind == "sales":
            imports.append(Import(*head, unpack_lines(blobs)))
        else:
            catalogues.append(CatalogueImport(*head, _unpack(blobs)))
    return Sales(tuple(imports), tuple(catalogues))


def _pack(catalogue: Catalogue) -> list[Blob]:
    rows = [[getattr(product, name) for name in _PRODUCT] for product in catalogue.products]
    parts = [
        (place, key, float(number))
        for place, product in enumerate(catalogue.products)
        for key, number in product.parts
    ]
    return [
        pack_rows("catalogue", (catalogue.format, catalogue.source, catalogue.key_header)),
        pack_rows("products", rows),
        *([pack_rows("parts", parts)] if parts else []),
    ]


def _unpack(blobs: Mapping[str, Blob]) -> Catalogue:
    try:
        format_, source, key_header = unpack_texts(blobs["catalogue"])
        rows = unpack_rows(blobs["products"])
        parts = unpack_rows(blobs["parts"]) if "parts" in blobs else []
    except (KeyError, ValueError) as error:
        raise Damaged("a catalogue is incomplete") from error
    products = [_product(row) for row in rows]
    for row in parts:
        _add_part(products, row)
    return Catalogue(format_, source, tuple(products), key_header)


def _product(row: Any) -> Product:
    if not isinstance(row, list) or len(row) != len(_PRODUCT):
        raise Damaged("a catalogue's product is incomplete")
    values = {name: _cell(name, value) for name, value in zip(_PRODUCT, row, strict=True)}
    return Product(**values)


def _add_part(products: list[Product], row: Any) -> None:
    if isinstance(row, list) and list(map(type, row)) == [int, str, float]:
        place, key, number = row
        if 0 <= place < len(products):
            bundle = products[place]
            products[place] = replace(bundle, parts=(*bundle.parts, (key, number)))
            return
    raise Damaged("a bundle's part is of another kind")


def _cell(name: str, value: Any) -> Any:
    if name in _NUMBERS:
        if value is None:
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
    elif name in _LISTS:
        if isinstance(value, list) and _all_are(str, value):
            return tuple(value)
    elif isinstance(value, bool if name in _FLAGS else str):
        return value
    raise Damaged(f"a catalogue's {name} is of another kind")


def _read_report(text: str) -> Report:
    try:
        report = Report.from_json(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Damaged("a report is not readable") from error
    for field in fields(Report):
        value = getattr(report, field.name)
        if field.type in {"int", "str"}:
            sound = type(value).__name__ == field.type
        elif field.name in {"set_aside", "left_in"}:
            sound = isinstance(value, dict) and _all_are(int, value.values())
        else:
            sound = isinstance(value, tuple)
        if not sound:
            raise Damaged(f"a report's {field.name} is of another kind")
    if not _all_are(str, report.warnings):
        raise Damaged("a report's warnings are not texts")
    return report


def _all_are(kind: type, values: Iterable[Any]) -> bool:
    return all(type(value) is kind for value in values)
