"""The policies at work: each kind by hand on a small shop, and all of them against an oracle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain import edits
from xsell_desktop.domain.list_edits import arrange_list
from xsell_desktop.domain.plan import Decision, Plan, Settings, pair_of
from xsell_desktop.domain.policies import SAME, PolicyKind
from xsell_desktop.domain.policy_edits import add_policy, change_policy, move_policy, switch_policy
from xsell_desktop.domain.product_edits import never_recommend
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.conflicts import find_conflicts
from xsell_desktop.mining.picks import Picks, all_picks, partners_of
from xsell_desktop.mining.policies.against import policy_against
from xsell_desktop.mining.policies.caps import kept_caps
from xsell_desktop.mining.policies.effects import Effect

Told = tuple[PolicyKind, dict[str, object]]


@pytest.fixture(scope="module")
def shop(analyse: Callable[..., Analysis]) -> Analysis:
    """Eight products that are often bought in threes, half of them tea; one is sold out."""
    rng = np.random.default_rng(11)
    keys = list("ABCDEFGH")
    orders = []
    for number in range(1500):
        first = number % 8
        near = [keys[first], keys[(first + 1) % 8], keys[(first + 2) % 8]]
        orders.append([key for key in near if rng.random() < 0.8] or [keys[first]])
    days = np.datetime64("2026-03-01") + np.arange(1500) % 200
    customers = [f"c{number % 90}" for number in range(1500)]
    found = analyse(orders, dates=days.astype(str).tolist(), customers=customers)
    row = [keys.index(key) for key in found.products.keys]
    facts = replace(
        found.products,
        categories=tuple("tea" if place % 2 else "cups" for place in row),
        price=np.array([10.0, 20.0, 30.0, 40.0, 50.0, 60.0, np.nan, 80.0])[row],
        cost=np.array([9.0, 10.0, 3.0, np.nan, 45.0, 30.0, 1.0, 8.0])[row],
        stock=np.array([5.0, 0.0, np.nan, 9.0, 2.0, 7.0, 1.0, 3.0])[row],
        listed=np.array([True, True, True, True, True, False, True, True])[row],
    )
    return replace(found, products=facts)


def plan_with(*policies: Told, top: int = 3) -> Plan:
    plan = Plan(Settings(top=top, lowest_rung=2))
    for kind, values in policies:
        plan, _id = add_policy(plan, kind, values)
    return plan


def lists_of(picks: Picks) -> dict[str, list[str]]:
    return {key: [pick.partner for pick in made] for key, made in picks.by_anchor.items()}


def effect_of(picks: Picks, number: int = 1) -> Effect:
    return picks.screening.effects[f"policy-{number}"]


def fact(shop: Analysis, name: str, key: str) -> float:
    return float(getattr(shop.products, name)[shop.products.index[key]])


def category(shop: Analysis, key: str) -> str:
    return shop.products.categories[shop.products.index[key]]


def test_without_policies_nothing_is_screened(shop: Analysis) -> None:
    picks = all_picks(shop, plan_with())
    assert picks.screening.picks == 0
    assert not picks.screening.effects
    off = switch_policy(plan_with((PolicyKind.STOCK, {})), "policy-1", False)
    assert lists_of(all_picks(shop, off)) == lists_of(picks)


def test_what_is_sold_out_leaves_the_lists_and_the_next_takes_its_place(shop: Analysis) -> None:
    before, picks = all_picks(shop, plan_with()), all_picks(shop, plan_with((PolicyKind.STOCK, {})))
    assert sum(pick.partner == "B" for pick in before) == effect_of(picks).removed > 0
    assert not any(pick.partner == "B" for pick in picks)
    assert picks.screening.picks == len(before)
    everything = {key: [p.partner for p in partners_of(shop, plan_with(), key, 0)] for key in "ABC"}
    for key, whole in everything.items():
        assert lists_of(picks)[key] == [partner for partner in whole if partner != "B"][:3]


def test_stock_that_is_not_known_speaks_for_a_product_unless_told(shop: Analysis) -> None:
    shown = {p.partner for p in all_picks(shop, plan_with((PolicyKind.STOCK, {"least": 3})))}
    assert shown == set("ACDFH")
    strict = plan_with((PolicyKind.STOCK, {"least": 3, "unknown": True, "unlisted": True}))
    assert {p.partner for p in all_picks(shop, strict)} == set("ADH")
    nowhere = replace(shop, products=replace(shop.products, listed=np.zeros(8, bool)))
    listed = plan_with((PolicyKind.STOCK, {"least": 0, "unlisted": True}))
    assert effect_of(all_picks(nowhere, listed)).removed == 0


def test_a_price_band_is_a_share_of_the_anchors_price(shop: Analysis) -> None:
    picks = all_picks(shop, plan_with((PolicyKind.PRICE_BAND, {"low": 0.25, "high": 1.5})))
    for pick in picks:
        base, cost = fact(shop, "price", pick.anchor), fact(shop, "price", pick.partner)
        assert np.isnan(base) or np.isnan(cost) or 0.25 * base <= cost <= 1.5 * base
    assert {"A", "H"} <= {pick.anchor for pick in all_picks(shop, plan_with())}
    assert any(pick.partner == "G" for pick in picks)  # its price is not known
    assert ("F", "D") in {(pick.anchor, pick.partner) for pick in picks}


def test_margins_change_the_order_and_take_nothing_out(shop: Analysis) -> None:
    plan = plan_with((PolicyKind.MARGIN, {"weight": 1.0}), top=0)
    before, after = all_picks(shop, plan_with(top=0)), all_picks(shop, plan)
    assert effect_of(after).moved > effect_of(after).removed == 0
    margin = {"A": 0.1, "B": 0.5, "C": 0.9, "E": 0.1, "F": 0.5, "H": 0.9}
    usual = float(np.median(list(margin.values())))
    for key, made in before.by_anchor.items():
        worth = [
            (
                pick.rung >= Rung.CATEGORY,
                -pick.score * margin.get(pick.partner, usual),
                pick.partner,
            )
            for pick in made
        ]
        assert lists_of(after)[key] == [partner for *_worth, partner in sorted(worth)]
    least = all_picks(shop, plan_with((PolicyKind.MARGIN, {"weight": 0, "least": 0.2})))
    assert {pick.partner for pick in least} == set("BCDFGH")
    assert effect_of(least).moved == 0


def test_categories_in_and_out(shop: Analysis) -> None:
    never = all_picks(shop, plan_with((PolicyKind.CATEGORY, {"partners": ["tea"]})))
    assert {category(shop, pick.partner) for pick in never} == {"cups"}
    own = {"partners": [SAME], "only": True, "anchors": ["tea"]}
    same = all_picks(shop, plan_with((PolicyKind.CATEGORY, own)))
    for pick in same:
        if category(shop, pick.anchor) == "tea":
            assert category(shop, pick.partner) == "tea"
    assert any(category(shop, pick.anchor) != category(shop, pick.partner) for pick in same)
    assert effect_of(all_picks(shop, plan_with((PolicyKind.CATEGORY, {})))).removed == 0


def test_two_sides_never_meet_in_either_direction(shop: Analysis) -> None:
    values = {"products": ["A"], "with_products": ["C"], "with_categories": ["tea"]}
    pairs = {
        (p.anchor, p.partner) for p in all_picks(shop, plan_with((PolicyKind.NEVER_WITH, values)))
    }
    tea = {key for key in "ABCDEFGH" if category(shop, key) == "tea"}
    for one, other in pairs:
        assert not (one == "A" and other in tea | {"C"})
        assert not (other == "A" and one in tea | {"C"})
    nowhere = all_picks(shop, plan_with((PolicyKind.NEVER_WITH, {"products": ["A"]})))
    assert "A" not in {pick.partner for pick in nowhere}
    assert nowhere.by_anchor["A"]


def test_what_the_user_accepted_stays_except_where_it_never_goes(shop: Analysis) -> None:
    ab = pair_of("A", "B")
    plan = edits.accept_pairing(plan_with((PolicyKind.STOCK, {})), ab)
    picks = all_picks(shop, plan)
    assert picks.by_anchor["A"][0].partner == "B"
    (example,) = [e for e in effect_of(picks).examples if e.anchor == "A"]
    assert example.kept
    assert effect_of(picks).kept == 1
    never, _id = add_policy(
        plan, PolicyKind.NEVER_WITH, {"products": ["B"], "with_products": ["A"]}
    )
    picks = all_picks(shop, never)
    assert "B" not in lists_of(picks)["A"]
    (example,) = [e for e in effect_of(picks, 2).examples if e.anchor == "A"]
    assert (example.accepted, example.kept) == (True, False)


def test_first_is_first_and_a_policy_above_wins(shop: Analysis) -> None:
    plan = plan_with((PolicyKind.ALWAYS_FIRST, {"products": ["B", "F"]}), (PolicyKind.STOCK, {}))
    picks = all_picks(shop, plan)
    for key, made in lists_of(picks).items():
        assert (
            made[: 1 + (key not in "BF")] == [p for p in "BF" if p != key][: 1 + (key not in "BF")]
        )
        assert len(made) == len(set(made)) == 3
    new = next(p for p in partners_of(shop, plan, "E") if p.partner == "B" and not p.together > 99)
    assert new.source in {"data", "you"}
    below = all_picks(shop, move_policy(plan, "policy-2", 0))
    assert {made[0] for key, made in lists_of(below).items() if key != "F"} == {"F"}
    assert not any(pick.partner == "B" for pick in below)


def test_first_gives_way_to_what_the_user_pinned_or_rejected(shop: Analysis) -> None:
    plan = plan_with((PolicyKind.ALWAYS_FIRST, {"products": ["F"], "anchors": ["cups"]}))
    plan = edits.pin_pairing(plan, pair_of("A", "D"))
    plan = edits.reject_pairing(plan, pair_of("C", "F"))
    made = lists_of(all_picks(shop, plan))
    assert made["A"][:2] == ["D", "F"]
    assert "F" not in made["C"]
    assert made["E"][0] == "F"
    hidden = replace(shop.products, visible=np.array([key != "F" for key in shop.products.keys]))
    assert "F" not in {p.partner for p in all_picks(replace(shop, products=hidden), plan)}


def test_seasons_go_by_the_day_lists_are_made_for(shop: Analysis) -> None:
    winter = plan_with((PolicyKind.SEASON, {"products": ["A"], "begin": "12-01", "end": "02-15"}))
    assert shop.last_date == "2026-09-16"
    assert "A" not in {pick.partner for pick in all_picks(shop, winter)}
    for day, shown in (("2026-12-24", True), ("2027-02-15", True), ("2027-02-16", False)):
        then = edits.change_settings(winter, replace(winter.settings, list_day=day))
        assert ("A" in {pick.partner for pick in all_picks(shop, then)}) is shown
    undated = replace(shop, last_date="")
    assert "A" in {pick.partner for pick in all_picks(undated, winter)}


def test_a_product_is_in_so_many_lists_and_no_more(shop: Analysis) -> None:
    plan = plan_with((PolicyKind.AT_MOST, {"lists": 2}))
    picks = all_picks(shop, plan)
    assert max(Counter(pick.partner for pick in picks).values()) == 2
    before = lists_of(all_picks(shop, plan_with()))
    holders = [key for key in shop.products.keys if "A" in before[key]]
    capped = lists_of(picks)
    assert [key for key in shop.products.keys if "A" in capped.get(key, [])][:1] == holders[:1]
    fresh = replace(shop)  # nothing kept from the whole run
    for key in reversed(shop.products.keys):
        assert [p.partner for p in partners_of(fresh, plan, key)] == lists_of(picks).get(key, [])
        assert partners_of(shop, plan, key) == partners_of(fresh, plan, key)


def test_not_all_of_one_category(shop: Analysis) -> None:
    picks = all_picks(shop, plan_with((PolicyKind.DIVERSITY, {"most": 1})))
    for made in picks.by_anchor.values():
        assert max(Counter(category(shop, pick.partner) for pick in made).values()) == 1
    by_family = all_picks(shop, plan_with((PolicyKind.DIVERSITY, {"most": 1, "by": "family"})))
    family = shop.products.family
    for made in by_family.by_anchor.values():
        known = [family[shop.products.index[pick.partner]] for pick in made]
        assert len(known) == len(set(known))


def test_what_buyers_have_already_is_left_out(analyse: Callable[..., Analysis]) -> None:
    """Six buy the machine and later pods with filters; nobody needs a second machine."""
    orders, customers, dates = [], [], []
    for number in range(60):
        who = f"c{number % 6}"
        what = ["machine", "pods", "filters"] if number < 6 else ["pods", "filters"]
        orders.append(what if number % 5 else [*what, "machine"][: len(what) + 1])
        customers.append(who)
        dates.append(str(np.datetime64("2026-01-01") + number))
    orders[:6] = [["machine"]] * 6
    orders[30:36] = [["machine", "pods", "filters"]] * 6
    found = analyse(orders, customers=customers, dates=dates)
    plan = plan_with((PolicyKind.NOT_BOUGHT, {"share": 0.9}))
    assert "machine" in {p.partner for p in partners_of(found, plan_with(), "pods")}
    assert "machine" not in {p.partner for p in partners_of(found, plan, "pods")}
    assert "pods" in {p.partner for p in partners_of(found, plan, "machine")}
    assert "filters" in {p.partner for p in partners_of(found, plan, "pods")}  # on the same day
    strangers = analyse(orders, dates=dates)
    assert "machine" in {p.partner for p in partners_of(strangers, plan, "pods")}


def test_empty_lists_are_filled_from_below(shop: Analysis) -> None:
    plan = plan_with(
        (PolicyKind.NEVER_WITH, {"products": ["A"], "with_categories": ["tea", "cups"]})
    )
    assert "A" not in lists_of(all_picks(shop, plan))
    plan = plan_with((PolicyKind.PRICE_BAND, {"low": 3.0, "high": 100.0}))
    low = edits.change_settings(plan, replace(plan.settings, lowest_rung=5))
    picks = all_picks(shop, low)
    (anchor,) = [key for key in "A" if key in picks.by_anchor]
    assert {pick.partner for pick in picks.by_anchor[anchor]} <= set("CDEFGH")


KEYS = st.sampled_from("ABCDEFGH")
POLICIES: st.SearchStrategy[Told] = st.one_of(
    st.tuples(st.just(PolicyKind.STOCK), st.fixed_dictionaries({"least": st.integers(0, 5)})),
    st.tuples(st.just(PolicyKind.DIVERSITY), st.fixed_dictionaries({"most": st.integers(1, 2)})),
    st.tuples(st.just(PolicyKind.AT_MOST), st.fixed_dictionaries({"lists": st.integers(1, 4)})),
    st.tuples(
        st.just(PolicyKind.CATEGORY),
        st.fixed_dictionaries({"partners": st.lists(st.sampled_from(["tea", SAME]), min_size=1)}),
    ),
    st.tuples(
        st.just(PolicyKind.NEVER_WITH),
        st.fixed_dictionaries(
            {
                "products": st.lists(st.sampled_from("ABC")),
                "with_products": st.lists(st.sampled_from("DE")),
            }
        ),
    ),
)  # fmt: skip


def naive_lists(shop: Analysis, plan: Plan) -> dict[str, list[str]]:
    """Each list from all that qualifies, one partner after the other."""
    shown: Counter[str] = Counter()
    lists = {}
    plain = replace(plan, policies=())
    for anchor in shop.products.keys:
        made: list[str] = []
        for pick in partners_of(shop, plain, anchor, 0):
            accepted = pick.source != "data"
            stops = [
                policy.kind
                for policy in plan.policies
                if naive_stop(shop, policy.kind, policy.values, anchor, pick.partner, made, shown)
            ]
            if PolicyKind.NEVER_WITH not in stops if accepted else not stops:
                made.append(pick.partner)
        lists[anchor] = made[: plan.settings.top]
        shown.update(lists[anchor])
    return {anchor: made for anchor, made in lists.items() if made}


def naive_stop(
    shop: Analysis, kind: PolicyKind, values: object, anchor: str, partner: str,
    made: Sequence[str], shown: Counter[str],
) -> bool:  # fmt: skip
    assert isinstance(values, dict)
    here, there = category(shop, anchor), category(shop, partner)
    if kind is PolicyKind.STOCK:
        return fact(shop, "stock", partner) < values["least"]
    if kind is PolicyKind.DIVERSITY:
        return sum(category(shop, key) == there for key in made) >= values["most"]
    if kind is PolicyKind.AT_MOST:
        return shown[partner] >= values["lists"]
    if kind is PolicyKind.CATEGORY:
        return there in values["partners"] or (SAME in values["partners"] and here == there)
    one, other = set(values["products"]), set(values["with_products"])
    if not other:
        return partner in one
    return (anchor in one and partner in other) or (partner in one and anchor in other)


@given(
    st.lists(POLICIES, max_size=4),
    st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("EFGH")), max_size=2),
    st.dictionaries(st.sampled_from("AEG"), st.lists(KEYS, max_size=3, unique=True), max_size=2),
    st.sets(KEYS, max_size=2),
    st.integers(1, 4),
)
def test_lists_are_those_of_a_naive_reading(
    shop: Analysis, told: list[Told], accepted: list[tuple[str, str]],
    own: dict[str, list[str]], never: set[str], top: int,
) -> None:  # fmt: skip
    plan = edits.accept_pairings(plan_with(*told, top=top), [pair_of(*two) for two in accepted])
    plan = never_recommend(plan, never)
    for anchor, partners in own.items():
        plan = arrange_list(plan, anchor, [key for key in partners if key != anchor])
    picks = all_picks(shop, plan)
    assert lists_of(picks) == naive_lists(shop, plan)
    plain = all_picks(shop, replace(plan, policies=()))
    if told:
        assert picks.screening.picks == len(plain)
        gone = {(p.anchor, p.partner) for p in plain} - {(p.anchor, p.partner) for p in picks}
        assert sum(effect.removed for effect in picks.screening.effects.values()) >= len(gone)
    for key in "AD":
        listed = lists_of(picks).get(key, [])
        assert [p.partner for p in partners_of(shop, plan, key, 0)][:top] == listed


def test_a_change_of_one_policy_is_a_change_of_the_lists(shop: Analysis) -> None:
    plan = plan_with((PolicyKind.AT_MOST, {"lists": 1}))
    one = lists_of(all_picks(shop, plan))
    two = lists_of(all_picks(shop, change_policy(plan, "policy-1", lists=2.0)))
    assert one != two
    decided = edits.accept_pairing(plan, pair_of("A", "H"))
    assert decided.pairings[pair_of("A", "H")].decision is Decision.ACCEPTED
    assert lists_of(all_picks(shop, decided))["H"][0] == "A"


def test_one_pair_is_told_which_policy_is_against_it(shop: Analysis) -> None:
    plan = plan_with(
        (PolicyKind.DIVERSITY, {"most": 1}),
        (PolicyKind.ALWAYS_FIRST, {"products": ["B"], "anchors": ["cups"]}),
        (PolicyKind.STOCK, {}),
    )
    assert policy_against(shop, plan, "A", "B") is None
    assert policy_against(shop, plan, "D", "B") is plan.policies[2]
    assert policy_against(shop, plan, "B", "D") is None
    assert policy_against(shop, plan, "nobody", "B") is plan.policies[2]
    off = switch_policy(plan, "policy-3", False)
    assert policy_against(shop, off, "D", "B") is None
    assert policy_against(shop, plan_with(), "D", "B") is None
    never, _id = add_policy(plan, PolicyKind.NEVER_WITH, {"products": ["B"]})
    assert policy_against(shop, never, "D", "B") is plan.policies[2]
    for wish in (
        arrange_list(never, "D", ("B",)),
        edits.accept_pairing(never, pair_of("B", "D")),
    ):
        assert policy_against(shop, wish, "D", "B") is never.policies[3]
        assert find_conflicts(shop, wish, "D") == (("B", never.policies[3], False),)
    stays = arrange_list(plan, "D", ("B",))
    assert policy_against(shop, stays, "D", "B") is plan.policies[2]
    assert find_conflicts(shop, stays, "D") == (("B", plan.policies[2], True),)


def test_caps_are_kept_while_only_the_assumed_effect_changes(shop: Analysis) -> None:
    plan = plan_with((PolicyKind.AT_MOST, {"lists": 2}))
    all_picks(shop, plan)
    assumed = edits.change_settings(plan, replace(plan.settings, assumed_seen=0.9))
    kept = kept_caps(shop, assumed)
    assert kept is not None
    assert kept.settled == len(shop.products)
    longer = edits.change_settings(plan, replace(plan.settings, top=4))
    assert kept_caps(shop, longer) is None
    assert assumed.settings.listed_with == plan.settings != assumed.settings
