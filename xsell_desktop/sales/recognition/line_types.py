"""Columns that say of each line whether it sells or takes back."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.recognition.names import bare


def _words(text: str) -> frozenset[str]:
    return frozenset(bare(word) for word in text.split(","))


SALES = _words(
    "sale,sales,sold,order,payment,purchase,invoice,receipt,normal,regular,debit,"
    "verkauf,kauf,bestellung,rechnung,vente,achat,facture,commande,venta,compra,factura,pedido,"
    "vendita,fattura,ordine,verkoop,factuur,bestelling,sprzedaż,faktura,paragon,zamówienie,"
    "продажа,заказ,venda,fatura,encomenda,försäljning,köp,salg,ordre,myynti,prodej,objednávka,"
    "predaj,eladás,rendelés,satış,sipariş,売上,販売,购买,销售,판매"
)
RETURNS = _words(
    "refund,refunds,return,returns,sale return,sales return,return sale,exchange return,"
    "credit,credit note,credit memo,retoure,rückgabe,rücknahme,rückerstattung,erstattung,"
    "gutschrift,avoir,remboursement,retour,note de crédit,devolución,devoluciones,reembolso,abono,"
    "nota de crédito,nota de abono,reso,rimborso,nota di credito,nota credito,terugbetaling,"
    "retourzending,creditnota,creditfactuur,zwrot,korekta,faktura korygująca,возврат,"
    "devolução,reembolsos,estorno,retur,återköp,återbetalning,kreditfaktura,kreditnota,palautus,"
    "hyvitys,vrátka,vratka,dobropis,visszáru,visszavét,jóváírás,iade,返品,返金,退货,退款,반품,환불"
)


def tells_returns(text: str) -> bool:
    """Whether a cell is a word for a sale or for taking back."""
    word = bare(text)
    return word in SALES or word in RETURNS


def turn_returns(draft: Draft) -> None:
    """Count what a line of a return holds as pieces that came back, whatever its sign."""
    kind = draft.column("line_type")
    if kind is not None:
        back = kind.where(lambda text: bare(text) in RETURNS)
        draft.quantity = np.where(back, -np.abs(draft.quantity), draft.quantity)
