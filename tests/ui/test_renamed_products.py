"""Decisions and undo follow products whose keys an import changes."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.mining_flow import MiningFlow
from xsell_desktop.ui.session import Session, State

ORDERS = "order id,sku,quantity,price\n" + "".join(
    f"{n},{key},1,5\n" for n in range(4) for key in ("123", "b")
)
PRODUCTS = "sku,product name,price,stock\n00123,Tea,5,3\nb,B,5,3\n"


def test_undo_knows_the_keys_of_today(tmp_path: Path, qtbot: QtBot) -> None:
    orders, products = tmp_path / "orders.csv", tmp_path / "products.csv"
    orders.write_text(ORDERS, encoding="utf-8")
    products.write_text(PRODUCTS, encoding="utf-8")
    shop = workflow.import_files(Sales(), [orders]).sales
    with_catalogue = workflow.import_files(shop, [products]).sales
    session, jobs = Session(), Jobs()
    flow = MiningFlow(session, jobs)
    assert flow is not None
    session.open(State(shop), saved=False)
    qtbot.waitUntil(lambda: not session.is_stale)
    pair = pair_of("123", "b")
    session.edit("Accept", edits.accept_pairing(session.plan, pair))
    session.edit("Reject", edits.reject_pairing(session.plan, pair))
    session.set_sales(with_catalogue)
    qtbot.waitUntil(lambda: not session.is_stale)
    mended = pair_of("00123", "b")
    assert [*session.plan.pairings] == [mended]
    session.undo_stack.undo()
    assert session.plan == edits.accept_pairing(Plan(), mended)
    session.edit("Note", edits.note_product(session.plan, "00123", "heavy"))
    session.set_sales(shop)
    qtbot.waitUntil(lambda: not session.is_stale)
    assert session.plan.notes == {"123": "heavy"}
    for _step in range(2):
        session.undo_stack.undo()
    assert session.plan == Plan()
    session.undo_stack.redo()
    assert session.plan == edits.accept_pairing(Plan(), pair)
    assert jobs.wait()
