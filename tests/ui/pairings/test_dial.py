"""The dial from popular together to surprising together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.inspector.product_page import ProductPage
from xsell_desktop.ui.session import Session, State


@pytest.fixture(scope="module")
def mined() -> tuple[Sales, Analysis]:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Plan().settings)


@pytest.fixture
def page(qtbot: QtBot, mined: tuple[Sales, Analysis]) -> ProductPage:
    session = Session()
    page = ProductPage(Decisions(session))
    session.setParent(page)
    qtbot.addWidget(page)
    sales, analysis = mined
    session.open(State(sales, Plan(), analysis), saved=True)
    key = analysis.products.keys[0]
    page.show_product(analysis, session.plan, key, "")
    session.changed.connect(lambda _change: page.show_product(analysis, session.plan, key, ""))
    page.setProperty("session", session)
    page.resize(340, 900)
    page.show()
    return page


def listed(page: ProductPage) -> list[str]:
    return [card.name.text() for card in page.cards]


def test_surprising_partners_come_first_at_the_right_end(page: ProductPage) -> None:
    session: Session = page.property("session")
    popular = listed(page)
    page.dial.slider.setValue(page.dial.slider.maximum())
    assert session.plan.settings.popularity_discount == 1.0
    assert not session.is_stale  # nothing is mined again
    surprising = listed(page)
    assert surprising != popular
    session.undo_stack.undo()
    assert page.dial.share == 0.0
    assert listed(page) == popular


def test_the_list_follows_while_the_dial_is_held_and_one_step_is_undone(
    page: ProductPage,
) -> None:
    session: Session = page.property("session")
    popular = listed(page)
    page.dial.slider.setSliderDown(True)
    for notch in (5, 10, 20):
        page.dial.slider.setValue(notch)
    assert listed(page) != popular
    assert session.plan.settings.popularity_discount == 0.0
    page.dial.slider.setSliderDown(False)
    assert session.plan.settings.popularity_discount == 1.0
    assert session.undo_stack.count() == 1


def test_the_keyboard_turns_it(qtbot: QtBot, page: ProductPage) -> None:
    session: Session = page.property("session")
    page.dial.slider.setFocus()
    qtbot.keyClick(page.dial.slider, Qt.Key.Key_Right)
    assert session.plan.settings.popularity_discount == pytest.approx(0.05)
    assert page.dial.slider.accessibleName() == "From popular together to surprising together"
