"""Clover's line items: a row a piece, so that equal rows are pieces of one kind, never copies."""

from __future__ import annotations

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, fill, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import first_filled, says_true, take_discounts_off

ADVICE = "In the Clover Dashboard open Orders, choose the period, Export, then Line Items"


def arrange(table: Table) -> Table:
    """Blank quantities are one piece; refunded and exchanged pieces came back."""
    columns = table.columns
    sku, item = columns.get("product"), columns.get("item")
    pieces = columns.get("quantity")
    if pieces is not None:
        pieces = (
            fill(pieces, pieces.blank() & ~columns["order"].blank(), "1")
            if "order" in columns
            else pieces
        )
    refunded, exchanged = columns.get("refunded"), columns.get("exchanged")
    back = None
    if refunded is not None or exchanged is not None:
        back = combine((refunded, exchanged, pieces), _pieces_back)
    return with_columns(
        table,
        product=combine((sku, item), first_filled) if sku or item else None,
        quantity=pieces,
        refunded=back,
    )


def _pieces_back(refunded: str, exchanged: str, pieces: str) -> str:
    return (pieces or "1") if says_true(refunded) or says_true(exchanged) else "0"


def tidy(draft: Draft) -> None:
    """Service charges are no goods."""
    charge = draft.column("charge")
    if charge is not None:
        draft.verdicts.set_aside(charge.where(says_true), reasons.FEES)
    take_discounts_off(draft)


CLOVER_ITEMS = Layout(
    id="clover-items",
    title="Clover line items",
    anchors=(
        ("Line Item Date", "Item Revenue"),
        ("Line Item Date", "Order ID", "Item Name"),
        ("Order ID", "Item Name", "Item Revenue", "Per Unit Quantity"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("Order Date", "Order ID", "Order Total", "Tender"),
            absent=("Item Name", "Product", "Quantity", "SKU"),
            why="lists Clover orders without their items",
            advice=ADVICE,
        ),
        DeadEnd(
            anchor=("Order Date", "Order ID", "Payments Total"),
            absent=("Item Name", "Product", "Quantity", "SKU"),
            why="lists Clover orders without their items",
            advice=ADVICE,
        ),
    ),
    columns={
        "order": ("Order ID",),
        "product": ("Item SKU",),
        "item": ("Item ID",),
        "name": ("Item Name",),
        "quantity": ("Per Unit Quantity",),
        "total": ("Item Total", "Total Revenue", "Item Revenue"),
        "gross": ("Total Revenue", "Item Revenue"),
        "discount": ("Total Discount",),
        "date": ("Line Item Date",),
        "currency": ("Currency",),
        "status": ("Order Payment State",),
        "refunded": ("Refunded",),
        "exchanged": ("Exchanged",),
        "charge": ("Service Charge",),
    },
    arrange=arrange,
    tidy=tidy,
)
