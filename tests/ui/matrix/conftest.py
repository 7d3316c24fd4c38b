"""A matrix by itself: session, selection and view as in the Pairings place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1] / "pairings"))

from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import Mode
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.tokens import LIGHT
from xsell_desktop.ui import theme
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.pairings.matrix_side import MatrixSide
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.viewing import Viewing


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    return make_analysis()


@pytest.fixture
def side(qtbot: QtBot, qapp: QApplication, analysis: Analysis) -> Iterator[MatrixSide]:
    """A matrix that shows the invented shop, with nothing decided yet."""
    if theme.current() is not LIGHT or not qapp.styleSheet():
        theme.apply_theme(qapp, "light")
    session, viewing = Session(), Viewing()
    made = MatrixSide(Parts(session, Jobs(), Selection(), viewing, Decisions(session)))
    session.changed.connect(made.refresh)
    viewing.changed.connect(made.follow)
    made.resize(860, 640)
    made.show()
    qtbot.waitExposed(made)
    viewing.change(mode=Mode.MATRIX)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=analysis), saved=True)
    made.canvas.setFocus()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
