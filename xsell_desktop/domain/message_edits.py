"""Finding and replacing in the messages that customers read."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from xsell_desktop.domain.edits import rule_pairings
from xsell_desktop.domain.plan import Pair, Plan


class Replaced(NamedTuple):
    """The plan with messages changed, how many were, and how many are locked instead."""

    plan: Plan
    changed: int
    locked: int


def replace_in_messages(
    plan: Plan, find: str, new: str, *, case: bool = False, among: Collection[Pair] | None = None
) -> Replaced:
    """Replace a text wherever messages (of the pairs `among`, None for all) hold it, letters for
    letters; `case` tells capitals from small letters."""
    if not find:
        return Replaced(plan, 0, 0)
    wanted = re.compile(re.escape(find), 0 if case else re.IGNORECASE)
    changes: dict[Pair, dict[str, str]] = {}
    locked = 0
    for pair, pairing in plan.pairings.items():
        if not pairing.message or (among is not None and pair not in among):
            continue
        message = wanted.sub(lambda _found: new, pairing.message).strip()
        if message == pairing.message:
            continue
        if pairing.locked:
            locked += 1
        else:
            changes[pair] = {"message": message}
    return Replaced(rule_pairings(plan, changes), len(changes), locked)
