"""What shops call the columns of a sales file, in several languages."""

from __future__ import annotations

import re
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
            "заказ,номер заказа,чек,номер чека,注文番号,订单号,"
            "vorgang,vorgangsnummer,vorgangs nr,bonnr,kassenbon,kassenbonnummer,quittung,"
            "transaktion,"
            "transaktionsnummer,belegnr,check no,check number,bill,bill number,docket,docket no,"
            "sale no,sale number,order key,web order,purchase id,document no,document number,"
            "folio,comprobante,venta,número de venta,id venta,nº ticket,n° ticket,número de ticket,"
            "recibo,número de recibo,vente,n° de vente,id vente,numéro de ticket,ricevuta,vendita,"
            "numero scontrino,paragon,nr paragonu,numer paragonu,kvitto,kvittonummer,kvittering,"
            "objednávka,číslo objednávky,účtenka,rendelés,rendelésszám,nyugta,sipariş,sipariş no,"
            "fiş no,tilaus,tilausnumero,beställning,ordernr,ordre,ordrenummer,注文id,受注番号,"
            "伝票番号,"
            "レシート番号,取引id,订单编号,주문번호,"
            "număr comandă,nr comandă,comandă,număr bon,broj narudžbe,narudžba,broj računa,račun,"
            "номер на поръчка,поръчка,номер замовлення,замовлення,чек номер,"
            "αριθμός παραγγελίας,παραγγελία,αριθμός απόδειξης,užsakymo numeris,tellimuse number,"
            "číslo objednávky,číslo dokladu,doklad,"
            "sales order id,sales order no,sales order number,de venta,no pesanan,nomor pesanan,"
            "mã đơn hàng,"
            "订单号码,订单编码,交易编号,销售单号"
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
            "артикул,код товара,товар,商品コード,商品编码,"
            "ware,warennummer,waren nr,artnr,artikelnr,codigo,código artículo,clave,codice art,kod,"
            "kod towaru,towar,symbol,vare,varenr,varenummer,artikkeli,tuotekoodi,tuote,termék,"
            "cikkszám,"
            "zboží,kód,kód zboží,ürün,ürün kodu,stok kodu,商品,商品番号,品番,商品id,jan,"
            "jan コード,상품코드,货号,"
            "cod produs,cod articol,šifra,šifra artikla,šifra proizvoda,код,код на продукт,"
            "κωδικός,κωδικός προϊόντος,kód tovaru,tovar,číslo tovaru,prekės kodas,tootekood,"
            "seller sku,sku reference no,sku code,merchant sku,referensi sku,nomor referensi sku,"
            "mã sku,item number sku,"
            "sygnatura,商家编码,商品货号,规格编码"
        ),
        "name": (
            "product name,item name,item title,product title,lineitem name,title,name,"
            "description,item description,product description,article name,item(s),items,goods,"
            "artikelname,artikelbezeichnung,bezeichnung,produktname,produktbezeichnung,titel,"
            "beschreibung,désignation,libellé,nom,nom du produit,nom produit,intitulé,"
            "nombre,nombre del producto,nombre producto,descripción,título,"
            "nome,nome prodotto,descrizione,naam,productnaam,omschrijving,nazwa,nazwa produktu,"
            "descrição,nome do produto,наименование,название,имя,商品名,"
            "artikelbez,artikeltext,artikel bezeichnung,warenbezeichnung,produkttitel,"
            "libellé article,"
            "denominazione,concepto,detalle,nombre artículo,nazwa towaru,opis,nome do artigo,"
            "наименование товара,номенклатура,benämning,produktnamn,varenavn,varebetegnelse,název,"
            "název zboží,název produktu,megnevezés,termék neve,ürün adı,tuotteen nimi,品名,"
            "商品名称,상품명,"
            "denumire,denumire produs,nume produs,naziv,naziv artikla,naziv proizvoda,"
            "име на продукт,назва,назва товару,найменування,περιγραφή,προϊόν,όνομα προϊόντος,"
            "názov,názov tovaru,názov produktu,prekės pavadinimas,toote nimi,"
            "line item name,line item title,line item product,"
            "product detail,product details,menu item,listing title,nama produk,tên sản phẩm,"
            "título de la publicación,"
            "oferta,tytuł oferty,商品标题,宝贝标题,产品名称"
        ),
        "quantity": (
            "quantity,qty,quantity ordered,qty ordered,units,units sold,pieces,pcs,amount ordered,"
            "count,lineitem quantity,item quantity,product quantity,quantity sold,quantity refund,"
            "menge,anzahl,stück,stückzahl,antall,cantitate,količina,množstvo,кількість,"
            "ποσότητα,kiekis,kogus,quantité,qté,qte,nombre d articles,"
            "cantidad,uds,unidades,quantità,qtà,qta,aantal,hoeveelheid,ilość,quantidade,qtd,"
            "количество,кол во,数量,"
            "stk,anz,verkaufte menge,verkauft,unidades vendidas,cant,cantidad vendida,nb,unités,"
            "quantité vendue,pezzi,pz,szt,sztuk,ks,množství,počet,mennyiség,db,antal,kpl,määrä,"
            "adet,"
            "miktar,qty sold,sold qty,units ordered,item qty,個数,販売数,数,수량,销量,"
            "order quantity,order qty,transaction qty,transaction quantity,sales quantity,"
            "sale quantity,sold quantity,qty purchased,jumlah,số lượng,"
            "liczba sztuk,liczba,商品数量,购买数量,宝贝数量,销售数量"
        ),
        "price": (
            "price,unit price,item price,product price,price each,price per unit,unit cost,"
            "lineitem price,single price,sale price,selling price,"
            "preis,einzelpreis,stückpreis,vk preis,verkaufspreis,prix,prix unitaire,pu,"
            "precio,precio unitario,prezzo,prezzo unitario,prijs,stukprijs,cena,cena jednostkowa,"
            "preço,preço unitário,цена,単価,价格,"
            "vk,ep,e preis,preis stk,stk preis,nettopreis,bruttopreis,precio unit,pvp,p unit,"
            "prix ht,"
            "prix ttc,pu ht,pu ttc,prezzo unit,jednotková cena,cena za ks,cena netto,cena brutto,"
            "ár,"
            "egységár,pris,styckpris,enhetspris,stykpris,hinta,yksikköhinta,fiyat,birim fiyat,"
            "販売価格,売価,가격,단가,售价,"
            "unit selling price,item unit price,price per item,vk brutto,vk netto,"
            "einzelpreis brutto,einzelpreis netto,deal price,list price,item cost,"
            "wholesale price,harga setelah diskon,harga satuan,harga,cena za kus,cena za mj,"
            "cena za sztukę,cena za jednostkę,цена за единицу,цена за шт,цена за штуку,"
            "prix à l unité,preço unit,prezzo di vendita,precio de venta,cijena,jedinična cijena,"
            "price excl vat,price excl tax,price ex vat,price ex tax,price incl vat,price incl tax,"
            "price inc vat,price inc tax,net price,gross price,net unit price,gross unit price,"
            "unit net price,unit gross price,unit price net,unit price gross,unit price excl vat,"
            "unit price ex vat,unit price incl vat,unit price inc vat,unit price excl tax,"
            "unit price incl tax,price net,price gross,"
            "цена за бр,единична цена,kaina,hind,ед цена,τιμή,τιμή μονάδας,ціна,ціна за одиницю,"
            "preț,preț unitar,"
            "单价,商品单价,销售单价,商品价格"
        ),
        "total": (
            "line total,item total,row total,ingresos por productos,total price,line amount,"
            "amount,net sales,sales value,"
            "sales,revenue,item revenue,line revenue,product sales,sold for,"
            "gesamtpreis,gesamt,summe,betrag,umsatz,zeilensumme,positionssumme,"
            "total ligne,montant,prix total,chiffre d affaires,total línea,importe,precio total,"
            "totale riga,importo,prezzo totale,totaal,bedrag,regeltotaal,wartość,kwota,valor,"
            "сумма,стоимость,金額,"
            "wert,warenwert,line value,gp,umsatz brutto,umsatz netto,line revenue,subtotal,"
            "item subtotal,line subtotal,sum,celkem,összesen,summa,i alt,tutar,yhteensä,小計,total,"
            "product subtotal,sku subtotal after discount,slutpris,gesamtpreis brutto,"
            "gesamtpreis netto,total harga produk,"
            "金额,小计,商品金额,销售额,实付金额,"
            "ext price,extended price,extended amount,net amount,total ht,total ttc"
        ),
        "discount": (
            "discount,line discount,lineitem discount,item discount,discounts,discount amount,"
            "rabatt,nachlass,remise,réduction,descuento,sconto,korting,rabat,desconto,скидка,"
            "dto,nachlaß,kedvezmény,sleva,rabat kwota,indirim,alennus,割引,値引"
        ),
        "date": (
            "order date,order datetime,date,date time,datetime,created at,created,invoice date,"
            "sale date,sales date,purchase date,transaction date,timestamp,time stamp,paid at,"
            "order time,date purchased,date created,day ordered,"
            "datum,bestelldatum,auftragsdatum,rechnungsdatum,belegdatum,kaufdatum,zeitpunkt,"
            "date de commande,date commande,date facture,date de vente,"
            "fecha,fecha de pedido,fecha pedido,fecha factura,data,data ordine,data fattura,"
            "besteldatum,factuurdatum,orderdatum,data zamówienia,data do pedido,"
            "дата,дата заказа,注文日,日期,"
            "wann,when,verkaufsdatum,verkaufszeitpunkt,verkauft am,kaufzeit,sold at,sold on,"
            "ordered at,"
            "ordered on,placed at,order placed,completed at,business date,day,tag,fecha y hora,"
            "fecha hora,fecha venta,fecha de venta,date heure,date et heure,data ora,data vendita,"
            "data e hora,data venda,data da venda,data sprzedaży,data i godzina,datum objednávky,"
            "dátum,rendelés dátuma,tarih,sipariş tarihi,päivä,päivämäärä,tilauspäivä,dato,"
            "ordredato,"
            "beställningsdatum,дата и время,購入日,購入日時,注文日時,取引日時,販売日,日時,日付,"
            "下单时间,"
            "주문일,주문일시,time,"
            "data comenzii,datum narudžbe,datum i vrijeme,дата замовлення,ημερομηνία,kuupäev,"
            "ημερομηνία παραγγελίας,dátum objednávky,order created at,order created,"
            "order creation date,order created,create time,created time,creation date,created date,"
            "order placed date,waktu pesanan dibuat,ngày đặt hàng,"
            "created on,ordered date,下单日期,交易时间,销售日期,订单创建时间,付款时间"
        ),
        "customer": (
            "customer,customer id,customer no,customer number,customer email,email,e mail,client,"
            "client id,buyer,buyer id,buyer email,user,user id,member,member id,household key,"
            "shopper id,customer reference id,customer code,"
            "kunde,kundennummer,kunden nr,kunden id,client email,n° client,code client,"
            "cliente,id cliente,código cliente,correo,klant,klantnummer,klant id,klient,"
            "клиент,покупатель,顧客,客户,"
            "email address,e mail address,kunden email,customer e mail,billing email,user email,"
            "loyalty id,member no,member number,kundenkarte,cliente id,codice cliente,id klienta,"
            "nr klienta,zákazník,vevő,asiakas,asiakasnumero,müşteri,kundnummer,kundenr,会員id,"
            "会員番号,"
            "顧客id,顧客番号,고객,"
            "contact email,customer key,customer username,username buyer,buyer username,buyer name,"
            "username pembeli,customer name,kundenname,nom du client,nom client,nombre del cliente,"
            "nome cliente,"
            "kupujący,login kupującego,买家,买家昵称,会员,会员号"
        ),
        "currency": (
            "currency,currency code,order currency,währung,devise,moneda,valuta,monnaie,waluta,"
            "moeda,валюта,通貨,"
            "währungscode,currency iso,měna,pénznem,valutakode,para birimi,통화,货币"
        ),
        "time": (
            "time,time of day,order time,transaction time,trans time,sale time,uhrzeit,zeit,heure,"
            "hora,ora,tijd,godzina,время,tid,klokkeslæt,klokkeslett,čas,időpont,saat,aika,"
            "kellonaika,"
            "時刻,時間"
        ),
        "refunded": (
            "refunded quantity,quantity refunded,qty refunded,refunded qty,returned quantity,"
            "quantity returned,qty returned,returned qty,retourenmenge,rücksendemenge,"
            "quantité remboursée,quantité retournée,cantidad devuelta,quantità resa,"
            "quantità rimborsata,aantal geretourneerd,ilość zwrócona"
        ),
        "status": (
            "order status,status,financial status,payment status,sale status,transaction status,"
            "bestellstatus,auftragsstatus,zahlungsstatus,statut,statut de la commande,"
            "statut commande,estado del pedido,estado pedido,stato ordine,stato dell ordine,"
            "bestelstatus,status zamówienia,status do pedido,статус,статус заказа,orderstatus,"
            "ordrestatus,stav,stav objednávky,rendelés állapota,sipariş durumu,注文状況,"
            "注文ステータス,ステータス,주문상태,订单状态,"
            "status pesanan,trạng thái đơn hàng,estado,stato,état,situação,state,order state,"
            "交易状态"
        ),
        "tags": (
            "tags,order tags,customer tags,labels,customer group,kundengruppe,groupe client,"
            "grupo de clientes,gruppo clienti,klantgroep,étiquettes,etiquetas,etichette,"
            "schlagwörter,schlagworte,теги,taggar,タグ"
        ),
        "line_type": (
            "type,line type,transaction type,event type,receipt type,sale type,document type,"
            "doc type,record type,entry type,movement type,sale or return,typ,belegart,"
            "vorgangsart,belegtyp,transaktionsart,type de document,type de transaction,type ligne,"
            "tipo,tipo de documento,tipo documento,tipo de transacción,tipo transazione,"
            "tipo movimento,soort,documenttype,typ dokumentu,rodzaj dokumentu,typ dokladu,"
            "тип,тип операции,тип документа,tipo de transação,dokumenttyp,transaktionstyp,"
            "種別,区分,类型,유형"
        ),
        "till": (
            "till,till id,till no,register,register name,register id,terminal,terminal id,pos,"
            "pos id,pos name,store,store id,store name,store no,shop,branch,outlet,"
            "kasse,kassennummer,kassen nr,filiale,filial nr,filialnummer,caisse,"
            "magasin,point de vente,caja,tienda,sucursal,cassa,negozio,punto vendita,kassa,winkel,"
            "filiaal,kasa,sklep,касса,магазин,loja,butik,pokladna,prodejna,üzlet,mağaza,店舗,レジ"
        ),
        "country": (
            "country,country name,country code,customer country,billing country,bill country,"
            "shipping country,ship country,ship to country,delivery country,destination country,"
            "order country,buyer country,country billing,country shipping,country id,"
            "country region,bill to country,billing address country,shipping address country,"
            "land,lieferland,rechnungsland,kundenland,pays,pays de livraison,pays de facturation,"
            "país,país de envío,país de facturación,paese,paese di spedizione,nazione,"
            "land van levering,kraj,kraj dostawy,país de entrega,страна,страна доставки,země,"
            "krajina,ország,țara,țară,država,zemlja,държава,країна,χώρα,ülke,maa,riik,šalis,"
            "国,国家,国名,국가"
        ),
        "channel": (
            "sales channel,channel,order channel,channel name,sale channel,selling channel,"
            "order source,marketplace,marketplace name,platform,point of sale,source,source name,"
            "created via,purchase channel,order type,dining option,store location,sales outlet,"
            "verkaufskanal,vertriebskanal,kanal,marktplatz,canal,"
            "canal de vente,place de marché,canal de venta,canal de ventas,canal de vendas,"
            "canale,canale di vendita,kanaal,verkoopkanaal,kanał,kanał sprzedaży,źródło,"
            "źródło zamówienia,канал,канал продаж,prodejní kanál,prodajni kanal,satış kanalı,"
            "販売チャネル,渠道,销售渠道,판매채널,채널"
        ),
        "order_discount": (
            "order discount,cart discount,basket discount,discount total,total discount,"
            "bestellrabatt,auftragsrabatt,remise commande,descuento pedido,sconto ordine"
        ),
    }.items()
}  # fmt: skip

