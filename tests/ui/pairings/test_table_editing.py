"""The table of pairs as a spreadsheet, with real keys: edit, fill, paste, replace, take back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from xsell_desktop.domain.edits import lock_pairings
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Direction, Pair, Pairing, Plan, pair_of
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.tables.pairs_table import PairsTable

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALL = ("direction", "season", "pinned", "locked", "decided_on", "note")


@pytest.fixture
def sheet(place: PairingsPlace) -> PairingsPlace:
    """The place with every column, the keyboard in the table."""
    place.panel.columns.choose(ALL)
    place.panel.table.setFocus()
    return place


def go(place: PairingsPlace, row: int, title: str, rows: int = 1) -> PairsTable:
    """Put the current cell somewhere and select rows from there on."""
    table = place.panel.table
    titles = [column.title for column in table.columns.columns]
    table.choose([int(r) for r in table.columns.shown[row : row + rows]])
    flags = table.selectionModel().SelectionFlag.NoUpdate
    table.selectionModel().setCurrentIndex(table.columns.index(row, titles.index(title)), flags)
    table.chosen.emit(table.chosen_rows())
    return table


def keep(line: QLineEdit | QComboBox) -> None:
    """End an edit; the editor closes once the key has been dealt with."""
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()


def editor(table: PairsTable, kind: type[QLineEdit] | type[QComboBox]) -> QLineEdit | QComboBox:
    QApplication.processEvents()
    (found,) = (w for w in table.viewport().children() if isinstance(w, kind) and w.isVisible())
    assert isinstance(found, QLineEdit | QComboBox)
    return found


def pairs_of(place: PairingsPlace, count: int) -> list[Pair]:
    return place.panel.shown_pairs[:count]


def plan_of(place: PairingsPlace) -> Plan:
    return place.session.plan


def ruling(place: PairingsPlace, pair: Pair) -> Pairing:
    return plan_of(place).pairings.get(pair, Pairing(pair))


def test_typing_writes_and_return_keeps(sheet: PairingsPlace) -> None:
    (pair,) = pairs_of(sheet, 1)
    table = go(sheet, 0, "Message")
    QTest.keyClick(table, Key.Key_A)  # not "accept": this cell is written into
    line = editor(table, QLineEdit)
    assert isinstance(line, QLineEdit) and line.text() == "a"
    QTest.keyClicks(line, " fine pair")
    keep(line)
    assert ruling(sheet, pair) == Pairing(pair, message="a fine pair")
    assert sheet.session.undo_stack.undoText() == "Write 1 message"
    assert table.currentIndex().row() == 0 and table.field == "message"


def test_escape_gives_up_and_f2_begins(sheet: PairingsPlace) -> None:
    table = go(sheet, 2, "Note")
    QTest.keyClick(table, Key.Key_F2)
    line = editor(table, QLineEdit)
    QTest.keyClicks(line, "no")
    QTest.keyClick(line, Key.Key_Escape)
    assert not plan_of(sheet).pairings


def test_one_cell_edits_all_selected_rows_in_one_step(sheet: PairingsPlace) -> None:
    wanted = pairs_of(sheet, 12)
    table = go(sheet, 0, "Message", rows=12)
    QTest.keyClick(table, Key.Key_Return)
    line = editor(table, QLineEdit)
    QTest.keyClicks(line, "Both")
    keep(line)
    assert {ruling(sheet, pair).message for pair in wanted} == {"Both"}
    assert sheet.session.undo_stack.undoText() == "Write 12 messages"
    assert len(table.chosen_rows()) == 12  # still selected
    sheet.session.undo_stack.undo()
    assert not plan_of(sheet).pairings


def test_tab_goes_on_to_the_next_cell_that_can_be_edited(sheet: PairingsPlace) -> None:
    (pair,) = pairs_of(sheet, 1)
    table = go(sheet, 0, "Message")
    QTest.keyClick(table, Key.Key_F2)
    line = editor(table, QLineEdit)
    QTest.keyClicks(line, "Hello")
    QTest.keyClick(line, Key.Key_Tab)
    assert ruling(sheet, pair).message == "Hello"
    assert table.field == "direction"
    box = editor(table, QComboBox)
    QTest.keyClick(box, Key.Key_Backtab)
    assert table.field == "message"


def test_a_choice_is_made_from_a_list(sheet: PairingsPlace) -> None:
    (pair,) = pairs_of(sheet, 1)
    table = go(sheet, 0, "Kind")
    QTest.keyClick(table, Key.Key_Return)
    box = editor(table, QComboBox)
    assert isinstance(box, QComboBox) and box.itemText(0) == "as the sales say"
    box.setCurrentText("variant")
    box.activated.emit(box.currentIndex())
    assert ruling(sheet, pair).kind is Kind.VARIANT
    QTest.keyClick(table, Key.Key_Delete)
    assert pair not in plan_of(sheet).pairings


def test_yes_and_no_are_switched(sheet: PairingsPlace) -> None:
    (pair,) = pairs_of(sheet, 1)
    table = go(sheet, 0, "Pinned")
    QTest.keyClick(table, Key.Key_Space)
    assert ruling(sheet, pair).pinned and ruling(sheet, pair).decision is Decision.ACCEPTED
    go(sheet, 0, "Locked")
    QTest.keyClick(table, Key.Key_Return)
    assert ruling(sheet, pair).locked
    go(sheet, 0, "Decision")
    QTest.keyClick(table, Key.Key_Delete)
    assert ruling(sheet, pair).decision is Decision.ACCEPTED
    assert "locked" in sheet.under.said.text() and not sheet.under.said.isHidden()
    go(sheet, 0, "Locked")
    QTest.keyClick(table, Key.Key_Space)
    assert not ruling(sheet, pair).locked


def test_fill_down_copies_the_first_row_and_passes_locked_ones(sheet: PairingsPlace) -> None:
    first, second, third = pairs_of(sheet, 3)
    table = go(sheet, 0, "Season")
    QTest.keyClick(table, Key.Key_F2)
    line = editor(table, QLineEdit)
    QTest.keyClicks(line, "15 Nov - 6 Jan")
    keep(line)
    assert ruling(sheet, first).season == ("11-15", "01-06")
    sheet.session.edit("lock", lock_pairings(plan_of(sheet), [second]))
    go(sheet, 0, "Season", rows=3)
    QTest.keyClick(table, Key.Key_D, CTRL)
    assert ruling(sheet, third).season == ("11-15", "01-06")
    assert ruling(sheet, third).decision is Decision.ACCEPTED
    assert ruling(sheet, second) == Pairing(second, locked=True)
    assert "1 locked pairing" in sheet.under.said.text()
    assert sheet.session.undo_stack.undoText() == "Change the season of 1 pairing"


def test_a_direction_is_filled_down_as_it_reads(sheet: PairingsPlace) -> None:
    table = go(sheet, 0, "Direction", rows=4)
    targets = sheet.panel.targets(table.chosen_rows())
    sheet.under.cells.write(targets[:1], "direction", "product → partner")
    QTest.keyClick(table, Key.Key_D, CTRL)
    for pair, product in targets:
        wanted = Direction.FROM_A if product == pair.a else Direction.FROM_B
        assert ruling(sheet, pair).direction is wanted


def test_what_is_no_season_is_said(sheet: PairingsPlace) -> None:
    table = go(sheet, 0, "Season")
    QTest.keyClick(table, Key.Key_F2)
    line = editor(table, QLineEdit)
    QTest.keyClicks(line, "winter")
    keep(line)
    assert not plan_of(sheet).pairings
    assert "“winter”" in sheet.under.said.text()


@pytest.mark.parametrize(("key", "decision"), [(Key.Key_A, "accepted"), (Key.Key_R, "rejected")])
def test_keys_rule_on_all_selected_rows(sheet: PairingsPlace, key: Qt.Key, decision: str) -> None:
    wanted = pairs_of(sheet, 5)
    table = go(sheet, 0, "Product", rows=5)
    QTest.keyClick(table, key)
    assert {ruling(sheet, pair).decision for pair in wanted} == {Decision(decision)}
    assert "5 pairings" in sheet.session.undo_stack.undoText()
    QTest.keyClick(table, key)
    assert not plan_of(sheet).pairings


def test_locking_and_pinning_several_rows(sheet: PairingsPlace) -> None:
    wanted = pairs_of(sheet, 3)
    table = go(sheet, 0, "Product", rows=3)
    for key in (Key.Key_P, Key.Key_L):
        QTest.keyClick(table, key)
    assert all(ruling(sheet, p).pinned and ruling(sheet, p).locked for p in wanted)
    QTest.keyClick(table, Key.Key_L)
    assert not any(ruling(sheet, p).locked for p in wanted)


def test_a_single_cell_is_pasted_into_all_selected_rows(sheet: PairingsPlace) -> None:
    wanted = pairs_of(sheet, 4)
    QGuiApplication.clipboard().setText("Goes with it\n")
    table = go(sheet, 0, "Message", rows=4)
    QTest.keyClick(table, Key.Key_V, CTRL)
    dialog = sheet.under.list_dialog
    assert dialog is not None and not dialog.isModal() and dialog.diff.changes == 4
    assert dialog.apply.text() == "Paste 4 rows"
    dialog.apply.click()
    assert {ruling(sheet, pair).message for pair in wanted} == {"Goes with it"}


def test_a_block_goes_into_the_columns_from_the_current_cell_on(sheet: PairingsPlace) -> None:
    one, other = pairs_of(sheet, 2)
    QGuiApplication.clipboard().setText("rejected\tvariant\tNo\nperhaps\t\t\n")
    table = go(sheet, 0, "Decision")
    QTest.keyClick(table, Key.Key_V, CTRL)
    dialog = sheet.under.list_dialog
    assert dialog is not None and len(dialog.diff.problems) == 1
    dialog.apply.click()
    said = ruling(sheet, one)
    assert (said.decision, said.kind, said.message) == (Decision.REJECTED, Kind.VARIANT, "No")
    assert ruling(sheet, other) == Pairing(other)


def test_one_row_is_pasted_at_once(sheet: PairingsPlace) -> None:
    (pair,) = pairs_of(sheet, 1)
    QGuiApplication.clipboard().setText("Said at once")
    table = go(sheet, 0, "Message")
    QTest.keyClick(table, Key.Key_V, CTRL)
    assert sheet.under.list_dialog is None
    assert ruling(sheet, pair).message == "Said at once"


def test_rows_copied_are_found_again_by_their_names(sheet: PairingsPlace) -> None:
    wanted = pairs_of(sheet, 6)
    sheet.decisions.accept_all(wanted)
    sheet.under.cells.write(sheet.panel.targets([0, 1, 2]), "message", "Take both")
    before = plan_of(sheet)
    table = go(sheet, 0, "Product", rows=6)
    QTest.keyClick(table, Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    sheet.decisions.clear_all(wanted)
    sheet.under.cells.write(sheet.panel.targets([0, 1, 2]), "message", "")
    assert not plan_of(sheet).pairings
    QGuiApplication.clipboard().setText(copied)
    go(sheet, 20, "Product")
    QTest.keyClick(table, Key.Key_V, CTRL)
    dialog = sheet.under.list_dialog
    assert dialog is not None and not dialog.diff.problems
    dialog.apply.click()
    assert plan_of(sheet).pairings == before.pairings


@pytest.mark.parametrize("text", ["", "\0\x01\x02\xff", "\t\t\n\t", "a\n" * 3000, "x\t" * 500])
def test_odd_clipboards_change_nothing_unasked(sheet: PairingsPlace, text: str) -> None:
    before = plan_of(sheet)
    go(sheet, 0, "Together")
    sheet.panel.table.pasted.emit(text)
    assert plan_of(sheet) == before
    if sheet.under.list_dialog is not None:
        assert sheet.under.list_dialog.diff.changes == 0
        sheet.under.list_dialog.reject()


def test_find_and_replace_in_messages(sheet: PairingsPlace) -> None:
    wanted = pairs_of(sheet, 3)
    sheet.decisions.write_messages(wanted, "Take BOTH.* home")
    sheet.decisions.lock(wanted[2])
    table = go(sheet, 0, "Product")
    QTest.keyClick(table, Key.Key_H, CTRL)
    bar = sheet.panel.replace
    assert bar.isVisible() and bar.old.hasFocus()
    QTest.keyClicks(bar.old, "both.*")
    QTest.keyClicks(bar.new, r"\1 two")
    assert bar.count.text() == "2 messages (1 more is locked)"
    bar.case.click()
    assert bar.count.text() == "0 messages" and not bar.button.isEnabled()
    bar.case.click()
    QTest.keyClick(bar.new, Key.Key_Return)
    assert ruling(sheet, wanted[0]).message == r"Take \1 two home"
    assert ruling(sheet, wanted[2]).message == "Take BOTH.* home"
    assert sheet.session.undo_stack.undoText() == "Replace in 2 messages"
    QTest.keyClick(bar.old, Key.Key_Escape)
    assert bar.isHidden() and table.hasFocus()


def test_several_products_selected_select_the_pairs_among_them(sheet: PairingsPlace) -> None:
    keys = sheet.panel._listed.keys if sheet.panel._listed is not None else ()
    chosen = set(keys[:8])
    sheet.selection.select_products(sorted(chosen))
    rows = sheet.panel.table.chosen_rows()
    among = [pair for pair in sheet.panel.shown_pairs if set(pair) <= chosen]
    assert {target.pair for target in sheet.panel.targets(rows)} == set(among) and among


def test_rows_keep_their_places_while_their_cells_change(sheet: PairingsPlace) -> None:
    table = sheet.panel.table
    titles = [column.title for column in table.columns.columns]
    table.sortByColumn(titles.index("Decision"), Qt.SortOrder.DescendingOrder)
    before = table.columns.shown.copy()
    pair = pairs_of(sheet, 20)[-1]
    sheet.decisions.accept(pair)
    assert np.array_equal(table.columns.shown, before)
    sheet.viewing.change_filter(decisions=frozenset({"undecided"}))
    assert pair not in sheet.panel.shown_pairs


def test_the_table_knows_which_of_some_pairs_it_shows(sheet: PairingsPlace) -> None:
    shown = sheet.panel.shown_pairs
    sheet.decisions.accept_all(shown[:3])
    sheet.viewing.change_filter(decisions=frozenset({"undecided"}))
    asked = [*shown[:6], pair_of("nobody", "nothing")]
    assert sheet.panel.those_shown(asked) == set(asked) & set(sheet.panel.shown_pairs)
    assert sheet.panel.those_shown(shown[:3]) == set() != sheet.panel.those_shown(shown[3:6])
