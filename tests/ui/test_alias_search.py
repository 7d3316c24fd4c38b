"""A product is found by the names it went by before."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.data import DataPlace
from xsell_desktop.ui.places.pairings import PairingsPlace


def test_an_earlier_name_leads_to_the_product(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    rows = [f"{n},{sku},{name},2026-01-{1 + n:02}"
            for n in range(1, 25) for sku, name in (("K1", "Gooseneck" if n < 9 else "Kettle"),
                                                    ("F1", "Filter"))]  # fmt: skip
    orders = tmp_path / "orders.csv"
    orders.write_text("\n".join(["order id,sku,name,date", *rows]), encoding="utf-8")
    window.session.set_sales(workflow.import_files(Sales(), [orders]).sales)
    qtbot.waitUntil(lambda: window.session.analysis is not None, timeout=60_000)
    analysis = window.session.analysis
    assert analysis is not None
    products = analysis.products
    assert products.names[products.index["K1"]] == "Kettle"
    assert list(products.list_aliases()) == [("K1", "Gooseneck")]
    data = window.show_place("data")
    assert isinstance(data, DataPlace)
    data.products.search.setText("goose")
    assert [data.products._keys[row] for row in data.products.table.columns.shown] == ["K1"]
    pairings = window.show_place("pairings")
    assert isinstance(pairings, PairingsPlace)
    assert pairings.bar.key_of("gooseneck") == "K1"
    assert pairings.bar.key_of("Gooseneck · K1") == "K1"
