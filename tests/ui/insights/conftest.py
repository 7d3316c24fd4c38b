"""A page of the Insights place, shown over the sample shop or any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.insights import InsightsPlace
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State

Shop = tuple[Sales, Analysis]


@pytest.fixture(scope="session")
def sample() -> Shop:
    """The sample shop, mined."""
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Plan().settings)


@pytest.fixture
def make_insights(qtbot: QtBot) -> Callable[[Sales, Analysis | None], InsightsPlace]:
    """Makes the place, shown, over sales and what was mined of them."""

    def make(sales: Sales, analysis: Analysis | None) -> InsightsPlace:
        session = Session()
        place = InsightsPlace(session, Jobs(session), Selection(session))
        session.setParent(place)
        session.changed.connect(place.refresh)
        qtbot.addWidget(place)
        session.open(State(sales, Plan(), analysis), saved=True)
        place.resize(1196, 700)
        place.show()
        qtbot.waitExposed(place)
        return place

    return make


@pytest.fixture
def show_page(qtbot: QtBot, make_insights: Callable[..., InsightsPlace]) -> Callable[..., Page]:
    """Shows one page and waits until its jobs are done: `show_page(key, sales, analysis)`."""

    def show(key: str, sales: Sales, analysis: Analysis) -> Page:
        place = make_insights(sales, analysis)
        page = place.show_page(key)
        qtbot.waitUntil(lambda: not place.jobs.is_busy, timeout=60_000)
        return page

    return show
