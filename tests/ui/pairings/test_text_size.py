"""Texts made larger while the window is open are as large as in a window opened then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from shop_builder import make_sales

from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui import theme
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def write_large(qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Makes texts larger for the rest of the test."""
    yield lambda: theme.apply_theme(qapp, "light", 150)
    theme.apply_theme(qapp, "light", 100)


def texts(place: PairingsPlace) -> Counter[tuple[str, str, int]]:
    """Kind, text and pixels of every text in a place."""
    found: Counter[tuple[str, str, int]] = Counter()
    kinds: tuple[type[QWidget], ...] = (QLabel, QAbstractButton)
    for kind in kinds:
        for widget in place.findChildren(kind):
            assert isinstance(widget, QLabel | QAbstractButton)
            if widget.isVisible() and widget.text():
                found[kind.__name__, widget.text(), widget.font().pixelSize()] += 1
    return found


def test_texts_made_larger_are_as_large_as_those_written_large(
    place: PairingsPlace,
    new_place: Callable[[Session], PairingsPlace],
    analysis: Analysis,
    write_large: Callable[[], None],
) -> None:
    anchor = place.canvas.scene.pairs[0].a
    place.selection.select_products([anchor])
    usual = place.canvas.picture.names.labels
    write_large()
    place.retheme()
    large = place.canvas.picture.names.labels
    session = Session()
    other = new_place(session)
    session.open(State(sales=make_sales(), plan=Plan(), analysis=analysis), saved=True)
    other.selection.select_products([anchor])
    QApplication.processEvents()
    assert {(text, size) for _kind, text, size in texts(place)} == {
        (text, size) for _kind, text, size in texts(other)
    }
    assert max(label.height for label in large) > max(label.height for label in usual)
    size = {round(label.height, 3) for label in large}
    assert size == {round(label.height, 3) for label in other.canvas.picture.names.labels}
