"""The bundle bench: typed prices, variants, bundles side by side, with real clicks and keys."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Bundle, Part, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.bundling.figures import figure_bundle, known_price
from xsell_desktop.mining.ladder.unsold import Unsold
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.bundles.comparison import MOST, Line, lines_of
from xsell_desktop.ui.bundles.drafts import LONGEST_NAME, duplicate, join_names, with_price
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.bundles import BundlesPlace
from xsell_desktop.ui.product_drag import pack_products, unpack_products
from xsell_desktop.ui.rail import PlaceButton
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def shop() -> tuple[Sales, Analysis]:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Plan().settings)


def own_bundles(analysis: Analysis, count: int) -> Plan:
    plan = Plan()
    for number, candidate in enumerate(analysis.bundles[:count], 1):
        parts = tuple(Part(analysis.products.keys[row]) for row in candidate.products)
        bundle = Bundle(f"bundle-{number}", f"Set {number}", parts, 0.05 * number)
        plan = edits.put_bundle(plan, bundle)
    return plan


@pytest.fixture
def place(qtbot: QtBot, shop: tuple[Sales, Analysis]) -> BundlesPlace:
    """A place with three bundles of the user's own."""
    session = Session()
    made = BundlesPlace(session, Jobs(session), Selection(session))
    session.setParent(made)
    session.changed.connect(made.refresh)
    qtbot.addWidget(made)
    session.open(State(shop[0], own_bundles(shop[1], 3), shop[1]), saved=True)
    made.resize(1196, 700)
    made.show()
    qtbot.waitExposed(made)
    qtbot.wait(40)
    return made


def choose_rows(place: BundlesPlace, table: str, *rows: int) -> None:
    view = getattr(place, table).table
    model = view.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    for turn, row in enumerate(rows):
        first = flags.ClearAndSelect if turn == 0 else flags.Select
        model.select(view.model().index(row, 0), first | flags.Rows)


