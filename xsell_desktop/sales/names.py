"""What shops call the columns of a sales file, in several languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache


@cache
def bare(text: str) -> str:
    """A header without case, accents, blanks and punctuation: `Line-Item Name` → lineitemname."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if c.isalnum())


def _bare_all(words: str) -> tuple[str, ...]:
    return tuple(bare(word) for word in words.split(","))


NAMES: dict[str, tuple[str, ...]] = {
    role: _bare_all(words)
    for role, words in {
        "order": (
            "order,order id,order number,order no,order nr,order name,order ref,order reference,"
            "order key,invoice,invoice no,invoice number,invoice id,transaction,transaction id,"
            "transaction no,transaction number,tid,trans id,receipt,receipt no,receipt number,"
            "receipt id,basket,basket id,ticket,ticket no,ticket number,sale id,sales order,"
            "sales record number,cart id,bill no,amazon order id,id order,"
            "bestellung,bestellnummer,bestell nr,bestell id,auftrag,auftragsnummer,auftrags nr,"
            "rechnung,rechnungsnummer,rechnungs nr,beleg,belegnummer,beleg nr,bon,bonnummer,bon nr,"
            "commande,numéro de commande,n° commande,n° de commande,no commande,id commande,"
            "facture,numéro de facture,n° facture,ticket de caisse,"
            "pedido,número de pedido,n° pedido,nº pedido,id pedido,factura,número de factura,"
            "ordine,numero ordine,n ordine,id ordine,fattura,numero fattura,scontrino,"
            "bestelling,bestelnummer,factuur,factuurnummer,ordernummer,kassabon,"
            "zamówienie,numer zamówienia,nr zamówienia,encomenda,número do pedido,"
            "заказ,номер заказа,чек,номер чека,注文番号,订单号"
        ),
        "product": (
            "sku,product,product id,product code,product no,product number,product sku,product key,"
            "item,item id,item no,item number,item code,item sku,stock code,stock item,article,"
            "article no,article number,article code,part number,variant sku,lineitem sku,asin,ean,"
            "upc,gtin,barcode,plu,id product,product reference,"
            "artikel,artikelnummer,artikel nr,art nr,artikel id,produkt,produktnummer,produkt nr,"
            "produit,référence,référence produit,réf,code article,code produit,"
            "producto,referencia,código,código de producto,código producto,artículo,ref,"
            "prodotto,codice,codice prodotto,codice articolo,articolo,"
            "product nummer,productcode,artikelcode,indeks,kod produktu,produto,código do produto,"
            "артикул,код товара,товар,商品コード,商品编码"
        ),
        "name": (
            "product name,item name,item title,product title,lineitem name,title,name,"
            "description,item description,product description,article name,item(s),items,goods,"
            "artikelname,artikelbezeichnung,bezeichnung,produktname,produktbezeichnung,titel,"
            "beschreibung,désignation,libellé,nom,nom du produit,nom produit,intitulé,"
            "nombre,nombre del producto,nombre producto,descripción,título,"
            "nome,nome prodotto,descrizione,naam,productnaam,omschrijving,nazwa,nazwa produktu,"
            "descrição,nome do produto,наименование,название,имя,商品名"
        ),
        "quantity": (
            "quantity,qty,quantity ordered,qty ordered,units,units sold,pieces,pcs,amount ordered,"
            "count,lineitem quantity,item quantity,product quantity,quantity sold,quantity refund,"
            "menge,anzahl,stück,stückzahl,quantité,qté,qte,nombre d articles,"
            "cantidad,uds,unidades,quantità,qtà,qta,aantal,hoeveelheid,ilość,quantidade,qtd,"
            "количество,кол во,数量"
        ),
        "price": (
            "price,unit price,item price,product price,price each,price per unit,unit cost,"
            "lineitem price,single price,sale price,selling price,"
            "preis,einzelpreis,stückpreis,vk preis,verkaufspreis,prix,prix unitaire,pu,"
            "precio,precio unitario,prezzo,prezzo unitario,prijs,stukprijs,cena,cena jednostkowa,"
            "preço,preço unitário,цена,単価,价格"
        ),
        "total": (
            "line total,item total,row total,total price,line amount,amount,net sales,sales value,"
            "sales,revenue,item revenue,line revenue,product sales,sold for,"
            "gesamtpreis,gesamt,summe,betrag,umsatz,zeilensumme,positionssumme,"
            "total ligne,montant,prix total,chiffre d affaires,total línea,importe,precio total,"
            "totale riga,importo,prezzo totale,totaal,bedrag,regeltotaal,wartość,kwota,valor,"
            "сумма,стоимость,金額"
        ),
        "discount": (
            "discount,line discount,lineitem discount,item discount,discounts,discount amount,"
            "rabatt,nachlass,remise,réduction,descuento,sconto,korting,rabat,desconto,скидка"
        ),
        "date": (
            "date,order date,order datetime,date time,datetime,created at,created,invoice date,"
            "sale date,sales date,purchase date,transaction date,timestamp,time stamp,paid at,"
            "order time,date purchased,date created,day ordered,"
            "datum,bestelldatum,auftragsdatum,rechnungsdatum,belegdatum,kaufdatum,zeitpunkt,"
            "date de commande,date commande,date facture,date de vente,"
            "fecha,fecha de pedido,fecha pedido,fecha factura,data,data ordine,data fattura,"
            "besteldatum,factuurdatum,orderdatum,data zamówienia,data do pedido,"
            "дата,дата заказа,注文日,日期"
        ),
        "customer": (
            "customer,customer id,customer no,customer number,customer email,email,e mail,client,"
            "client id,buyer,buyer id,buyer email,user,user id,member,member id,household key,"
            "shopper id,customer reference id,customer code,"
            "kunde,kundennummer,kunden nr,kunden id,client email,n° client,code client,"
            "cliente,id cliente,código cliente,correo,klant,klantnummer,klant id,klient,"
            "клиент,покупатель,顧客,客户"
        ),
        "currency": (
            "currency,currency code,order currency,währung,devise,moneda,valuta,monnaie,waluta,"
            "moeda,валюта,通貨"
        ),
        "order_discount": (
            "order discount,cart discount,basket discount,discount total,total discount,"
            "bestellrabatt,auftragsrabatt,remise commande,descuento pedido,sconto ordine"
        ),
    }.items()
}  # fmt: skip

ALL_NAMES = frozenset(name for names in NAMES.values() for name in names)


def match_names(header: Sequence[str]) -> dict[str, list[int]]:
    """For each role the columns whose header is one of its names, best-known name first."""
    bares = [bare(cell) for cell in header]
    found: dict[str, list[int]] = {}
    for role, names in NAMES.items():
        rank = {name: place for place, name in reversed(list(enumerate(names)))}
        hits = sorted((rank[cell], i) for i, cell in enumerate(bares) if cell in rank)
        if hits:
            found[role] = [i for _rank, i in hits]
    return found
