"""Saving, opening, leaving and recovering projects, with the file dialogs patched."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.project.file import Project, load, save
from xsell_desktop.project.recovery import Recovery, find_recovered
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.project_flow import lock_of, state_folder

LEFT = Qt.MouseButton.LeftButton
PAIR = pair_of("A", "B")


def accept(window: MainWindow) -> None:
    window.session.edit("accept", edits.accept_pairing(window.session.plan, PAIR))


def press(qtbot: QtBot, window: MainWindow, words: str) -> None:
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    button = next(b for b in box.buttons() if b.text().replace("&", "") == words)
    qtbot.mouseClick(button, LEFT)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    answer = (str(path) if path else "", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: answer)


def saved_project(path: Path) -> Path:
    plan = edits.accept_pairing(Project().plan, PAIR)
    save(path, Project(plan=plan))
    return path


def test_save_as_adds_the_suffix_and_remembers_the_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(window)
    choose(monkeypatch, tmp_path / "spring")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: window.session.is_saved)
    path = tmp_path / "spring.xsell"
    assert PAIR in load(path).plan.pairings
    assert window.session.path == str(path)
    assert window.settings.recent == [str(path)]
    assert window.top_bar.name.text() == "spring.xsell"
    assert window.top_bar.saved.text() == "· saved"
    window.session.undo_stack.undo()
    assert not window.session.is_saved
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: window.session.is_saved)
    assert load(path).plan.pairings == {}


def test_a_cancelled_save_dialog_saves_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(window)
    choose(monkeypatch, None)
    window.commands["save"].trigger()
    assert not window.jobs.is_busy
    assert not window.session.is_saved


def test_open_brings_decisions_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_project(tmp_path / "old.xsell")
    choose(monkeypatch, path)
    window.commands["open"].trigger()
    qtbot.waitUntil(lambda: window.session.path == str(path))
    assert PAIR in window.session.plan.pairings
    assert window.session.is_saved
    assert "1 pairing accepted" in window.status.decisions.text()
    assert not window.top_bar.undo.isEnabled()


def test_a_broken_project_leaves_the_open_one_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xsell"
    path.write_bytes(b"nothing of the kind")
    before = window.session.state
    window.projects.open(path)
    qtbot.waitUntil(window.banner.isVisible)
    assert "broken.xsell" in window.banner.text.text()
    assert window.session.state is before
    lock = lock_of(path)
    assert lock is not None
    lock.release()


def test_opening_another_project_asks_about_the_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.xsell", saved_project(tmp_path / "second.xsell")
    accept(window)
    choose(monkeypatch, first)
    window.projects.open(second)
    press(qtbot, window, "Save")
    qtbot.waitUntil(lambda: window.session.path == str(second))
    assert PAIR in load(first).plan.pairings


def test_new_after_discarding(qtbot: QtBot, window: MainWindow) -> None:
    accept(window)
    window.commands["new"].trigger()
    press(qtbot, window, "Discard changes")
    assert window.session.plan.pairings == {}
    assert window.session.is_saved


def test_a_project_open_elsewhere_is_warned_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = saved_project(tmp_path / "shared.xsell")
    other = lock_of(path)
    assert other is not None
    window.projects.open(path)
    press(qtbot, window, "Cancel")
    assert window.session.path == ""
    window.projects.open(path)
    press(qtbot, window, "Open anyway")
    qtbot.waitUntil(lambda: window.session.path == str(path))
    other.release()


def test_the_lock_is_held_while_open_and_released_after(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = saved_project(tmp_path / "mine.xsell")
    window.projects.open(path)
    qtbot.waitUntil(lambda: window.session.path == str(path))
    assert lock_of(path) is None
    window.projects.open(path)  # the same again is no second window
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert not [b for b in window.findChildren(QMessageBox) if b.isVisible()]
    window.commands["new"].trigger()
    lock = lock_of(path)
    assert lock is not None
    lock.release()


def test_recent_projects_open_from_start(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = saved_project(tmp_path / "often.xsell")
    window.settings.remember_project(str(path))
    window._show_recent()
    start = window.deck.places["start"]
    button = next(b for b in start.findChildren(QPushButton) if b.toolTip() == str(path))
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: window.session.path == str(path))
    window.commands.recent.aboutToShow.emit()
    assert [action.toolTip() for action in window.commands.recent.actions()] == [str(path)]


def test_unsaved_work_is_kept_aside_and_dropped_when_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = state_folder() / "recovery"
    window.recovery.keep()
    assert not window.jobs.is_busy  # nothing unsaved, nothing kept
    accept(window)
    window.recovery.keep()
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert len(list(folder.glob("*.xsell"))) == 1
    assert find_recovered(folder) == []  # this window still holds it
    window.recovery.keep()
    assert not window.jobs.is_busy  # nothing new
    choose(monkeypatch, tmp_path / "spring.xsell")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: window.session.is_saved)
    assert list(folder.glob("*.xsell")) == []


def test_a_copy_written_while_the_project_is_saved_is_dropped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved, write = Event(), Recovery.write

    def late(*arguments: object) -> None:
        saved.wait(10)
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Recovery, "write", late)
    accept(window)
    window.recovery.keep()
    choose(monkeypatch, tmp_path / "spring.xsell")
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: window.session.is_saved)
    saved.set()
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert list((state_folder() / "recovery").glob("*")) == []


def test_a_copy_of_a_project_open_elsewhere_opens_without_its_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    original = tmp_path / "spring.xsell"
    left_behind(original)
    other = lock_of(original)
    assert other is not None
    window.recovery.offer()
    button = next(b for b in window.banner.findChildren(QPushButton) if "Open" in b.text())
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: PAIR in window.session.plan.pairings)
    assert window.session.path == ""
    assert not window.session.is_saved
    other.release()


def test_no_copy_is_kept_when_the_user_does_not_want_it(window: MainWindow) -> None:
    window.settings.autosave = False
    accept(window)
    window.recovery.keep()
    assert not window.jobs.is_busy


def left_behind(original: Path | None) -> Recovery:
    crashed = Recovery(state_folder() / "recovery")
    crashed.write(Project(plan=edits.accept_pairing(Project().plan, PAIR)), original)
    assert crashed._lock is not None
    crashed._lock.release()  # the process is gone
    return crashed


def test_a_crashed_windows_work_is_offered_and_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    original = tmp_path / "spring.xsell"
    left_behind(original)
    window.recovery.offer()
    assert "spring.xsell" in window.banner.text.text()
    button = next(b for b in window.banner.findChildren(QPushButton) if "Open" in b.text())
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: PAIR in window.session.plan.pairings)
    assert not window.session.is_saved
    assert window.session.path == str(original)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert len(list((state_folder() / "recovery").glob("*.xsell"))) == 1  # now this window's own


def test_a_crashed_windows_work_can_be_deleted(qtbot: QtBot, window: MainWindow) -> None:
    left_behind(None)
    window.recovery.offer()
    button = next(b for b in window.banner.findChildren(QPushButton) if "Delete" in b.text())
    qtbot.mouseClick(button, LEFT)
    assert list((state_folder() / "recovery").glob("*")) == []
    assert window.banner.isHidden()


def test_nothing_is_offered_after_a_clean_end(window: MainWindow) -> None:
    window.recovery.offer()
    assert window.banner.isHidden()
