"""Nothing that was imported or decided is lost without a question, whatever runs meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.project.file import Project, load, save
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.project_flow import lock_of
from xsell_desktop.ui.session import State

BASKETS = "milk,bread\nmilk\nbread,butter,milk\nbutter,bread\n"


def accept(window: MainWindow, one: str = "A", other: str = "B") -> None:
    plan = edits.accept_pairing(window.session.plan, pair_of(one, other))
    window.session.edit("accept", plan)


def boxes(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def press(window: MainWindow, words: str) -> None:
    (box,) = boxes(window)
    next(b for b in box.buttons() if b.text().replace("&", "") == words).click()


def file_of(folder: Path, name: str, text: str = BASKETS) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def sources(window: MainWindow) -> list[str]:
    return [item.source for item in window.session.sales.imports]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Imports wait until it is set, as those of large files do."""
    opened, read = Event(), workflow.import_files

    def slow(*arguments: object) -> workflow.Imported:
        progress = arguments[3]
        assert isinstance(progress, Progress)
        while not opened.wait(0.005):
            progress.step("")
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workflow, "import_files", slow)
    return opened


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))


LEAVING: dict[str, Callable[[MainWindow, Path], object]] = {
    "new": lambda window, _path: window.commands["new"].trigger(),
    "open": lambda window, path: window.projects.open(path),
    "sample": lambda window, _path: window.commands["sample"].trigger(),
}


@pytest.mark.parametrize("way", LEAVING)
def test_a_running_import_is_asked_about_before_its_project_is_left(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, gate: Event, way: str
) -> None:
    other = tmp_path / "other.xsell"
    save(other, Project())
    window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    LEAVING[way](window, other)
    assert "a.csv" in boxes(window)[0].text()
    press(window, "Cancel")
    gate.set()
    settle(qtbot, window)
    assert sources(window) == ["a.csv"]
    assert window.session.path == ""


def test_a_stopped_import_lets_the_other_project_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, gate: Event
) -> None:
    other = tmp_path / "other.xsell"
    save(other, Project())
    window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    window.projects.open(other)
    press(window, "Stop and go on")
    qtbot.waitUntil(lambda: window.session.path == str(other))
    settle(qtbot, window)
    assert sources(window) == []


def test_an_import_that_ends_under_the_question_is_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, gate: Event
) -> None:
    window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    window.commands["new"].trigger()
    gate.set()
    settle(qtbot, window)
    press(window, "Stop and go on")
    assert "Save the changes" in boxes(window)[0].text()
    press(window, "Cancel")
    assert sources(window) == ["a.csv"]


def test_imports_follow_each_other_and_edits_go_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, gate: Event
) -> None:
    window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    window.imports.import_files([file_of(tmp_path, "b.csv", BASKETS + "milk\n")], {})
    accept(window, "bread", "milk")
    gate.set()
    qtbot.waitUntil(lambda: len(sources(window)) == 2)
    settle(qtbot, window)
    assert sources(window) == ["a.csv", "b.csv"]
    assert pair_of("bread", "milk") in window.session.plan.pairings
    assert window.session.undo_stack.canUndo()
    assert not window.session.is_stale
    assert window.session.analysis is not None
    assert window.session.analysis.orders == 9


def test_an_import_taken_back_while_another_runs_stays_away(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, gate: Event
) -> None:
    gate.set()
    window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    qtbot.waitUntil(lambda: sources(window) == ["a.csv"])
    gate.clear()
    window.imports.import_files([file_of(tmp_path, "b.csv", BASKETS + "milk\n")], {})
    first = window.session.sales.imports[0].id
    window.session.set_sales(window.session.sales.take_back(first))
    gate.set()
    settle(qtbot, window)
    assert sources(window) == ["b.csv"]
    assert not window.session.is_stale


def test_what_was_decided_while_another_project_opens_is_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    other = tmp_path / "other.xsell"
    save(other, Project())
    window.projects.open(other)
    accept(window)
    qtbot.waitUntil(lambda: bool(boxes(window)))
    assert "Save the changes" in boxes(window)[0].text()
    press(window, "Cancel")
    assert window.session.path == ""
    assert pair_of("A", "B") in window.session.plan.pairings


def test_a_second_click_opens_a_project_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    other = tmp_path / "other.xsell"
    save(other, Project())
    window.projects.open(other)
    window.projects.open(other)
    qtbot.waitUntil(lambda: window.session.path == str(other))
    settle(qtbot, window)
    assert not boxes(window)


def test_an_opening_that_is_stopped_gives_the_file_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    other = tmp_path / "other.xsell"
    save(other, Project())
    window.projects.open(other)
    window.jobs.cancel_all()
    settle(qtbot, window)
    assert window.session.path == ""
    lock = lock_of(other)
    assert lock is not None
    lock.release()


