"""eBay's orders report: an order of several items has a row of its own above its items' rows."""

from __future__ import annotations

from xsell_desktop.sales.arrangement import clear, combine, fill_by_order, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.rules.damage import is_scientific
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import blank_rows, first_filled
from xsell_desktop.texts import plural

GOODS = ("product", "item", "name")
OF_ORDER = ("date", "customer", "email", "currency", "country")
RECORD = ("Sales Record Number", "Numéro de vente", "Verkaufsprotokollnummer")
TITLE = ("Item Title", "Intitulé de l'objet", "Angebotstitel")
ITEM = ("Item Number", "Numéro de l'objet", "Artikelnummer")
LABEL = ("Custom Label", "Custom Label (SKU)", "Bestandseinheit")
ORDER = ("Order Number", "Numéro de commande", "Bestellnummer")
SOLD_FOR = ("Sold For", "Vendu pour", "Verkauft für")


def arrange(table: Table) -> Table:
    """Order rows hand what only they hold to their items' rows; they and the footers are framing.

    Items without a label are known by their item number and variation, or by their title where a
    spreadsheet shortened the number.
    """
    columns = table.columns
    if "order" not in columns:
        return table
    order = combine((columns["order"], columns.get("number")), first_filled)
    item, variation = columns.get("item"), columns.get("variation")
    label, title = columns.get("product"), columns.get("name")
    framing = _footers(table) | _order_rows(table)
    held = {part: fill_by_order(columns[part], order) for part in OF_ORDER if part in columns}
    buyer, email = held.get("customer"), held.get("email")
    if buyer or email:
        held["customer"] = combine((buyer, email), first_filled)
    table = with_columns(
        table,
        **held,
        order=order,
        product=combine((label, item, variation), _key) if label or item else None,
        name=combine((title, variation), _name) if title else None,
    )
    return clear(table, framing)


def _order_rows(table: Table) -> Flags:
    """Rows without goods in orders that have some on other rows."""
    order = table.columns["order"]
    bare = blank_rows(table, *GOODS) & ~order.blank()
    has_goods = order.where(set(_texts(table, ~bare)).__contains__)
    return bare & has_goods


def _texts(table: Table, rows: Flags) -> list[str]:
    order = table.columns["order"]
    return [order.values[code] for code in set(order.codes[rows].tolist())]


def _footers(table: Table) -> Flags:
    """`45,record(s) downloaded` and `Seller ID : ann`: nothing sold, and no record's number."""
    nothing = blank_rows(table, *GOODS, "quantity", "price", "date")
    wordy = table.columns["order"].where(lambda text: not text.strip().isdigit())
    if "number" in table.columns:
        wordy |= table.columns["number"].where(lambda text: " " in text.strip())
    return nothing & wordy


def tidy(draft: Draft) -> None:
    """Say how many item numbers a spreadsheet shortened."""
    item = draft.column("item")
    if item is not None:
        lost = int((item.where(is_scientific) & draft.verdicts.open).sum())
        if lost:
            draft.notes.append(
                plural(
                    "A spreadsheet shortened the item number on {n} row; its title stands for it",
                    "A spreadsheet shortened the item numbers on {n} rows; their titles stand for "
                    "them",
                    lost,
                )
            )


def _key(label: str, item: str, variation: str) -> str:
    item, chosen = item.strip(), variation.strip().strip("[]")
    if is_scientific(item):
        return first_filled(label)
    return first_filled(label, f"{item} ({chosen})" if item and chosen else item)


def _name(title: str, variation: str) -> str:
    title, variation = title.strip(), variation.strip().strip("[]")
    return f"{title} ({variation})" if title and variation and variation not in title else title


EBAY_ORDERS = Layout(
    id="ebay-orders",
    title="eBay orders",
    anchors=(
        ("Sales Record Number", "Item Title"),
        ("Sales Record Number", "Item Number"),
        ("Sales Record Number", "Custom Label"),
        ("Order Number", "Item Title", "Sold For"),
        ("Order Number", "Item Number", "Sold For"),
        ("Numéro de vente", "Intitulé de l'objet"),
        ("Numéro de vente", "Numéro de l'objet"),
        ("Verkaufsprotokollnummer", "Angebotstitel"),
        ("Verkaufsprotokollnummer", "Artikelnummer"),
    ),
    dead_ends=(
        DeadEnd(
            anchor=("Sales Record Number",),
            absent=("Item Title", "Item Number", "Custom Label"),
            why="lists eBay orders without their items",
            advice="In Seller Hub open Orders, choose Download report, Orders report, and leave "
            "the columns Item Number and Item Title in",
        ),
        DeadEnd(
            anchor=("Numéro de vente", "Numéro de commande"),
            absent=("Intitulé de l'objet", "Numéro de l'objet"),
            why="lists eBay orders without their items",
            advice="In Seller Hub open Orders, choose Download report, Orders report, and leave "
            "the columns Item Number and Item Title in",
        ),
    ),
    columns={
        "order": RECORD + ORDER,
        "number": ORDER,
        "product": LABEL,
        "item": ITEM,
        "name": TITLE,
        "variation": ("Variation Details", "Détails de la variante", "Variantendetails"),
        "quantity": ("Quantity", "Quantité", "Anzahl", "Stückzahl"),
        "price": SOLD_FOR,
        "date": ("Sale Date", "Date de vente", "Verkauft am", "Verkaufsdatum", "Paid On Date"),
        "customer": (
            "Buyer Username", "Pseudo de l’acheteur", "Nutzername des Käufers", "Buyer User ID",
        ),
        "email": ("Buyer Email",),
        "country": ("Buyer Country", "Ship To Country"),
    },
    arrange=arrange,
    tidy=tidy,
    copies_are_errors=True,
)  # fmt: skip
