"""Product files written by the tests of the shops' catalogues, and read back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from xsell_desktop.sales.catalogue import Product
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.sales.report import Report
from xsell_desktop.shops import LAYOUTS

HEADERS = Path(__file__).parents[1] / "data" / "headers"


def known_header(format_id: str, number: int = 1) -> list[str]:
    """A header of the folder of known headers; `number` counts those of one format from 1."""
    with (HEADERS / f"{format_id}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[number - 1]


def write_products(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """Each row's cells by header; the others stay blank."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, header, restval="", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read_products(
    path: Path, format_id: str, column_map: ColumnMap | None = None
) -> tuple[dict[str, Product], Report]:
    """The products by key, from a file that must be that format's, with every row accounted."""
    intake = read(path, LAYOUTS, column_map)
    assert intake.report.format == format_id
    assert intake.report.kind == "catalogue"
    assert intake.report.balanced()
    assert intake.lines is None
    assert intake.catalogue is not None
    products = {product.key: product for product in intake.catalogue.products}
    assert len(products) == len(intake.catalogue.products)
    return products, intake.report


def figures(product: Product) -> tuple[float | None, float | None, float | None]:
    """Price, cost and stock."""
    return product.price, product.cost, product.stock


def trimmed(
    header: Sequence[str], rows: Iterable[Mapping[str, str]], *kept: str
) -> tuple[list[str], list[dict[str, str]]]:
    """The table with only some of its columns."""
    own = [name for name in header if name in kept]
    return own, [{name: row.get(name, "") for name in own} for row in rows]
