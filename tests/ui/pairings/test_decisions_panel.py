"""The list of decisions: every sort, with dates, taken back, and moved when products are gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from shop_builder import make_analysis

from xsell_desktop.domain import edits, list_edits, product_edits
from xsell_desktop.domain.plan import Bundle, Decision, Part, Plan, pair_of
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.tables.decisions_panel import DecisionsPanel
from xsell_desktop.workflow.decided import (
    Sort,
    clear_matches,
    gone_products,
    list_decisions,
    take_back,
)

ANALYSIS = make_analysis()
KEYS = ANALYSIS.products.keys
ON = "2026-03-01"


def full_plan() -> Plan:
    """One decision of each sort, and a locked pairing."""
    plan = edits.accept_pairing(Plan(), pair_of(KEYS[0], KEYS[1]), "2026-02-01")
    plan = edits.write_message(plan, pair_of(KEYS[0], KEYS[1]), "Both")
    plan = edits.draw_pairing(plan, pair_of(KEYS[2], "gone-1"), on="2026-02-02")
    plan = list_edits.arrange_list(plan, KEYS[3], (KEYS[4], KEYS[5]), "2026-02-03")
    plan = product_edits.never_recommend(plan, [KEYS[6]], on="2026-02-04")
    plan = edits.note_product(plan, KEYS[7], "ask the buyer")
    plan = edits.move_products(plan, {KEYS[8]: (1.0, 2.0)})
    parts = (Part(KEYS[0]), Part(KEYS[1]))
    return edits.put_bundle(plan, Bundle("b1", "Set", parts, decided_on=ON))


@pytest.fixture
def decided(place: PairingsPlace) -> DecisionsPanel:
    place.session.edit("all", full_plan())
    place.under.tabs.setCurrentIndex(2)
    return place.under.decided


def row_of(panel: DecisionsPanel, sort: Sort) -> int:
    return next(row for row, one in enumerate(panel._listed) if one.sort is sort)


def test_every_sort_is_listed_latest_first() -> None:
    listed = list_decisions(full_plan(), ANALYSIS)
    assert [one.sort for one in listed][:5] == [
        Sort.BUNDLE, Sort.PRODUCT, Sort.LIST, Sort.PAIRING, Sort.PAIRING,
    ]  # fmt: skip
    assert {one.sort for one in listed} == set(Sort)
    assert listed[3].gone == ("gone-1",) and listed[3].words == "accepted; by hand"
    assert listed[4].words == "accepted; message: “Both”"
    assert gone_products(listed) == {"gone-1": 1}


@given(st.permutations(range(7)))
def test_taking_all_back_in_any_order_leaves_nothing(order: list[int]) -> None:
    plan = full_plan()
    for at in order:
        one = list_decisions(full_plan(), ANALYSIS)[at]
        plan = take_back(plan, one)
    assert plan == Plan()


def test_what_is_locked_is_not_taken_back() -> None:
    pair = pair_of(KEYS[0], KEYS[1])
    plan = edits.lock_pairings(edits.accept_pairing(Plan(), pair, ON), [pair])
    (one,) = list_decisions(plan, ANALYSIS)
    assert one.locked and take_back(plan, one) == plan


def test_keys_written_another_way_match_clearly_and_others_do_not() -> None:
    gone = {f"{KEYS[4]}-": 2, "nothing like it": 1}
    assert [(one.gone, one.to) for one in clear_matches(gone, ANALYSIS)] == [
        (f"{KEYS[4]}-", KEYS[4])
    ]


def test_the_tab_counts_and_delete_takes_back(
    decided: DecisionsPanel, place: PairingsPlace
) -> None:
    assert place.under.tabs.tabText(2) == "Decisions · 7"
    assert len(decided.snapshot()) == 7
    decided.table.setFocus()
    decided.table.selectRow(row_of(decided, Sort.BUNDLE))
    QTest.keyClick(decided.table, Qt.Key.Key_Delete)
    assert not place.session.plan.bundles
    assert place.session.undo_stack.undoText() == "Take 1 decision back"
    place.session.undo_stack.undo()
    assert len(decided.snapshot()) == 7
    decided.table.selectAll()
    decided.back.click()
    assert place.session.plan == Plan() and decided.snapshot() == []


def test_a_click_selects_what_the_decision_is_about(
    decided: DecisionsPanel, place: PairingsPlace
) -> None:
    row = next(r for r, one in enumerate(decided._listed) if one.words.startswith("accepted; m"))
    decided.table.selectRow(row)
    assert place.selection.pair == pair_of(KEYS[0], KEYS[1])
    decided.table.selectRow(row_of(decided, Sort.PRODUCT))
    assert place.selection.products == (KEYS[6],)


def test_decisions_on_a_product_that_is_gone_are_moved(
    decided: DecisionsPanel, place: PairingsPlace
) -> None:
    assert not decided.warning.isHidden()
    assert decided.gone.text().startswith("1 decision is about products")
    row = next(r for r, one in enumerate(decided._listed) if one.gone)
    assert not decided.mover.isEnabled()
    decided.table.selectRow(row)
    decided.mover.click()
    assert decided.form.isVisible() and "gone-1" in decided.form.title.text()
    decided.form.search.found.emit(KEYS[9])
    moved = place.session.plan.pairings[pair_of(KEYS[2], KEYS[9])]
    assert moved.decision is Decision.ACCEPTED and moved.decided_on == "2026-02-02"
    assert decided.warning.isHidden() and decided.form.isHidden()
    place.session.undo_stack.undo()
    assert not decided.warning.isHidden()


def test_all_that_clearly_match_are_shown_and_moved_in_one_step(
    decided: DecisionsPanel, place: PairingsPlace
) -> None:
    plan = place.session.plan
    for key in (KEYS[10], KEYS[11]):
        plan = edits.draw_pairing(plan, pair_of(KEYS[0], f"{key} "), on=ON)
    place.session.edit("more", plan)
    assert decided.match.text() == "Move 2 that clearly match…"
    decided.match.click()
    box = place.window().findChild(QMessageBox)
    assert box is not None and KEYS[10] in box.informativeText()
    before = place.session.undo_stack.count()
    box.defaultButton().click()
    assert place.session.undo_stack.count() == before + 1
    assert place.session.undo_stack.undoText() == "Move decisions of 2 products"
    assert {pair_of(KEYS[0], KEYS[10]), pair_of(KEYS[0], KEYS[11])} <= set(
        place.session.plan.pairings
    )


def test_the_list_can_be_narrowed(decided: DecisionsPanel) -> None:
    for sort in Sort:
        decided.kinds.setCurrentIndex(decided.kinds.findData(sort.value))
        assert {row[1] for row in decided.snapshot()} and len(decided.snapshot()) <= 2
    decided.kinds.setCurrentIndex(decided.kinds.findData("gone"))
    assert [row[4] for row in decided.snapshot()] == ["not in these sales: gone-1"]


def test_without_sales_nothing_is_called_gone() -> None:
    assert not gone_products(list_decisions(full_plan(), None))
    merged = replace(ANALYSIS)
    plan = product_edits.merge_products(Plan(), ["old"], KEYS[0], ON)
    assert not gone_products(list_decisions(plan, merged))
