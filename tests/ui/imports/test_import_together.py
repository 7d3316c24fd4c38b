"""Files chosen together: orders beside their lines, product lists, many files, stopping."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from import_steps import Steps
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.ui.jobs import PATIENCE
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.pace import Pace

LINES = "order id,sku,qty\n" + "".join(
    f"{order},{sku},1\n" for order in range(1, 21) for sku in ("A", "B")
)
HEADS = "order id,date,customer\n" + "".join(
    f"{order},2025-01-{order:02d},c{order % 5}\n" for order in range(1, 21)
)


def write(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def test_a_table_of_orders_is_joined_to_its_lines(steps: Steps, tmp_path: Path) -> None:
    lines, heads = write(tmp_path, lines=LINES, heads=HEADS)
    dialog = steps.offer(lines, heads)
    assert [file.joined for file in dialog.files] == ["heads.csv", "lines.csv"]
    assert dialog.list.item(1).text() == "heads.csv\nJoined to lines.csv"
    orders = dialog.panel.choices.combos["orders"]
    assert orders.isVisible()
    steps.press(dialog)
    (made,) = steps.window.session.sales.imports
    assert made.report.first_date == "2025-01-01"
    assert made.report.customers == 5


def test_a_table_of_orders_can_be_left_apart(steps: Steps, tmp_path: Path) -> None:
    lines, heads = write(tmp_path, lines=LINES, heads=HEADS)
    dialog = steps.offer(lines, heads)
    steps.pick(dialog, dialog.panel.choices.combos["orders"], "-")
    assert not dialog.import_button.isEnabled()
    assert "heads.csv" in dialog.hint.text()
    dialog.list.item(1).setCheckState(dialog.list.item(0).checkState().Unchecked)
    steps.settle(dialog)
    steps.press(dialog)
    assert steps.window.session.sales.imports[0].report.first_date == ""


def test_an_import_says_what_is_new(steps: Steps, tmp_path: Path) -> None:
    first, second = write(tmp_path, first=LINES, second=LINES + "21,A,1\n21,B,1\n22,C,1\n")
    steps.press(steps.offer(first))
    assert not steps.window.banner.isHidden()
    assert steps.window.banner.text.text() == ""
    steps.press(steps.offer(second))
    assert steps.window.banner.title.text() == "1 file imported"
    text = "second.csv: 2 new orders, 20 were there already."
    assert steps.window.banner.text.text() == text
    change, sells = (steps.window.banner.buttons.itemAt(n).widget() for n in range(2))
    assert (change.text(), sells.text()) == ("See what changed", "See what sells together")
    change.click()
    insights = steps.window.deck.places["insights"]
    assert steps.window.deck.currentWidget() is insights
    assert insights.list.currentItem().text() == "What changed?"
    sells.click()
    assert steps.window.deck.currentWidget() is steps.window.deck.places["pairings"]


def test_files_imported_together_are_all_counted(steps: Steps, tmp_path: Path) -> None:
    steps.press(steps.offer(*write(tmp_path, first=LINES, second="order,sku\n91,A\n91,B\n")))
    text = "first.csv: 20 new orders.\nsecond.csv: 1 new order."
    assert steps.window.banner.text.text() == text


def test_a_long_name_does_not_widen_the_window(steps: Steps, tmp_path: Path) -> None:
    name = "orders of the whole year as the accountant wants them, second version, " * 3
    window, widest = steps.window, []
    window.jobs.moved.connect(lambda _job: widest.append(window.minimumSizeHint().width()))
    steps.press(steps.offer(*write(tmp_path, **{name: LINES})))
    assert window.session.sales.imports[0].source == f"{name}.csv"
    assert window.top_bar.name.text().startswith("orders of the whole")
    assert "…" in window.top_bar.name.text()
    assert window.top_bar.name.toolTip() == name
    window.status.job.setText(name)
    assert max([*widest, window.minimumSizeHint().width()]) <= 1000


def test_the_file_on_show_is_read_first_and_product_lists_before_it(
    steps: Steps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, seen = workflow.read_files, []

    def note(paths: list[Path], *others: object) -> object:
        seen.extend(path.stem for path in paths)
        return whole(paths, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(workflow, "read_files", note)
    __, catalogue = workflow.sample_files()
    files = write(tmp_path, a=LINES, b=LINES.replace("A", "C"), c=LINES.replace("B", "D"))
    steps.window.imports.offer([*files, catalogue])
    dialog = steps.window.imports.dialog
    assert dialog is not None
    dialog.list.setCurrentRow(2)
    steps.settle(dialog)
    assert seen == [catalogue.stem, "c", "a", "b"]
    dialog.reject()


def test_a_hundred_files_are_shown_at_once_and_imported(steps: Steps, tmp_path: Path) -> None:
    texts = {
        f"page{n:03d}": f"order id,sku,qty\n{n}1,A,1\n{n}1,B,1\n{n}2,A,1\n" for n in range(100)
    }
    paths = write(tmp_path, **texts)
    begun = time.monotonic()
    steps.window.imports.offer(paths)
    assert time.monotonic() - begun < 2
    dialog = steps.window.imports.dialog
    assert dialog is not None
    steps.settle(dialog)
    steps.press(dialog)
    assert len(steps.window.session.sales.imports) == 100


def held(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, Callable[[], None]]:
    """Whole files are read without ever looking up, until let go."""
    begun, go = threading.Event(), threading.Event()
    whole = workflow.read_files

    def read(*arguments: object) -> object:
        begun.set()
        go.wait(20)
        return whole(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workflow, "read_files", read)
    return begun, go.set


def test_closing_the_dialog_ends_the_reading_within_half_a_second(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, let_go = held(monkeypatch)
    (path,) = write(tmp_path, lines=LINES)
    window.imports.offer([path])
    dialog = window.imports.dialog
    assert dialog is not None
    qtbot.waitUntil(begun.is_set)
    assert dialog.import_button.isEnabled()
    dialog.reject()
    assert PATIENCE < 500
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=500)
    let_go()
    window.jobs.wait()
    assert not window.session.sales


def test_the_seconds_left_are_told_after_the_first() -> None:
    pace = Pace()
    for tenth in range(31):
        pace.note(tenth / 100, tenth / 10)
        assert bool(pace.words()) == (tenth >= 10)
    assert pace.seconds == pytest.approx(7, rel=0.05)
    assert pace.words() == "about 7 s left"
    pace.note(-1, 3.2)
    assert pace.words() == ""
    slow = Pace()
    for minute in range(5):
        slow.note(minute / 100, minute * 60.0)
    assert slow.words().endswith(" min left")
    assert slow.seconds == pytest.approx(96 * 60, rel=0.05)
