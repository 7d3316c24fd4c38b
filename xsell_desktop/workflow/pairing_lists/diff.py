"""What a list would change in the plan, told before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from xsell_desktop.domain.edits import rule_pairings
from xsell_desktop.domain.list_edits import MOST_PLACES, arrange_list
from xsell_desktop.domain.plan import Decision, Pair, Pairing, Plan
from xsell_desktop.mining.kinds.sentences import kind_word
from xsell_desktop.texts import _
from xsell_desktop.workflow.pairing_lists.cells import (
    decision_words,
    direction_code,
    direction_words,
    season_text,
)
from xsell_desktop.workflow.pairing_lists.names import ProductNames
from xsell_desktop.workflow.pairing_lists.understanding import Problem, Understood

QUOTED = 48  # letters of a message that are shown


class Step(StrEnum):
    """What becomes of a pair that a list speaks of."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LOCKED = "locked"


class Entry(NamedTuple):
    """One pair of the list with its rulings before and after, seen from its b where `turned`; or
    a product's own list, of which `told` says what it becomes."""

    row: int
    step: Step
    product: str
    partner: str
    before: Pairing | None = None
    after: Pairing | None = None
    turned: bool = False
    told: str = ""

    @property
    def words(self) -> str:
        """What would change."""
        if self.before is None or self.after is None:
            return self.told
        names = self.product, self.partner
        return tell_change(self.before, self.after, turned=self.turned, names=names)


@dataclass(frozen=True)
class ListDiff:
    """Every pair the list speaks of, what could not be used, and the plan afterwards."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    plan: Plan
    rows: int

    def count(self, step: Step) -> int:
        """How many entries become this."""
        return sum(entry.step is step for entry in self.entries)

    @property
    def changes(self) -> int:
        """How many entries change something."""
        return self.count(Step.NEW) + self.count(Step.CHANGED)

    @property
    def lists(self) -> int:
        """How many of the changes are of a product's own list."""
        changing = (Step.NEW, Step.CHANGED)
        return sum(entry.after is None and entry.step in changing for entry in self.entries)

    def as_json(self) -> dict[str, Any]:
        """The counts, and the rows that were not understood."""
        return {
            "rows": self.rows,
            **{step.value: self.count(step) for step in Step},
            "not_understood": [
                {"row": one.row, "text": one.text, "reason": one.reason, "near": list(one.near)}
                for one in self.problems
            ],
        }


def compare_list(plan: Plan, found: Understood, names: ProductNames, on: str) -> ListDiff:
    """What a list changes; what is locked stays as it is. `on` dates the lists ordered by hand."""
    entries: list[Entry] = []
    changes: dict[Pair, Mapping[str, Any]] = {}
    for proposal in found.proposals.values():
        pair = proposal.pair
        old = plan.pairings.get(pair, Pairing(pair))
        new = replace(old, **proposal.parts)
        if replace(new, decided_on=old.decided_on) == old:
            step = Step.SAME
        elif old.locked:
            step = Step.LOCKED
        else:
            step = Step.CHANGED if pair in plan.pairings else Step.NEW
            changes[pair] = proposal.parts
        partner = pair.b if proposal.product == pair.a else pair.a
        ends = names.name_of(proposal.product), names.name_of(partner)
        turned = proposal.product == pair.b
        entries.append(Entry(proposal.row, step, *ends, old, new, turned))
    after = rule_pairings(plan, changes)
    after = _arrange(after, found, names, on, entries)
    entries.sort(key=lambda entry: entry.row)
    return ListDiff(tuple(entries), tuple(found.problems), after, found.rows)


def tell_change(old: Pairing, new: Pairing, *, turned: bool, names: tuple[str, str]) -> str:
    """What differs between two rulings on a pair, in words; '' for nothing but the date."""
    decisions = decision_words()
    parts: list[str] = []
    if old.decision is not new.decision:
        if old.decision is Decision.NONE:
            parts.append(decisions[new.decision])
        else:
            parts.append(
                _("{old} → {new}").format(old=decisions[old.decision], new=decisions[new.decision])
            )
    if old.direction is not new.direction:
        parts.append(direction_words(*names)[direction_code(new, turned)])
    if old.kind is not new.kind:
        kind = kind_word(new.kind) if new.kind is not None else _("as the sales say")
        parts.append(_("kind: {kind}").format(kind=kind))
    if old.season != new.season:
        parts.append(season_text(new.season) or _("all year"))
    for one, other, yes, no in (
        (old.pinned, new.pinned, _("pinned"), _("unpinned")),
        (old.locked, new.locked, _("locked"), _("unlocked")),
        (old.by_hand, new.by_hand, _("by hand"), _("not by hand")),
    ):
        if one != other:
            parts.append(yes if other else no)
    for one_text, other_text, words in (
        (old.message, new.message, _("message: {text}")),
        (old.note, new.note, _("note: {text}")),
    ):
        if one_text != other_text:
            parts.append(words.format(text=_quoted(other_text)))
    return _("; ").join(parts)


def _arrange(
    plan: Plan, found: Understood, names: ProductNames, on: str, entries: list[Entry]
) -> Plan:
    """The plan with the lists that ranks order; `entries` hears of each."""
    lists: dict[str, tuple[str, ...]] = {}
    for anchor, places in found.places.items():
        ranked = sorted(places, key=lambda key, places=places: places[key])  # type: ignore[misc]
        lists[anchor] = tuple(ranked[:MOST_PLACES])
    for anchor, partners in lists.items():
        old = plan.lists.get(anchor)
        step = Step.NEW if old is None else Step.SAME if old.partners == partners else Step.CHANGED
        words = _("own list: {partners}").format(
            partners=_(", ").join(map(names.name_of, partners))
        )
        row = min(row for _rank, row in found.places[anchor].values())
        entries.append(Entry(row, step, names.name_of(anchor), "", told=words))
        plan = arrange_list(plan, anchor, partners, on)
    return plan


def _quoted(text: str) -> str:
    if not text:
        return _("none")
    plain = " ".join(text.split())
    short = plain if len(plain) <= QUOTED else plain[: QUOTED - 1] + "…"
    return _("“{text}”").format(text=short)
