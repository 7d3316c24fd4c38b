"""The product exports of Shopify and WooCommerce."""

from __future__ import annotations

from pathlib import Path

import pytest

from xsell_desktop.domain.errors import UserError
from xsell_desktop.resources import resource
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.intake import read
from xsell_desktop.sales.report import Report
from xsell_desktop.shops import LAYOUTS

OLD = (
    "Handle, Title ,Vendor,Type,Published,Option1 Name,Option1 Value,Option2 Value,Variant SKU,"
    "Variant Inventory Qty,Variant Price,Image Src,Cost per item,Status,Complementary products "
    "(product.metafields.shopify--discovery--product_recommendation.complementary_products)"
)
NEW = (
    "Title,URL handle,Vendor,Product category,Type,Published on online store,Status,SKU,"
    "Option1 name,Option1 value,Price,Cost per item,Inventory quantity,Product image URL"
)


def take(folder: Path, text: str, encoding: str = "utf-8") -> tuple[dict[str, Product], Report]:
    path = folder / "products.csv"
    path.write_bytes(text.encode(encoding))
    intake = read(path, LAYOUTS)
    assert intake.catalogue is not None
    assert intake.lines is None
    assert intake.report.kind == "catalogue"
    assert intake.report.balanced()
    assert len({p.key for p in intake.catalogue.products}) == intake.report.products
    return {product.key: product for product in intake.catalogue.products}, intake.report


def test_shopify_old_header_with_variants_and_pictures(tmp_path: Path) -> None:
    products, report = take(
        tmp_path,
        f"{OLD}\n"
        "mug,Mug,House,Cups,TRUE,Colour,Red,L,'007,3,8.50,a.jpg,4.00,active,tin; tea\n"
        "mug,,,,,,Blue,L,008,4,8.50,b.jpg,4.10,,\n"
        "mug,,,,,,,,,,,c.jpg,,,\n"
        ",,,,,,Green,S,,5,9.00,,,,\n"
        "tea,Tea,House,Teas,TRUE,Title,Default Title,,T-1,9,4.00,,,active,\n"
        "tin,Tin,House,,FALSE,Title,Default Title,,,,2.00,,,draft,\n",
    )
    assert report.format == "shopify-products"
    assert report.set_aside == {"rows that only hold a picture": 1}
    assert report.lines_kept == 5
    assert list(products) == ["mug", "007", "008", "Mug - Green / S", "T-1", "Tin"]
    mug = products["mug"]
    assert mug.is_parent
    assert mug.cross_sells == ("Tin", "T-1")
    assert (mug.category, mug.price) == ("Cups", None)
    red = products["007"]
    assert (red.parent, red.name, red.price, red.cost, red.stock) == (
        "mug", "Mug - Red / L", 8.5, 4.0, 3.0,
    )  # fmt: skip
    assert red.handle == "mug"
    assert products["T-1"].parent == ""
    assert products["T-1"].cost is None
    assert not products["Tin"].visible


def test_one_variant_with_an_option_keeps_the_title_of_its_page(tmp_path: Path) -> None:
    text = f"{OLD}\nmat,Mat,House,Mats,TRUE,Colour,Green,,M-1,3,8.50,,4.00,active,\n"
    products, _report = take(tmp_path, text)
    assert products["M-1"].name == "Mat"
    path = tmp_path / "products.csv"
    catalogue = read(path, LAYOUTS).catalogue
    assert catalogue is not None
    assert catalogue.key_header == "Handle"


def test_shopify_new_header(tmp_path: Path) -> None:
    products, _report = take(
        tmp_path,
        f"{NEW}\n"
        "Tea,tea,House,Food > Drinks > Tea,,TRUE,active,T-1,Title,Default Title,4.00,1.50,9,a.jpg\n"
        ",tea,,,,,,,,,,,,b.jpg\n",
    )
    assert products == {
        "T-1": Product(key="T-1", name="Tea", price=4.0, cost=1.5, stock=9.0, category="Tea",
                       handle="tea"),
    }  # fmt: skip


