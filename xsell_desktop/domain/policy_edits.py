"""The pure functions Plan → Plan about policies.

An edit that changes nothing gives back the very plan it was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import (
    PARAMETERS,
    PRODUCT_LISTS,
    Policy,
    PolicyKind,
    Value,
    complete_values,
)

MOST_POLICIES = 200


def add_policy(
    plan: Plan, kind: PolicyKind, values: Mapping[str, object] | None = None
) -> tuple[Plan, str]:
    """One more policy, last in priority, and the id it got.

    Raises ValueError for values its kind does not know, and beyond `MOST_POLICIES`.
    """
    policy = Policy(free_id(plan), kind, True, complete_values(kind, values or {}))
    return put_policy(plan, policy), policy.id


def put_policy(plan: Plan, policy: Policy) -> Plan:
    """Add a policy last, or replace the one of its id where it stands.

    Raises ValueError for values its kind does not know, and beyond `MOST_POLICIES`.
    """
    whole = replace(policy, values=complete_values(policy.kind, policy.values))
    known = [old.id for old in plan.policies]
    if policy.id not in known:
        if not policy.id or len(known) >= MOST_POLICIES:
            raise ValueError(f"a policy needs an id, and a plan holds {MOST_POLICIES}")
        return replace(plan, policies=(*plan.policies, whole))
    if whole in plan.policies:
        return plan
    policies = tuple(whole if old.id == policy.id else old for old in plan.policies)
    return replace(plan, policies=policies)


def change_policy(plan: Plan, policy_id: str, **values: Value) -> Plan:
    """Other values for some parameters; raises KeyError for an unknown id, and ValueError."""
    policy = policy_of(plan, policy_id)
    return put_policy(plan, replace(policy, values={**policy.values, **values}))


def switch_policy(plan: Plan, policy_id: str, enabled: bool) -> Plan:
    """Switch a policy on or off; raises KeyError for an unknown id."""
    return put_policy(plan, replace(policy_of(plan, policy_id), enabled=enabled))


def move_policy(plan: Plan, policy_id: str, place: int) -> Plan:
    """Give a policy another place in the priority order, 0 first; ends are not passed.

    Raises KeyError for an unknown id.
    """
    policy = policy_of(plan, policy_id)
    others = [old for old in plan.policies if old is not policy]
    others.insert(max(0, min(place, len(others))), policy)
    moved = tuple(others)
    return plan if moved == plan.policies else replace(plan, policies=moved)


def remove_policy(plan: Plan, policy_id: str) -> Plan:
    """Drop a policy; an unknown id changes nothing."""
    left = tuple(policy for policy in plan.policies if policy.id != policy_id)
    return plan if len(left) == len(plan.policies) else replace(plan, policies=left)


def policy_of(plan: Plan, policy_id: str) -> Policy:
    """The policy of an id; raises KeyError."""
    for policy in plan.policies:
        if policy.id == policy_id:
            return policy
    raise KeyError(policy_id)


def free_id(plan: Plan) -> str:
    """`policy-1`, or the next number that is free."""
    taken = {policy.id for policy in plan.policies}
    number = len(taken) + 1
    while f"policy-{number}" in taken:
        number += 1
    return f"policy-{number}"


def rename_in_policies(
    policies: tuple[Policy, ...], names: Mapping[str, str]
) -> tuple[Policy, ...]:
    """The policies with products under the keys that `names` gives for theirs."""
    return tuple(_rename(policy, names) for policy in policies)


def _rename(policy: Policy, names: Mapping[str, str]) -> Policy:
    values = dict(policy.values)
    for name in PARAMETERS[policy.kind].keys() & PRODUCT_LISTS:
        keys = policy.texts(name)
        values[name] = tuple(dict.fromkeys(names.get(key, key) for key in keys))
    return policy if values == policy.values else replace(policy, values=values)
