"""The Pairings place on an invented shop, in a window of fixed size."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))

from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.tokens import LIGHT
from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    return make_analysis()


@pytest.fixture
def new_place(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Session], PairingsPlace]]:
    """Makes a shown place that follows a session."""
    if theme.current() is not LIGHT or not qapp.styleSheet():
        theme.apply_theme(qapp, "light")
    hosts: list[QWidget] = []
    at_work: list[Jobs] = []

    def make(session: Session) -> PairingsPlace:
        host = QWidget()
        host.setFixedSize(1196, 730)
        at_work.append(Jobs())
        place = PairingsPlace(session, at_work[-1], Selection())
        place.setParent(host)
        place.resize(host.size())
        session.changed.connect(place.refresh)
        host.show()
        host.activateWindow()
        qtbot.waitExposed(host)
        hosts.append(host)
        return place

    yield make
    for jobs in at_work:
        jobs.cancel_all()  # what comes late would meet widgets that are gone
    for host in hosts:
        host.close()
        host.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def place(new_place: Callable[[Session], PairingsPlace], analysis: Analysis) -> PairingsPlace:
    """A place that shows the invented shop, with nothing decided yet."""
    session = Session()
    made = new_place(session)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=analysis), saved=True)
    made.canvas.setFocus()
    QApplication.processEvents()
    return made