def test_edits_made_while_saving_are_unsaved_after(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spring.xsell"
    choose(monkeypatch, path)
    accept(window)
    window.commands["save"].trigger()
    accept(window, "A", "C")
    settle(qtbot, window)
    assert window.session.path == str(path)
    assert not window.session.is_saved
    assert len(load(path).plan.pairings) == 1
    window.session.undo_stack.undo()
    assert window.session.is_saved


def test_closing_while_saving_asks_then_waits_for_the_answer(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spring.xsell"
    choose(monkeypatch, path)
    accept(window)
    window.commands["save"].trigger()
    window.close()
    assert "spring.xsell" in boxes(window)[0].text()
    settle(qtbot, window)  # saved while the question was on show
    press(window, "Stop and close")
    assert not window.isVisible()
    assert len(load(path).plan.pairings) == 1


def test_save_on_leaving_saves_and_then_leaves(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spring.xsell"
    choose(monkeypatch, path)
    accept(window)
    window.close()
    press(window, "Save")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(load(path).plan.pairings) == 1


def test_a_failed_save_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "gone" / "spring.xsell")
    accept(window)
    window.close()
    press(window, "Save")
    qtbot.waitUntil(window.banner.isVisible)
    assert window.isVisible()
    assert not window.session.is_saved
    assert window.session.path == ""


def test_a_full_disk_leaves_the_file_and_the_project_as_they_were(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spring.xsell"
    choose(monkeypatch, path)
    accept(window)
    window.commands["save"].trigger()
    settle(qtbot, window)
    before = path.read_bytes()

    def full(*_arguments: object) -> None:
        raise UserError("The disk is full", "spring.xsell was not written", "Free some space")

    monkeypatch.setattr(workflow, "save_project", full)
    accept(window, "A", "C")
    window.commands["save"].trigger()
    qtbot.waitUntil(window.banner.isVisible)
    assert path.read_bytes() == before
    assert not window.session.is_saved
    assert window.session.path == str(path)


def test_a_project_file_that_vanished_is_written_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spring.xsell"
    choose(monkeypatch, path)
    accept(window)
    window.commands["save"].trigger()
    settle(qtbot, window)
    path.unlink()
    accept(window, "A", "C")
    window.commands["save"].trigger()
    settle(qtbot, window)
    assert len(load(path).plan.pairings) == 2


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("spring", "spring.xsell"),
        ("spring.2026", "spring.2026.xsell"),
        ("orders.csv", "orders.csv.xsell"),
        ("LOUD.XSELL", "LOUD.XSELL"),
    ],
)
def test_save_as_completes_the_name_and_spares_other_files(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    written: str,
) -> None:
    orders = file_of(tmp_path, "orders.csv")
    choose(monkeypatch, tmp_path / typed)
    accept(window)
    window.commands["save_as"].trigger()
    settle(qtbot, window)
    assert window.session.path == str(tmp_path / written)
    assert orders.read_text() == BASKETS


def test_a_completed_name_is_not_written_over_unasked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "spring.xsell"
    save(there, Project())
    choose(monkeypatch, tmp_path / "spring")
    accept(window)
    window.commands["save_as"].trigger()
    press(window, "Cancel")
    settle(qtbot, window)
    assert load(there).plan.pairings == {}
    window.commands["save_as"].trigger()
    press(window, "Replace")
    settle(qtbot, window)
    assert len(load(there).plan.pairings) == 1


def test_save_as_over_a_project_open_elsewhere_is_warned_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shared.xsell"
    save(path, Project())
    other = lock_of(path)
    assert other is not None
    choose(monkeypatch, path)
    accept(window)
    window.commands["save_as"].trigger()
    press(window, "Cancel")
    settle(qtbot, window)
    assert load(path).plan.pairings == {}
    window.commands["save_as"].trigger()
    press(window, "Replace anyway")
    settle(qtbot, window)
    assert len(load(path).plan.pairings) == 1
    other.release()


def test_settings_taken_back_during_the_analysis_leave_it_up_to_date(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    qtbot.waitUntil(lambda: window.session.analysis is not None, timeout=20_000)
    settle(qtbot, window)
    before = window.session.analysis
    settings = edits.change_settings(
        window.session.plan, window.session.plan.settings.__class__(min_together=7)
    )
    window.session.edit("settings", settings)
    assert window.jobs.is_busy
    window.session.undo_stack.undo()
    settle(qtbot, window)
    assert window.session.analysis is before
    assert not window.session.is_stale


def test_a_stopped_analysis_can_be_started_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    stopping = window.imports.imported.connect(lambda _ids: window.jobs.cancel_all())
    window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    settle(qtbot, window)
    window.imports.imported.disconnect(stopping)
    assert window.session.sales
    assert window.session.analysis is None
    export = window.show_place("export")
    export.empty.button.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.session.analysis is not None, timeout=20_000)
    assert not window.session.is_stale


def test_an_analysis_of_one_project_never_reaches_another(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    def leave(_ids: object) -> None:
        (running,) = window.jobs.running
        deadline = time.monotonic() + 20
        while window.jobs._threads:  # until its result waits in the event queue
            assert time.monotonic() < deadline
            time.sleep(0.005)
        assert window.jobs.running == (running,)
        window.projects.show_state(State(), saved=True)

    window.imports.imported.connect(leave)
    with qtbot.waitSignal(window.projects.opened, timeout=20_000):
        window.imports.import_files([file_of(tmp_path, "a.csv")], {})
    settle(qtbot, window)
    assert window.session.analysis is None
    assert not window.session.sales


def test_a_job_whose_answer_fails_does_not_hold_up_the_next(
    qtbot: QtBot, window: MainWindow
) -> None:
    seen: list[str] = []

    def fail(_result: object) -> None:
        seen.append("first")
        raise ValueError

    window.jobs.run("one", lambda _progress: None, done=fail)
    window.jobs.run("two", lambda _progress: None, done=lambda _result: seen.append("second"))
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: "second" in seen)
    assert seen == ["first", "second"]
    assert caught[0][0] is ValueError