ALL_NAMES = frozenset(name for names in NAMES.values() for name in names)


_UNIT = re.compile(
    r"\s*[(\[](?:[A-Z]{3}|(?:gross|net|brutto|netto|ttc|ht|utc|gmt|pcs|units|stk|stück)\b[^)\]]*"
    r"|(?:with|without|inc|incl|inkl|ex|exc|excl|exkl|zzgl)\b[^)\]]*|[^\w\s])[)\]]\s*",
    re.IGNORECASE,
)
_COUNTS = ("quantity", "qty")
_OTHER_COUNTS = re.compile(
    "stock|avail|refund|return|cancel|invent|onhand|min|max|order(level|point)|back|ship|fulfil"
    "|deliver|free|total|void"
)


def match_names(header: Sequence[str]) -> dict[str, list[int]]:
    """For each role the columns whose header is one of its names, best-known name first.

    What a header says in brackets of currency, tax or zone comes second: `Price (EUR)`. Where
    no column has a name of the quantity, one that ends so will do.
    """
    bares = [bare(cell) for cell in header]
    plain = [bare(_UNIT.sub(" ", cell)) for cell in header]
    found: dict[str, list[int]] = {}
    for role, names in NAMES.items():
        rank = {name: place for place, name in reversed(list(enumerate(names)))}
        short = bares if role == "order_discount" else plain
        ranks = [
            rank[cell] if cell in rank else rank[other] + len(rank) if other in rank else -1
            for cell, other in zip(bares, short, strict=True)
        ]
        hits = sorted((place, at) for at, place in enumerate(ranks) if place >= 0)
        if hits:
            found[role] = [i for _rank, i in hits]
    if "quantity" not in found:
        ends = [at for at, cell in enumerate(plain)
                if cell.endswith(_COUNTS) and not _OTHER_COUNTS.search(cell)]  # fmt: skip
        found |= {"quantity": ends} if ends else {}
    return found
