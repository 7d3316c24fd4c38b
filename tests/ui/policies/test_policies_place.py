"""The Policies place, with real clicks and keys on the sample shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.change import compare
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.domain.policy_edits import add_policy, change_policy
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.inspector.pair_page import PairPage
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.policies import PoliciesPlace
from xsell_desktop.ui.policies.fields import DayField, KeysField, NumberField, WordField
from xsell_desktop.ui.policies.two_lines import BELOW
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State

MakePlace = Callable[..., PoliciesPlace]
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def shop() -> tuple[Sales, Analysis]:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Plan().settings)


@pytest.fixture
def make_place(qtbot: QtBot, shop: tuple[Sales, Analysis]) -> MakePlace:
    def make(
        plan: Plan | None = None, analysis: Analysis | None = None, *, mined: bool = True
    ) -> PoliciesPlace:
        session = Session()
        place = PoliciesPlace(session, Jobs(session), Selection(session))
        session.setParent(place)
        session.changed.connect(place.refresh)
        qtbot.addWidget(place, before_close_func=stop)
        state = State(shop[0], plan or Plan(), (analysis or shop[1]) if mined else None)
        session.open(state, saved=True)
        place.resize(1196, 700)
        place.show()
        qtbot.waitExposed(place)
        settle(qtbot, place)
        return place

    return make


def stop(place: PoliciesPlace) -> None:
    """End what is still being counted."""
    place.jobs.cancel_all()
    assert place.jobs.wait()


def settle(qtbot: QtBot, place: PoliciesPlace) -> None:
    """Let the counts arrive and the layouts find their places."""
    qtbot.waitUntil(lambda: not place.jobs.is_busy, timeout=20_000)
    qtbot.wait(20)


def plan_of(*kinds: PolicyKind) -> Plan:
    plan = Plan()
    for kind in kinds:
        plan, _id = add_policy(plan, kind)
    return plan


def kinds_of(place: PoliciesPlace) -> list[PolicyKind]:
    return [policy.kind for policy in place.session.plan.policies]


def said(place: PoliciesPlace, row: int = 0) -> tuple[str, str]:
    item = place.list.item(row)
    return item.text(), item.data(BELOW)


def view_of(place: PoliciesPlace) -> tuple[object, ...]:
    """What the place shows, to compare a worked-on one with one built afresh."""
    rows = [
        (*said(place, row), place.list.item(row).checkState()) for row in range(place.list.count())
    ]
    examples = place.panel.examples
    listed = [
        (examples.item(n).text(), examples.item(n).data(BELOW)) for n in range(examples.count())
    ]
    return rows, listed, place.panel.title.text(), place.summary.text(), place.starters.isVisible()


def number(place: PoliciesPlace, name: str) -> NumberField:
    form = place.panel.form
    assert form is not None
    field = form.fields[name]
    assert isinstance(field, NumberField)
    return field


def keys(place: PoliciesPlace, name: str) -> KeysField:
    form = place.panel.form
    assert form is not None
    field = form.fields[name]
    assert isinstance(field, KeysField)
    return field


def test_a_starter_is_one_click_and_undo_brings_the_starters_back(
    qtbot: QtBot, make_place: MakePlace
) -> None:
    place = make_place()
    assert place.starters.isVisible()
    assert place.panel.isHidden()
    qtbot.mouseClick(place.starters.buttons[1], LEFT)
    settle(qtbot, place)
    assert kinds_of(place) == [PolicyKind.PRICE_BAND]
    assert place.session.undo_stack.undoText() == "Add policy Price band"
    text, effect = said(place)
    assert text == "Only partners that cost up to 150 % of the product’s price"
    removed = workflow.pick_all(place.session.analysis, place.session.plan).screening  # type: ignore[arg-type]
    count = removed.effects["policy-1"].removed
    assert effect == f"removes {count:,} of {removed.picks:,} picks"
    assert count > 0
    assert place.panel.examples.count() == min(count, 200)
    place.session.undo_stack.undo()
    assert place.starters.isVisible()
    assert place.panel.isHidden()


@pytest.mark.parametrize("kind", PolicyKind)
def test_every_kind_is_added_from_the_menu(
    qtbot: QtBot, make_place: MakePlace, kind: PolicyKind
) -> None:
    place = make_place()
    action = place.add.menu().actions()[list(PolicyKind).index(kind)]
    action.trigger()
    settle(qtbot, place)
    assert kinds_of(place) == [kind]
    assert place.panel.title.text() == action.text()
    assert all(said(place))
    assert place.panel.form is not None
    for field in place.panel.form.fields.values():
        control = field.chooser.field if isinstance(field, KeysField) else field.control
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name)


def test_a_number_is_changed_in_place(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place(plan_of(PolicyKind.PRICE_BAND))
    before = said(place)
    box = number(place, "high").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "40")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert place.session.plan.policies[0].values == {"low": 0.0, "high": 0.4}
    assert said(place)[0] == "Only partners that cost up to 40 % of the product’s price"
    assert said(place)[1] != before[1]
    assert place.session.undo_stack.undoText() == "Change policy Price band"
    low = number(place, "low").box
    low.setValue(60)
    settle(qtbot, place)
    assert place.session.plan.policies[0].values == {"low": 0.6, "high": 0.6}
    place.session.undo_stack.undo()
    assert low.value() == 0


def test_a_field_that_goes_with_its_policy_changes_nothing(
    qtbot: QtBot, make_place: MakePlace
) -> None:
    place = make_place()
    place.add_policy(PolicyKind.PRICE_BAND)
    box = number(place, "high").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "40")
    place.session.undo_stack.undo()
    assert not place.session.plan.policies
    box.setValue(60)  # what a field says as it loses the keyboard
    assert not place.session.plan.policies


def test_products_and_categories_are_found_by_their_names(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    products = shop[1].products
    place = make_place(plan_of(PolicyKind.NEVER_WITH))
    assert said(place) == ("Never recommend …", "Choose products or categories.")
    field = keys(place, "products").chooser
    name = products.names[3]
    field.field.setText(name)
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert place.session.plan.policies[0].texts("products") == (products.keys[3],)
    assert field.field.text() == ""
    assert said(place)[0] == f"Never recommend {name}"
    other = keys(place, "with_categories").chooser
    other.field.setText("grind")
    qtbot.keyClick(other.field, Qt.Key.Key_Return)
    settle(qtbot, place)
    assert said(place)[0] == f"Never {name} with all of Grinders"
    qtbot.mouseClick(field.drops[0], LEFT)
    settle(qtbot, place)
    assert place.session.plan.policies[0].texts("products") == ()
    assert field.field.hasFocus()


def test_space_and_a_click_on_the_box_switch_a_policy(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place(plan_of(PolicyKind.DIVERSITY, PolicyKind.PRICE_BAND))
    place.list.setFocus()
    qtbot.keyClick(place.list, Qt.Key.Key_Space)
    settle(qtbot, place)
    assert [policy.enabled for policy in place.session.plan.policies] == [False, True]
    assert said(place)[1] == "Switched off"
    assert place.session.undo_stack.undoText() == "Switch policy Variety off"
    row = place.list.visualItemRect(place.list.item(1))
    qtbot.mouseClick(place.list.viewport(), LEFT, pos=row.topLeft() + QPoint(18, 16))
    settle(qtbot, place)
    assert not any(policy.enabled for policy in place.session.plan.policies)
    assert place.panel.nothing.text() == "Nothing while it is switched off."
    qtbot.mouseClick(place.list.viewport(), LEFT, pos=row.topLeft() + QPoint(200, 16))
    settle(qtbot, place)
    assert not any(policy.enabled for policy in place.session.plan.policies)
    place.session.undo_stack.undo()
    assert place.list.item(1).checkState() is Qt.CheckState.Checked


def test_priorities_change_by_buttons_keys_and_drag(qtbot: QtBot, make_place: MakePlace) -> None:
    stock, margin, variety = PolicyKind.STOCK, PolicyKind.MARGIN, PolicyKind.DIVERSITY
    place = make_place(plan_of(stock, margin, variety))
    assert not place.panel.up.isEnabled()
    qtbot.mouseClick(place.panel.down, LEFT)
    assert kinds_of(place) == [margin, stock, variety]
    assert place.list.currentRow() == 1
    place.list.setFocus()
    qtbot.keyClick(place.list, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(place.list, Qt.Key.Key_Down, ALT)
    assert kinds_of(place) == [margin, variety, stock]
    assert not place.panel.down.isEnabled()
    model = place.list.model()
    assert model.moveRows(place.list.rootIndex(), 2, 1, place.list.rootIndex(), 0)
    assert kinds_of(place) == [stock, margin, variety]
    assert place.session.undo_stack.undoText() == "Move policy Stock"
    place.session.undo_stack.undo()
    assert kinds_of(place) == [margin, variety, stock]
    assert "Switch" not in place.session.undo_stack.undoText()


def test_removing_leaves_the_next_in_hand(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place(plan_of(PolicyKind.STOCK, PolicyKind.MARGIN, PolicyKind.DIVERSITY))
    place.list.setCurrentRow(1)
    place.list.setFocus()
    qtbot.keyClick(place.list, Qt.Key.Key_Delete)
    assert kinds_of(place) == [PolicyKind.STOCK, PolicyKind.DIVERSITY]
    assert place.panel.title.text() == "Variety"
    qtbot.mouseClick(place.panel.remove, LEFT)
    assert place.panel.title.text() == "Stock"
    qtbot.mouseClick(place.panel.remove, LEFT)
    assert place.starters.isVisible()


def test_what_was_accepted_is_told_as_kept(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    plan = plan_of(PolicyKind.PRICE_BAND)
    plan = change_policy(plan, "policy-1", high=0.5)
    first = workflow.pick_all(shop[1], plan).screening.effects["policy-1"].examples[0]
    plan = edits.accept_pairing(plan, pair_of(first.anchor, first.partner))
    place = make_place(plan)
    assert "1 stays because you want it" in said(place)[1]
    texts = [place.panel.examples.item(n).data(BELOW) for n in range(place.panel.examples.count())]
    assert texts.count("kept: you want it there") == 1
    asked: list[str] = []
    place.asked.connect(asked.append)
    place.panel.examples.setCurrentRow(0)
    place.panel.examples.itemActivated.emit(place.panel.examples.item(0))
    assert asked == ["place_pairings"]
    assert place.selection.pair is not None


def test_the_day_lists_are_made_for_can_be_chosen(qtbot: QtBot, make_place: MakePlace) -> None:
    plan = plan_of(PolicyKind.SEASON)
    plan = change_policy(plan, "policy-1", categories=("Filters & Care",))
    place = make_place(plan)
    assert place.panel.day.text() == (
        "Lists are made for 17 September 2026, the last day of the sales."
    )
    assert place.panel.examples.item(0).data(BELOW) == "not on 17 September"
    qtbot.mouseClick(place.panel.today, LEFT)
    settle(qtbot, place)
    assert len(place.session.plan.settings.list_day) == 10
    assert not place.session.is_stale
    assert place.panel.today.isHidden()
    qtbot.mouseClick(place.panel.last_day, LEFT)
    settle(qtbot, place)
    assert place.session.plan.settings.list_day == ""
    assert said(place)[1].endswith("picks · 17 September 2026")
    assert place.panel.form is not None
    begin = place.panel.form.fields["begin"]
    assert isinstance(begin, DayField)
    begin.box.setDate(begin.box.date().addMonths(-2))
    settle(qtbot, place)
    assert place.session.plan.policies[0].text("begin") == "09-01"
    assert "removes none" in said(place)[1]


def test_what_is_not_known_is_said(make_place: MakePlace, shop: tuple[Sales, Analysis]) -> None:
    products = shop[1].products
    nothing = np.full(len(products), np.nan)
    bare = replace(
        shop[1],
        products=replace(
            products, stock=nothing, price=nothing, cost=nothing, categories=("",) * len(products)
        ),
        customers=0,
    )
    count = len(products)
    for kind, words in {
        PolicyKind.STOCK: f"Stock is unknown for {count} of {count} products.",
        PolicyKind.PRICE_BAND: f"The price is unknown for {count} of {count} products.",
        PolicyKind.MARGIN: f"The unit cost is unknown for {count} of {count} products.",
        PolicyKind.DIVERSITY: f"{count} of {count} products have no category.",
        PolicyKind.NOT_BOUGHT: "These sales name no customers with dates",
    }.items():
        place = make_place(plan_of(kind), bare)
        assert place.panel.unknown.isVisible()
        assert words in place.panel.unknown.text()
    assert make_place(plan_of(PolicyKind.STOCK)).panel.unknown.isHidden()


def test_a_place_worked_on_equals_one_built_afresh(qtbot: QtBot, make_place: MakePlace) -> None:
    place = make_place()
    for starter in (0, 2, 3):
        place.add_policy(PolicyKind.PRICE_BAND, {"high": 0.5 + starter / 10})
    place.add_policy(PolicyKind.DIVERSITY)
    form = place.panel.form
    assert form is not None
    by = form.fields["by"]
    assert isinstance(by, WordField)
    by.changed.emit("family")
    place.session.undo_stack.undo()
    place.session.undo_stack.undo()
    place.session.undo_stack.redo()
    place.list.setCurrentRow(0)
    settle(qtbot, place)
    assert len(place.session.plan.policies) == 4
    assert view_of(place) == view_of(make_place(place.session.plan))


def test_before_the_analysis(
    qtbot: QtBot, make_place: MakePlace, shop: tuple[Sales, Analysis]
) -> None:
    session = Session()
    place = PoliciesPlace(session, Jobs(session), Selection(session))
    session.setParent(place)
    qtbot.addWidget(place)
    place.refresh(compare(None, session.state))
    place.show()
    with qtbot.waitSignal(place.asked) as asked:
        qtbot.mouseClick(place.empty.button, LEFT)
    assert asked.args == ["import"]
    working = make_place(plan_of(PolicyKind.STOCK), mined=False)
    assert working.empty.isVisible()
    working.session.set_analysis(shop[1], working.session.sales)
    settle(qtbot, working)
    assert working.list.isVisible()
    working.session.set_sales(working.session.sales.take_back("no such import"))
    assert working.stale.isVisible()


def test_a_pair_says_which_policy_is_against_it(qtbot: QtBot, shop: tuple[Sales, Analysis]) -> None:
    plan = change_policy(plan_of(PolicyKind.PRICE_BAND), "policy-1", high=0.5)
    first = workflow.pick_all(shop[1], plan).screening.effects["policy-1"].examples[0]
    pair = pair_of(first.anchor, first.partner)
    session = Session()
    page = PairPage(Decisions(session))
    qtbot.addWidget(page)
    page.show_pair(shop[1], plan, pair, first.anchor)
    name = shop[1].products.names[shop[1].products.index[first.partner]]
    words = "Your policy “Only partners that cost up to 50 % of the product’s price” keeps"
    assert page.against.text().startswith(f"{words} {name} out of the list of ")
    page.show_pair(shop[1], edits.accept_pairing(plan, pair), pair, first.anchor)
    assert "It stays because you want it there." in page.against.text()
    page.show_pair(shop[1], Plan(), pair, first.anchor)
    assert page.against.isHidden()
