"""Every verb is one undo step that says what it did, and locked pairings stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QSignalSpy

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Direction, Pair, Plan
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.session import Session, State

ONE, TWO, THREE = Pair("a", "b"), Pair("a", "c"), Pair("b", "c")
ALL = (ONE, TWO, THREE)


@pytest.fixture
def session() -> Session:
    made = Session()
    made.open(State(), saved=True)
    return made


@pytest.fixture
def decisions(session: Session) -> Decisions:
    return Decisions(session)


def undo_text(session: Session) -> str:
    return session.undo_stack.undoText()


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (lambda d: d.accept_all(ALL), "Accept 3 pairings"),
        (lambda d: d.reject_all(ALL[:1]), "Reject 1 pairing"),
        (lambda d: d.pin_all(ALL), "Pin 3 pairings"),
        (lambda d: d.lock_all(ALL), "Lock 3 pairings"),
        (lambda d: d.set_kinds(ALL, Kind.UP_SELL), "Change kind of 3 pairings"),
        (lambda d: d.set_direction(ALL, Direction.FROM_A), "Change direction of 3 pairings"),
        (lambda d: d.set_season(ALL, ("11-01", "12-31")), "Change season of 3 pairings"),
        (lambda d: d.write_messages(ALL, "Nice"), "Write 3 messages"),
        (lambda d: d.hide(("a", "b")), "Hide 2 products"),
        (lambda d: d.never_recommend(("a",)), "Never recommend 1 product"),
        (lambda d: d.merge(("a", "b"), "c"), "Merge 2 products into c"),
        (lambda d: d.arrange_list("a", ("c", "b")), "Reorder list of a"),
        (lambda d: d.draw(ONE, Direction.FROM_B), "Draw pairing"),
        (lambda d: d.lock(ONE), "Lock pairing"),
    ],
)
def test_a_verb_is_one_step_with_its_number(
    session: Session, decisions: Decisions, act: Callable[[Decisions], None], text: str
) -> None:
    act(decisions)
    assert session.undo_stack.count() == 1 and undo_text(session) == text
    session.undo_stack.undo()
    assert session.plan == Plan()


def test_what_was_done_can_be_taken_back_by_its_own_verb(
    session: Session, decisions: Decisions
) -> None:
    decisions.accept_all(ALL)
    decisions.clear_all(ALL[:2])
    assert undo_text(session) == "Take 2 decisions back" and set(session.plan.pairings) == {THREE}
    decisions.pin_all((THREE,))
    decisions.pin_all((THREE,), pinned=False)
    assert not session.plan.pairings[THREE].pinned
    decisions.clear(THREE)
    for verb in (decisions.hide, decisions.never_recommend):
        verb(("a",))
        verb(("a",), False)
    decisions.merge(("a",), "b")
    decisions.split(("a",))
    decisions.arrange_list("a", ("b",))
    decisions.free_list("a")
    assert session.plan == Plan()


def test_a_number_counts_what_changed(session: Session, decisions: Decisions) -> None:
    decisions.accept(ONE)
    decisions.accept_all(ALL)
    assert undo_text(session) == "Accept 2 pairings"


def test_locked_pairings_stay_and_that_is_told(session: Session, decisions: Decisions) -> None:
    decisions.accept(ONE)
    decisions.lock(ONE)
    told = QSignalSpy(decisions.told)
    decisions.reject_all(ALL)
    assert undo_text(session) == "Reject 2 pairings"
    assert session.plan.pairings[ONE].decision is Decision.ACCEPTED
    assert told.at(0)[0].startswith("1 locked pairing stays")
    decisions.accept(ONE)  # would take it back
    assert told.count() == 2 and session.plan.pairings[ONE].decision is Decision.ACCEPTED
    decisions.write_note(ONE, "asked")
    assert told.count() == 2 and session.plan.pairings[ONE].note == "asked"


def test_one_way_or_a_season_accepts_what_was_undecided(
    session: Session, decisions: Decisions
) -> None:
    decisions.reject(TWO)
    decisions.set_season((ONE, TWO), ("12-01", "12-24"))
    assert session.plan.pairings[ONE].decision is Decision.ACCEPTED
    assert session.plan.pairings[TWO].decision is Decision.REJECTED
    decisions.set_season((THREE,), None)
    decisions.set_direction((THREE,), Direction.BOTH)
    assert THREE not in session.plan.pairings


def test_decisions_on_a_product_that_is_gone_are_moved(
    session: Session, decisions: Decisions
) -> None:
    decisions.accept(ONE)
    decisions.move_decisions("a", "z")
    assert set(session.plan.pairings) == {Pair("b", "z")}
    assert undo_text(session) == "Move decisions on a to z"
