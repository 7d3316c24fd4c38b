"""Nothing is cut where the window is 1280 pixels wide, also with large texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea
from pytestqt.qtbot import QtBot

from xsell_desktop.ui import theme
from xsell_desktop.ui.filters.popup import FilterPopup
from xsell_desktop.ui.inspector.partner_card import PartnerCard
from xsell_desktop.ui.places.pairings import PairingsPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PADDING = 12  # pixels beside the words of a tab


@pytest.fixture
def write_large(qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Makes texts larger for the rest of the test."""
    yield lambda: theme.apply_theme(qapp, "light", 150)
    theme.apply_theme(qapp, "light", 100)


def test_the_words_beside_the_slider_have_room(
    place: PairingsPlace, write_large: Callable[[], None]
) -> None:
    label = place.bar.slider_label
    usual = label.width()
    place.bar.slider.setValue(place.bar.slider.maximum())
    QApplication.processEvents()
    assert label.width() == usual  # nothing beside it moves
    write_large()
    QApplication.processEvents()
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()) > usual


def test_the_decision_of_a_pair_is_seen_without_scrolling(place: PairingsPlace) -> None:
    table = place.panel.table
    titles = [
        str(table.model().headerData(column, Qt.Orientation.Horizontal))
        for column in range(table.model().columnCount())
    ]
    column = titles.index("Decision")
    assert table.columnViewportPosition(column) + table.columnWidth(column) <= table.width()


def test_all_tabs_below_the_picture_show_whichever_is_chosen(
    place: PairingsPlace, write_large: Callable[[], None]
) -> None:
    under = place.under
    write_large()
    for tab in (0, 2):
        under.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        tabs = [under.tabs.tabRect(turn) for turn in range(under.tabs.count())]
        assert tabs[0].left() > -PADDING and tabs[-1].right() < under.tabs.width() + PADDING


def test_rulings_stand_beside_the_chips_of_a_proven_partner(
    place: PairingsPlace, qtbot: QtBot
) -> None:
    place.selection.select_products([place.canvas.scene.keys[0]])
    QApplication.processEvents()
    cards = [card for card in place.findChildren(PartnerCard) if card.isVisible()]
    plain = [card for card in cards if sum(not c.isHidden() for c in card._chips) <= 3]
    assert plain
    for card in plain:
        assert card._foot.direction() is QBoxLayout.Direction.LeftToRight, card.accessibleName()


def test_the_filter_grows_with_what_it_offers(place: PairingsPlace, qtbot: QtBot) -> None:
    place.bar.filter.open()
    popup = place.bar.filter.popup
    assert isinstance(popup, FilterPopup)
    before = popup.height()
    popup.occasion.note.setText("Counted over two years.\n" * 4)
    popup.occasion.note.show()
    popup._fit()
    QApplication.processEvents()
    assert popup.height() > before
    popup.occasion.note.hide()
    popup._fit()
    assert popup.height() > before  # nothing shrinks under the pointer
    area = popup.findChild(QScrollArea)
    assert area is not None and area.horizontalScrollBar().maximum() == 0
    popup.hide()
