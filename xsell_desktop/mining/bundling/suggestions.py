"""The candidates that the plan has nothing against."""

from __future__ import annotations

from itertools import combinations, permutations

from xsell_desktop.domain.plan import Decision, Plan, pair_of
from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.mining.analysis import Analysis, BundleCandidate
from xsell_desktop.mining.policies.facts import facts_of
from xsell_desktop.mining.policies.stops import make_stop

# what is said of the products themselves; the other policies are about lists
HEEDED = (PolicyKind.STOCK, PolicyKind.NEVER_WITH, PolicyKind.SEASON)


def suggest_bundles(analysis: Analysis, plan: Plan) -> tuple[BundleCandidate, ...]:
    """The candidates without a rejected pair, and that no policy on products forbids."""
    facts = facts_of(analysis, plan)
    named = [p for p in plan.policies if p.enabled and p.kind in HEEDED]
    stops = [stop for stop in (make_stop(policy, facts) for policy in named) if stop is not None]
    rejected = {pairing.pair for pairing in plan.pairings.values()
                if pairing.decision is Decision.REJECTED}  # fmt: skip
    keys = analysis.products.keys

    def is_allowed(candidate: BundleCandidate) -> bool:
        rows = candidate.products
        if rejected and any(
            pair_of(keys[one], keys[other]) in rejected for one, other in combinations(rows, 2)
        ):
            return False
        return not any(
            stop(one, other, keys[one], keys[other])
            for stop in stops
            for one, other in permutations(rows, 2)
        )

    return tuple(candidate for candidate in analysis.bundles if is_allowed(candidate))
