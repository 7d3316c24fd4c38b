"""The panel at the right: reasons in plain words, and rulings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.plan import Decision, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import partners_of
from xsell_desktop.ui.inspector.pair_sets import pairs_among
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.workflow import Next

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def key(place: PairingsPlace) -> str:
    """A product in focus, with several partners."""
    chosen = place.canvas.scene.keys[0]
    place.selection.select_products([chosen])
    QApplication.processEvents()
    return chosen


def test_it_lists_what_customers_are_shown_then_what_is_next(
    place: PairingsPlace, analysis: Analysis, key: str
) -> None:
    page = place.inspector.product_page
    picks = partners_of(analysis, place.session.plan, key, 0)
    wanted = [pair_of(key, pick.partner) for pick in picks[:10]]
    assert [card.pair for card in page.cards] == wanted
    first = picks[0]
    assert (
        page.cards[0]
        .sentence.text()
        .startswith(f"in {first.together} of its {first.anchor_orders} orders; chance gives ")
    )
    assert page.footer.text().startswith("5 shown to customers")


def test_accepting_on_a_card_and_again_takes_it_back(place: PairingsPlace, key: str) -> None:
    page = place.inspector.product_page
    pair = page.cards[2].pair
    QTest.mouseClick(page.cards[2].buttons.accept, LEFT)
    assert place.session.plan.pairings[pair].decision is Decision.ACCEPTED
    assert page.cards[0].pair == pair
    assert "1 yours, 4 from data" in page.footer.text()
    QTest.mouseClick(page.cards[0].buttons.accept, LEFT)
    assert pair not in place.session.plan.pairings


def test_the_keyboard_stays_with_the_card_that_moves(place: PairingsPlace, key: str) -> None:
    page = place.inspector.product_page
    pair = page.cards[3].pair
    page.cards[3].buttons.pin.setFocus()
    QTest.keyClick(page.cards[3].buttons.pin, Qt.Key.Key_Space)
    assert page.cards[0].pair == pair
    assert page.cards[0].buttons.pin.hasFocus()


def test_a_rejected_partner_goes_to_the_bottom_struck_through(
    place: PairingsPlace, key: str
) -> None:
    page = place.inspector.product_page
    pair = page.cards[1].pair
    QTest.mouseClick(page.cards[1].buttons.reject, LEFT)
    last = page.cards[-1]
    assert last.pair == pair and last.name.font().strikeOut()
    assert page.partners.rejected_title.isVisible()
    QTest.mouseClick(last.buttons.reject, LEFT)
    assert pair not in place.session.plan.pairings
    assert not page.partners.rejected_title.isVisible()
    assert not any(card.name.font().strikeOut() for card in page.cards)


def test_a_message_is_written_in_place_and_escape_keeps_the_old(
    place: PairingsPlace, key: str
) -> None:
    page = place.inspector.product_page
    card = page.cards[0]
    QTest.mouseClick(card.buttons.message, LEFT)
    QTest.keyClicks(card.message, "Take both")
    QTest.keyClick(card.message, Qt.Key.Key_Return)
    assert place.session.plan.pairings[card.pair].message == "Take both"
    assert card.quote.text() == "“Take both”" and card.quote.isVisible()
    QTest.mouseClick(card.buttons.message, LEFT)
    QTest.keyClicks(card.message, " or none")
    QTest.keyClick(card.message, Qt.Key.Key_Escape)
    assert place.session.plan.pairings[card.pair].message == "Take both"
    assert place.session.undo_stack.count() == 1


def test_a_click_on_a_card_opens_the_pair_and_back_leads_back(
    place: PairingsPlace, key: str
) -> None:
    card = place.inspector.product_page.cards[0]
    QTest.mouseClick(card, LEFT)
    assert place.selection.pair == card.pair and place.selection.product == key
    page = place.inspector.pair_page
    assert page.isVisible()
    QTest.mouseClick(page.back, LEFT)
    assert place.selection.pair is None and place.selection.products == (key,)


def test_a_pair_is_told_both_ways_in_plain_words(
    place: PairingsPlace, analysis: Analysis, key: str
) -> None:
    pick = partners_of(analysis, place.session.plan, key, 0)[0]
    place.selection.select_pair(pair_of(key, pick.partner), key)
    page = place.inspector.pair_page
    assert page.sentences[0].text() == pick.reason
    orders = int(analysis.products.orders[analysis.products.index[pick.partner]])
    assert f"of the {orders} orders with {pick.partner_name}" in page.sentences[1].text()


def test_pair_page_rules_and_names_the_way_back(place: PairingsPlace, key: str) -> None:
    pair = place.inspector.product_page.cards[0].pair
    place.selection.select_pair(pair, key)
    page = place.inspector.pair_page
    QTest.mouseClick(page.accept, LEFT)
    assert place.session.plan.pairings[pair].decision is Decision.ACCEPTED
    assert "take back" in page.accept.text() and not page.reject.isVisible()
    QTest.mouseClick(page.pin, LEFT)
    assert place.session.plan.pairings[pair].pinned and page.pin.text() == "Unpin"
    page.note.setText("asked the supplier")
    QTest.keyClick(page.note, Qt.Key.Key_Return)
    assert place.session.plan.pairings[pair].note == "asked the supplier"
    assert place.session.undo_stack.count() == 3


def test_products_never_seen_together_are_told_so(place: PairingsPlace, key: str) -> None:
    pair = pair_of(key, "not in the sales")
    place.decisions.draw(pair)
    place.selection.select_products([key])
    card = next(c for c in place.inspector.product_page.cards if c.pair == pair)
    assert card.sentence.text() == "not seen together in the sales"
    place.selection.select_pair(pair, key)
    assert "do not show these two together" in place.inspector.pair_page.sentences[0].text()
    place.selection.select_products(["not in the sales"])
    assert "not in these sales" in place.inspector.product_page.facts.text()


def test_several_products_make_a_bundle(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys[:3]
    place.selection.select_products(keys)
    asked = QSignalSpy(place.bundle_requested)
    page = place.inspector.several_page
    assert "3 products" in page.heading.text() and not page.draw.isVisible()
    QTest.mouseClick(page.bundle, LEFT)
    assert asked.at(0) == [list(keys)]


def test_all_pairs_among_several_are_ruled_on_in_one_step(
    place: PairingsPlace, analysis: Analysis
) -> None:
    code = int(analysis.products.family[0])
    rows = [r for r, f in enumerate(analysis.products.family) if f == code][:4]
    keys = tuple(analysis.products.keys[row] for row in rows)
    expected = {
        pair_of(one, other)
        for turn, one in enumerate(keys)
        for other in keys[turn + 1 :]
        if (row := analysis.pair_row(one, other)) is not None
        and analysis.pairs.together[row] > analysis.pairs.expected[row]
    }
    assert set(pairs_among(analysis, place.session.plan, keys)) == expected
    place.selection.select_products(keys)
    QTest.mouseClick(place.inspector.several_page.reject, LEFT)
    assert set(place.session.plan.pairings) == expected
    assert place.session.undo_stack.count() == 1


def test_two_selected_products_can_be_paired_by_hand(place: PairingsPlace) -> None:
    keys = place.canvas.scene.keys[:2]
    place.selection.select_products(keys)
    QTest.mouseClick(place.inspector.several_page.draw, LEFT)
    assert place.session.plan.pairings[pair_of(*keys)].by_hand


def test_the_focus_button_leads_there_and_back(place: PairingsPlace, key: str) -> None:
    button = place.inspector.product_page.focus
    assert button.text() == "Focus on this product"
    QTest.mouseClick(button, LEFT)
    assert place.viewing.view.focus == (key,) and button.text() == "Back to overview"
    QTest.mouseClick(button, LEFT)
    assert place.viewing.view.focus == () and button.text() == "Focus on this product"


def test_a_product_note_is_kept(place: PairingsPlace, key: str) -> None:
    note = place.inspector.product_page.note
    note.setText("seasonal")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert place.session.plan.notes == {key: "seasonal"}
    place.session.undo_stack.undo()
    assert note.text() == ""


def test_nothing_selected_counts_the_decisions(place: PairingsPlace) -> None:
    one, other = place.canvas.scene.pairs[:2]
    place.decisions.pin(one)
    place.decisions.reject(other)
    guide = place.inspector.guide_page
    shown = [tile.value.text() for tile in (guide.accepted, guide.rejected, guide.pinned)]
    assert shown == ["1", "1", "1"]


def test_buttons_are_named_for_those_who_listen(place: PairingsPlace, key: str) -> None:
    card = place.inspector.product_page.cards[0]
    for button in card.buttons.buttons:
        assert card.name.text() in button.accessibleName()
    assert card.bar.accessibleName().startswith("Attach rate")


def test_what_completes_the_selected_basket_can_be_added(
    place: PairingsPlace, analysis: Analysis
) -> None:
    keys, last = place.canvas.scene.keys[:2], place.canvas.scene.keys[2]
    page = place.inspector.several_page
    place.selection.select_products(keys)
    page.show_next(analysis, [Next(last, 3, 7), Next(keys[0], 0, 0)])
    assert [button.isVisible() for button in page.next] == [True, True, False, False, False]
    assert page.next[0].accessibleName().endswith(": in 3 of the 7 orders that hold all of these.")
    assert "no order holds all of these yet" in page.next[1].toolTip()
    QTest.mouseClick(page.next[0], LEFT)
    assert place.selection.products == (*keys, last)


def test_a_card_with_many_words_is_no_wider_than_the_panel(
    place: PairingsPlace, analysis: Analysis, key: str
) -> None:
    page = place.inspector.product_page
    card = page.cards[0]
    QTest.mouseClick(card.buttons.pin, LEFT)
    card = page.cards[0]
    card.sign.show_as("held up in later orders", "plain")
    card.sign.show()
    card._make_room()
    QApplication.processEvents()
    assert card.source.text() == "both" and card.states[0].text() == "pinned"
    assert card.minimumSizeHint().width() <= place.inspector.minimumWidth() - 12
    assert card.buttons.geometry().top() >= card.evidence.geometry().bottom()
    assert page.cards[1].buttons.geometry().top() < page.cards[1].evidence.geometry().bottom()


def test_a_focus_fills_the_page_of_its_product_and_no_other(
    place: PairingsPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = place.session.analysis.products.keys[:2]  # type: ignore[union-attr]
    place.selection.select_products([one])
    page, filled = place.inspector.product_page, list[str]()
    fill = page.show_product

    def count(analysis: Analysis, plan: Plan, key: str, focus: str) -> None:
        filled.append(key)
        fill(analysis, plan, key, focus)

    monkeypatch.setattr(page, "show_product", count)
    place.focus_on(other)
    assert filled == [other] and page.focus.text() == "Back to overview"
    place.focus_on()
    assert filled == [other, other] and page.focus.text() == "Focus on this product"