def test_woocommerce_links_variations_and_guards(tmp_path: Path) -> None:
    products, report = take(
        tmp_path,
        "ID,Type,SKU,Name,Published,Visibility in catalog,Stock,Sale price,Regular price,"
        "Categories,Parent,Upsells,Cross-sells\n"
        '1,variable,MUG,Mug,1,visible,,,,"Kitchen > Cups, Gifts",,,"TEA, id:4, A\\,B"\n'
        '2,variation,MUG-R,Mug red,1,visible,3,"7,50","8,50",,MUG,,\n'
        '3,variation,,Mug blue,1,visible,4,,"8,50",,id:1,,\n'
        "4,simple,'-SALT,'=Salt,1,hidden,,,\"1,25\",Food,,TEA,\n"
        '5,"simple, virtual","A,B",Two,1,visible,,,"1.234,50",,,,\n'
        "6,simple,TEA,Tea,-1,visible,,,,,,,\n"
        "7,simple,,,1,visible,,,,,,,\n",
        "utf-8-sig",
    )
    assert report.decimal == ","
    assert [tuple(refusal) for refusal in report.rows_refused] == [(8, "no product")]
    assert products["MUG"].is_parent
    assert products["MUG"].cross_sells == ("TEA", "-SALT", "A,B")
    assert products["MUG"].category == "Cups"
    assert (products["MUG-R"].parent, products["MUG-R"].price) == ("MUG", 8.5)
    assert products["MUG-R"].category == "Cups"
    assert (products["Mug blue"].parent, products["Mug blue"].shop_id) == ("MUG", "3")
    assert (products["-SALT"].name, products["-SALT"].visible) == ("=Salt", False)
    assert products["-SALT"].upsells == ("TEA",)
    assert products["A,B"].price == 1234.5
    assert not products["TEA"].visible


def test_shopify_links_labelled_in_another_language_and_led_to_keys(tmp_path: Path) -> None:
    field = "product.metafields.shopify--discovery--product_recommendation"
    products, report = take(
        tmp_path,
        "Title,URL handle,SKU,Price,Price / Australia,Option1 value,"
        f"Sản phẩm bổ sung ({field}.complementary_products),"
        f"Sản phẩm liên quan ({field}.related_products),"
        f"Related products settings ({field}.related_products_display)\n"
        "Mug,mug,M-1,8.00,99.00,,tea; mug; gone; shirt,tin,ahead\n"
        "Tea,tea,T-1,4.00,88.00,,,,\n"
        "Tin,tin,,2.00,,,,,\n"
        "Shirt,shirt,S-1,20.00,,Red,mug,,\n"
        ",shirt,S-2,21.00,,Blue,,,\n",
    )
    assert report.format == "shopify-products"
    assert products["M-1"].cross_sells == ("T-1", "shirt")
    assert products["M-1"].upsells == ("Tin",)
    assert products["M-1"].price == 8.0
    assert products["shirt"].cross_sells == ("M-1",)
    assert products["S-2"].cross_sells == ()
    assert report.warnings == (
        "1 product that others link to is not in the file; such links are left out",
    )


def test_shopify_counts_stock_only_where_it_is_tracked_and_over_all_places(tmp_path: Path) -> None:
    products, _report = take(
        tmp_path,
        "Handle,Title,Variant SKU,Variant Price,Variant Inventory Tracker,"
        "Variant Inventory Qty / Paris,Variant Inventory Qty / Lyon\n"
        "a,A,A-1,1.00,shopify,3,4\n"
        "b,B,B-1,1.00,,0,0\n"
        "c,C,C-1,1.00,shopify,-2,\n",
    )
    assert [products[key].stock for key in ("A-1", "B-1", "C-1")] == [7.0, None, -2.0]


def test_shopify_rows_of_one_product_may_stand_apart(tmp_path: Path) -> None:
    products, report = take(
        tmp_path,
        "Handle,Title,Option1 Value,Variant SKU,Variant Price,Image Src\n"
        ",,,,,stray.jpg\n"
        "a,A,Red,A-R,1.00,\n"
        "b,B,,B-1,2.00,\n"
        "a,,Blue,A-B,1.50,\n"
        "a,,,,,a.jpg\n",
    )
    assert list(products) == ["a", "A-R", "A-B", "B-1"]
    assert products["A-B"].name == "A - Blue"
    assert report.rows_refused_total == 1
    assert report.set_aside == {"rows that only hold a picture": 1}


