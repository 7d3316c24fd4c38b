"""What files that were imported added to the sales there were, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _, count_text, plural

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Intake

MOST_FILES = 10


def growth_lines(before: Sales, after: Sales, intakes: Sequence[Intake]) -> list[str]:
    """A line a sales file: its new orders, and how many were there already.

    Nothing is said of a project's first file, of product lists, nor of many files at once.
    """
    from xsell_desktop.sales.merging.overlap import measure_growth

    ids = {intake.file_id for intake in intakes if intake.lines is not None}
    lines: list[str] = []
    if len(ids) > MOST_FILES:
        return lines
    sales = Sales(tuple(item for item in before.imports if item.id not in ids))
    again = {item.id for item in before.imports}
    for item in after.imports:
        if item.id not in ids:
            continue
        if item.id in again:
            text = _("{file}: imported again in place of the earlier time.")
            lines.append(text.format(file=item.source))
        elif sales or len(ids) > 1:
            growth = measure_growth(sales, item)
            words = plural("{n} new order", "{n} new orders", growth.new_orders)
            if growth.known_orders:
                known = _("{n} were there already").format(n=count_text(growth.known_orders))
                words = f"{words}, {known}"
            lines.append(_("{file}: {words}.").format(file=item.source, words=words))
        sales = sales.add(item)
    return lines
