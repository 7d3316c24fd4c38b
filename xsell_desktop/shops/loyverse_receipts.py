"""Loyverse's receipts by item, in the languages of its back office."""

from __future__ import annotations

from itertools import chain, product

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.arrangement import combine, with_columns
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.layouts import DeadEnd, Layout
from xsell_desktop.sales.table import Table
from xsell_desktop.shops.receipts import (
    first_filled,
    name_variant,
    says,
    take_back,
    take_discounts_off,
)

# headers of the receipt's number, its type and the item, and one more where these three are what
# any till of the country may write
LANGUAGES = (
    (("Receipt number",), ("Receipt type",), ("Item",)),
    (("Número de recibo", "Nº de recibo"), ("Tipo de recibo",), ("Artículo",)),
    (("Numéro de reçu", "Numéro du reçu", "N° de reçu"), ("Type de reçu", "Type du reçu"),
     ("Article",)),
    (("Número do recibo", "Número de recibo"), ("Tipo do recibo", "Tipo de recibo"),
     ("Item", "Artigo", "Produto")),
    (("Belegnummer", "Quittungsnummer"), ("Belegart", "Belegtyp", "Quittungsart"), ("Artikel",),
     ("Variante",)),
    (("Numero di ricevuta", "Numero ricevuta", "Numero scontrino"),
     ("Tipo di ricevuta", "Tipo ricevuta", "Tipo scontrino"), ("Articolo",), ("Variante",)),
    (("Номер чека",), ("Тип чека",), ("Товар",), ("Вариант",)),
)  # fmt: skip
RECEIPT, KIND, ITEM = (
    tuple(chain.from_iterable(language[part] for language in LANGUAGES)) for part in range(3)
)
REFUNDS = {
    "refund", "reembolso", "devolución", "devolucion", "remboursement", "erstattung",
    "rückerstattung", "rimborso", "devolução", "возврат",
}  # fmt: skip
VOIDED = {
    "voided", "void", "cancelled", "canceled", "anulado", "cancelado", "annulé", "storniert",
    "annullato", "аннулирован", "отменен", "отменён",
}  # fmt: skip


def arrange(table: Table) -> Table:
    """Names with their variant; customers by their contacts where there are any."""
    columns = table.columns
    item, variant = columns.get("name"), columns.get("variant")
    person, contacts = columns.get("customer"), columns.get("contacts")
    return with_columns(
        table,
        name=combine((item, variant), name_variant) if item else None,
        customer=combine((contacts, person), first_filled) if contacts or person else None,
    )


def tidy(draft: Draft) -> None:
    """Refunds are receipts of their own; voided receipts go whole."""
    voided = says(draft.column("voided"), VOIDED, len(draft))
    draft.verdicts.set_aside(draft.of_order(voided), reasons.CANCELLED)
    take_back(draft, says(draft.column("kind"), REFUNDS, len(draft)))
    take_discounts_off(draft)


LOYVERSE_ITEMS_SOLD = Layout(
    id="loyverse-items-sold",
    title="Loyverse receipts by item",
    anchors=tuple(chain(*(product(*language) for language in LANGUAGES))),
    dead_ends=tuple(
        DeadEnd(
            anchor=(receipt, kind),
            absent=(*ITEM, "SKU", "Quantity", "Product", "Product name"),
            why="lists Loyverse receipts with their items in one text, or without them",
            advice="In the Loyverse Back Office open Reports, Receipts, choose Export, then "
            "Receipts by item",
        )
        for receipts, kinds, *_more in LANGUAGES[:4]
        for receipt, kind in product(receipts, kinds)
    ),
    columns={
        "order": RECEIPT,
        "product": ("SKU", "REF", "UGS", "Référence", "Artikelnummer", "Артикул"),
        "name": ITEM,
        "variant": ("Variant", "Variante", "Вариант"),
        "quantity": ("Quantity", "Cantidad", "Quantité", "Menge", "Anzahl", "Quantità",
                     "Quantidade", "Количество"),
        "total": ("Net sales", "Ventas netas", "Ventes nettes", "Nettoumsatz", "Nettoverkäufe",
                  "Netto-Umsatz", "Vendite nette", "Vendas líquidas", "Чистые продажи",
                  "Gross sales", "Ventas brutas", "Ventes brutes", "Bruttoumsatz",
                  "Bruttoverkäufe", "Brutto-Umsatz", "Vendite lorde", "Vendas brutas",
                  "Валовые продажи"),
        "gross": ("Gross sales", "Ventas brutas", "Ventes brutes", "Bruttoumsatz",
                  "Bruttoverkäufe", "Brutto-Umsatz", "Vendite lorde", "Vendas brutas",
                  "Валовые продажи"),
        "discount": ("Discounts", "Descuentos", "Remises", "Réductions", "Rabatte", "Sconti",
                     "Descontos", "Скидки"),
        "date": ("Date", "Fecha", "Datum", "Data", "Дата"),
        "customer": ("Customer name", "Nombre del cliente", "Nom du client", "Kundenname",
                     "Nome del cliente", "Nome cliente", "Nome do cliente", "Имя клиента",
                     "Имя покупателя"),
        "contacts": ("Customer contacts", "Contactos del cliente", "Contacts du client",
                     "Coordonnées du client", "Kundenkontakte", "Contatti del cliente",
                     "Contatos do cliente", "Контакты клиента", "Контакты покупателя"),
        "kind": KIND,
        "voided": ("Status", "Estado", "Statut", "État", "Stato", "Статус"),
        "channel": ("Store", "Tienda", "Magasin", "Filiale", "Negozio", "Loja", "Магазин", "POS",
                    "TPV", "Kasse", "Касса"),
    },
    arrange=arrange,
    tidy=tidy,
)  # fmt: skip
