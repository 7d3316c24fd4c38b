"""Where the user's wishes for a list and the user's policies disagree."""

from __future__ import annotations

from typing import NamedTuple

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.lists import Lists


class Conflict(NamedTuple):
    """A partner that the user gave a place or accepted, and the policy that is against it.

    `stays` tells that it is in the list all the same: only *never with* wins over the user's word.
    """

    partner: str
    policy: Policy
    stays: bool


def find_conflicts(analysis: Analysis, plan: Plan, anchor: str) -> tuple[Conflict, ...]:
    """The conflicts in a product's list, in the order of the list and however long it is."""
    lists = Lists(analysis, plan)
    found = lists.conflicts(anchor)
    lists.keep()
    return tuple(
        Conflict(partner, policy, policy.kind is not PolicyKind.NEVER_WITH)
        for partner, policy in found.items()
    )
