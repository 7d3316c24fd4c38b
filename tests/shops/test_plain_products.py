"""Product lists in any columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_files import figures, read_products

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS


def written(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_english_list_with_variants(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "SKU,Product name,Retail price,Cost price,Stock on hand,Category,Parent SKU,Active\n"
        "SHIRT,Shirt,,,,Clothes > Shirts,,yes\n"
        "SH-S,Shirt small,20.00,8.00,4,,SHIRT,yes\n"
        "SH-L,Shirt large,22.00,8.50,0,,shirt,no\n"
        "007,Tea,4.00,,12,Drinks,,\n"
        ",,1.00,,,,,\n",
    )
    products, report = read_products(path, "plain-products")
    assert [tuple(refusal) for refusal in report.rows_refused] == [(6, "no product")]
    assert products["SHIRT"].is_parent
    assert products["SHIRT"].category == "Shirts"
    assert figures(products["SH-S"]) == (20.0, 8.0, 4.0)
    assert products["SH-L"].parent == "SHIRT"
    assert not products["SH-L"].visible
    assert (products["007"].name, products["007"].stock) == ("Tea", 12.0)
    assert not products["007"].is_parent


@pytest.mark.parametrize(
    "text",
    [
        "Artikelnummer;Bezeichnung;EK-Preis;VK brutto;Bestand;Warengruppe\n"
        "007;Tee, grün;2,10;4,50;1.200;Getränke\n008;Becher;1,00;9,00;3;Küche\n",
        "Référence;Désignation;Prix d'achat;Prix TTC;Quantité en stock;Catégorie\n"
        "007;Tee, grün;2,10 €;4,50 €;1200;Getränke\n008;Becher;1,00 €;9,00 €;3;Küche\n",
        "Código;Nombre;Precio de coste;PVP;Existencias;Categoría\n"
        "007;Tee, grün;2,10;4,50;1200;Getränke\n008;Becher;1,00;9,00;3;Küche\n",
        "Код товара;Наименование;Закупочная цена;Цена;Остаток;Категория\n"
        "007;Tee, grün;2,10;4,50;1200;Getränke\n008;Becher;1,00;9,00;3;Küche\n",
        "Codice articolo;Descrizione;Prezzo di acquisto;Prezzo;Giacenza;Categoria\n"
        "007;Tee, grün;2,10;4,50;1200;Getränke\n008;Becher;1,00;9,00;3;Küche\n",
        "Kod produktu;Nazwa;Cena zakupu;Cena;Stan magazynowy;Kategoria\n"
        "007;Tee, grün;2,10 zł;4,50 zł;1200;Getränke\n008;Becher;1,00 zł;9,00 zł;3;Küche\n",
        "Artikelcode;Omschrijving;Inkoopprijs;Verkoopprijs;Voorraad;Categorie\n"
        "007;Tee, grün;2,10;4,50;1200;Getränke\n008;Becher;1,00;9,00;3;Küche\n",
    ],
    ids=["de", "fr", "es", "ru", "it", "pl", "nl"],
)
def test_in_many_languages(tmp_path: Path, text: str) -> None:
    products, report = read_products(written(tmp_path, text), "plain-products")
    assert report.decimal == ","
    tea = products["007"]
    assert (tea.name, tea.category, figures(tea)) == ("Tee, grün", "Getränke", (4.5, 2.1, 1200.0))


def test_a_quantity_alone_is_asked_about(tmp_path: Path) -> None:
    """It may be pieces sold. Beside a cost it is stock."""
    path = written(tmp_path, "SKU,Name,Price,Quantity\nA,Tea,2.00,3\nB,Mug,4.00,5\n")
    seen = preview(path, LAYOUTS)
    assert (seen.format, seen.certain) == ("plain-products", False)
    assert seen.column_map.columns == {
        "product": "SKU", "name": "Name", "price": "Price", "stock": "Quantity",
    }  # fmt: skip
    products, _report = read_products(path, "plain-products", seen.column_map)
    assert figures(products["B"]) == (4.0, None, 5.0)
    sure = written(tmp_path, "SKU,Name,Price,Cost,Quantity\nA,Tea,2.00,1.00,3\nB,Mug,4.00,2,5\n")
    products, _report = read_products(sure, "plain-products")
    assert figures(products["B"]) == (4.0, 2.0, 5.0)


@pytest.mark.parametrize(
    "text",
    [
        "Order,SKU,Price,Category\n1,A,2.00,x\n1,B,2.00,x\n2,A,2.00,x\n",
        "Date,SKU,Price\n2024-01-01,A,2.00\n2024-01-01,B,2.00\n",
        "SKU,Price,Customer\nA,2.00,ann\nB,2.00,bob\n",
        "SKU,Price,Discount\nA,2.00,1\nB,2.00,0\n",
        "SKU,Name,Net sales\nA,Tea,20.00\nB,Mug,40.00\n",
        "SKU,Price\nA,2.00\nB,2.00\nA,2.00\nC,2.00\n",
    ],
    ids=["order lines", "dates", "customers", "discounts", "sales", "repeated keys"],
)
def test_anything_of_a_sale_is_no_product_list(tmp_path: Path, text: str) -> None:
    assert preview(written(tmp_path, text), LAYOUTS).format == "plain-lines"


def test_columns_as_the_user_maps_them(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,c,d\nX1,Mug,3.00,9\nX2,Tea,4.00,x\n")
    mapping = ColumnMap("plain-products", {"product": "a", "name": "b", "cost": "c", "stock": "4"})
    products, report = read_products(path, "plain-products", mapping)
    assert products["X1"].name == "Mug"
    assert figures(products["X1"]) == (None, 3.0, 9.0)
    assert figures(products["X2"]) == (None, 4.0, None)
    assert report.warnings == ("1 stock figure cannot be read and is left blank",)
    assert ColumnMap.from_json(mapping.to_json()) == mapping
    lacking = preview(path, LAYOUTS, ColumnMap("plain-products", {"cost": "c"}))
    assert (lacking.certain, lacking.message) == (False, "Choose the column of the product")


def test_the_decimal_mark_can_be_overruled(tmp_path: Path) -> None:
    path = written(tmp_path, "SKU;Price;Cost\nA;1.500;1.200\nB;2.500;2.250\n")
    products, report = read_products(path, "plain-products")
    assert products["A"].price == 1.5
    assert report.warnings == (
        "1.500 is read as one and a half, 1,500 as one thousand five hundred; nothing in the "
        "file proves it",
    )
    wish = ColumnMap("plain-products", {"product": "SKU", "price": "Price", "cost": "Cost"},
                     decimal=",")  # fmt: skip
    products, report = read_products(path, "plain-products", wish)
    assert figures(products["A"]) == (1500.0, 1200.0, None)
    assert report.warnings == ()


def test_a_list_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no rows below its header"):
        read(written(tmp_path, "SKU,Price,Cost\n"), LAYOUTS)


def test_keys_without_what_nobody_sees_as_order_lines_have_them(tmp_path: Path) -> None:
    path = written(tmp_path, "SKU,Cost\nCafe\u0301\u00a01\u200b,2.00\nB,1.00\n")
    products, _report = read_products(path, "plain-products")
    assert list(products) == ["Café 1", "B"]
