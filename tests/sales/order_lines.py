"""Plain files of order lines written and read back."""

from __future__ import annotations

from pathlib import Path

from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import Intake, read
from xsell_desktop.shops import LAYOUTS

Kept = list[tuple[str, str, float]]


def take(folder: Path, header: str, *rows: str, **filters: bool) -> Intake:
    """The file as read; `filters` switches filters on or off."""
    path = folder / "lines.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8", newline="")
    column_map = None
    if filters:
        looked = read(path, LAYOUTS).column_map
        column_map = ColumnMap(looked.format, looked.columns, filters=filters)
    intake = read(path, LAYOUTS, column_map)
    assert intake.report.balanced()
    return intake


def kept(intake: Intake) -> Kept:
    """Order, product and pieces of each line, as they stand in the lines."""
    lines = intake.lines
    assert lines is not None
    return [
        (lines.order_keys[order], lines.product_keys[product], float(pieces))
        for order, product, pieces in zip(
            lines.line_order, lines.line_product, lines.line_quantity, strict=True
        )
    ]
