"""What the policies did to the lists, for counts and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_EXAMPLES = 200  # a policy


@dataclass(frozen=True, slots=True)
class Example:
    """One partner a policy would not have in the anchor's list.

    `kept` tells that it is there all the same, because the user accepted it, and `accepted`
    that it is not although the user did.
    """

    anchor: str
    partner: str
    kept: bool = False
    accepted: bool = False


@dataclass
class Effect:
    """`removed` picks that lists would hold without policies, each under the first policy that
    stops it; `kept` picks it would have removed had the user not accepted them; `moved` lists
    in which it put something elsewhere. `examples` are from the products of most orders.
    """

    removed: int = 0
    kept: int = 0
    moved: int = 0
    examples: list[Example] = field(default_factory=list)

    def note(self, example: Example) -> None:
        """Count one partner, and keep it as an example while there is room."""
        if example.kept:
            self.kept += 1
        else:
            self.removed += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(example)


@dataclass(frozen=True)
class Screening:
    """`picks` is what the lists would hold without policies; `effects` by policy id."""

    picks: int = 0
    effects: Mapping[str, Effect] = field(default_factory=dict)
