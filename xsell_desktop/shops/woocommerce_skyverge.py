"""SkyVerge's Customer/Order/Coupon Export for WooCommerce: packed items, or a row an item."""

from __future__ import annotations

import json
import re

from xsell_desktop.sales.arrangement import with_columns
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.table import Column, Table
from xsell_desktop.sales.unpacking import unpack_cells
from xsell_desktop.shops.web_orders import name_customers, note_refunded

DELETED = "unknown_product"
_ITEMS, _FIELDS = (re.compile(rf"([^{c}\\]*(?:\\.[^{c}\\]*)*)[{c}]", re.DOTALL) for c in ";|")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
PARTS = {"name": "name", "sku": "product", "quantity": "quantity", "total": "total",
         "refunded_qty": "refunded"}  # fmt: skip
JSON_PARTS = PARTS | {"title": "name", "qty": "quantity", "price": "price"}


def parse_items(cell: str) -> list[dict[str, str]]:
    r"""The items of `id:1|name:Mug\; blue|sku:M1|quantity:2;id:2|…`, without their backslashes,
    or those of a JSON list of objects.
    """
    if cell.lstrip()[:1] == "[":
        return _parse_json(cell)
    return [_parse_item(item) for item in _split(cell, _ITEMS, ";") if item.strip()]


def _parse_json(cell: str) -> list[dict[str, str]]:
    try:
        items = json.loads(cell)
    except ValueError:
        return [{}]
    return [
        {JSON_PARTS[key]: str(value) for key, value in item.items()
         if key in JSON_PARTS and isinstance(value, (str, int, float))}
        for item in items if isinstance(item, dict)
    ]  # fmt: skip


def _parse_item(item: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field in _split(item, _FIELDS, "|"):
        key, colon, value = field.partition(":")
        part = PARTS.get(key.strip())
        if colon and part is not None and part not in fields:
            fields[part] = _ESCAPED.sub(r"\1", value).strip() if "\\" in value else value.strip()
    return fields


def _split(text: str, piece: re.Pattern[str], mark: str) -> list[str]:
    """The text cut at each mark that no backslash escapes."""
    if "\\" not in text:
        return text.split(mark)
    pieces, at, text = [], 0, text + mark
    while found := piece.match(text, at):
        pieces.append(found[1])
        at = found.end()
    return [*pieces, text[at:-1]] if at < len(text) else pieces


def unpack(table: Table) -> Table:
    """A row an item, deleted products by their names."""
    if "packed" in table.columns and not {"name", "product"} & table.columns.keys():
        table = unpack_cells(table, "packed", parse_items)
    known = {part: c for part, c in table.columns.items() if part in ("product", "refunded")}
    spell = {"product": _sku, "refunded": lambda count: count.strip().removeprefix("-")}
    columns: dict[str, Column | None] = {p: c.respelt(spell[p]) for p, c in known.items()}
    return name_customers(with_columns(table, **columns))


def _sku(sku: str) -> str:
    return "" if sku.strip() == DELETED else sku


WOOCOMMERCE_SKYVERGE = Layout(
    id="woocommerce-skyverge",
    title="WooCommerce orders (SkyVerge)",
    anchors=tuple(
        (order, *items)
        for order in ("order_id", "order_number")
        for items in (
            ("line_items",),
            ("item_id", "item_name", "item_quantity", "item_total"),
            ("order_number_formatted", "item_name", "item_quantity"),
        )
    ),
    columns={
        "order": ("order_id", "order_number"),
        "packed": ("line_items",),
        "product": ("item_sku",),
        "name": ("item_name",),
        "quantity": ("item_quantity",),
        "total": ("item_total",),
        "refunded": ("item_refunded_qty",),
        "date": ("date", "order_date"),
        "customer": ("billing_email", "customer_email"),
        "customer_id": ("customer_id",),
        "currency": ("order_currency",),
        "status": ("status", "order_status"),
        "country": ("billing_country", "shipping_country"),
        "channel": ("created_via", "origin"),
    },
    unpack=unpack,
    tidy=note_refunded,
)
