"""Tab goes through the place as it is read, whatever was made when."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from xsell_desktop.ui.inspector.partner_card import PartnerCard
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.tab_stops import tab_stops

Key = Qt.Key


def walk(place: PairingsPlace, key: Qt.Key) -> list[QWidget]:
    """What a key leads to, from the search field until something comes twice."""
    place.bar.search.setFocus()
    seen: list[QWidget] = []
    while (focused := place.window().focusWidget()) not in seen and len(seen) < 300:
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, key)
    assert focused is place.bar.search
    return seen


def test_tab_comes_round_and_backtab_is_the_way_back(place: PairingsPlace) -> None:
    place.selection.select_products(place.canvas.scene.keys[:1])
    there, back = walk(place, Key.Key_Tab), walk(place, Key.Key_Backtab)
    assert back == [there[0], *reversed(there[1:])]
    assert len(set(map(id, there))) == len(there)


def test_cards_made_anew_come_where_they_stand(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys
    for key in (keys[0], keys[3], keys[0]):
        place.selection.select_products([key])
    seen = walk(place, Key.Key_Tab)
    cards = [own for own in seen if isinstance(own, PartnerCard)]
    assert len(cards) > 1
    heights = [card.mapTo(place, card.rect().topLeft()).y() for card in cards]
    assert heights == sorted(heights)
    page = place.inspector.product_page
    assert seen.index(page.dial.slider) < seen.index(cards[0])
    assert seen.index(cards[-1]) < seen.index(page.focus)
    assert seen.index(place.bar.search) < seen.index(place.canvas) < seen.index(place.panel.table)
    assert seen.index(place.panel.table) < seen.index(cards[0])


def test_what_goes_away_hands_the_focus_to_what_came_after_it(place: PairingsPlace) -> None:
    bar = place.bar
    bar.table.setFocus()
    bar.table.hide()
    assert place.window().focusWidget() is bar.details
    bar.table.show()


def test_layouts_made_anew_are_walked_without_fail(qtbot: QtBot) -> None:
    """Layouts come to lie where spacers were; what Python knows of those must not be asked."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    lines: list[QLineEdit] = []
    for _turn in range(60):
        row = QHBoxLayout()
        row.addStretch(1)
        lines += [QLineEdit(), QLineEdit()]
        inner = QVBoxLayout()
        inner.addStretch(1)
        inner.addWidget(lines[-2])
        row.addLayout(inner)
        row.addWidget(lines[-1])
        column.addLayout(row)
        assert list(tab_stops(window)) == lines
        if len(lines) > 8:
            for line in lines:
                line.setParent(None)
            old = QWidget()
            old.setLayout(column)
            old.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            column, lines = QVBoxLayout(window), []
