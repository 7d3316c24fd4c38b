"""A change names what differs by identity, with the plan's parts by their own names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from xsell_desktop.domain import edits
from xsell_desktop.domain.change import Change, compare
from xsell_desktop.domain.plan import Bundle, Pair, Part, Plan, Settings


@dataclass(frozen=True, eq=False)
class Shown:
    sales: object = None
    plan: Plan = field(default_factory=Plan)
    path: str = ""


ALL = {"sales", "settings", "pairings", "bundles", "positions", "notes", "policies", "path"}
ALL |= {"lists", "products", "views"}


def test_from_nothing_everything_changes() -> None:
    assert compare(None, Shown()).parts == ALL


def test_the_same_state_is_no_change() -> None:
    shown = Shown()
    change = compare(shown, shown)
    assert not change
    assert not compare(shown, replace(shown))
    assert not change.touches("sales", "pairings")


def test_each_edit_touches_its_own_part() -> None:
    shown = Shown()
    pair = Pair("a", "b")
    kit = Bundle("k", "Kit", (Part("a"), Part("b")))
    edited = {
        "pairings": edits.accept_pairing(shown.plan, pair),
        "bundles": edits.put_bundle(shown.plan, kit),
        "positions": edits.move_products(shown.plan, {"a": (0.0, 1.0)}),
        "notes": edits.note_product(shown.plan, "a", "soon gone"),
        "settings": edits.change_settings(shown.plan, Settings(top=3)),
    }
    for part, plan in edited.items():
        assert compare(shown, replace(shown, plan=plan)).parts == {part}


def test_an_equal_plan_of_other_parts_is_still_redrawn() -> None:
    shown = Shown(plan=edits.note_product(Plan(), "a", "x"))
    again = replace(shown, plan=replace(shown.plan, notes=dict(shown.plan.notes)))
    assert compare(shown, again).parts == {"notes"}


def test_other_sales_are_told_by_identity_not_by_comparing() -> None:
    class Loud:
        def __eq__(self, other: object) -> bool:
            raise AssertionError("compared by value")

        __hash__ = object.__hash__

    assert compare(Shown(Loud()), Shown(Loud())).touches("sales")


def test_undo_touches_what_the_edit_touched() -> None:
    before = Shown()
    after = replace(before, plan=edits.accept_pairing(before.plan, Pair("a", "b")))
    assert compare(before, after) == compare(after, before) == Change(frozenset({"pairings"}))
