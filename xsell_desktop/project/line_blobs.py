"""Order lines as column blobs and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from xsell_desktop.project.blobs import (
    Array,
    Blob,
    Damaged,
    pack_array,
    pack_codes,
    pack_floats,
    pack_rows,
    unpack_array,
    unpack_codes,
    unpack_floats,
    unpack_rows,
    unpack_texts,
)
from xsell_desktop.sales.lines import Lines

_TEXTS = ("order_keys", "product_keys", "product_names", "customer_keys", "currencies")
_CODES = ("order_customer", "order_currency", "line_order", "line_product")
_LATER = {"order_country": "countries", "order_channel": "channels"}  # codes into texts
_FLOATS = ("order_discount", "line_quantity", "line_revenue")


def pack_lines(lines: Lines) -> list[Blob]:
    """Every column of the lines; raises ValueError when they do not fit together."""
    _check_lengths(lines)
    blobs = [pack_rows(name, getattr(lines, name)) for name in _TEXTS]
    blobs += [pack_codes(name, getattr(lines, name)) for name in _CODES]
    for name in _FLOATS:
        blobs += pack_floats(name, getattr(lines, name))
    blobs.append(pack_array("order_date", lines.order_date, "<M8[s]"))
    blobs.append(pack_array("line_returned", lines.line_returned, "|b1"))
    for codes, texts in _LATER.items():
        if getattr(lines, texts):
            blobs.append(pack_rows(texts, getattr(lines, texts)))
            blobs.append(pack_codes(codes, getattr(lines, codes)))
    if lines.product_aliases:
        blobs.append(pack_rows("product_aliases", lines.product_aliases))
    if lines.void_orders:
        blobs.append(pack_rows("void_orders", lines.void_orders))
        blobs.append(pack_array("void_dates", lines.void_dates, "<M8[s]"))
    return blobs


def unpack_lines(blobs: Mapping[str, Blob]) -> Lines:
    """The lines; raises Damaged when a column is missing, wrong or points nowhere."""
    try:
        texts = {name: unpack_texts(blobs[name]) for name in _TEXTS}
        counts = {
            "order_customer": (-1, len(texts["customer_keys"])),
            "order_currency": (-1, len(texts["currencies"])),
            "line_order": (0, len(texts["order_keys"])),
            "line_product": (0, len(texts["product_keys"])),
        }
        codes = {name: unpack_codes(blobs[name], *counts[name]) for name in _CODES}
        floats = {name: unpack_floats(blobs[name], blobs.get(f"{name}.values")) for name in _FLOATS}
        columns: dict[str, Any] = {**texts, **codes, **floats}
        lines = Lines(
            **columns,
            order_date=unpack_array(blobs["order_date"], ("<M8[s]",)).astype("M8[s]", copy=False),
            line_returned=unpack_array(blobs["line_returned"], ("|b1",)),
            product_aliases=_unpack_aliases(blobs.get("product_aliases")),
            **_unpack_void(blobs),
            **_unpack_later(blobs),
        )
    except KeyError as error:
        raise Damaged(f"the column {error.args[0]} is missing") from error
    _check_lengths(lines)
    return lines


def _unpack_aliases(blob: Blob | None) -> tuple[tuple[str, ...], ...]:
    """Each product's other names; none in files written before there were any."""
    rows = unpack_rows(blob) if blob is not None else []
    for row in rows:
        if not isinstance(row, list) or not all(isinstance(name, str) for name in row):
            raise Damaged("a product's other names are not texts")
    return tuple(map(tuple, rows))


def _unpack_void(blobs: Mapping[str, Blob]) -> dict[str, Any]:
    if "void_orders" not in blobs:
        return {}
    dates = unpack_array(blobs["void_dates"], ("<M8[s]",)).astype("M8[s]", copy=False)
    return {"void_orders": unpack_texts(blobs["void_orders"]), "void_dates": dates}


def _unpack_later(blobs: Mapping[str, Blob]) -> dict[str, Any]:
    """Countries and channels; none in files written before there were any."""
    columns: dict[str, Any] = {}
    for codes, texts in _LATER.items():
        if texts in blobs:
            columns[texts] = unpack_texts(blobs[texts])
            columns[codes] = unpack_codes(blobs[codes], -1, len(columns[texts]))
    return columns


def _check_lengths(lines: Lines) -> None:
    orders, size = len(lines.order_keys), len(lines.line_order)
    columns: dict[str, Array] = {
        name: array for name, array in vars(lines).items() if isinstance(array, np.ndarray)
    }
    for name, array in columns.items():
        expected = orders if name.startswith("order_") else size
        if name == "void_dates":
            expected = len(lines.void_orders)
        if array.shape != (expected,):
            raise Damaged(f"{name} has {array.shape} entries where {expected} are due")
    if len(lines.product_names) != len(lines.product_keys):
        raise Damaged("a product has no name")
    if len(lines.product_aliases) not in (0, len(lines.product_keys)):
        raise Damaged("a product has no list of other names")
