"""Merging products mines again, so does its undo; what does not matter to mining does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.product_edits import hide_products, merge_products
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.mining_flow import MiningFlow
from xsell_desktop.ui.session import Session, State

ORDERS = "order id,sku,quantity,price\n" + "".join(
    f"{number},{key},1,5\n" for number in range(6) for key in ("a", "b", "c")[number % 2 :]
)


class Shop(NamedTuple):
    """A session that is mined, its jobs, and the names of those begun since."""

    session: Session
    jobs: Jobs
    begun: list[str]

    def products(self) -> set[str]:
        assert self.session.analysis is not None
        return set(self.session.analysis.products.keys)


@pytest.fixture
def shop(tmp_path: Path, qtbot: QtBot) -> Iterator[Shop]:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    session, jobs = Session(), Jobs()
    flow = MiningFlow(session, jobs)
    session.open(State(workflow.import_files(Sales(), [path]).sales), saved=False)
    qtbot.waitUntil(lambda: not session.is_stale)
    begun: list[str] = []
    jobs.started.connect(lambda job: begun.append(job.name))
    yield Shop(session, jobs, begun)
    assert flow is not None
    assert jobs.wait()


def test_merging_and_its_undo_mine_again(shop: Shop, qtbot: QtBot) -> None:
    session = shop.session
    session.edit("Accept", edits.accept_pairing(session.plan, pair_of("b", "c")))
    assert not session.is_stale
    accepted = session.plan
    session.edit("Merge", merge_products(session.plan, ["b"], "a"))
    assert session.is_stale
    assert [*session.plan.pairings] == [pair_of("a", "c")]
    qtbot.waitUntil(lambda: not session.is_stale)
    assert shop.products() == {"a", "c"}
    session.undo_stack.undo()
    assert session.plan == accepted
    qtbot.waitUntil(lambda: not session.is_stale)
    assert shop.products() == {"a", "b", "c"}
    session.undo_stack.redo()
    qtbot.waitUntil(lambda: not session.is_stale)
    assert shop.products() == {"a", "c"}


def test_what_is_decided_on_the_old_key_meanwhile_is_about_the_one_that_stays(shop: Shop) -> None:
    session = shop.session
    session.edit("Merge", merge_products(session.plan, ["b"], "a"))
    session.edit("Accept", edits.accept_pairing(session.plan, pair_of("b", "c")))
    assert [*session.plan.pairings] == [pair_of("a", "c")]
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.plan == Plan()


def test_hiding_never_mines_and_never_begins_anew(shop: Shop, qtbot: QtBot) -> None:
    session = shop.session
    session.edit("Hide", hide_products(session.plan, ["a"]))
    assert shop.begun == []
    session.edit("Merge", merge_products(session.plan, ["b"], "a"))
    session.edit("Hide", hide_products(session.plan, ["c"]))
    longer = replace(session.plan.settings, top=9)
    session.edit("Longer", edits.change_settings(session.plan, longer))
    qtbot.waitUntil(lambda: not session.is_stale)
    assert len(shop.begun) == 1
    session.edit("Merge", merge_products(session.plan, ["c"], "a"))
    session.undo_stack.undo()
    assert not session.is_stale
    qtbot.waitUntil(lambda: not shop.jobs.is_busy)
    assert shop.products() == {"a", "c"}
