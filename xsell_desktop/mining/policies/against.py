"""Which policy is against one pair."""

from __future__ import annotations

from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.policies.facts import facts_of
from xsell_desktop.mining.policies.stops import make_stop


def policy_against(analysis: Analysis, plan: Plan, anchor: str, partner: str) -> Policy | None:
    """The policy that keeps a partner out of an anchor's list, whatever else is in it: the first,
    but of a partner that the user wants there *never with* before others.

    Those that count partners and lists (*diversity*, *at most*) depend on the others and are
    left out. None where no policy is against it, or one above puts it first.
    """
    policies = [policy for policy in plan.policies if policy.enabled]
    if not policies:
        return None
    facts = facts_of(analysis, plan)
    index = facts.index
    rows = index.get(anchor, -1), index.get(partner, -1)
    against = None
    for policy in policies:
        if policy.kind is PolicyKind.ALWAYS_FIRST:
            anchors = policy.texts("anchors")
            here = not anchors or facts.category[rows[0]] in anchors
            if here and partner in policy.texts("products"):
                break
        stop = make_stop(policy, facts)
        if stop is not None and stop(*rows, anchor, partner):
            if policy.kind is PolicyKind.NEVER_WITH or not is_wanted(plan, anchor, partner):
                return policy
            against = against or policy
    return against


def is_wanted(plan: Plan, anchor: str, partner: str) -> bool:
    """Whether the user gave the partner a place in the anchor's list or accepted the pair."""
    if anchor in plan.lists and partner in plan.lists[anchor].partners:
        return True
    ruling = plan.ruling(anchor, partner) if anchor != partner else None
    accepted = ruling is not None and ruling.decision is Decision.ACCEPTED
    return accepted and ruling is not None and ruling.allows(anchor)
