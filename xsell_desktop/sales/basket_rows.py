"""Files with one order a line: the cells of a row are the products of the order."""

from __future__ import annotations

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.pace import tracked_blocks
from xsell_desktop.sales.records import BROKEN
from xsell_desktop.sales.study import Study
from xsell_desktop.sales.verdicts import Verdicts


def read_baskets(
    found: Study, file_id: str, progress: Progress | None = None
) -> tuple[Lines, Verdicts]:
    """The orders, their lines without dates, money or customers, and a verdict a row.

    Orders are keyed by the mapped order column, else by file and line, so that the lines of two
    files never pass for one order.
    """
    order_at = found.places.get("order")
    starts: list[int] = []
    orders: dict[str, int] = {}
    products: dict[str, int] = {}
    line_order: list[int] = []
    line_product: list[int] = []
    blank: list[int] = []
    broken: list[int] = []
    unreadable: list[int] = []
    for block in tracked_blocks(found.source, progress=progress):
        for start, width, row in zip(block.starts, block.widths, block.rows(), strict=True):
            if start <= found.header_line:
                continue
            at = len(starts)
            starts.append(int(start))
            items = [cell.strip() for place, cell in enumerate(row) if place != order_at]
            items = [item for item in items if item]
            if width == BROKEN:
                broken.append(at)
            elif any("\x00" in item for item in items):
                unreadable.append(at)
            elif not items:
                blank.append(at)
            else:
                key = row[order_at].strip() if order_at is not None else f"{file_id[:8]}-{start}"
                order = orders.setdefault(key, len(orders))
                for item in items:
                    line_order.append(order)
                    line_product.append(products.setdefault(item, len(products)))
    verdicts = Verdicts(np.array(starts, dtype=np.int64))
    verdicts.frame(_mask(blank, len(starts)))
    verdicts.refuse(_mask(broken, len(starts)), reasons.OPEN_QUOTE)
    verdicts.refuse(_mask(unreadable, len(starts)), reasons.UNREADABLE)
    return _lines(list(orders), list(products), line_order, line_product), verdicts


def _mask(rows: list[int], size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(size, dtype=bool)
    mask[rows] = True
    return mask


def _lines(
    orders: list[str], products: list[str], line_order: list[int], line_product: list[int]
) -> Lines:
    return Lines(
        order_keys=tuple(orders),
        product_keys=tuple(products),
        product_names=tuple(products),
        customer_keys=(),
        currencies=(),
        order_date=np.full(len(orders), np.datetime64("NaT", "s")),
        order_customer=np.full(len(orders), -1, dtype=np.int32),
        order_currency=np.full(len(orders), -1, dtype=np.int32),
        order_discount=np.zeros(len(orders)),
        line_order=np.array(line_order, dtype=np.int32),
        line_product=np.array(line_product, dtype=np.int32),
        line_quantity=np.ones(len(line_order)),
        line_revenue=np.full(len(line_order), np.nan),
        line_returned=np.zeros(len(line_order), dtype=bool),
    )
