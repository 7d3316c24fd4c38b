"""The shop owner's whole story, with real clicks: export in, decisions, shop file out, again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Decision, Pair
from xsell_desktop.resources import resource
from xsell_desktop.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
SPLIT = "2026-06-01"


def split_orders(folder: Path) -> tuple[Path, Path]:
    """The sample's orders as two exports, before and from a day on, each with a header."""
    source = resource("samples", "trailhead-orders.csv")
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    created, name = header.index("Created at"), header.index("Name")
    day: dict[str, str] = {}
    for row in rows:
        day.setdefault(row[name], row[created][:10])
    paths = folder / "spring.csv", folder / "summer.csv"
    for path, late in zip(paths, (False, True), strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            kept = [row for row in rows if (day[row[name]] >= SPLIT) == late]
            csv.writer(file).writerows([header, *kept])
    return paths


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    assert event.isAccepted()


def import_dropped(qtbot: QtBot, window: MainWindow, *paths: Path) -> None:
    before = window.session.analysis
    drop(window, *paths)
    dialog = window.imports.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not any(f.is_waiting for f in dialog.files), timeout=30_000)
    assert dialog.import_button.isEnabled()
    qtbot.mouseClick(dialog.import_button, LEFT)
    session = window.session
    qtbot.waitUntil(
        lambda: session.analysis not in (None, before) and not session.is_stale, timeout=60_000
    )


def recommended(folder: Path) -> dict[str, list[str]]:
    """Cross-sells by SKU, read from the WooCommerce file."""
    (path,) = folder.rglob("woocommerce-cross-sells.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["SKU"]: row["Cross-sells"].split(", ") for row in csv.DictReader(file)}


def pairs_of(window: MainWindow) -> tuple[Pair, Pair]:
    """The two strongest pairs of the shop."""
    analysis = window.session.analysis
    assert analysis is not None
    keys, pairs = analysis.products.keys, analysis.pairs
    first, second = (Pair(*sorted((keys[pairs.a[row]], keys[pairs.b[row]]))) for row in range(2))
    return first, second


@pytest.mark.timeout(240)
def test_from_export_to_shop_file_and_again_with_newer_sales(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spring, summer = split_orders(tmp_path)
    catalogue = workflow.sample_files()[1]
    session = window.session
    import_dropped(qtbot, window, spring, catalogue)
    assert session.analysis is not None
    first_orders = session.analysis.orders

    # decide on the canvas with the keyboard: accept one pair, reject another, undo and redo
    place = window.show_place("pairings")
    liked, disliked = pairs_of(window)
    canvas = place.canvas  # type: ignore[attr-defined]
    window.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    window.selection.select_pair(liked)
    QTest.keyClick(canvas, Qt.Key.Key_A)
    window.selection.select_pair(disliked)
    QTest.keyClick(canvas, Qt.Key.Key_R)
    assert session.plan.pairings[liked].decision is Decision.ACCEPTED
    assert session.plan.pairings[disliked].decision is Decision.REJECTED
    qtbot.mouseClick(window.top_bar.undo, LEFT)
    assert disliked not in session.plan.pairings
    qtbot.mouseClick(window.top_bar.redo, LEFT)
    plan = session.plan

    # save, under a name that gets its suffix
    target = tmp_path / "my shop.xsell"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target.with_suffix("")), "")
    )
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: session.is_saved, timeout=20_000)
    assert target.is_file()

    # write the shop's file: the rejected pair is in neither list
    material = workflow.Material(session.sales, session.plan, session.analysis)
    workflow.write_exports(material, tmp_path / "out", ["woocommerce"])
    lists = recommended(tmp_path / "out")
    assert disliked.b not in lists.get(disliked.a, [])
    assert disliked.a not in lists.get(disliked.b, [])
    assert liked.b in lists[liked.a] or liked.a in lists[liked.b]

    # newer sales on top: decisions are kept, counts grow, and the saved file is untouched
    before = target.read_bytes()
    import_dropped(qtbot, window, summer)
    assert session.plan == plan
    assert session.analysis.orders > first_orders
    assert not session.is_saved
    assert target.read_bytes() == before

    # leaving asks; discarding and opening again brings back what was saved
    window.projects.open(target)
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    discard = next(b for b in box.buttons() if "Discard" in b.text().replace("&", ""))
    qtbot.mouseClick(discard, LEFT)
    qtbot.waitUntil(
        lambda: (
            session.analysis is not None
            and not session.is_stale
            and session.analysis.orders == first_orders
        ),
        timeout=60_000,
    )
    assert session.plan == plan
    assert len(session.sales.imports) == 1


@pytest.mark.timeout(120)
def test_bad_files_leave_the_open_project_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.imports.open_sample()
    session = window.session
    qtbot.waitUntil(lambda: session.analysis is not None and not session.is_stale, timeout=60_000)
    state = session.state
    broken = tmp_path / "broken.xsell"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(200))
    window.projects.open(broken)
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=20_000)
    assert session.state is state
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    drop(window, picture)
    dialog = window.imports.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not any(f.is_waiting for f in dialog.files), timeout=20_000)
    assert not dialog.import_button.isEnabled()
    dialog.reject()
    assert session.state is state
