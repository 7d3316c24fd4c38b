"""Many pairings changed in one edit, each its own; messages found and replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.edits import accept_pairing, lock_pairings, rule_pairings, write_message
from xsell_desktop.domain.message_edits import replace_in_messages
from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan, pair_of

PAIRS = tuple(pair_of(one, other) for one, other in ("ab", "ac", "bd", "cd", "ef"))
TEXTS = st.text("aAb .*\\$^", max_size=8)


@given(st.dictionaries(st.sampled_from(PAIRS), TEXTS), st.sets(st.sampled_from(PAIRS)))
def test_one_edit_does_what_one_edit_a_pair_does(
    messages: dict[Pair, str], locked: set[Pair]
) -> None:
    start = lock_pairings(Plan(), locked)
    bulk = rule_pairings(start, {pair: {"message": text} for pair, text in messages.items()})
    single = start
    for pair, text in messages.items():
        ruled = single.pairings.get(pair, Pairing(pair))
        if not ruled.locked:
            rulings = {**single.pairings, pair: replace(ruled, message=text)}
            single = replace(single, pairings={p: r for p, r in rulings.items() if r != Pairing(p)})
    assert bulk.pairings == single.pairings


def test_a_lock_holds_all_but_the_note_and_itself() -> None:
    (pair, *_others) = PAIRS
    plan = lock_pairings(accept_pairing(Plan(), pair, "2026-01-01"), [pair])
    parts = {"decision": Decision.REJECTED, "note": "kept", "message": "lost"}
    after = rule_pairings(plan, {pair: parts}).pairings[pair]
    assert after == replace(plan.pairings[pair], note="kept")
    assert rule_pairings(plan, {pair: {"message": "lost"}}) is plan
    with pytest.raises(ValueError, match="order"):
        rule_pairings(plan, {Pair("b", "a"): {"note": "x"}})


@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_texts_are_replaced_letter_for_letter(
    message: str, find: str, new: str, case: bool
) -> None:
    pair = PAIRS[0]
    plan = write_message(Plan(), pair, message)
    done = replace_in_messages(plan, find, new, case=case)
    before = plan.pairings[pair].message if pair in plan.pairings else ""
    after = done.plan.pairings[pair].message if pair in done.plan.pairings else ""
    if case and find:
        assert after == before.replace(find, new).strip()
    elif not find or find.casefold() not in before.casefold():
        assert done.plan is plan
    assert done.changed == (before != after)


def test_only_the_pairs_asked_for_and_none_that_is_locked() -> None:
    plan = Plan()
    for pair in PAIRS[:4]:
        plan = write_message(plan, pair, "Take both")
    plan = lock_pairings(plan, PAIRS[2:3])
    done = replace_in_messages(plan, "both", "all", among=PAIRS[1:3])
    assert (done.changed, done.locked) == (1, 1)
    assert [done.plan.pairings[pair].message for pair in PAIRS[:3]] == [
        "Take both", "Take all", "Take both",
    ]  # fmt: skip