def test_a_shopify_variant_sold_under_its_page_s_handle_is_the_page(tmp_path: Path) -> None:
    products, report = take(
        tmp_path,
        "Handle,Title,Option1 Value,Variant SKU,Variant Price\n"
        "mug,Mug,Small,mug,5.00\nmug,,Large,mug-l,7.00\n",
    )
    assert list(products) == ["mug", "mug-l"]
    assert (products["mug"].price, products["mug"].is_parent) == (5.0, True)
    assert report.lines_kept == 2


def test_woocommerce_stock_groups_and_bundles(tmp_path: Path) -> None:
    products, report = take(
        tmp_path,
        "ID,Type,SKU,Name,In stock?,Stock,Regular price,Grouped products,Upsells,Bundle Sells,"
        "Bundled Items (JSON-encoded)\n"
        "1,simple,TEA,Tea,1,,4.00,,POT,TIN,\n"
        "2,simple,TIN,Tin,0,,2.00,,,,\n"
        "3,simple,POT,Pot,0,-1,9.00,,,,\n"
        '4,grouped,SET,Set,1,,,"TEA, id:2",,,\n'
        '5,bundle,BOX,Box,1,,15.00,,,,"{""7"": {""product_id"": ""TEA"", ""meta_data"": '
        '{""quantity_min"": ""3""}}, ""8"": {""product_id"": ""id:2"", ""meta_data"": {}}}"\n'
        "6,bundle,BAD,Bad,1,,15.00,,,,{broken\n",
    )
    assert [products[key].stock for key in ("TEA", "TIN", "POT")] == [None, 0.0, -1.0]
    assert products["TEA"].upsells == ("POT", "TIN")
    assert products["SET"].parts == (("TEA", 1.0), ("TIN", 1.0))
    assert products["BOX"].parts == (("TEA", 3.0), ("TIN", 1.0))
    assert products["BAD"].parts == ()
    assert report.lines_kept == 6


def test_woocommerce_in_russian_with_its_mark_on_the_second_line(tmp_path: Path) -> None:
    products, report = take(
        tmp_path,
        "\n\t\ufeffID,Тип,Артикул,Имя,Опубликован,рекомендуемый?,Категории,Базовая цена\n"
        "1,simple,ЧАЙ-1,Чай,1,0,Еда > Чай,250\n",
    )
    assert report.format == "woocommerce-products"
    assert products["ЧАЙ-1"].category == "Чай"
    assert products["ЧАЙ-1"].price == 250


@pytest.mark.parametrize(
    ("name", "keys_of_parents"),
    [("trailhead-products-shopify.csv", "handle"), ("trailhead-products-woocommerce.csv", "key")],
)
def test_the_sample_catalogues(name: str, keys_of_parents: str) -> None:
    intake = read(resource("samples", name), LAYOUTS)
    assert isinstance(intake.catalogue, Catalogue)
    assert intake.report.rows_refused_total == 0
    products = intake.catalogue.products
    parents = {product.key for product in products if product.is_parent}
    variants = [product for product in products if product.parent]
    assert variants
    assert {product.parent for product in variants} <= parents
    assert len(products) - len(variants) == 227
    if keys_of_parents == "handle":
        assert all(product.handle == product.key for product in products if product.is_parent)


def test_a_catalogue_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="most often: no product"):
        take(tmp_path, "ID,Type,SKU,Name,Regular price\n1,simple,,,3\n")


def test_shopify_s_stock_file_is_known_and_answered(tmp_path: Path) -> None:
    header = "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Available,On hand"
    with pytest.raises(UserError, match="stock by location") as refused:
        take(tmp_path, f"{header}\na,A,Title,Default Title,A-1,,,Paris,3,3\n")
    assert "All products" in refused.value.next_step
