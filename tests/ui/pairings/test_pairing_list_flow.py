"""A merchandiser's list through the window: shown first, taken in one step, saved, taken back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.edits import accept_pairing, lock_pairings, write_message
from xsell_desktop.domain.plan import Decision, Plan, pair_of
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.session import State

ANALYSIS = make_analysis()
KEYS, NAMES = ANALYSIS.products.keys, ANALYSIS.products.names
ON = "2026-02-01"


@pytest.fixture
def shop(window: MainWindow) -> MainWindow:
    """The window with the invented shop and two rulings, one of them locked."""
    plan = accept_pairing(Plan(), pair_of(KEYS[0], KEYS[1]), ON)
    plan = accept_pairing(plan, pair_of(KEYS[0], KEYS[2]), ON)
    plan = lock_pairings(plan, [pair_of(KEYS[0], KEYS[2])])
    window.session.open(State(sales=make_sales(), plan=plan, analysis=ANALYSIS), saved=True)
    return window


def offer(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.lists.offer(path)
    qtbot.waitUntil(lambda: window.lists.dialog is not None, timeout=20_000)


def test_a_list_is_shown_and_then_taken_in_one_step(
    qtbot: QtBot, shop: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    rows = [
        ("product", "partner", "decision"),
        (KEYS[0], NAMES[1], "rejected"),
        (KEYS[0], KEYS[2], "rejected"),
        (NAMES[3].upper(), KEYS[4], "accepted"),
        ("no such thing", KEYS[4], "accepted"),
    ]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    offer(qtbot, shop, path)
    dialog = shop.lists.dialog
    assert dialog is not None and not dialog.isModal()
    assert "1 new decision · 1 changed · 0 as they were · 1 locked" in dialog.summary.text()
    assert [dialog.tabs.tabText(at) for at in range(3)] == [
        "Changes · 2", "Stays as it is · 1", "Not understood · 1",
    ]  # fmt: skip
    columns = dialog.table.columns.columns
    assert [columns[4].write(row) for row in range(2)] == ["accepted → rejected", "accepted"]
    dialog.tabs.setCurrentIndex(2)
    assert dialog.table.columns.columns[2].write(0) == "no product is called “no such thing”"
    assert dialog.apply.text() == "Import 2 pairings from own.csv"
    dialog.apply.click()
    plan = shop.session.plan
    assert plan.pairings[pair_of(KEYS[0], KEYS[1])].decision is Decision.REJECTED
    assert plan.pairings[pair_of(KEYS[0], KEYS[2])].decision is Decision.ACCEPTED
    assert shop.session.undo_stack.count() == 1
    assert shop.session.undo_stack.undoText() == "Import 2 pairings from own.csv"
    assert shop.lists.dialog is None


def test_the_list_follows_what_is_edited_beside_it(
    qtbot: QtBot, shop: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"product,partner\n{KEYS[5]},{KEYS[6]}\n{KEYS[5]},{KEYS[7]}\n")
    offer(qtbot, shop, path)
    dialog = shop.lists.dialog
    assert dialog is not None and dialog.diff.changes == 2
    pair = pair_of(KEYS[5], KEYS[6])
    plan = write_message(accept_pairing(shop.session.plan, pair, ON), pair, "Both")
    shop.session.edit("Accept pairing", plan)
    assert dialog.diff.changes == 1
    dialog.apply.click()
    assert shop.session.plan.pairings[pair].message == "Both"
    assert len(shop.session.plan.pairings) == 4


def test_a_saved_list_changes_nothing_when_it_is_taken_back(
    qtbot: QtBot, shop: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "saved.csv"
    shop.lists.save_as(path)
    qtbot.waitUntil(lambda: shop.banner.isVisible(), timeout=20_000)
    assert shop.banner.title.text().startswith("Saved saved.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["decided_on"] for row in rows} == {ON}
    assert {row["product_name"] for row in rows} <= set(NAMES)
    offer(qtbot, shop, path)
    dialog = shop.lists.dialog
    assert dialog is not None and dialog.diff.changes == 0 and not dialog.apply.isEnabled()
    dialog.reject()
    shop.session.edit("all gone", Plan())
    offer(qtbot, shop, path)
    assert shop.lists.dialog is not None
    shop.lists.dialog.apply.click()
    assert shop.session.plan.pairings[pair_of(KEYS[0], KEYS[2])].locked
    assert shop.session.plan.pairings[pair_of(KEYS[0], KEYS[1])].decided_on == ON


def test_without_sales_or_decisions_the_next_step_is_said(window: MainWindow) -> None:
    window.commands["import_list"].trigger()
    assert "Import sales first" in window.banner.text.text()
    window.commands["save_list"].trigger()
    assert "no pairing to save" in window.banner.title.text()


def test_places_are_counted_apart_from_pairings(
    qtbot: QtBot, shop: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(f"product,partner1,partner2\n{KEYS[5]},{KEYS[6]},{KEYS[7]}\n")
    offer(qtbot, shop, path)
    dialog = shop.lists.dialog
    assert dialog is not None and dialog.apply.text() == "Import 2 pairings from wide.csv"
    assert "among them 1 own list" in dialog.summary.text()
    dialog.apply.click()
    assert shop.session.plan.lists[KEYS[5]].partners == (KEYS[6], KEYS[7])


def test_what_is_no_list_is_refused(qtbot: QtBot, shop: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "else.csv"
    path.write_text("when,what\n2026-01-01,rain\n")
    shop.lists.offer(path)
    qtbot.waitUntil(lambda: shop.banner.isVisible(), timeout=20_000)
    assert shop.banner.title.text() == "This is not a list of pairings"


def test_the_columns_chosen_are_remembered(shop: MainWindow) -> None:
    panel = shop.show_place("pairings").under.panel  # type: ignore[attr-defined]
    panel.columns.choose(("season", "note", "jaccard"))
    assert shop.settings.pair_columns == ["season", "note", "jaccard"]
    titles = [column.title for column in panel.table.columns.columns]
    assert {"Season", "Note"} <= set(titles)
