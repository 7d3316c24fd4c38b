"""Files written by the tests of the shops' formats, and order lines as plain tuples."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import Intake, read
from xsell_desktop.sales.lines import Lines
from xsell_desktop.shops import LAYOUTS

Cells = Mapping[str, str]


class Sold(NamedTuple):
    """One line of `Lines`; `revenue` is None where it is unknown, `date` to the minute."""

    order: str
    key: str
    name: str
    quantity: float
    revenue: float | None
    date: str = ""
    returned: bool = False


def header_of(format_id: str, width: int, first: str = "") -> list[str]:
    """The header of that many columns, and with that first one, in the folder of known headers."""
    folder = Path(__file__).parents[1] / "data" / "headers"
    with (folder / f"{format_id}.csv").open(encoding="utf-8", newline="") as file:
        headers = [row for row in csv.reader(file) if len(row) == width]
    return next(row for row in headers if first in ("", row[0]))


def write_rows(
    path: Path,
    header: Sequence[str],
    rows: Sequence[Cells],
    *,
    delimiter: str = ",",
    above: str = "",
    below: str = "",
    encoding: str = "utf-8",
) -> Path:
    """Write the cells a header names; `above` and `below` are put around them as they are."""
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(above)
        writer = csv.DictWriter(file, header, restval="", extrasaction="ignore",
                                delimiter=delimiter)  # fmt: skip
        writer.writeheader()
        writer.writerows(rows)
        file.write(below)
    return path


def take(path: Path, format_id: str, column_map: ColumnMap | None = None) -> tuple[Intake, Lines]:
    """Read a file that must be of the format."""
    intake = read(path, LAYOUTS, column_map, salt=b"salt")
    assert intake.report.format == format_id
    assert intake.report.balanced()
    assert intake.lines is not None
    return intake, intake.lines


def sold(lines: Lines) -> list[Sold]:
    """All lines, those of goods that came back included."""
    dates = ["" if str(d) == "NaT" else str(d)[:16] for d in lines.order_date]
    return [
        Sold(
            lines.order_keys[order],
            lines.product_keys[product],
            lines.product_names[product],
            float(lines.line_quantity[at]),
            None if math.isnan(money := float(lines.line_revenue[at])) else round(money, 2),
            dates[order],
            bool(lines.line_returned[at]),
        )
        for at, (order, product) in enumerate(
            zip(lines.line_order.tolist(), lines.line_product.tolist(), strict=True)
        )
    ]
