"""The Bundles place, with real clicks and keys on the sample shop."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.change import compare
from xsell_desktop.domain.plan import Bundle, Part, Plan, pair_of
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.bundling.figures import count_bundle
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.bundles import BundlesPlace
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.widgets.table import DataTable

MakePlace = Callable[..., BundlesPlace]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def shop() -> tuple[Sales, Analysis]:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Plan().settings)


@pytest.fixture
def make_place(qtbot: QtBot, shop: tuple[Sales, Analysis]) -> MakePlace:
    def make(
        plan: Plan | None = None, analysis: Analysis | None = None, *, mined: bool = True
    ) -> BundlesPlace:
        session = Session()
        place = BundlesPlace(session, Jobs(session), Selection(session))
        session.setParent(place)
        session.changed.connect(place.refresh)
        qtbot.addWidget(place)
        state = State(shop[0], plan or Plan(), (analysis or shop[1]) if mined else None)
        session.open(state, saved=True)
        place.resize(1196, 700)
        place.show()
        qtbot.waitExposed(place)
        settle(qtbot)
        return place

    return make


def settle(qtbot: QtBot) -> None:
    """Let the layouts find their places."""
    qtbot.wait(60)


def click_row(qtbot: QtBot, table: DataTable, row: int) -> None:
    settle(qtbot)
    cell = table.visualRect(table.model().index(row, 0))
    qtbot.mouseClick(table.viewport(), LEFT, pos=cell.center())
    settle(qtbot)


def retype(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def view_of(place: BundlesPlace) -> tuple[object, ...]:
    """What the place shows, to compare a worked-on one with one built afresh."""
    tables = tuple(
        tuple(
            tuple(column.write(row) for column in table.columns.columns)
            for row in table.columns.shown
        )
        for table in (place.own.table, place.candidates.table)
    )
    return tables, place.own.table.isHidden(), place.own.hint.isHidden()


def test_a_suggestion_becomes_a_bundle_and_undo_takes_it_back(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    place, analysis = make_place(), shop[1]
    click_row(qtbot, place.candidates.table, 0)
    candidate = analysis.bundles[0]
    keys = tuple(analysis.products.keys[row] for row in candidate.products)
    assert place.selection.products == keys
    assert place.editor.origin.text() == "suggestion"
    assert not place.session.plan.bundles
    said = place.editor.sentences.text()
    assert f"in {candidate.orders:,} of {analysis.orders:,} orders" in said
    assert f"{candidate.one_short:,} more orders lack just one of them" in said
    qtbot.mouseClick(place.editor.make, LEFT)
    (bundle,) = place.session.plan.bundles.values()
    assert tuple(part.product for part in bundle.parts) == keys
    assert place.session.undo_stack.undoText() == f"Make bundle {bundle.name}"
    assert place.editor.origin.text() == "your bundle"
    assert place.own.table.chosen_rows() == [0]
    place.session.undo_stack.undo()
    assert not place.session.plan.bundles
    assert place.editor.bundle is None
    assert place.editor.guide.isVisible()
    place.session.undo_stack.redo()
    assert place.editor.bundle == bundle


def test_discount_quantity_and_cost_change_the_money_live(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    products = shop[1].products
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    qtbot.mouseClick(place.editor.make, LEFT)
    settle(qtbot)
    one, other = place.editor.parts.rows
    prices = [products.price[products.index[row.product]] for row in (one, other)]
    assert one.cost.text() == f"{products.cost[products.index[one.product]]:.2f}"

    retype(qtbot, one.cost, "2,5")
    qtbot.keyClick(one.quantity, Qt.Key.Key_Up)
    retype(qtbot, place.editor.discount.box.lineEdit(), "20")
    (bundle,) = place.session.plan.bundles.values()
    assert bundle.unit_costs == {one.product: 2.5}
    assert bundle.parts == (Part(one.product, 2), Part(other.product, 1))
    assert bundle.discount == 0.2
    full = 2 * prices[0] + prices[1]
    margin = full * 0.8 - 2 * 2.5 - products.cost[products.index[other.product]]
    assert place.editor.price.value.text() == f"£{full * 0.8:.2f}"
    assert place.editor.price.label.text() == f"was £{full:.2f}"
    assert place.editor.margin.value.text() == f"£{margin:.2f}"
    orders = shop[1].bundles[0].orders
    extra = math.ceil(full * 0.2 * orders / margin)
    assert place.editor.break_even.value.text() == str(extra)
    assert f"{extra} extra bundles make up for it" in place.editor.money_words.text()
    assert place.session.undo_stack.count() == 4
    for _undo in range(3):
        place.session.undo_stack.undo()
    assert place.editor.price.value.text() == f"£{sum(prices):.2f}"
    assert place.editor.discount.box.value() == 0


def test_dragging_the_slider_is_one_decision(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 1)
    qtbot.mouseClick(place.editor.make, LEFT)
    settle(qtbot)
    slider = place.editor.discount.slider
    before = place.editor.price.value.text()
    handle = QPoint(7, slider.height() // 2)
    qtbot.mousePress(slider, LEFT, pos=handle)
    for step in (20, 50, 90):
        qtbot.mouseMove(slider, handle + QPoint(step, 0))
    assert place.editor.discount.box.value() > 0
    assert place.editor.price.value.text() != before
    assert place.session.undo_stack.count() == 1
    qtbot.mouseRelease(slider, LEFT, pos=handle + QPoint(90, 0))
    assert place.session.undo_stack.count() == 2
    (bundle,) = place.session.plan.bundles.values()
    assert round(bundle.discount * 100) == place.editor.discount.box.value() > 0


def test_a_suggestion_can_be_tried_without_being_made(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 2)
    retype(qtbot, place.editor.discount.box.lineEdit(), "15")
    assert place.editor.price.label.text().startswith("was ")
    assert not place.session.plan.bundles
    assert place.session.undo_stack.count() == 0
    qtbot.mouseClick(place.editor.make, LEFT)
    (bundle,) = place.session.plan.bundles.values()
    assert bundle.discount == 0.15


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the list that pops up
def test_parts_come_and_go_down_to_two(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    products = shop[1].products
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    qtbot.mouseClick(place.editor.make, LEFT)
    settle(qtbot)
    assert not any(row.drop.isEnabled() for row in place.editor.parts.rows)
    new = next(k for k in products.keys if k not in {r.product for r in place.editor.parts.rows})
    retype(qtbot, place.editor.add, new)
    settle(qtbot)
    assert [row.product for row in place.editor.parts.rows][-1] == new
    assert place.editor.add.text() == ""
    assert "All three products are in" in place.editor.sentences.text()
    qtbot.mouseClick(place.editor.parts.rows[0].drop, LEFT)
    settle(qtbot)
    (bundle,) = place.session.plan.bundles.values()
    assert len(bundle.parts) == len(place.editor.parts.rows) == 2
    assert bundle.parts[-1].product == new


@pytest.mark.parametrize("typed", ["abc", "-3", "nan", "1e999"])
def test_what_is_no_amount_is_put_back(qtbot: QtBot, make_place: MakePlace, typed: str) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    qtbot.mouseClick(place.editor.make, LEFT)
    settle(qtbot)
    field = place.editor.parts.rows[0].cost
    before = field.text()
    retype(qtbot, field, typed)
    assert field.text() == before
    assert place.session.undo_stack.count() == 1


def test_a_cleared_cost_is_the_catalogue_s_again(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    qtbot.mouseClick(place.editor.make, LEFT)
    settle(qtbot)
    field = place.editor.parts.rows[0].cost
    before = field.text()
    retype(qtbot, field, "1.25")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == before
    (bundle,) = place.session.plan.bundles.values()
    assert bundle.unit_costs == {}


def test_a_name_is_kept_unless_it_is_blank(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    qtbot.mouseClick(place.editor.make, LEFT)
    retype(qtbot, place.editor.name, "Starter set")
    assert [b.name for b in place.session.plan.bundles.values()] == ["Starter set"]
    place.editor.name.selectAll()
    qtbot.keyClick(place.editor.name, Qt.Key.Key_Delete)
    qtbot.keyClick(place.editor.name, Qt.Key.Key_Return)
    assert place.editor.name.text() == "Starter set"


def test_remove_and_choose_another(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    for row in (0, 3):
        click_row(qtbot, place.candidates.table, row)
        qtbot.mouseClick(place.editor.make, LEFT)
        settle(qtbot)
    click_row(qtbot, place.own.table, 0)
    shown = place.editor.bundle
    assert shown is not None
    assert place.selection.products == tuple(part.product for part in shown.parts)
    qtbot.mouseClick(place.editor.remove, LEFT)
    assert list(place.session.plan.bundles) != [shown.id]
    assert len(place.session.plan.bundles) == 1
    assert place.editor.guide.isVisible()


def test_products_selected_elsewhere_become_a_bundle(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    place = make_place()
    keys = shop[1].products.keys
    assert not place.from_selection.isEnabled()
    place.selection.select_products(keys[5:8])
    assert place.from_selection.text() == "Bundle 3 selected products"
    qtbot.mouseClick(place.from_selection, LEFT)
    (bundle,) = place.session.plan.bundles.values()
    assert [part.product for part in bundle.parts] == list(keys[5:8])
    assert place.editor.bundle == bundle
    place.make_bundle([keys[0]])
    place.make_bundle([keys[0], keys[0]])
    assert len(place.session.plan.bundles) == 1


def test_counts_of_a_free_bundle_agree_with_a_naive_count(
    make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    sales, analysis = shop
    place = make_place()
    rows = [0, 4, 11]
    lines, _facts = workflow.merged_lines(sales, True)
    baskets: dict[int, set[str]] = {}
    for order, product, returned in zip(
        lines.line_order, lines.line_product, lines.line_returned, strict=True
    ):
        if not returned:
            baskets.setdefault(int(order), set()).add(lines.product_keys[product])
    wanted = {analysis.products.keys[row] for row in rows}
    held = [len(wanted & basket) for basket in baskets.values()]
    place.make_bundle(sorted(wanted))
    said = place.editor.sentences.text()
    assert f"All three products are in {held.count(3):,} of {len(baskets):,} orders." in said
    assert f"{held.count(2):,} more order" in said


def test_sizes_and_search_narrow_the_suggestions(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    place, analysis = make_place(), shop[1]
    named = [c for c in analysis.bundles if "orders" in c.best_by]
    three = sum(len(candidate.products) == 3 for candidate in named)
    qtbot.mouseClick(place.candidates.sizes.button(3), LEFT)
    assert place.candidates.table.model().rowCount() == three
    assert place.candidates.count.text().startswith(f"{three} suggestion")
    qtbot.mouseClick(place.candidates.sizes.button(0), LEFT)
    word = analysis.products.names[analysis.bundles[0].products[0]].split()[0]
    qtbot.keyClicks(place.candidates.search, word.upper())
    shown = place.candidates.table.columns.shown
    assert 0 < len(shown) < len(named)
    names = place.candidates.table.columns.columns[0]
    assert all(word.casefold() in names.write(int(row)).casefold() for row in shown)


def test_a_rejected_pair_is_suggested_no_more_until_undo(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    place, keys = make_place(), shop[1].products.keys
    one, other = (keys[row] for row in shop[1].bundles[0].products)
    click_row(qtbot, place.candidates.table, 1)
    before, chosen = view_of(place), place.editor.bundle
    rows = place.candidates.table.columns.rows
    rejected = edits.reject_pairing(place.session.plan, pair_of(one, other))
    place.session.edit("Reject pairing", rejected)
    assert place.candidates.table.columns.rows < rows
    assert "kept back by your decisions" in place.candidates.count.text()
    assert place.candidates.table.chosen_rows() == [0]
    assert place.editor.bundle == chosen
    place.session.undo_stack.undo()
    assert view_of(place) == before
    assert place.candidates.table.chosen_rows() == [1]


def test_a_place_worked_on_equals_one_built_afresh(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    for row in (0, 1, 5):
        click_row(qtbot, place.candidates.table, row)
        retype(qtbot, place.editor.discount.box.lineEdit(), str(10 + row))
        qtbot.mouseClick(place.editor.make, LEFT)
    place.session.undo_stack.undo()
    place.session.undo_stack.undo()
    place.session.undo_stack.redo()
    assert len(place.session.plan.bundles) == 2
    assert view_of(place) == view_of(make_place(place.session.plan))


def test_nothing_yet_asks_for_an_import(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    session = Session()
    place = BundlesPlace(session, Jobs(session), Selection(session))
    session.setParent(place)
    qtbot.addWidget(place)
    place.refresh(compare(None, session.state))
    place.show()
    with qtbot.waitSignal(place.asked) as asked:
        qtbot.mouseClick(place.empty.button, LEFT)
    assert asked.args == ["import"]
    working = make_place(mined=False)
    assert working.empty.isVisible()
    with qtbot.waitSignal(working.asked) as asked:
        qtbot.mouseClick(working.empty.button, LEFT)
    assert asked.args == ["analyse"]
    working.session.set_analysis(shop[1], working.session.sales)
    assert working.candidates.isVisible()


def test_too_little_data_still_allows_a_bundle_by_hand(
    make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    analysis = replace(shop[1], bundles=())
    place = make_place(analysis=analysis)
    assert place.candidates.nothing.isVisible()
    assert place.candidates.table.isHidden()
    place.make_bundle(analysis.products.keys[:2])
    assert place.own.table.isVisible()


def test_what_the_plan_leaves_nothing_of_is_said(
    make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    never = Policy("n", PolicyKind.NEVER_WITH, True, {"products": shop[1].products.keys})
    place = make_place(replace(Plan(), policies=(never,)))
    assert place.candidates.nothing.isVisible()
    assert "leave nothing to suggest" in place.candidates.nothing.text()


def test_sizes_that_a_ranking_lacks_cannot_be_chosen(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    twos = tuple(c for c in shop[1].bundles if len(c.products) == 2)
    place = make_place()
    qtbot.mouseClick(place.candidates.sizes.button(3), LEFT)
    place.session.set_analysis(replace(shop[1], bundles=twos), place.session.sales)
    assert place.candidates.sizes.checkedId() == 0
    assert place.candidates.sizes.button(2).isEnabled()
    assert not place.candidates.sizes.button(3).isEnabled()
    assert place.candidates.table.model().rowCount() > 0


def test_unknown_prices_and_strangers_are_named(
    make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    known = shop[1].products.keys[0]
    plan = edits.put_bundle(Plan(), Bundle("b", "Old", (Part(known), Part("Gone from the shop"))))
    place = make_place(plan)
    place.own.chosen.emit("b")
    assert "Each time it is Gone from the shop." in place.editor.sentences.text()
    assert "No price is known for Gone from the shop" in place.editor.money_words.text()
    assert place.editor.prize.isHidden()
    assert place.editor.price.value.text() == "–"
    assert place.editor.break_even.value.text() == "–"


def test_newer_sales_are_announced(make_place: MakePlace) -> None:
    place = make_place()
    assert place.stale.isHidden()
    place.session.set_sales(place.session.sales.take_back("no such import"))
    assert place.stale.isVisible()


def test_every_control_has_a_name_for_screen_readers(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    editor = place.editor
    fields = [editor.name, editor.add, editor.discount.slider, editor.discount.box]
    fields += [w for row in editor.parts.rows for w in (row.quantity, row.cost, row.drop)]
    fields += [editor.prize.share, *place.candidates.rankings.buttons()]
    fields += [place.own.table, place.candidates.table, place.candidates.search]
    assert all(field.accessibleName() for field in fields)


def test_without_prices_no_money_is_named(
    make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    products = shop[1].products
    unknown = np.full(len(products), math.nan)
    bare = replace(
        shop[1],
        products=replace(products, revenue=unknown, price=unknown),
        bundles=tuple(
            replace(found, revenue=0.0, margin=math.nan, best_by=("orders",))
            for found in shop[1].bundles
        ),
    )
    candidates = make_place(analysis=bare).candidates
    assert not any(column.kind == "money" for column in candidates.table.columns.columns)
    assert [button.isEnabled() for button in candidates.rankings.buttons()] == [True, False, False]
    assert "unit costs" in candidates.rankings.button(2).toolTip()


def test_each_ranking_shows_its_own_in_its_order(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    place, analysis = make_place(), shop[1]
    for number, name in enumerate(("orders", "revenue", "margin")):
        qtbot.mouseClick(place.candidates.rankings.button(number), LEFT)
        table = place.candidates.table.columns
        values = [getattr(c, name) for c in analysis.bundles if name in c.best_by]
        assert table.rows == len(values)
        shown = table.columns[[column.title for column in table.columns].index(name.title())]
        assert list(shown.values) == sorted(values, reverse=True)
    click_row(qtbot, place.candidates.table, 0)
    best = max(
        (c for c in analysis.bundles if "margin" in c.best_by), key=lambda found: found.margin
    )
    keys = tuple(analysis.products.keys[row] for row in best.products)
    assert place.selection.products == keys


def test_the_share_that_takes_the_bundle_moves_what_it_earns(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    editor = place.editor
    before = editor.prize.sentences.text()
    retype(qtbot, editor.prize.share.lineEdit(), "50")
    counts = count_bundle(shop[1], place.selection.products)
    share = counts.orders / (counts.orders + 0.5 * counts.one_short)
    assert f"{share * 100:.0f} %" in editor.prize.sentences.text() != before
    assert place.session.plan.settings.assumed_uptake == 0.5
    assert place.session.undo_stack.undoText() == "Assume another effect"
    qtbot.mouseClick(editor.make, LEFT)
    qtbot.mouseClick(editor.prize.use, LEFT)
    (bundle,) = place.session.plan.bundles.values()
    assert 0 < bundle.discount == editor.discount.box.value() / 100
    assert editor.prize.use.isHidden()
    assert "earns" in editor.prize.sentences.text() and "more." in editor.prize.sentences.text()
    assert "It pays from" in editor.prize.sentences.text()
    retype(qtbot, editor.discount.box.lineEdit(), str(round(bundle.discount * 100) + 1))
    assert "less." in editor.prize.sentences.text()
    place.session.undo_stack.undo()
    assert editor.bundle == bundle


def test_evidence_and_the_product_that_lacks_are_said(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    place, analysis = make_place(), shop[1]
    qtbot.mouseClick(place.candidates.sizes.button(3), LEFT)
    click_row(qtbot, place.candidates.table, 0)
    found = next(c for c in analysis.bundles if len(c.products) == 3)
    assert place.editor.evidence.text() == found.evidence.name.lower()
    assert "Chance alone gives" in place.editor.chance.text()
    most = max(found.missing)
    name = analysis.products.names[found.products[found.missing.index(most)]]
    said = place.editor.sentences.text()
    assert f"Most often it is {name}: {most} of {found.one_short}." in said


def test_the_tab_key_goes_from_the_last_cost_to_the_next_product(
    qtbot: QtBot, make_place: MakePlace
) -> None:
    place = make_place()
    click_row(qtbot, place.candidates.table, 0)
    editor = place.editor
    last = editor.parts.rows[-1].cost
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert editor.add.hasFocus()
    editor.name.setFocus()
    qtbot.keyClick(editor.name, Qt.Key.Key_Tab)
    assert editor.parts.rows[0].isAncestorOf(place.focusWidget())


def test_nothing_in_hand_goes_to_another_project(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    session, analysis = place.session, place.session.analysis
    assert analysis is not None
    keys = analysis.products.keys
    for pair in (keys[:2], keys[2:4]):
        place.make_bundle(pair)
    place._mark_own(list(session.plan.bundles))
    place._open_comparison()
    place._show_candidate(list(keys[:3]))
    session.open(State(session.sales, Plan(), analysis), saved=True)
    settle(qtbot)
    assert place.editor.bundle is None and not place.comparison.isVisible()
    assert not place.own.compare.isEnabled() and place.own.isVisible()
