"""Keys typed in a menu, a list or a panel are for it, and rule on nothing behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from xsell_desktop.domain.plan import Decision, pair_of
from xsell_desktop.ui.filters.all_passing import AllPassing
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.widgets.choice import Choice
from xsell_desktop.ui.widgets.popups import Menu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def ways_of(place: PairingsPlace) -> dict[str, Callable[[], object]]:
    """What opens each popup."""
    at = place.mapToGlobal(place.rect().center())
    pair = place.canvas.scene.pairs[0]
    return {
        "menu of a pair": lambda: place._open_menu(pair, at),
        "kinds": lambda: place.menus.open_kinds(pair),
        "arrangements": lambda: place.arrange.menu().popup(at),
        "legend": place.legend._open_rest,
        "left out": lambda: place.graph.left_out.menu().popup(at),
        "columns": lambda: place.panel.columns.popup(at),
        "choice": place.inspector.pair_page.findChildren(Choice)[0].showPopup,
        "filter": place.bar.filter.open,
        "views": place.filtering.views.open,
    }


@pytest.fixture
def chosen(place: PairingsPlace) -> Iterator[PairingsPlace]:
    """The place with a pair selected; what is left open is closed."""
    place.under.choose_pair(place.canvas.scene.pairs[0])
    QApplication.processEvents()
    yield place
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def press(key: Qt.Key) -> QWidget:
    """Press a key as the window system does, where a popup is open."""
    QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.windowHandle(), key)
    return popup


@pytest.mark.parametrize(
    "way",
    ("menu of a pair", "kinds", "arrangements", "legend", "left out", "columns", "choice",
     "filter", "views"),
)  # fmt: skip
def test_no_key_reaches_the_place_behind(chosen: PairingsPlace, way: str) -> None:
    ways_of(chosen)[way]()
    view = chosen.viewing.view
    for key in (Qt.Key.Key_A, Qt.Key.Key_P, Qt.Key.Key_Delete, Qt.Key.Key_G, Qt.Key.Key_T):
        press(key)
    assert not chosen.session.plan.pairings
    assert chosen.viewing.view == view and chosen.filtering.months.isHidden()


def test_the_same_keys_rule_once_it_is_closed(chosen: PairingsPlace) -> None:
    chosen.arrange.menu().popup(chosen.mapToGlobal(chosen.rect().center()))
    press(Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(chosen.window().windowHandle(), Qt.Key.Key_A)
    pair = chosen.canvas.scene.pairs[0]
    assert chosen.session.plan.pairings[pair].decision is Decision.ACCEPTED


def test_a_key_named_in_the_menu_of_a_partner_is_about_that_partner(chosen: PairingsPlace) -> None:
    anchor = chosen.canvas.scene.pairs[0].a
    chosen.selection.select_products([anchor])
    cards = chosen.inspector.product_page.cards
    card = cards[1]
    pair = pair_of(anchor, card.partner)
    card.menu_asked.emit(card.mapToGlobal(card.rect().center()))
    press(Qt.Key.Key_R)
    assert QApplication.activePopupWidget() is None
    assert {p: own.decision for p, own in chosen.session.plan.pairings.items()} == {
        pair: Decision.REJECTED
    }


def test_a_key_of_an_entry_that_rests_does_nothing(chosen: PairingsPlace) -> None:
    menu, done = Menu(chosen), []
    entry = menu.addAction("Accept\tA")
    entry.triggered.connect(lambda: done.append(1))
    entry.setEnabled(False)
    menu.popup(chosen.mapToGlobal(chosen.rect().center()))
    press(Qt.Key.Key_A)
    assert menu.isVisible() and not done
    entry.setEnabled(True)
    press(Qt.Key.Key_A)
    assert not menu.isVisible() and done == [1]


def test_a_menu_filled_again_and_again_leaves_no_menus_behind(chosen: PairingsPlace) -> None:
    chosen.bar.filter.open()
    ruling = chosen.findChildren(AllPassing)[0]
    counts = []
    for _turn in range(4):
        ruling._fill()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append(len(ruling.findChildren(QMenu)))
    assert counts == [3, 3, 3, 3]
