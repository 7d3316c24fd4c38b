"""The review walks the undecided suggestions, and undo goes back to the card it took back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain import edits, product_edits
from xsell_desktop.domain.plan import Decision, Pair, Plan, pair_of
from xsell_desktop.domain.views import NO_FILTER, Filter
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.picks import partners_of
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.review.queue import ReviewQueue
from xsell_desktop.ui.review.review import Review
from xsell_desktop.ui.review.suggestions import (
    ReviewOrder,
    best_anchor,
    open_suggestions,
    places_of,
)

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def review(place: PairingsPlace) -> Review:
    """A review under way, at its first card."""
    QTest.keyClick(place.canvas, Key.Key_V)
    QApplication.processEvents()
    return place.inspector.review


def press(review: Review, key: Qt.Key) -> None:
    QTest.keyClick(review.page, key)
    QApplication.processEvents()


def test_suggestions_are_what_is_sure_enough_and_undecided(analysis: Analysis) -> None:
    keys, pairs = analysis.products.keys, analysis.pairs
    sure = {
        pair_of(keys[int(pairs.a[row])], keys[int(pairs.b[row])]): float(pairs.strength[row])
        for row in range(len(pairs))
        if pairs.evidence[row] >= Evidence.LIKELY
    }
    found = open_suggestions(analysis, Plan(), NO_FILTER)
    assert all(type(pair) is Pair and pair.a < pair.b for pair in found)
    assert set(found) == set(sure)
    assert [sure[pair] for pair in found] == sorted(sure.values(), reverse=True)
    first, second, third = found[:3]
    plan = edits.accept_pairing(Plan(), first)
    plan = edits.lock_pairings(plan, (second,))
    plan = product_edits.never_recommend(plan, (third.a,))
    left = open_suggestions(analysis, plan, NO_FILTER)
    assert set(left) == {p for p in found if p not in (first, second) and third.a not in p}
    proven = open_suggestions(analysis, Plan(), Filter(evidence=frozenset({"proven"})))
    assert set(proven) < set(found)


def test_most_money_first_weighs_orders_by_prices(analysis: Analysis) -> None:
    found = open_suggestions(analysis, Plan(), NO_FILTER, ReviewOrder.MONEY)
    price: dict[str, float] = dict(
        zip(analysis.products.keys, analysis.products.price.tolist(), strict=True)
    )

    def worth(pair: tuple[str, str]) -> float:
        together, expected = analysis.count_together(*pair)
        return (together - expected) * (price[pair[0]] + price[pair[1]])

    assert [*map(worth, found)] == sorted(map(worth, found), reverse=True)


def test_places_are_those_of_the_lists(analysis: Analysis) -> None:
    pair = open_suggestions(analysis, Plan(), NO_FILTER)[5]
    anchor = best_anchor(analysis, pair)
    places = places_of(analysis, Plan(), pair, anchor)
    assert places[0].anchor == anchor and places[1].partner == anchor
    for place in places:
        ranks = {p.partner: p.rank for p in partners_of(analysis, Plan(), place.anchor, 0)}
        assert place.now == ranks.get(place.partner, 0) and place.accepted == 1


def test_a_queue_comes_back_to_what_is_undone() -> None:
    one, two, three = pair_of("a", "b"), pair_of("a", "c"), pair_of("b", "c")
    queue = ReviewQueue((one, two, three), put_off=(one,))
    assert queue.pairs == (two, three, one) and queue.current == two
    plan = edits.accept_pairing(Plan(), two)
    queue.follow(plan)
    queue.put_off()
    assert queue.current == one and queue.handled == 2 and queue.last == three
    queue.follow(Plan())
    assert queue.current == two and queue.count(Decision.ACCEPTED) == 0
    assert queue.call_back(three) and not queue.call_back(three)
    queue.follow(edits.reject_pairings(Plan(), (one, two, three)))
    assert queue.count(Decision.REJECTED) == 3 and queue.handled == 3


def test_keys_decide_and_the_selection_follows(place: PairingsPlace, review: Review) -> None:
    page = place.inspector.review.page
    assert page.isVisible() and page.hasFocus()
    first, second, third = review.queue.pairs[:3]
    assert place.selection.pair == first
    total = len(review.queue.pairs)
    assert page.progress.text() == f"1 of {total} · 0 accepted · 0 rejected"
    press(review, Key.Key_A)
    assert place.session.plan.pairings[first].decision is Decision.ACCEPTED
    assert place.selection.pair == second
    press(review, Key.Key_R)
    assert place.session.plan.pairings[second].decision is Decision.REJECTED
    assert place.selection.pair == third
    assert page.progress.text() == f"3 of {total} · 1 accepted · 1 rejected"
    assert place.session.undo_stack.count() == 2
    assert page.isVisible() and page.card.sentence.text()


def test_undo_and_backspace_go_back_to_the_card(place: PairingsPlace, review: Review) -> None:
    first, second = review.queue.pairs[:2]
    press(review, Key.Key_A)
    press(review, Key.Key_S)
    press(review, Key.Key_Backspace)
    assert place.selection.pair == second and review.queue.later == ()
    press(review, Key.Key_Backspace)
    assert place.selection.pair == first and place.session.plan == Plan()
    assert place.session.undo_stack.canRedo() and not review.page.back.isEnabled()
    place.session.undo_stack.redo()
    assert place.selection.pair == second
    press(review, Key.Key_R)
    place.session.undo_stack.undo()
    assert place.selection.pair == second and review.page.isVisible()


def test_later_comes_again_at_the_end_and_next_time(place: PairingsPlace, review: Review) -> None:
    first, second = review.queue.pairs[:2]
    press(review, Key.Key_Right)
    place.decisions.reject_all(review.queue.pairs[1:])
    QApplication.processEvents()
    assert review.queue.current is None and review.page.summary.isVisible()
    assert "1 is put off" in review.page.summary.text()
    QTest.mouseClick(review.page.again, LEFT)
    assert place.selection.pair == first and review.page.card.isVisible()
    press(review, Key.Key_Right)
    press(review, Key.Key_Escape)
    assert not review.is_on and not review.page.isVisible()
    place.decisions.clear(second)
    place.review()
    assert review.queue.pairs == (second, first)


def test_a_look_elsewhere_waits_with_a_way_back(place: PairingsPlace, review: Review) -> None:
    pair = review.queue.current
    other = place.canvas.scene.keys[-1]
    place.selection.select_products([other])
    inspector = place.inspector
    assert inspector.product_page.isVisible() and inspector.resume.isVisible()
    QTest.mouseClick(inspector.resume, LEFT)
    assert place.selection.pair == pair and review.page.isVisible()
    assert not inspector.resume.isVisible()
    QTest.mouseClick(review.page.full, LEFT)
    assert inspector.pair_page.isVisible() and inspector.resume.isVisible()


def test_nothing_left_says_so_and_offers_the_rest(place: PairingsPlace) -> None:
    place.viewing.change_filter(categories=frozenset({"No such category"}))
    place.review()
    page = place.inspector.review.page
    assert page.summary.text() == "Every suggestion that passes the filter is decided."
    assert not page.card.isVisible() and not page.accept.isVisible()
    QTest.mouseClick(page.everything, LEFT)
    assert page.card.isVisible()
    QTest.mouseClick(page.stop, LEFT)
    assert place.inspector.pair_page.isVisible()


def test_another_project_ends_the_review(
    place: PairingsPlace, review: Review, analysis: Analysis
) -> None:
    first = review.queue.current
    press(review, Key.Key_S)
    place.session.open(replace(place.session.state, plan=Plan(), path="other.xsell"), saved=True)
    QApplication.processEvents()
    assert not review.is_on and not review.page.isVisible()
    assert not place.inspector.resume.isVisible()
    place.review()
    assert review.queue.current == first  # nothing was put off in this project
