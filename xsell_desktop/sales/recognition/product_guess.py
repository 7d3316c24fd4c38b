"""Which column of a plain product list plays which part, by its name and its cells."""

from __future__ import annotations

from collections.abc import Sequence

from xsell_desktop.sales.columns import CATALOGUE_ROLES
from xsell_desktop.sales.recognition.guess import GOODS, Guess
from xsell_desktop.sales.recognition.header import is_number
from xsell_desktop.sales.recognition.names import NAMES, bare

FIGURES = ("price", "cost", "stock", "category")
NUMERIC = ("price", "cost", "stock")
OF_SALES = ("order", "total", "discount", "date", "customer", "order_discount")
BESIDES = ("cost", "category", "parent", "visible")  # what no table of sold pieces has


def _bare_all(words: str) -> tuple[str, ...]:
    return tuple(bare(word) for word in words.split(","))


WORDS: dict[str, tuple[str, ...]] = {
    "parent": _bare_all(
        "parent,parent sku,parent id,parent product,parent code,parent key,parent item,master sku,"
        "master,variant of,hauptartikel,übergeordneter artikel,übergeordnetes produkt,"
        "elternartikel,vaterartikel,produit parent,article parent,référence parent,"
        "producto padre,sku padre,artículo padre,prodotto padre,sku padre,codice padre,"
        "hoofdproduct,hoofdartikel,produkt nadrzędny,produto pai,sku pai,родитель,"
        "родительский товар,родительский артикул,親商品,父商品"
    ),
    "product": NAMES["product"],
    "name": NAMES["name"],
    "cost": _bare_all(
        "cost,cost price,unit cost,cost per item,cost of goods,cogs,purchase price,buying price,"
        "buy price,wholesale price,supply price,supplier price,landed cost,default unit cost,"
        "standard cost,item cost,"
        "ek,ek preis,ek netto,einkaufspreis,einstandspreis,selbstkosten,kosten,"
        "prix d achat,prix achat,prix d achat ht,coût,coût unitaire,prix de revient,pa ht,"
        "coste,costo,precio de compra,precio compra,precio de coste,precio de costo,"
        "costo unitario,prezzo d acquisto,prezzo di acquisto,prezzo acquisto,prezzo di costo,"
        "inkoopprijs,kostprijs,cena zakupu,koszt,custo,preço de custo,preço de compra,"
        "себестоимость,закупочная цена,закупка,原価,仕入価格,成本,进价"
    ),
    "stock": _bare_all(
        "stock,stock level,stock qty,stock quantity,stock on hand,current stock,inventory,"
        "inventory qty,inventory quantity,inventory level,on hand,qty on hand,quantity on hand,"
        "in stock,units in stock,qty in stock,quantity in stock,available,available quantity,"
        "available stock,qty available,soh,qoh,lager,lagerbestand,bestand,lagermenge,"
        "verfügbar,stock disponible,quantité en stock,qté en stock,qté stock,existencias,"
        "inventario,stock actual,unidades en stock,giacenza,magazzino,disponibilità,scorte,"
        "voorraad,voorraadniveau,stan,stan magazynowy,ilość w magazynie,estoque,"
        "остаток,остатки,склад,на складе,запас,在庫,在庫数,库存"
    ),
    "price": (
        *NAMES["price"],
        *_bare_all(
            "retail price,regular price,list price,sales price,rrp,msrp,standard price,"
            "default price,price incl vat,price excl vat,price incl tax,price excl tax,"
            "vk,vk brutto,vk netto,bruttopreis,nettopreis,listenpreis,ladenpreis,uvp,"
            "prix de vente,prix ttc,prix ht,pvp,precio de venta,precio venta,prezzo di vendita,"
            "prezzo di listino,verkoopprijs,adviesprijs,cena sprzedaży,cena brutto,cena netto,"
            "preço de venda,цена продажи,розничная цена,販売価格,售价"
        ),
    ),
    "category": _bare_all(
        "category,categories,product category,item category,department,product type,type,"
        "product group,item group,group,collection,category name,kategorie,kategorien,"
        "warengruppe,artikelgruppe,produktgruppe,produktkategorie,rubrik,abteilung,"
        "catégorie,catégories,rayon,famille,categoría,categorías,familia,departamento,"
        "categoria,categorie,reparto,gruppo,productgroep,artikelgroep,kategoria,grupa,"
        "grupa towarowa,категория,группа,группа товаров,カテゴリ,カテゴリー,分类,类别"
    ),
    "visible": _bare_all(
        "visible,visibility,published,active,is active,enabled,is visible,is published,status,"
        "online,sellable,for sale,sichtbar,sichtbarkeit,aktiv,veröffentlicht,actif,publié,"
        "activo,publicado,estado,attivo,pubblicato,stato,actief,zichtbaar,aktywny,widoczny,"
        "ativo,активен,активность,опубликован,公開,上架"
    ),
}  # fmt: skip


_OWN = frozenset(word for role in ("parent", *FIGURES) for word in WORDS[role])


def guess_products(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess | None:
    """The parts the columns of a product list most likely play; None for what is none.

    A product list names each product once, has a price, cost, stock or category and nothing of
    a sale. A quantity is its stock, though not for certain where it may be pieces sold.
    """
    names = [bare(cell) for cell in header]
    if any(name in NAMES[role] for name in names for role in OF_SALES if name not in _OWN):
        return None
    places: dict[str, int] = {}
    for role, words in WORDS.items():
        hits = [at for at, name in enumerate(names) if name in words and at not in places.values()]
        fitting = [at for at in hits if _fits(role, at, rows)]
        if fitting:
            places[role] = min(fitting, key=lambda at: words.index(names[at]))
    goods = [at for at, name in enumerate(names) if name in GOODS and at not in places.values()]
    if goods and "name" not in places:
        places["name"] = goods[0]
    certain = True
    counted = [at for at, name in enumerate(names) if name in NAMES["quantity"]
               and at not in places.values() and _fits("stock", at, rows)]  # fmt: skip
    if counted and "stock" not in places:
        places["stock"] = counted[0]
        certain = any(role in places for role in BESIDES)
    key = places.get("product", places.get("name"))
    if key is None or not any(role in places for role in FIGURES) or not _distinct(key, rows):
        return None
    return Guess({role: places[role] for role in CATALOGUE_ROLES if role in places}, certain)


def _fits(role: str, at: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(at, rows)
    if not cells:
        return role not in ("product", "name")
    return role not in NUMERIC or sum(map(is_number, cells)) >= 0.5 * len(cells)


def _distinct(at: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(at, rows)
    return bool(cells) and len(set(cells)) >= 0.98 * len(cells)


def _cells(at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
