"""Policies: what their values may be, and how the list of them is edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import (
    PARAMETERS,
    Policy,
    PolicyKind,
    complete_values,
    in_season,
    is_day,
)
from xsell_desktop.domain.policy_edits import (
    MOST_POLICIES,
    add_policy,
    change_policy,
    move_policy,
    policy_of,
    put_policy,
    remove_policy,
    switch_policy,
)
from xsell_desktop.domain.renames import rename_products


def plan_of(*kinds: PolicyKind) -> Plan:
    plan = Plan()
    for kind in kinds:
        plan, _id = add_policy(plan, kind)
    return plan


def ids(plan: Plan) -> list[str]:
    return [policy.id for policy in plan.policies]


@pytest.mark.parametrize("kind", PolicyKind)
def test_every_kind_comes_whole(kind: PolicyKind) -> None:
    plan, policy_id = add_policy(Plan(), kind)
    policy = policy_of(plan, policy_id)
    assert policy.enabled
    assert policy.values.keys() == PARAMETERS[kind].keys()
    assert put_policy(plan, policy) is plan
    assert put_policy(plan, replace(policy, values={})) is plan


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (PolicyKind.STOCK, {"least": -1}),
        (PolicyKind.STOCK, {"least": float("nan")}),
        (PolicyKind.STOCK, {"least": True}),
        (PolicyKind.STOCK, {"unknown": 1}),
        (PolicyKind.STOCK, {"most": 3}),
        (PolicyKind.PRICE_BAND, {"low": 0.9, "high": 0.5}),
        (PolicyKind.PRICE_BAND, {"high": float("inf")}),
        (PolicyKind.MARGIN, {"weight": 1.5}),
        (PolicyKind.CATEGORY, {"partners": "Coffee"}),
        (PolicyKind.CATEGORY, {"partners": [1]}),
        (PolicyKind.SEASON, {"begin": "13-01"}),
        (PolicyKind.SEASON, {"begin": "2026-01-01"}),
        (PolicyKind.AT_MOST, {"lists": 0}),
        (PolicyKind.AT_MOST, {"lists": 2.5}),
        (PolicyKind.DIVERSITY, {"by": "colour"}),
        (PolicyKind.NOT_BOUGHT, {"share": 0}),
    ],
)
def test_values_that_mean_nothing_are_refused(kind: PolicyKind, values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=kind.value.split("_")[0]):
        add_policy(Plan(), kind, values)


def test_numbers_are_floats_and_lists_are_told_once() -> None:
    values = complete_values(PolicyKind.ALWAYS_FIRST, {"products": ["b", "a", "b"]})
    assert values == {"products": ("b", "a"), "anchors": ()}
    assert type(complete_values(PolicyKind.AT_MOST, {"lists": 3})["lists"]) is float


def test_the_list_is_edited_in_its_order() -> None:
    plan = plan_of(PolicyKind.STOCK, PolicyKind.MARGIN, PolicyKind.SEASON)
    assert ids(plan) == ["policy-1", "policy-2", "policy-3"]
    assert ids(move_policy(plan, "policy-3", 0)) == ["policy-3", "policy-1", "policy-2"]
    assert ids(move_policy(plan, "policy-1", 99)) == ["policy-2", "policy-3", "policy-1"]
    assert move_policy(plan, "policy-1", -5) is plan
    shorter = remove_policy(plan, "policy-2")
    assert ids(shorter) == ["policy-1", "policy-3"]
    assert remove_policy(shorter, "policy-2") is shorter
    again, new_id = add_policy(shorter, PolicyKind.STOCK)
    assert new_id not in ids(shorter)
    off = switch_policy(again, "policy-3", False)
    assert not policy_of(off, "policy-3").enabled
    assert ids(off) == ids(again)
    assert switch_policy(off, "policy-3", False) is off


def test_one_value_is_changed_and_the_others_stay() -> None:
    plan = change_policy(plan_of(PolicyKind.PRICE_BAND), "policy-1", high=0.5)
    assert policy_of(plan, "policy-1").values == {"low": 0.0, "high": 0.5}
    assert change_policy(plan, "policy-1", high=0.5) is plan
    with pytest.raises(ValueError, match="above"):
        change_policy(plan, "policy-1", low=0.6)
    with pytest.raises(KeyError):
        change_policy(plan, "nobody", high=0.5)


def test_there_is_an_end_to_policies() -> None:
    plan = plan_of(*[PolicyKind.STOCK] * MOST_POLICIES)
    with pytest.raises(ValueError, match=str(MOST_POLICIES)):
        add_policy(plan, PolicyKind.STOCK)
    with pytest.raises(ValueError, match="id"):
        put_policy(Plan(), Policy("", PolicyKind.STOCK))


def test_policies_follow_products_to_their_new_keys() -> None:
    plan, _id = add_policy(
        Plan(), PolicyKind.NEVER_WITH, {"products": ("7", "a"), "with_products": ("7", "007")}
    )
    plan, _id = add_policy(plan, PolicyKind.ALWAYS_FIRST, {"products": ("b",), "anchors": ("7",)})
    renamed = rename_products(plan, {"7": "007"})
    assert renamed.policies[0].texts("products") == ("007", "a")
    assert renamed.policies[0].texts("with_products") == ("007",)
    assert renamed.policies[1] is plan.policies[1]
    assert rename_products(plan, {"other": "one"}) is plan


@given(st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.integers(0, 364), st.integers(0, 364))
def test_a_season_holds_the_days_from_its_begin_to_its_end(
    begin: date, length: int, later: int
) -> None:
    end, day = begin + timedelta(length), begin + timedelta(later)
    inside = in_season(f"{begin:%m-%d}", f"{end:%m-%d}", f"{day:%m-%d}")
    assert inside is (later <= length)


def test_days_of_the_year() -> None:
    assert is_day("02-29")
    assert not any(map(is_day, ["02-30", "00-10", "1-1", "", "12-32", "١٢-٠١"]))