def retype(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_typed_price_is_the_bundles_price_and_the_discount_follows(
    qtbot: QtBot, place: BundlesPlace, shop: tuple[Sales, Analysis]
) -> None:
    place.own.table.selectRow(0)
    bundle = place.session.plan.bundles["bundle-1"]
    full = sum(known_price(shop[1], part.product) for part in bundle.parts)
    retype(qtbot, place.editor.typed_price.field, f"{full * 0.8:.2f}".replace(".", ","))
    changed = place.session.plan.bundles["bundle-1"]
    assert changed.discount == pytest.approx(0.2, abs=0.001)
    figures = figure_bundle(shop[1], changed.parts, changed.discount)
    assert f"{figures.money.price:.2f}" == place.editor.typed_price.field.text()
    assert place.editor.discount.box.value() == 20
    place.session.undo_stack.undo()
    assert place.session.plan.bundles["bundle-1"] == bundle
    shown = place.editor.typed_price.field.text()
    for nonsense in ("much", "-3", "inf"):
        retype(qtbot, place.editor.typed_price.field, nonsense)
        assert place.editor.typed_price.field.text() == shown
    assert place.session.plan.bundles["bundle-1"] == bundle


def test_a_bundle_of_many_is_named_by_its_first_products() -> None:
    bags = ["LUNCH BAG RED RETROSPOT", "LUNCH BAG SUKI DESIGN", "LUNCH BAG CARS BLUE", "BOX"]
    assert join_names(bags) == "LUNCH BAG RED RETROSPOT + LUNCH BAG SUKI DESIGN and 2 more"
    assert join_names(bags[2:]) == "LUNCH BAG CARS BLUE + BOX"
    assert join_names([]) == ""
    for long in (["x" * 70], ["x" * 50, "y" * 50], ["x" * 70, "y", "z"]):
        assert len(join_names(long)) <= LONGEST_NAME and "x…" in join_names(long)
    assert join_names(["x" * 70, "y", "z"]).endswith("… and 2 more")


def test_prices_above_the_parts_give_no_discount() -> None:
    bundle = Bundle("bundle-1", "Set", (Part("a"), Part("b")), 0.3)
    assert with_price(bundle, 25.0, 20.0).discount == 0.0
    assert with_price(bundle, 0.0, 20.0).discount == 0.9
    assert with_price(bundle, 15.0, 20.0).discount == pytest.approx(0.25)
    assert with_price(bundle, 15.0, math.nan) == bundle


def test_a_variant_is_made_beside_the_bundle_and_undone(qtbot: QtBot, place: BundlesPlace) -> None:
    place.own.table.selectRow(1)
    qtbot.mouseClick(place.editor.copy, LEFT)
    plan = place.session.plan
    assert len(plan.bundles) == 4
    made = plan.bundles["bundle-4"]
    assert place.editor.bundle == made
    assert (made.parts, made.discount) == (plan.bundles["bundle-2"].parts, 0.1)
    assert made.name == "Set 2 (2)"
    assert duplicate(plan, plan.bundles["bundle-2"]).name == "Set 2 (3)"
    place.session.undo_stack.undo()
    assert "bundle-4" not in place.session.plan.bundles


def test_rows_selected_with_ctrl_are_compared_with_the_best_marked(
    qtbot: QtBot, place: BundlesPlace, shop: tuple[Sales, Analysis]
) -> None:
    assert not place.own.compare.isEnabled()
    choose_rows(place, "own", 0, 1, 2)
    assert place.own.compare.text() == "Compare 3 bundles"
    qtbot.mouseClick(place.own.compare, LEFT)
    assert place.comparison.isVisible() and place.comparison.table.hasFocus()
    bundles = list(place.session.plan.bundles.values())
    uptake = place.session.plan.settings.assumed_uptake
    figures = [
        figure_bundle(shop[1], b.parts, b.discount, b.unit_costs, converted=uptake) for b in bundles
    ]
    cells = place.comparison.snapshot()
    orders = [f.counts.orders for f in figures]
    (line,) = [row for row in cells if row[0].lstrip("● ") == f"{orders[0]:,}"][:1]
    for value, cell in zip(orders, line, strict=True):
        assert cell == (f"● {value:,}" if value == max(orders) else f"{value:,}")
    qtbot.keyClick(place.comparison.table, Qt.Key.Key_Escape)
    assert not place.comparison.isVisible() and place.own.isVisible()


def test_own_and_suggested_bundles_stand_side_by_side_up_to_four(
    qtbot: QtBot, place: BundlesPlace
) -> None:
    place.own.table.selectRow(0)
    qtbot.mouseClick(place.editor.compare, LEFT)
    assert "Take out" in place.editor.compare.text()
    for row in (4, 5, 6, 7):
        place.candidates.table.selectRow(row)
        assert "Add" in place.editor.compare.text()
        qtbot.mouseClick(place.editor.compare, LEFT)
    assert place.own.compare.text() == f"Compare {MOST} bundles"
    qtbot.mouseClick(place.editor.compare, LEFT)
    assert place.own.compare.text() == "Compare 3 bundles"
    qtbot.mouseClick(place.own.compare, LEFT)
    assert place.comparison.snapshot()[0] == ["suggestion"] * 3
    products = [part.product for part in place._compared[1].parts]
    qtbot.mouseClick(place.comparison.buttons[1], LEFT)
    assert place.editor.bundle is not None
    assert [part.product for part in place.editor.bundle.parts] == products
    assert len(place.session.plan.bundles) == 3


def test_the_comparison_follows_edits_and_undo(qtbot: QtBot, place: BundlesPlace) -> None:
    choose_rows(place, "own", 0, 1)
    qtbot.mouseClick(place.own.compare, LEFT)
    before = place.comparison.snapshot()
    session = place.session
    bundle = replace(session.plan.bundles["bundle-1"], discount=0.3)
    session.edit("discount", edits.put_bundle(session.plan, bundle))
    assert place.comparison.snapshot() != before
    session.undo_stack.undo()
    assert place.comparison.snapshot() == before
    session.edit("gone", edits.remove_bundle(session.plan, "bundle-1"))
    assert place.comparison.snapshot()[0] == ["suggestion", "your bundle"]
    session.undo_stack.undo()
    assert place.comparison.snapshot() == before


def test_lines_mark_the_most_or_the_least_and_nothing_where_all_are_alike() -> None:
    values = (3.0, math.nan, 7.0, 7.0)
    assert Line("", values, str, True).best() == {2, 3}
    assert Line("", values, str, False).best() == {0}
    assert Line("", values, str, None).best() == set()
    assert Line("", (2.0, 2.0), str, True).best() == set()
    assert Line("", (math.nan, 2.0), str, True).best() == set()
    assert Line("", (math.inf, 2.0), str, False).best() == {1}


def test_every_line_has_a_figure_a_bundle(shop: tuple[Sales, Analysis]) -> None:
    bundles = list(own_bundles(shop[1], 4).bundles.values())
    figures = [figure_bundle(shop[1], b.parts, b.discount) for b in bundles]
    for line in lines_of(bundles, figures, shop[1]):
        assert line.title and len(line.values) == 4
        assert all(isinstance(line.write(value), str) for value in (*line.values, math.nan))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_products_that_never_sold_can_be_put_into_a_bundle(
    qtbot: QtBot, place: BundlesPlace, shop: tuple[Sales, Analysis]
) -> None:
    new = Unsold(("NEW-1",), ("Travel Kettle",), ("Brewers",), np.array([12.5]), np.array([3.0]))
    place.session.set_analysis(replace(shop[1], unsold=new), shop[0])
    place.own.table.selectRow(0)
    retype(qtbot, place.editor.add, "Travel Kettle")
    parts = place.session.plan.bundles["bundle-1"].parts
    assert parts[-1] == Part("NEW-1")
    assert place.editor.parts.rows[-1].name.text() == "Travel Kettle"
    assert known_price(place.session.analysis, "NEW-1") == 12.5  # type: ignore[arg-type]
    assert place.editor.typed_price.field.isEnabled()


def test_the_supposed_share_is_remembered_and_undone(qtbot: QtBot, place: BundlesPlace) -> None:
    place.own.table.selectRow(0)
    usual = place.session.plan.settings.assumed_uptake
    assert place.editor.prize.converted == pytest.approx(usual)
    retype(qtbot, place.editor.prize.share.lineEdit(), "30")
    assert place.session.plan.settings.assumed_uptake == pytest.approx(0.3)
    place.own.table.selectRow(1)
    assert place.editor.prize.converted == pytest.approx(0.3)
    place.session.undo_stack.undo()
    assert place.editor.prize.converted == pytest.approx(usual)


def drop(qtbot: QtBot, place: BundlesPlace, packed: QMimeData) -> bool:
    """Drag over the bench and, where it takes them, let go; whether it did."""
    at, copy = QPoint(30, 200), Qt.DropAction.CopyAction
    plain = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, copy, packed, LEFT, plain)
    entered.ignore()
    QApplication.sendEvent(place.editor, entered)
    if entered.isAccepted():
        QApplication.sendEvent(place.editor, QDropEvent(QPointF(at), copy, packed, LEFT, plain))
    return entered.isAccepted()


