"""The difference between two states, found by identity."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """Names of what differs: `sales`, `analysis`, `path`, or a part of the plan.

    The plan's parts are named `settings pairings bundles positions notes policies lists products
    views`.
    """

    parts: frozenset[str]

    def touches(self, *names: str) -> bool:
        """Whether any of the named parts differs."""
        return not self.parts.isdisjoint(names)

    def __bool__(self) -> bool:
        return bool(self.parts)


def compare(old: Any, new: Any) -> Change:
    """What differs between two states (dataclasses of one class); from None, everything."""
    return Change(frozenset(_differing(old, new)))


def _differing(old: Any, new: Any) -> list[str]:
    names: list[str] = []
    for field in fields(new):
        before = getattr(old, field.name, None) if old is not None else None
        after = getattr(new, field.name)
        if field.name == "plan" and is_dataclass(after):
            names += _differing(before, after)
        elif old is None or before is not after:
            names.append(field.name)
    return names
