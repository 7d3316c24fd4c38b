"""Lists ordered by hand: mouse, keys, what keeps partners out, what customers see."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu

from xsell_desktop.domain import edits, list_edits, policy_edits, product_edits
from xsell_desktop.domain.list_edits import MOST_PLACES
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import partners_of
from xsell_desktop.ui.inspector.own_order import add_partner, move_partner
from xsell_desktop.ui.inspector.partner_card import PartnerCard
from xsell_desktop.ui.inspector.partners import partners_for
from xsell_desktop.ui.inspector.product_page import ProductPage
from xsell_desktop.ui.places.pairings import PairingsPlace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def key(place: PairingsPlace) -> str:
    """A product in focus, with several partners."""
    chosen = place.canvas.scene.keys[0]
    place.selection.select_products([chosen])
    QApplication.processEvents()
    return chosen


@pytest.fixture
def page(place: PairingsPlace, key: str) -> ProductPage:
    return place.inspector.product_page


def listed(page: ProductPage) -> list[str]:
    return [card.partner for card in page.cards]


def own(place: PairingsPlace, key: str) -> tuple[str, ...]:
    lists = place.session.plan.lists
    return lists[key].partners if key in lists else ()


def drag(card: PartnerCard, onto: PartnerCard, *, below: bool) -> None:
    """Lift a card and let it go over the upper or lower part of another."""
    start = QPoint(60, 10)
    end = card.mapFromGlobal(onto.mapToGlobal(QPoint(60, onto.height() - 4 if below else 4)))
    QTest.mousePress(card, LEFT, pos=start)
    QTest.mouseMove(card, start + QPoint(0, 30))
    QTest.mouseMove(card, end)
    QTest.mouseRelease(card, LEFT, pos=end)
    QApplication.processEvents()


@given(
    count=st.integers(1, 60),
    own_count=st.integers(0, 60),
    ends=st.tuples(*[st.integers(0, 59)] * 2),
)
@settings(max_examples=80, deadline=None)
def test_moving_keeps_everybody_and_what_was_the_users(
    count: int, own_count: int, ends: tuple[int, int]
) -> None:
    partners = [str(number) for number in range(count)]
    own_count, at, to = min(own_count, count), ends[0] % count, ends[1] % count
    new = move_partner(partners, own_count, at, to)
    rest = [partner for partner in partners if partner != partners[at]]
    assert [p for p in new if p != partners[at]] == rest[: len(new) - (partners[at] in new)]
    if to < MOST_PLACES:
        assert new[to] == partners[at]
    assert len(new) <= MOST_PLACES
    if own_count <= MOST_PLACES:
        assert set(partners[:own_count]) <= {*new, *partners[MOST_PLACES - 1 :]}


def test_adding_puts_a_stranger_or_a_known_one_at_the_place() -> None:
    assert add_partner(("a", "b", "c"), 1, "z", 1) == ("a", "z")
    assert add_partner(("a", "b", "c"), 2, "z", 0) == ("z", "a", "b")
    assert add_partner(("a", "b", "c"), 0, "c", 0) == ("c",)
    assert add_partner((), 0, "z", 4) == ("z",)


def test_dropping_at_a_place_makes_the_places_down_to_it_the_users(
    place: PairingsPlace, page: ProductPage, key: str
) -> None:
    before = listed(page)
    drag(page.cards[3], page.cards[1], below=False)
    assert own(place, key) == (before[0], before[3])
    assert listed(page)[:4] == [before[0], before[3], before[1], before[2]]
    assert place.session.undo_stack.count() == 1
    assert page.partners.own_title.text() == "Your first 2 places"
    assert page.partners.data_title.isVisible()
    assert [card.source.text() for card in page.cards[:3]] == ["both", "both", "data"]
    assert page.cards[0].rank.property("role") == "yours"
    place.session.undo_stack.undo()
    assert listed(page) == before and not page.partners.own_title.isVisible()


def test_a_drag_called_off_changes_nothing_and_no_click_comes_of_it(
    place: PairingsPlace, page: ProductPage, key: str
) -> None:
    card = page.cards[2]
    QTest.mousePress(card, LEFT, pos=QPoint(60, 10))
    QTest.mouseMove(card, QPoint(60, -80))
    line = page.partners._placing.line
    assert (card.is_lifted, line.isVisible()) == (True, True)
    QTest.keyClick(card, Key.Key_Escape)
    QTest.mouseRelease(card, LEFT, pos=QPoint(60, -80))
    assert (card.is_lifted, line.isVisible()) == (False, False)
    assert own(place, key) == () and place.selection.pair is None


def test_alt_and_arrows_move_a_card_and_arrows_walk(
    place: PairingsPlace, page: ProductPage, key: str
) -> None:
    before = listed(page)
    page.cards[2].setFocus()
    QTest.keyClick(page.cards[2], Key.Key_Up, ALT)
    assert own(place, key) == (before[0], before[2])
    assert page.cards[1].hasFocus() and page.cards[1].partner == before[2]
    QTest.keyClick(page.cards[1], Key.Key_Down, ALT)
    assert own(place, key) == (before[0], before[1], before[2])
    assert page.cards[2].hasFocus()
    QTest.keyClick(page.cards[2], Key.Key_Down)
    assert page.cards[3].hasFocus()
    QTest.keyClick(page.cards[3], Key.Key_A)
    ruled = place.session.plan.pairings
    assert pair_of(key, before[3]) in ruled and len(ruled) == 1


def test_the_first_n_are_kept_and_given_back(
    place: PairingsPlace, page: ProductPage, key: str
) -> None:
    before = listed(page)
    page.places.keep.setValue(3)
    assert own(place, key) == tuple(before[:3]) and page.places.free.isVisible()
    QTest.mouseClick(page.places.free, LEFT)
    assert own(place, key) == () and listed(page) == before
    assert page.places.keep.value() == 0 and not page.places.free.isVisible()


def test_a_partner_is_searched_and_added_at_a_place(
    place: PairingsPlace, page: ProductPage, key: str, analysis: Analysis
) -> None:
    before = listed(page)
    stranger = next(k for k in analysis.products.keys[::-1] if k not in before and k != key)
    page.places.place.setValue(2)
    QTest.keyClicks(page.places.add, stranger)
    QTest.keyClick(page.places.add, Key.Key_Return)
    QApplication.processEvents()
    assert own(place, key) == (before[0], stranger)
    picks = partners_of(analysis, place.session.plan, key)
    assert [pick.partner for pick in picks[:2]] == [before[0], stranger]
    assert page.cards[1].partner == stranger and page.places.add.text() == ""
    assert page.places.place.value() == 3


def test_who_is_kept_out_stands_in_place_with_the_reason(analysis: Analysis) -> None:
    key = analysis.products.keys[0]
    picks = [pick.partner for pick in partners_of(analysis, Plan(), key, 0)]
    first, second = picks[2], picks[1]
    plan = list_edits.arrange_list(Plan(), key, (first, second))
    plan, policy = policy_edits.add_policy(
        plan, PolicyKind.NEVER_WITH, {"products": (first,), "with_products": (key,)}
    )
    found = partners_for(analysis, plan, key)
    assert [entry.pick.partner for entry in found.listed[:2]] == [first, second]
    assert found.listed[0].policy == policy and "leaves it out" in found.listed[0].against
    assert not found.listed[1].against and found.own == 2
    assert first not in [pick.partner for pick in found.shown]
    plan = product_edits.never_recommend(plan, (second,))
    assert "never recommend" in partners_for(analysis, plan, key).listed[1].against


def test_who_stays_in_spite_of_a_policy_is_told_so(analysis: Analysis) -> None:
    key = analysis.products.keys[0]
    own, accepted, data = [pick.partner for pick in partners_of(analysis, Plan(), key, 0)][:3]
    plan = edits.accept_pairing(
        list_edits.arrange_list(Plan(), key, (own,)), pair_of(key, accepted)
    )
    plan, policy = policy_edits.add_policy(plan, PolicyKind.PRICE_BAND, {"low": 9.0, "high": 10.0})
    found = {entry.pick.partner: entry for entry in partners_for(analysis, plan, key).listed}
    assert data not in found
    for partner in (own, accepted):
        entry = found[partner]
        assert entry.policy == policy and "stays because you want it" in entry.despite
        assert not entry.against and entry.pick.rank > 0


def test_a_card_kept_out_leads_to_its_policy(
    place: PairingsPlace, page: ProductPage, key: str
) -> None:
    partner = page.cards[1].partner
    page.partners.place(partner, 0)
    plan, policy = policy_edits.add_policy(
        place.session.plan, PolicyKind.NEVER_WITH, {"products": (partner,), "with_products": (key,)}
    )
    place.session.edit("Add policy", plan)
    card = page.cards[0]
    assert card.partner == partner and card.name.font().strikeOut() and card.rank.text() == "–"
    assert "leaves it out" in card.accessibleName() and "1 kept out" in page.footer.text()
    asked = QSignalSpy(place.policy_asked)
    QTest.mouseClick(card.to_policy, LEFT)
    assert asked.at(0) == [policy]


def test_customers_see_the_list_with_message_price_and_stock(
    place: PairingsPlace, page: ProductPage, key: str, analysis: Analysis
) -> None:
    pair = page.cards[0].pair
    place.decisions.write_message(pair, "Take both")
    card, seasonal = page.cards[1], page.cards[1].name.text()
    place.decisions.set_season((card.pair,), ("12-01", "12-24"))
    QTest.mouseClick(page.tabs[1], LEFT)
    shop = page.shopfront

    def seen() -> list[str]:
        return [card.name.text() for card in shop.cards if card.isVisible()]

    def wanted() -> list[str]:
        return [p.partner_name for p in partners_of(analysis, place.session.plan, key)]

    for _turn in range(200):
        if seen() == wanted():
            break
        QTest.qWait(10)
    assert seen() == wanted() and not page.partners.isVisible()
    at = seen().index(analysis.name_of(pair.b if pair.a == key else pair.a))
    assert shop.cards[at].message.text() == "Take both" and shop.cards[at].price.text()
    assert seasonal not in seen()
    shop.day.setDate(shop.day.date().fromString("2026-12-10", Qt.DateFormat.ISODate))
    for _turn in range(200):
        if seasonal in seen():
            break
        QTest.qWait(10)
    assert seasonal in seen()


def test_the_menu_of_a_card_does_what_mouse_and_keys_do(
    place: PairingsPlace, page: ProductPage, key: str
) -> None:
    before = listed(page)
    card = page.cards[2]
    card.menu_asked.emit(card.mapToGlobal(QPoint(5, 5)))
    menu = page.partners.findChild(QMenu)
    assert menu is not None
    texts = {action.text().split("\t")[0]: action for action in menu.actions()}
    texts["Move to the top"].trigger()
    menu.close()
    QApplication.processEvents()
    assert own(place, key) == (before[2],)
    assert {"Accept pairing", "Remove from list (reject)", "Lock pairing"} <= texts.keys()


def test_chips_and_buttons_have_room(place: PairingsPlace, page: ProductPage, key: str) -> None:
    pair = page.cards[0].pair
    place.decisions.pin(pair)
    place.decisions.set_season((pair,), ("02-15", "12-24"))
    place.decisions.lock(pair)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= place.inspector.pages.width()
    for card in page.cards:
        shown = [chip for chip in card._chips if chip.isVisible()]
        areas = [QRect(w.mapTo(card, QPoint()), w.size()) for w in (*shown, card.buttons)]
        assert all(card.rect().contains(area) for area in areas)
        assert not any(a.intersects(b) for a, b in combinations(areas, 2))