def test_products_dragged_from_a_table_join_the_bundle_or_begin_one(
    qtbot: QtBot, place: BundlesPlace
) -> None:
    columns = place.candidates.table.columns
    row = 9
    packed = columns.mimeData([columns.index(row, 0), columns.index(row, 2)])
    keys = list(place.candidates._keys[columns.source_row(row)])
    assert unpack_products(packed) == keys
    assert columns.flags(columns.index(row, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not drop(qtbot, place, pack_products(keys[:1]))
    assert drop(qtbot, place, packed)
    assert place.editor.bundle is not None
    assert [part.product for part in place.editor.bundle.parts] == keys
    place.own.table.selectRow(0)
    before = place.session.plan.bundles["bundle-1"]
    assert drop(qtbot, place, pack_products(keys[:1]))
    after = place.session.plan.bundles["bundle-1"]
    assert [p.product for p in after.parts] == [*(p.product for p in before.parts), keys[0]]
    place.session.undo_stack.undo()
    assert place.session.plan.bundles["bundle-1"] == before
    assert not drop(qtbot, place, QMimeData())


def test_products_selected_elsewhere_are_added_by_a_button(
    qtbot: QtBot, place: BundlesPlace, shop: tuple[Sales, Analysis]
) -> None:
    place.own.table.selectRow(0)
    assert place.editor.add_selected.isHidden()
    held = {part.product for part in place.session.plan.bundles["bundle-1"].parts}
    free = [key for key in shop[1].products.keys if key not in held][:2]
    place.selection.select_products([*held, *free])
    assert place.editor.add_selected.text() == "Add the 2 selected products"
    qtbot.mouseClick(place.editor.add_selected, LEFT)
    parts = place.session.plan.bundles["bundle-1"].parts
    assert [part.product for part in parts][-2:] == free
    assert place.editor.add_selected.isHidden()
    assert place.session.undo_stack.count() == 1


def test_holding_products_over_a_place_of_the_rail_opens_it(qtbot: QtBot) -> None:
    button = PlaceButton()
    qtbot.addWidget(button)
    packed, copy = pack_products(["a"]), Qt.DropAction.CopyAction
    plain = Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(button.dwelt, timeout=2000):
        QApplication.sendEvent(button, QDragEnterEvent(QPoint(3, 3), copy, packed, LEFT, plain))
    with qtbot.assertNotEmitted(button.dwelt, wait=600):
        QApplication.sendEvent(button, QDragEnterEvent(QPoint(3, 3), copy, packed, LEFT, plain))
        QApplication.sendEvent(button, QDragLeaveEvent())
