"""WooCommerce's product export, in English and in the languages its headers are known in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.shops.products import part_count

_COMMA = re.compile(r"(?<!\\),")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r'])")


def read_catalogue(shelf: Shelf) -> Catalogue:
    """A product a row; variations name their parent, links become product keys."""
    keys: dict[int, str] = {}
    by_id: dict[str, str] = {}
    row_of: dict[str, int] = {}
    for row, cells in enumerate(shelf.cells):
        if not cells:
            continue
        key = _text(cells.get("sku", "")) or _text(cells.get("name", ""))
        if not key:
            shelf.refuse(row, reasons.NO_PRODUCT)
            continue
        keys[row] = key
        row_of.setdefault(key, row)
        if cells.get("id"):
            by_id[cells["id"]] = key
    products = tuple(_read_product(shelf, row, key, by_id, row_of) for row, key in keys.items())
    return Catalogue("woocommerce-products", shelf.source, products)


def _read_product(
    shelf: Shelf, row: int, key: str, by_id: Mapping[str, str], row_of: Mapping[str, int]
) -> Product:
    cells = shelf.cells[row]
    kinds = {kind.strip().casefold() for kind in cells.get("type", "").split(",")}
    parent = next(iter(_links(cells.get("parent", ""), by_id)), "")
    above = shelf.cells[row_of[parent]] if parent in row_of else {}
    price = shelf.number(row, "price")
    return Product(
        key=key,
        name=_text(cells.get("name", "")) or key,
        price=price if price is not None else shelf.number(row, "sale_price"),
        cost=shelf.number(row, "cost"),
        stock=_stock(shelf, row),
        category=_category(cells.get("categories", "") or above.get("categories", "")),
        parent=parent if "variation" in kinds else "",
        shop_id=cells.get("id", ""),
        visible=_is_visible(cells) and _is_visible(above),
        is_parent="variable" in kinds,
        cross_sells=_links(cells.get("cross_sells", ""), by_id),
        upsells=(
            *_links(cells.get("upsells", ""), by_id),
            *_links(cells.get("bundle_sells", ""), by_id),
        ),
        parts=_parts(cells, by_id),
    )


def _stock(shelf: Shelf, row: int) -> float | None:
    """Pieces; none where the product is marked out of stock and nobody counts it."""
    stock = shelf.number(row, "stock")
    return 0.0 if stock is None and not shelf.is_on(row, "in_stock") else stock


def _parts(cells: Mapping[str, str], by_id: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """The products of a grouped product, or of a bundle with how many of each it holds."""
    parts = dict.fromkeys(_links(cells.get("grouped", ""), by_id), 1.0)
    try:
        items = json.loads(cells.get("bundled") or "{}")
        entries = items.values() if isinstance(items, dict) else items
        for item in entries:
            count = part_count(item.get("meta_data", {}).get("quantity_min"))
            for key in _links(str(item["product_id"]).replace(",", "\\,"), by_id):
                parts[key] = count
    except (ValueError, TypeError, KeyError, AttributeError):
        return tuple(parts.items())
    return tuple(parts.items())


def _text(cell: str) -> str:
    """The cell without the apostrophe that guards it against spreadsheet formulas."""
    return _GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell


def _links(cell: str, by_id: Mapping[str, str]) -> tuple[str, ...]:
    """The product keys a list names: SKUs, a comma in one written as backslash comma, or id:N."""
    keys = []
    for entry in _COMMA.split(cell):
        name = _text(entry.strip()).replace("\\,", ",")
        if name:
            keys.append(by_id.get(name[3:], name) if name.startswith("id:") else name)
    return tuple(keys)


def _category(cell: str) -> str:
    first = _COMMA.split(cell)[0].replace("\\,", ",")
    return first.rsplit(">", 1)[-1].strip()


def _is_visible(cells: Mapping[str, str]) -> bool:
    published = cells.get("published", "1").casefold() in {"1", "yes", "true", ""}
    return published and cells.get("visibility", "").casefold() != "hidden"


WOOCOMMERCE_PRODUCTS = Layout(
    id="woocommerce-products",
    title="WooCommerce products",
    kind="catalogue",
    anchors=(
        ("Type", "SKU", "Name", "Regular price"),
        ("ID", "Type", "SKU", "Name"),
        ("Type", "Name", "Regular price", "Categories"),
        ("Тип", "Артикул", "Имя"),
        ("Typ", "Artikelnummer", "Name", "Kategorien"),
        ("Type", "UGS", "Nom"),
        ("Tipo", "SKU", "Nombre", "Categorías"),
        ("Tipo", "COD", "Nome", "Categorie"),
        ("Type", "SKU", "Naam", "Categorieën"),
        ("Typ", "SKU", "Nazwa", "Kategorie"),
    ),
    columns={
        "id": ("ID",),
        "type": ("Type", "Тип", "Typ", "Tipo"),
        "sku": ("SKU", "Артикул", "Artikelnummer", "UGS", "COD"),
        "name": ("Name", "Имя", "Nom", "Nombre", "Nome", "Naam", "Nazwa"),
        "published": ("Published", "Опубликован", "Veröffentlicht", "Publié", "Publicado",
                      "Pubblicato", "Gepubliceerd", "Opublikowano"),
        "visibility": ("Visibility in catalog", "Видимость в каталоге", "Sichtbarkeit im Katalog",
                       "Visibilité dans le catalogue", "Visibilidad en el catálogo",
                       "Visibilità nel catalogo", "Zichtbaarheid in catalogus"),
        "stock": ("Stock", "Запасы", "Lager", "Bestand", "Inventario", "Magazzino", "Voorraad",
                  "Stan magazynowy"),
        "sale_price": ("Sale price", "Цена распродажи", "Angebotspreis", "Tarif promo",
                       "Precio rebajado", "Prezzo in offerta", "Actieprijs", "Cena promocyjna"),
        "price": ("Regular price", "Базовая цена", "Regulärer Preis", "Tarif régulier",
                  "Precio normal", "Prezzo di listino", "Reguliere prijs", "Cena"),
        "cost": ("Cost of goods", "Cost price", "Meta: _wc_cog_cost"),
        "categories": ("Categories", "Категории", "Kategorien", "Catégories", "Categorías",
                       "Categorie", "Categorieën", "Kategorie"),
        "parent": ("Parent", "Родительский", "Übergeordnetes Produkt", "Superior", "Genitore",
                   "Hoofd", "Rodzic"),
        "in_stock": ("In stock?", "В наличии?", "Vorrätig?", "En stock ?", "In magazzino?",
                     "Op voorraad?"),
        "grouped": ("Grouped products",),
        "bundled": ("Bundled Items (JSON-encoded)",),
        "bundle_sells": ("Bundle Sells",),
        "upsells": ("Upsells", "Апселы", "Zusatzverkäufe", "Montées en gamme",
                    "Ventas dirigidas", "Up-sell"),
        "cross_sells": ("Cross-sells", "Кросселы", "Querverkäufe", "Ventes croisées",
                        "Ventas cruzadas", "Cross-sell"),
    },
    read_catalogue=read_catalogue,
)  # fmt: skip
