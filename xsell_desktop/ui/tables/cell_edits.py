"""What edits in the table of pairs do to the plan, each one undoable step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from xsell_desktop.domain.edits import FREE_OF_LOCKS, rule_pairings
from xsell_desktop.domain.plan import Decision, Direction, Pair, Pairing
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.session import Session
from xsell_desktop.workflow.pairing_lists.cells import CellError, Field, read_field, write_field
from xsell_desktop.workflow.pairing_lists.pasting import Target
from xsell_desktop.workflow.pairing_lists.taking import PairingList

Told = Callable[[str], object]


class CellEdits:
    """Writes cells. `told` hears why something asked for was not done."""

    def __init__(self, session: Session, told: Told) -> None:
        self._session, self._told = session, told

    def write(self, targets: Sequence[Target], field: str, text: str) -> None:
        """Give all these rows one text."""
        try:
            changes = {target.pair: self._read(target, Field(field), text) for target in targets}
        except CellError as error:
            self._told(_("{reason}.").format(reason=str(error)))
            return
        self._take(Field(field), changes)

    def fill(self, targets: Sequence[Target], field: str) -> None:
        """Give the rows what the first of them has."""
        first, what = targets[0], Field(field)
        own = self._session.plan.pairings.get(first.pair, Pairing(first.pair))
        self.write(targets[1:], field, write_field(own, what, turned=_turned(first)))

    def paste(self, found: PairingList) -> bool:
        """Do what a paste into a single row says; False where it is to be shown first."""
        diff = found.compare(self._session.plan)
        if diff.problems or len(diff.entries) > 1:
            return False
        if diff.entries and not diff.changes:
            same = _("That changes nothing: the cells say it already, or their rows are locked.")
            self._told(same)
        self._session.edit(_("Paste"), diff.plan)
        return True

    def _read(self, target: Target, field: Field, text: str) -> Mapping[str, Any]:
        """What a cell changes; one way or a season is said of a pairing that is accepted."""
        parts = dict(read_field(field, text, today(), turned=_turned(target)))
        own = self._session.plan.pairings.get(target.pair, Pairing(target.pair))
        says = parts.get("season") or parts.get("direction", Direction.BOTH) is not Direction.BOTH
        if says and own.decision is Decision.NONE:
            parts |= {"decision": Decision.ACCEPTED, "decided_on": today()}
        return parts

    def _take(self, field: Field, changes: Mapping[Pair, Mapping[str, Any]]) -> None:
        plan, rulings = self._session.plan, self._session.plan.pairings
        locked = sum(
            rulings[pair].locked and not parts.keys() <= FREE_OF_LOCKS
            for pair, parts in changes.items()
            if pair in rulings
        )
        after = rule_pairings(plan, changes)
        changed = sum(after.pairings.get(pair) != rulings.get(pair) for pair in changes)
        self._session.edit(edit_words(field, changed), after)
        if locked:
            self._told(locked_words(locked))


def today() -> str:
    """The ISO date of decisions made now."""
    return date.today().isoformat()


def locked_words(count: int) -> str:
    """Said where locked rows were passed over."""
    return plural(
        "{n} locked pairing stays as it is. Unlock it to change it.",
        "{n} locked pairings stay as they are. Unlock them to change them.",
        count,
    )


def edit_words(field: Field, count: int) -> str:
    """What undo says of cells of one column."""
    if field is Field.MESSAGE:
        return plural("Write {n} message", "Write {n} messages", count)
    if field is Field.NOTE:
        return plural("Write {n} note", "Write {n} notes", count)
    if field is Field.DECISION:
        return plural("Decide on {n} pairing", "Decide on {n} pairings", count)
    if field is Field.KIND:
        return plural("Change the kind of {n} pairing", "Change the kind of {n} pairings", count)
    if field is Field.DIRECTION:
        return plural(
            "Change the direction of {n} pairing", "Change the direction of {n} pairings", count
        )
    if field is Field.SEASON:
        return plural(
            "Change the season of {n} pairing", "Change the season of {n} pairings", count
        )
    if field is Field.LOCKED:
        return plural("Lock or unlock {n} pairing", "Lock or unlock {n} pairings", count)
    return plural("Pin or unpin {n} pairing", "Pin or unpin {n} pairings", count)


def _turned(target: Target) -> bool:
    return target.product == target.pair.b
