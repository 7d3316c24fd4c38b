"""SumUp's sales report: a row an item, its price that of all its pieces."""

from __future__ import annotations

from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.shops.receipts import says, take_back

REFUNDS = {"refund", "refunds", "rückerstattung", "rückerstattungen", "remboursement", "rimborso"}


def tidy(draft: Draft) -> None:
    """Refunds, which are receipts of their own."""
    take_back(draft, says(draft.column("kind"), REFUNDS, len(draft)))


SUMUP_ITEMS = Layout(
    id="sumup-items",
    title="SumUp sales report",
    anchors=(
        ("Transaction ID", "Description", "Price (Gross)"),
        ("Transaktionsnummer", "Beschreibung", "Preis (brutto)"),
    ),
    columns={
        "order": ("Transaction ID", "Transaktionsnummer"),
        "name": ("Description", "Beschreibung"),
        "quantity": ("Quantity", "Anzahl"),
        "total": ("Price (Gross)", "Preis (brutto)"),
        "date": ("Date", "Datum"),
        "time": ("Time", "Zeit"),
        "currency": ("Currency", "Währung"),
        "kind": ("Type", "Typ"),
    },
    tidy=tidy,
    proven=False,
)
