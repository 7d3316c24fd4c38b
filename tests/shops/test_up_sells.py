"""Better products go to files of their own, and never over what a shop has."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from xsell_desktop import workflow
from xsell_desktop.domain.edits import reject_pairing
from xsell_desktop.domain.plan import Plan, Settings, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.up_sells import up_sell_picks
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.sales import Sales
from xsell_desktop.shops.targets import TARGETS

MakePicks = Callable[[Any], Any]
GOODS = (
    Product("LAMP", "Lamp", shop_id="1"), Product("LAMP-PRO", "Lamp Pro", shop_id="2"),
    Product("MUG", "Mug", shop_id="3", upsells=("VASE",)), Product("VASE", "Vase", shop_id="4"),
    Product("", "Nameless", shop_id="5"),
)  # fmt: skip
KEYS = ("LAMP", "LAMP-PRO", "MUG", "VASE")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_woocommerce_gets_them_where_it_has_none(make_picks: MakePicks, tmp_path: Path) -> None:
    shop = (Catalogue("woocommerce-products", "p.csv", GOODS),)
    written = TARGETS["woocommerce"].write(
        make_picks({"LAMP": ["MUG"]}), shop, tmp_path, product_keys=KEYS,
        up_sells=make_picks({"LAMP": ["LAMP-PRO", "VASE"], "MUG": ["VASE"]}),
    )  # fmt: skip
    path = tmp_path / "woocommerce-upsells.csv"
    assert path in written.files
    assert read(path) == [{"SKU": "LAMP", "Upsells": "LAMP-PRO, VASE"}]
    assert "1 product keeps the upsells it has in the shop today." in written.notes
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["files"][1] == {"name": "woocommerce-upsells.csv", "rows": 1}
    assert "woocommerce-upsells.csv" in (tmp_path / "HOW-TO-IMPORT.txt").read_text()


def test_without_a_checked_catalogue_none_are_written(
    make_picks: MakePicks, tmp_path: Path
) -> None:
    up_sells = make_picks({"LAMP": ["LAMP-PRO"]})
    for shop in ("woocommerce", "magento"):
        written = TARGETS[shop].write(
            make_picks({"LAMP": ["MUG"]}), (), tmp_path / shop, product_keys=KEYS,
            up_sells=up_sells,
        )  # fmt: skip
        assert len(written.files) == 3


def test_magento_has_columns_of_its_own(make_picks: MakePicks, tmp_path: Path) -> None:
    shop = (Catalogue("magento-products", "p.csv", GOODS),)
    TARGETS["magento"].write(
        make_picks({"LAMP": ["MUG"]}), shop, tmp_path, product_keys=KEYS,
        up_sells=make_picks({"LAMP": ["LAMP-PRO", "VASE"]}),
    )  # fmt: skip
    assert read(tmp_path / "magento-up-sells.csv") == [
        {"sku": "LAMP", "upsell_skus": "LAMP-PRO,VASE", "upsell_position": "1,2"}
    ]


def test_platforms_without_up_sells_get_no_file(make_picks: MakePicks, tmp_path: Path) -> None:
    written = TARGETS["plain"].write(
        make_picks({"LAMP": ["MUG"]}), (), tmp_path, product_keys=KEYS,
        up_sells=make_picks({"LAMP": ["LAMP-PRO"]}),
    )  # fmt: skip
    assert len(written.files) == 3


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return workflow.analyse(sales, Settings())


def test_picks_lead_from_the_simpler_to_the_better(analysis: Analysis) -> None:
    picks = up_sell_picks(analysis, Plan())
    price = dict(zip(analysis.products.keys, analysis.products.price, strict=True))
    assert len(picks) > 5
    for pick in picks:
        assert 1.2 <= price[pick.partner] / price[pick.anchor] <= 3
        assert pick.reason
    torch = picks.by_anchor["LGT-1007"]
    assert [pick.partner for pick in torch] == ["LGT-1014"]
    places = [analysis.products.index[key] for key in picks.by_anchor]
    assert places == sorted(places)


def test_rejected_and_hidden_ones_are_left_out(analysis: Analysis) -> None:
    plan = reject_pairing(Plan(), pair_of("LGT-1007", "LGT-1014"))
    assert "LGT-1007" not in up_sell_picks(analysis, plan).by_anchor
    visible = analysis.products.visible.copy()
    visible[analysis.products.index["LGT-1014"]] = False
    hidden = replace(analysis, products=replace(analysis.products, visible=visible))
    assert "LGT-1007" not in up_sell_picks(hidden, Plan()).by_anchor
