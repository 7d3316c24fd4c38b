"""The window with real clicks: start, sample, data, theme, undo, closing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from xsell_desktop.domain import edits
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Bundle, Part, pair_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.ui import theme
from xsell_desktop.ui.actions import PLACE_KEYS
from xsell_desktop.ui.dialogs.text_dialogs import AboutDialog, GlossaryDialog, ShortcutDialog
from xsell_desktop.ui.glossary import glossary
from xsell_desktop.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def accept(window: MainWindow, one: str = "A", other: str = "B") -> None:
    plan = edits.accept_pairing(window.session.plan, pair_of(one, other))
    window.session.edit("accept pairing", plan)


def test_from_start_to_the_sample_to_its_data(qtbot: QtBot, window: MainWindow) -> None:
    start = window.deck.places["start"]
    qtbot.mouseClick(start.buttons["sample"], LEFT)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.session.analysis is not None, timeout=60_000)
    assert window.deck.currentWidget() is window.deck.places["data"]
    assert window.session.is_saved
    assert not window.session.is_stale
    assert "up to date" in window.status.analysis.text()
    assert window.top_bar.name.text() == "trailhead-orders"
    data = window.deck.places["data"]
    qtbot.mouseClick(data.parts["products"], LEFT)  # type: ignore[attr-defined]
    table = data.products.table  # type: ignore[attr-defined]
    assert table.columns.rowCount() >= len(window.session.analysis.products)
    assert window.banner.isHidden()


def test_every_place_is_reached_by_rail_and_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    for key in PLACE_KEYS:
        qtbot.mouseClick(window.rail.buttons[key], LEFT)
        assert window.deck.currentWidget() is window.deck.places[key]
    for number, key in enumerate(PLACE_KEYS, 1):
        assert window.commands[f"place_{key}"].shortcut().toString() == f"Ctrl+{number}"
        window.commands[f"place_{key}"].trigger()
        assert window.rail.buttons[key].isChecked()


def test_undo_and_redo_name_what_they_would_do(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.top_bar.undo.isEnabled()
    accept(window)
    assert window.top_bar.undo.text() == "Undo: accept pairing"
    assert window.commands["undo"].text() == "Undo: accept pairing"
    assert "1 pairing accepted" in window.status.decisions.text()
    assert "not saved" in window.top_bar.saved.text()
    assert window.isWindowModified()
    qtbot.mouseClick(window.top_bar.undo, LEFT)
    assert window.session.plan.pairings == {}
    assert window.top_bar.redo.toolTip() == "Redo: accept pairing"
    assert not window.isWindowModified()
    qtbot.mouseClick(window.top_bar.redo, LEFT)
    assert pair_of("A", "B") in window.session.plan.pairings


def test_the_status_bar_counts_decisions(window: MainWindow) -> None:
    assert window.status.decisions.text() == "No decisions yet"
    accept(window)
    accept(window, "A", "C")
    plan = edits.reject_pairing(window.session.plan, pair_of("B", "C"))
    plan = edits.put_bundle(plan, Bundle("x", "Set", (Part("A"), Part("B"))))
    window.session.edit("more", plan)
    assert window.status.decisions.text() == "2 pairings accepted · 1 rejected · 1 bundle"


def test_a_running_job_is_shown_and_can_be_stopped(qtbot: QtBot, window: MainWindow) -> None:
    assert window.status.job.text() == "Ready"

    def work(progress: Progress) -> None:
        while True:
            progress.step("row 5 of 10", 0.5)
            progress.stopped.wait(0.01)

    done: list[object] = []
    window.jobs.run("Importing", work, done=done.append)
    qtbot.waitUntil(lambda: window.status.job.text() == "Importing · row 5 of 10")
    assert window.status.bar.value() == 500
    qtbot.mouseClick(window.status.cancel, LEFT)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert window.status.job.text() == "Ready"
    assert window.status.cancel.isHidden()
    assert not done


def test_a_step_called_like_its_job_is_told_once(qtbot: QtBot, window: MainWindow) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress.step("Importing", 0.5)
            progress.stopped.wait(0.01)

    job = window.jobs.run("Importing", work)
    qtbot.waitUntil(lambda: job.label == "Importing" and window.status.bar.value() == 500)
    assert window.status.job.text() == "Importing"
    window.jobs.cancel_all()
    qtbot.waitUntil(lambda: not window.jobs.is_busy)


def test_a_refused_job_shows_its_error_and_blocks_nothing(qtbot: QtBot, window: MainWindow) -> None:
    def work(_progress: Progress) -> None:
        raise UserError("No room on the disk", "orders.csv is too large", "Free some space")

    window.jobs.run("Writing", work)
    qtbot.waitUntil(window.banner.isVisible)
    assert window.banner.title.text() == "No room on the disk"
    assert window.banner.text.text() == "orders.csv is too large. Free some space."
    qtbot.mouseClick(window.banner.close_button, LEFT)
    assert window.banner.isHidden()


def test_the_theme_reaches_icons_and_places(qtbot: QtBot, window: MainWindow) -> None:
    def colour_of_export() -> str:
        picture = window.rail.buttons["export"].icon().pixmap(24, 24).toImage()
        spots = [picture.pixelColor(x, y) for x in range(24) for y in range(24)]
        return max(spots, key=lambda spot: spot.alpha()).name()

    light = colour_of_export()
    qtbot.mouseClick(window.top_bar.theme, LEFT)
    assert theme.current().name == "dark"
    assert window.settings.theme == "dark"
    assert window.palette().window().color().name().upper() == theme.current().window
    assert colour_of_export() != light
    assert window.commands["theme_dark"].isChecked()
    qtbot.mouseClick(window.top_bar.theme, LEFT)
    assert theme.current().name == "light"
    assert colour_of_export() == light


def test_a_dropped_file_is_offered_for_import(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "baskets.csv"
    file.write_text("milk,bread\nmilk\nbread,butter,milk\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    where, button, key = QPointF(400, 300), LEFT, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, button, key)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, mime, button, key))
    dialog = window.imports.dialog
    assert dialog is not None
    assert [chosen.path for chosen in dialog.files] == [file]
    qtbot.waitUntil(lambda: not dialog.files[0].is_waiting)
    qtbot.mouseClick(dialog.import_button, LEFT)
    qtbot.waitUntil(lambda: bool(window.session.sales), timeout=20_000)
    assert window.session.sales.imports[0].source == "baskets.csv"


def test_dropped_text_is_refused(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("hello")
    event = QDragEnterEvent(
        QPointF(1, 1).toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    window.dragEnterEvent(event)
    assert not event.isAccepted()


def question(window: MainWindow) -> QMessageBox:
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def press(qtbot: QtBot, box: QMessageBox, words: str) -> None:
    button = next(b for b in box.buttons() if b.text().replace("&", "") == words)
    qtbot.mouseClick(button, LEFT)


def test_closing_asks_before_a_running_import_is_lost(qtbot: QtBot, window: MainWindow) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress.step("")
            progress.stopped.wait(0.01)

    window.jobs.run("Importing orders.csv", work)
    window.close()
    assert window.isVisible()
    box = question(window)
    assert "Importing orders.csv" in box.text()
    press(qtbot, box, "Cancel")
    assert window.isVisible()
    assert window.jobs.is_busy
    window.close()
    press(qtbot, question(window), "Stop and close")
    assert not window.isVisible()
    assert not any(job.progress.stopped.is_set() is False for job in window.jobs.running)


def test_an_analysis_is_dropped_without_a_question(qtbot: QtBot, window: MainWindow) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress.step("")
            progress.stopped.wait(0.01)

    window.jobs.run("Analysing", work, lane="analysis", replaces=True)
    window.close()
    assert not window.isVisible()


@pytest.mark.parametrize("answer", ["Discard changes", "Cancel"])
def test_closing_asks_about_unsaved_decisions(
    qtbot: QtBot, window: MainWindow, answer: str
) -> None:
    accept(window)
    window.close()
    assert window.isVisible()
    press(qtbot, question(window), answer)
    assert window.isVisible() == (answer == "Cancel")


def test_the_shortcut_dialog_lists_every_action_with_keys(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["shortcuts"].trigger()
    dialog = window.findChild(ShortcutDialog)
    assert dialog is not None
    columns = dialog.table.columns.columns
    listed = {
        (columns[1].values[row], columns[2].values[row]) for row in range(dialog.table.columns.rows)
    }
    assert len(listed) >= 20
    with_keys = [a for a in window.findChildren(QAction) if not a.shortcut().isEmpty()]
    for action in with_keys:
        words = str(action.property("words") or action.text()).replace("&", "").rstrip("…")
        assert any(name == words for name, __ in listed), action.text()
    assert ("Save", "Ctrl+S") in listed
    assert ("Analyse again", "F5") in listed
    assert {"Focus on the selected products", "Zoom in", "Walk from product to product"} <= {
        words for words, __ in listed
    }
    dialog.reject()


def test_no_two_window_actions_share_a_shortcut(window: MainWindow) -> None:
    keys = [
        window.commands[key].shortcut().toString()
        for key in window.commands
        if not window.commands[key].shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))


def test_glossary_finds_a_word(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["glossary"].trigger()
    dialog = window.findChild(GlossaryDialog)
    assert dialog is not None
    assert all(entry.word in dialog.text.toPlainText() for entry in glossary().values())
    qtbot.keyClicks(dialog.search, "wilson")
    assert "Wilson" in dialog.text.toPlainText()
    assert "Break-even" not in dialog.text.toPlainText()
    dialog.reject()


def test_about_names_versions_and_licences(window: MainWindow) -> None:
    window.commands["about"].trigger()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    columns = dialog.table.columns.columns
    assert "pandas" in columns[0].values
    assert all(version != "–" for version in columns[1].values)
    assert all(columns[2].values)
    dialog.reject()


def test_a_failure_is_forgotten_once_later_work_succeeds(qtbot: QtBot, window: MainWindow) -> None:
    error = UserError("The project is damaged", "shop.xsell", "Open a copy.")
    window.banner.show_error(error)
    window.commands["new"].trigger()
    assert window.banner.isHidden()
    window.banner.show_error(error)
    window.imports.open_sample()
    qtbot.waitUntil(lambda: bool(window.session.sales), timeout=60_000)
    assert window.banner.isHidden()
    window.banner.say("A copy of unsaved work was found")
    window.banner.forget_failure()
    assert not window.banner.isHidden()
