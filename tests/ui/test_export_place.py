"""Export: what is ticked is what is written, what is shown is what will be in the file."""

from __future__ import annotations

import csv
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.change import compare
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan, Settings, pair_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.export import ExportPlace
from xsell_desktop.ui.places.export_offers import look_at, offer_groups
from xsell_desktop.ui.places.export_written import size_text
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State

LEFT = Qt.MouseButton.LeftButton
ORDERS = """Order,Product,Name,Quantity,Price,Date
1,007,Filter,1,4.00,2026-01-05
1,K-1,Kettle,1,30.00,2026-01-05
2,007,Filter,2,4.00,2026-01-06
2,K-1,Kettle,1,30.00,2026-01-06
3,007,Filter,1,4.00,2026-02-07
3,K-1,Kettle,1,30.00,2026-02-07
3,M-9,Mug,1,8.00,2026-02-07
4,M-9,Mug,4,8.00,2026-02-08
5,M-9,Mug,1,8.00,2026-02-09
5,007,Filter,1,4.00,2026-02-09
6,T-2,Tea,1,6.00,2026-03-01
7,T-2,Tea,1,6.00,2026-03-02
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> State:
    """A tiny shop, imported and mined for real; the user recommends tea with mugs."""
    path = tmp_path_factory.mktemp("shop") / "orders.csv"
    path.write_text(ORDERS)
    sales = workflow.import_files(Sales(), [path]).sales
    plan = edits.accept_pairing(Plan(), pair_of("M-9", "T-2"), "2026-03-03")
    return State(
        sales, plan, workflow.analyse(sales, plan.settings), str(path.with_name("s.xsell"))
    )


@pytest.fixture
def place(qtbot: QtBot, shop: State, tmp_path: Path) -> Iterator[ExportPlace]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, "light")
    session, jobs = Session(), Jobs()
    session.open(State(shop.sales, shop.plan, shop.analysis, str(tmp_path / "s.xsell")), saved=True)
    made = ExportPlace(session, jobs, Selection())
    qtbot.addWidget(made)
    made.resize(1196, 680)
    session.changed.connect(made.refresh)
    made.refresh(compare(None, session.state))
    made.show()
    settle(qtbot, made)
    yield made
    jobs.cancel_all()
    jobs.wait()


def settle(qtbot: QtBot, place: ExportPlace) -> None:
    qtbot.waitUntil(lambda: not place.jobs.is_busy, timeout=60_000)


def tick(qtbot: QtBot, place: ExportPlace, *names: str) -> None:
    for name, box in place.list.boxes.items():
        if box.isChecked() != (name in names):
            qtbot.mouseClick(box, LEFT, pos=box.rect().center())
    assert place.list.ticked() == [name for name in place.list.boxes if name in names]


def write(qtbot: QtBot, place: ExportPlace) -> None:
    qtbot.mouseClick(place.target.write, LEFT)
    settle(qtbot, place)
    qtbot.waitUntil(place.written.isVisible)


def shown_rows(place: ExportPlace) -> list[list[str]]:
    model = place.preview.table.columns
    columns = range(model.columnCount())
    return [[model.index(row, c).data() for c in columns] for row in range(model.rowCount())]


def test_everything_that_can_be_written_is_offered(shop: State) -> None:
    from xsell_desktop.shops.targets import WRITABLE

    offered = {offer.name for _heading, group in offer_groups(shop.sales, "png") for offer in group}
    assert offered == {*workflow.OUTPUTS, *WRITABLE}


def test_previews_are_of_the_sales_that_were_analysed(
    qtbot: QtBot, shop: State, tmp_path: Path
) -> None:
    path = tmp_path / "newer.csv"
    path.write_text("Order,Product,Quantity\n9,X-1,1\n9,X-2,1\n")
    newer = workflow.import_files(shop.sales, [path], on="2026-04-01").sales
    session, jobs = Session(), Jobs()
    place = ExportPlace(session, jobs, Selection())
    qtbot.addWidget(place)
    session.open(shop, saved=True)
    session.set_sales(newer)
    place.refresh(compare(None, session.state))
    place.show()
    settle(qtbot, place)
    assert place._material is not None
    assert place._material.sales is shop.sales
    assert session.is_stale
    assert not place.target.write.isEnabled()
    session.set_analysis(workflow.analyse(newer, shop.plan.settings), newer)
    place.refresh(compare(None, session.state))
    assert place._material.sales is newer
    assert place._material.since == 1
    jobs.cancel_all()
    jobs.wait()


def test_nothing_yet_asks_for_sales(qtbot: QtBot) -> None:
    place = ExportPlace(Session(), Jobs(), Selection())
    qtbot.addWidget(place)
    place.refresh(compare(None, State()))
    place.show()
    assert place.empty.isVisible()
    with qtbot.waitSignal(place.asked) as asked:
        qtbot.mouseClick(place.empty.button, LEFT)
    assert asked.args == ["import"]


def test_the_preview_tells_rows_products_and_decisions(place: ExportPlace) -> None:
    material = place._material
    assert material is not None
    picks = list(material.picks)
    yours = sum(pick.source != "data" for pick in picks)
    assert yours == 2  # tea with mugs, mugs with tea
    assert place.preview.words.text() == (
        f"{len(picks)} rows for {len(material.picks.by_anchor)} products; "
        f"{yours} are decisions of yours."
    )
    header = [column.title for column in place.preview.table.columns.columns]
    assert header[:3] == ["product", "product_name", "rank"]
    first = shown_rows(place)[0]
    assert (first[0], first[3]) == (picks[0].anchor, picks[0].partner)


@pytest.mark.parametrize("name", ["pairs.csv", "bundles.csv", "kpis.csv", "woocommerce", "plain"])
def test_what_is_shown_is_what_is_written(qtbot: QtBot, place: ExportPlace, name: str) -> None:
    qtbot.mouseClick(place.list.buttons[name], LEFT)
    settle(qtbot, place)
    header = [column.title for column in place.preview.table.columns.columns]
    rows = shown_rows(place)
    tick(qtbot, place, name)
    write(qtbot, place)
    path = place.target.folder / place._offers[name].files[0]
    with path.open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))
    assert written[0] == header
    assert len(written) - 1 == len(rows)
    assert [row[0] for row in written[1:]] == [row[0] for row in rows]


def test_the_graph_and_the_charts_are_described(qtbot: QtBot, place: ExportPlace) -> None:
    from xsell_desktop.charts import CHARTS

    qtbot.mouseClick(place.list.buttons["charts"], LEFT)
    settle(qtbot, place)
    assert [row[0] for row in shown_rows(place)] == [f"{name}.png" for name in CHARTS]
    place.list.chart_format.setCurrentIndex(1)
    settle(qtbot, place)
    assert shown_rows(place)[0][0].endswith(".svg")
    qtbot.mouseClick(place.list.buttons["graph.graphml"], LEFT)
    settle(qtbot, place)
    assert "4 products, " in place.preview.words.text()
    assert ["Mug", "Tea"] in [sorted(row[:2]) for row in shown_rows(place)]


def test_writing_lists_each_file_with_its_size(
    qtbot: QtBot, place: ExportPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick(qtbot, place, "recommendations.csv", "recommendations.xlsx", "woocommerce")
    assert place.target.write.text() == "Write 3 outputs"
    assert not place.target.remark.isVisible()
    write(qtbot, place)
    folder = place.target.folder
    assert folder.name == "s export"
    table = place.written.table.columns
    listed = {table.index(r, 0).data(): table.index(r, 1).data() for r in range(table.rowCount())}
    on_disk = [path for path in folder.rglob("*") if path.is_file()]
    assert listed == {
        path.relative_to(folder).as_posix(): size_text(path.stat().st_size) for path in on_disk
    }
    assert len(listed) == 5
    assert place.written.title.text().startswith("5 files written · ")
    assert str(folder) in place.written.about.text()
    assert "WooCommerce cross-sells: Unchecked" in place.written.notes.text()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.mouseClick(place.written.open_button, LEFT)
    assert opened == [str(folder)]
    assert place.target.remark.text() == "5 files there will be replaced."


def test_the_note_stays_and_says_when_it_is_outdated(qtbot: QtBot, place: ExportPlace) -> None:
    tick(qtbot, place, "recommendations.csv")
    write(qtbot, place)
    before = shown_rows(place)
    session = place.session
    session.edit("Reject", edits.reject_pairing(session.plan, pair_of("007", "K-1")))
    settle(qtbot, place)
    assert place.written.isVisible()
    assert "have changed since" in place.written.about.text()
    assert shown_rows(place) != before
    qtbot.mouseClick(place.written.close_button, LEFT)
    assert not place.written.isVisible()


def test_ticks_survive_an_edit(qtbot: QtBot, place: ExportPlace) -> None:
    tick(qtbot, place, "pairs.csv", "plain")
    session = place.session
    session.edit("Reject", edits.reject_pairing(session.plan, pair_of("007", "K-1")))
    settle(qtbot, place)
    assert place.list.ticked() == ["pairs.csv", "plain"]


def test_nothing_ticked_cannot_be_written(qtbot: QtBot, place: ExportPlace) -> None:
    tick(qtbot, place)
    assert not place.target.write.isEnabled()
    assert place.target.remark.text() == "Tick what to write."


def test_a_shop_that_needs_its_catalogue_says_so(qtbot: QtBot, place: ExportPlace) -> None:
    box = place.list.boxes["shopify"]
    assert not box.isEnabled()
    assert "product list" in box.toolTip()
    qtbot.mouseClick(place.list.buttons["shopify"], LEFT)
    settle(qtbot, place)
    assert place.preview.refusal.isVisible()
    assert "Shopify" in place.preview.refusal.title.text()
    with qtbot.waitSignal(place.asked) as heard:
        qtbot.mouseClick(place.preview.refusal.button, LEFT)
    assert heard.args == ["import_catalogue"]
    qtbot.mouseClick(place.list.buttons["pairs.csv"], LEFT)
    settle(qtbot, place)
    assert place.preview.table.isVisible()


def test_another_folder_is_kept(
    qtbot: QtBot, place: ExportPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "usb stick"
    other.mkdir()
    (other / "pairs.csv").write_text("old")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    tick(qtbot, place, "pairs.csv")
    qtbot.mouseClick(place.target.choose, LEFT)
    assert place.target.remark.text() == "1 file there will be replaced."
    place.session.mark_saved(place.session.state, str(tmp_path / "elsewhere" / "s.xsell"))
    assert place.target.folder == other
    write(qtbot, place)
    assert (other / "pairs.csv").read_text() != "old"


@pytest.mark.skipif(sys.platform == "win32", reason="a file where a folder should be")
def test_a_failure_is_told_and_the_place_goes_on(
    qtbot: QtBot, place: ExportPlace, tmp_path: Path
) -> None:
    blocked = tmp_path / "s export"
    blocked.write_text("a file, not a folder")
    refused: list[UserError] = []
    place.jobs.refused.connect(refused.append)
    tick(qtbot, place, "pairs.csv")
    qtbot.mouseClick(place.target.write, LEFT)
    settle(qtbot, place)
    qtbot.waitUntil(lambda: bool(refused))
    assert str(blocked) in refused[0].message
    assert not place.written.isVisible()
    assert place.target.write.isVisible()
    blocked.unlink()
    write(qtbot, place)


def test_writing_can_be_stopped(
    qtbot: QtBot, place: ExportPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = threading.Event()

    def slow(*args: object) -> tuple[workflow.Output, ...]:
        progress = args[-1]
        assert isinstance(progress, Progress)
        inside.set()
        progress.stopped.wait(10)
        progress.step("next")
        return ()

    monkeypatch.setattr(workflow, "write_exports", slow)
    tick(qtbot, place, "pairs.csv")
    qtbot.mouseClick(place.target.write, LEFT)
    assert inside.wait(10)
    assert place.target.bar.isVisible()
    assert not place.target.write.isVisible()
    qtbot.mouseClick(place.target.stop, LEFT)
    settle(qtbot, place)
    qtbot.waitUntil(place.target.write.isVisible)
    assert not place.written.isVisible()


def test_while_analysing_nothing_is_written(qtbot: QtBot, place: ExportPlace) -> None:
    go_on = threading.Event()
    place.jobs.run("Analysing", lambda _progress: go_on.wait(10), lane="analysis")
    assert not place.target.write.isEnabled()
    assert "being analysed" in place.target.remark.text()
    go_on.set()
    settle(qtbot, place)
    assert place.target.write.isEnabled()


def test_an_analysis_out_of_date_is_named(qtbot: QtBot, place: ExportPlace) -> None:
    session = place.session
    assert not place.stale.isVisible()
    session.edit("Settings", edits.change_settings(session.plan, Settings(min_together=3)))
    assert place.stale.isVisible()
    assert not place.target.write.isEnabled()
    session.set_analysis(workflow.analyse(session.sales, session.plan.settings), session.sales)
    settle(qtbot, place)
    assert not place.stale.isVisible()
    assert place.target.write.isEnabled()


def test_sales_without_an_analysis(qtbot: QtBot, place: ExportPlace) -> None:
    place.session.set_analysis(None, place.session.sales)
    assert place.empty.isVisible()
    assert "not analysed" in place.empty.title.text()
    go_on = threading.Event()
    place.jobs.run("Analysing", lambda _progress: go_on.wait(10), lane="analysis")
    assert "being analysed" in place.empty.title.text()
    go_on.set()
    settle(qtbot, place)


def test_a_look_is_the_same_without_a_window(shop: State) -> None:
    assert shop.analysis is not None
    material = workflow.Material(shop.sales, shop.plan, shop.analysis)
    look = look_at(material, "recommendations.xlsx", Progress())
    assert len(look.rows) == len(material.picks)
    assert "decisions of yours" in look.words


@pytest.mark.parametrize(("size", "text"), [(0, "0 B"), (999, "999 B"), (14_200, "14 kB"),
                                            (2_340_000, "2.3 MB")])  # fmt: skip
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text
