"""Opening a project does not move its products."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Settings
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.mining_flow import MiningFlow
from xsell_desktop.ui.session import Session, State

ORDERS = "order id,sku,quantity,price\n" + "".join(
    f"{number},{key},1,5\n" for number in range(60) for key in ("a", "b", "c")[number % 2 :]
)


def import_orders(folder: Path) -> Sales:
    path = folder / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return workflow.import_files(Sales(), [path]).sales


def test_products_lie_where_they_lay_when_the_project_was_saved(
    tmp_path: Path, qtbot: QtBot
) -> None:
    sales = import_orders(tmp_path)
    afresh = workflow.analyse(sales, Settings()).products
    places = {key: (x + 520.0, y - 260.0) for key, (x, y) in afresh.places.items()}
    session, jobs = Session(), Jobs()
    flow = MiningFlow(session, jobs)
    session.open(State(sales, opened=places), saved=True)
    assert session.state.places == places
    qtbot.waitUntil(lambda: not session.is_stale)
    assert session.analysis is not None
    np.testing.assert_array_equal(
        session.analysis.products.position, np.add(afresh.position, (520.0, -260.0))
    )
    assert session.state.places == places
    assert session.is_saved
    assert flow is not None
    assert jobs.wait()


def test_saving_and_opening_in_the_window_keeps_places(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    session, path = window.session, tmp_path / "shop.xsell"
    places = {"a": (520.0, 26.0), "b": (520.0, 86.0), "c": (580.0, 26.0)}
    session.open(State(import_orders(tmp_path), path=str(path), opened=places), saved=False)
    qtbot.waitUntil(lambda: not session.is_stale)
    seen = session.state.places
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: session.is_saved)
    assert workflow.open_project(path).places == seen
    window.projects.open(path)
    qtbot.waitUntil(lambda: session.state.opened == seen and not session.is_stale)
    assert session.state.places == seen
