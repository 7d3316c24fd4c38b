"""Which policy is against one pair."""

from __future__ import annotations

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.policies.facts import facts_of
from xsell_desktop.mining.policies.stops import make_stop


def policy_against(analysis: Analysis, plan: Plan, anchor: str, partner: str) -> Policy | None:
    """The first policy that keeps a partner out of an anchor's list, whatever else is in it.

    Those that count partners and lists (*diversity*, *at most*) depend on the others and are
    left out. None where no policy is against it, or one above puts it first.
    """
    if not any(policy.enabled for policy in plan.policies):
        return None
    facts = facts_of(analysis, plan)
    index = facts.index
    rows = index.get(anchor, -1), index.get(partner, -1)
    for policy in plan.policies:
        if not policy.enabled:
            continue
        if policy.kind is PolicyKind.ALWAYS_FIRST:
            anchors = policy.texts("anchors")
            here = not anchors or facts.category[rows[0]] in anchors
            if here and partner in policy.texts("products"):
                return None
        stop = make_stop(policy, facts)
        if stop is not None and stop(*rows, anchor, partner):
            return policy
    return None
