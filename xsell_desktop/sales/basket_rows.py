"""Files with one order a line: the cells of a row are the products of the order."""

from __future__ import annotations

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import PLACEHOLDERS
from xsell_desktop.sales.files.pace import tracked_blocks
from xsell_desktop.sales.files.records import BROKEN
from xsell_desktop.sales.lines import Codes, Lines
from xsell_desktop.sales.recognition.study import Study
from xsell_desktop.sales.rules.pseudo_products import pseudo_product
from xsell_desktop.sales.verdicts import Verdicts

NOTHING = ""  # the product of a row that names none


def read_baskets(
    found: Study,
    file_id: str,
    progress: Progress | None = None,
    off: frozenset[str] = frozenset(),
) -> tuple[Lines, Verdicts]:
    """The orders, their lines without dates, money or customers, and a verdict a cell.

    Orders are keyed by the mapped order column, else by file and line, so that the lines of two
    files never pass for one order. Cells that name no goods are set aside for their reason,
    unless it is one of those in `off`.
    """
    order_at = found.places.get("order")
    starts: list[int] = []
    orders: dict[str, int] = {}
    products: dict[str, int] = {NOTHING: 0}
    line_order: list[int] = []
    line_product: list[int] = []
    origin: list[int] = []
    broken: list[int] = []
    unreadable: list[int] = []
    for block in tracked_blocks(found.source, progress=progress):
        for start, width, row in zip(block.starts, block.widths, block.rows(), strict=True):
            if start <= found.header_line:
                continue
            at = len(starts)
            starts.append(int(start))
            items = [cell.strip() for place, cell in enumerate(row) if place != order_at]
            items = [item for item in items if item] or [NOTHING]
            if width == BROKEN:
                broken.append(at)
            elif any("\x00" in item for item in items):
                unreadable.append(at)
            key = row[order_at].strip() if order_at is not None else f"{file_id[:8]}-{start}"
            line_order += [orders.setdefault(key, len(orders))] * len(items)
            line_product += [products.setdefault(item, len(products)) for item in items]
            origin += [at] * len(items)
    rows = np.array(origin, dtype=np.int64)
    verdicts = Verdicts(np.array(starts, dtype=np.int64), rows, off)
    verdicts.refuse(np.isin(rows, broken), reasons.OPEN_QUOTE)
    verdicts.refuse(np.isin(rows, unreadable), reasons.UNREADABLE)
    product = np.array(line_product, dtype=np.int32)
    verdicts.frame(product == 0)
    for reason, others in _no_goods(list(products)).items():
        verdicts.set_aside(np.isin(product, others), reason)
    kept = verdicts.open
    order, line = _renumber(list(orders), np.array(line_order, dtype=np.int32)[kept])
    names, item = _renumber(list(products), product[kept])
    return _lines(order, names, line, item), verdicts


def _no_goods(products: list[str]) -> dict[str, list[int]]:
    """The products that name no goods, by the reason to leave them out."""
    found: dict[str, list[int]] = {}
    for at, name in enumerate(products):
        placeholder = name.casefold() in PLACEHOLDERS
        reason = reasons.PLACEHOLDER if placeholder else pseudo_product(name)
        if reason:
            found.setdefault(reason, []).append(at)
    return found


def _renumber(texts: list[str], codes: Codes) -> tuple[list[str], Codes]:
    """The texts in use, and each code's place among them."""
    used, places = np.unique(codes, return_inverse=True)
    return [texts[code] for code in used.tolist()], places.astype(np.int32)


def _lines(orders: list[str], products: list[str], line_order: Codes, line_product: Codes) -> Lines:
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
        line_order=line_order,
        line_product=line_product,
        line_quantity=np.ones(len(line_order)),
        line_revenue=np.full(len(line_order), np.nan),
        line_returned=np.zeros(len(line_order), dtype=bool),
    )
