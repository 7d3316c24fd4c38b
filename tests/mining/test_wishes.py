"""Own places, seasons and products that are never recommended, against a naive reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain import edits
from xsell_desktop.domain.list_edits import arrange_list, free_lists
from xsell_desktop.domain.plan import Decision, Direction, Plan, Settings, pair_of
from xsell_desktop.domain.policies import PolicyKind, in_season
from xsell_desktop.domain.policy_edits import add_policy
from xsell_desktop.domain.product_edits import hide_products, never_recommend
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.conflicts import Conflict, find_conflicts
from xsell_desktop.mining.picks import all_picks, partners_of

Analyse = Callable[..., Analysis]
NAMES = "abcdefgh"
WINTER = ("11-15", "01-06")


@pytest.fixture(scope="module")
def shop(analyse: Analyse) -> Analysis:
    """Eight products of which neighbours go together, in orders up to 18 July 2026."""
    rng = np.random.default_rng(3)
    orders = []
    for number in range(900):
        first = number % 8
        near = [NAMES[(first + step) % 8] for step in range(4)]
        orders.append([key for key in near if rng.random() < 0.6] or [NAMES[first]])
    days = (np.datetime64("2026-01-01") + np.arange(900) % 199).astype(str).tolist()
    return analyse(orders, dates=days)


@pytest.fixture(scope="module")
def corner(analyse: Analyse) -> Analysis:
    """Milk is bought alone, so that its list holds best sellers."""
    alone = [["milk"]] * 200 + [["tea"]] * 150 + [["salt"]] * 40
    return analyse([["bread", "butter"]] * 100 + alone)


def listed(analysis: Analysis, plan: Plan, key: str, top: int | None = None) -> list[str]:
    return [pick.partner for pick in partners_of(analysis, plan, key, top)]


def sources(analysis: Analysis, plan: Plan, key: str) -> dict[str, str]:
    return {pick.partner: pick.source for pick in partners_of(analysis, plan, key)}


def on_day(plan: Plan, day: str) -> Plan:
    return edits.change_settings(plan, replace(plan.settings, list_day=day))


def test_own_places_come_first_and_the_data_fills_the_rest(shop: Analysis) -> None:
    data = listed(shop, Plan(), "a")
    assert data == ["h", "b", "g", "c"]
    plan = arrange_list(Plan(), "a", (data[3], "e"))
    rest = [key for key in data if key not in {data[3], "e"}]
    assert listed(shop, plan, "a") == [data[3], "e", *rest][:5]
    said = sources(shop, plan, "a")
    assert said[data[3]] == "both"
    assert said["e"] == ("both" if "e" in listed(shop, Plan(), "a", 0) else "you")
    assert {said[key] for key in rest} == {"data"}
    pinned = edits.pin_pairing(plan, pair_of("a", data[1]))
    assert listed(shop, pinned, "a")[:3] == [data[3], "e", data[1]]
    assert listed(shop, free_lists(plan, ["a"]), "a") == data
    assert listed(shop, plan, data[3]) == listed(shop, Plan(), data[3])


def test_an_own_place_gives_way_to_rejections_and_never(shop: Analysis) -> None:
    data = listed(shop, Plan(), "a")
    plan = arrange_list(Plan(), "a", (data[2], data[1]))
    rejected = edits.reject_pairing(plan, pair_of("a", data[2]))
    assert listed(shop, rejected, "a")[0] == data[1]
    assert data[2] not in listed(shop, rejected, "a", 0)
    never = never_recommend(plan, [data[2]])
    assert listed(shop, never, "a")[0] == data[1]
    assert data[2] not in {pick.partner for pick in all_picks(shop, never)}
    one_way = edits.draw_pairing(plan, pair_of("a", data[2]), Direction.FROM_B)
    assert listed(shop, one_way, "a")[0] == data[1]


def test_never_goes_everywhere_and_its_own_list_stays(shop: Analysis) -> None:
    plan = edits.pin_pairing(never_recommend(Plan(), ["b"]), pair_of("a", "b"))
    plan, _id = add_policy(plan, PolicyKind.ALWAYS_FIRST, {"products": ["b", "h"]})
    picks = all_picks(shop, plan)
    assert "b" not in {pick.partner for pick in picks}
    assert picks.by_anchor["b"]
    assert {made[0].partner for key, made in picks.by_anchor.items() if key not in "bh"} == {"h"}


def test_hidden_products_are_recommended_all_the_same(shop: Analysis) -> None:
    hidden = hide_products(Plan(), list(NAMES))
    assert all_picks(shop, hidden).by_anchor == all_picks(shop, Plan()).by_anchor


def test_a_pairing_out_of_its_season_is_in_no_list(shop: Analysis) -> None:
    assert shop.last_date == "2026-07-18"
    pair = pair_of("a", "b")
    plan = edits.pin_pairing(Plan(), pair)
    plan = edits.set_season(plan, [pair], WINTER)
    assert "b" not in listed(shop, plan, "a", 0)
    assert "a" not in listed(shop, plan, "b", 0)
    for day, there in (("2026-11-14", False), ("2026-11-15", True), ("2027-01-06", True)):
        assert (listed(shop, on_day(plan, day), "a")[0] == "b") is there
    own = arrange_list(plan, "a", ("b", "c"))
    assert listed(shop, own, "a")[0] == "c"
    assert listed(shop, on_day(own, "2026-12-24"), "a")[:2] == ["b", "c"]
    assert "b" in listed(replace(shop, last_date=""), plan, "a")
    first, _id = add_policy(plan, PolicyKind.ALWAYS_FIRST, {"products": ["b"]})
    assert "b" not in listed(shop, first, "a")


def test_lists_of_best_sellers_keep_the_others_when_one_is_moved(corner: Analysis) -> None:
    data = listed(corner, Plan(), "milk")
    assert data == ["tea", "bread", "butter", "salt"]
    plan = arrange_list(Plan(), "milk", ("butter",))
    assert listed(corner, plan, "milk") == ["butter", "tea", "bread", "salt"]
    moved = partners_of(corner, plan, "milk")[0]
    assert (moved.source, moved.rung) == ("both", Rung.BEST_SELLER)
    assert moved.reason.startswith("Name butter is a best seller of the whole shop: ")
    screened, _id = add_policy(plan, PolicyKind.DIVERSITY, {"most": 9})
    assert partners_of(corner, screened, "milk") == partners_of(corner, plan, "milk")
    accepted = edits.accept_pairing(Plan(), pair_of("milk", "salt"))
    assert listed(corner, accepted, "milk") == ["salt", "tea", "bread", "butter"]
    for key in ("tea", "bread"):
        never = never_recommend(plan, [key])
        assert key not in listed(corner, never, "milk")


def test_products_only_the_plan_knows_have_lists(shop: Analysis) -> None:
    plan = arrange_list(Plan(), "new", ("a", "newer"))
    made = all_picks(shop, plan).by_anchor["new"]
    assert [(pick.partner, pick.source) for pick in made] == [("a", "you"), ("newer", "you")]
    with_caps, _id = add_policy(plan, PolicyKind.AT_MOST, {"lists": 50})
    assert all_picks(shop, with_caps).by_anchor["new"] == made


def test_conflicts_name_the_policy_and_whether_the_partner_stays(shop: Analysis) -> None:
    plan = arrange_list(Plan(), "a", ("b", "c"))
    plan = edits.accept_pairing(plan, pair_of("a", "d"))
    assert find_conflicts(shop, plan, "a") == ()
    plan, _id = add_policy(
        plan, PolicyKind.SEASON, {"products": ["b", "d"], "begin": "12-01", "end": "12-31"}
    )
    season = plan.policies[0]
    assert find_conflicts(shop, plan, "a") == (
        Conflict("b", season, True),
        Conflict("d", season, True),
    )
    assert listed(shop, plan, "a")[:3] == ["b", "c", "d"]
    assert find_conflicts(shop, on_day(plan, "2026-12-09"), "a") == ()
    assert find_conflicts(shop, plan, "b") == ()
    plan, _id = add_policy(
        plan, PolicyKind.NEVER_WITH, {"products": ["a"], "with_products": ["b", "c"]}
    )
    never = plan.policies[1]
    assert find_conflicts(shop, plan, "a") == (
        Conflict("b", never, False),
        Conflict("c", never, False),
        Conflict("d", season, True),
    )
    assert listed(shop, plan, "a")[0] == "d"


def test_caps_are_conflicts_too(shop: Analysis) -> None:
    last = shop.products.keys[-1]
    partner = next(key for key in shop.products.keys if key != last)
    plan, _id = add_policy(Plan(), PolicyKind.AT_MOST, {"lists": 1})
    plan = arrange_list(plan, last, (partner,))
    (conflict,) = find_conflicts(shop, plan, last)
    assert conflict == Conflict(partner, plan.policies[0], True)
    assert listed(shop, plan, last)[0] == partner


keys = st.sampled_from([*NAMES, "new"])
pairings = st.lists(
    st.tuples(
        keys, keys, st.sampled_from(["accept", "reject", "pin", "from_a"]),
        st.none() | st.just(WINTER),
    ).filter(lambda told: told[0] != told[1]),
    max_size=8,
)  # fmt: skip
own_lists = st.dictionaries(keys, st.lists(keys, max_size=4, unique=True), max_size=4)


@given(pairings, own_lists, st.sets(keys, max_size=3), st.booleans(), st.integers(0, 5))
def test_lists_are_those_of_a_naive_reading(
    shop: Analysis,
    told: list[tuple[str, str, str, tuple[str, str] | None]],
    own: dict[str, list[str]],
    never: set[str],
    in_winter: bool,
    top: int,
) -> None:
    plan = Plan(Settings(top=top, lowest_rung=2, list_day="2026-12-24" if in_winter else ""))
    for one, other, how, season in told:
        pair = pair_of(one, other)
        if how == "from_a":
            plan = edits.draw_pairing(plan, pair, Direction.FROM_A)
        else:
            plan = getattr(edits, f"{how}_pairing")(plan, pair)
        plan = edits.set_season(plan, [pair], season)
    plan = never_recommend(plan, never)
    for anchor, partners in own.items():
        plan = arrange_list(plan, anchor, [key for key in partners if key != anchor])
    lists = all_picks(shop, plan).by_anchor
    for anchor in [*NAMES, "new"]:
        made = naive_list(shop, plan, anchor, "12-24" if in_winter else "07-18")
        assert listed(shop, plan, anchor, 0) == made
        assert [p.partner for p in lists.get(anchor, ())] == (made[:top] if top else made)


def naive_list(shop: Analysis, plan: Plan, anchor: str, day: str) -> list[str]:
    """The whole list by the words of the guide, one group after the other."""
    data = listed(shop, replace(plan, pairings={}, lists={}), anchor, 0)
    never = {key for key, ruling in plan.products.items() if ruling.never}
    open_to, wanted = [], []
    for key in sorted({*NAMES, "new", *data} - {anchor} - never):
        ruling = plan.ruling(anchor, key)
        if ruling is None or ruling.decision is Decision.NONE:
            undecided = ruling is None or ruling.season is None or in_season(*ruling.season, day)
            open_to += [key] if undecided else []
            continue
        fits = ruling.season is None or in_season(*ruling.season, day)
        if ruling.decision is Decision.ACCEPTED and ruling.allows(anchor) and fits:
            open_to.append(key)
            wanted.append((not ruling.pinned, -score(shop, anchor, key), key))
    places = plan.lists[anchor].partners if anchor in plan.lists else ()
    first = [key for key in places if key in open_to]
    second = [key for _pinned, _score, key in sorted(wanted) if key not in first]
    return [*first, *second, *(key for key in data if key in open_to and key not in
                               {*first, *second})]  # fmt: skip


def score(shop: Analysis, anchor: str, partner: str) -> float:
    row = shop.pair_row(anchor, partner)
    if row is None:
        return 0.0
    pairs, first = shop.pairs, shop.products.keys[int(shop.pairs.a[row])] == anchor
    return float((pairs.score_ab if first else pairs.score_ba)[row])
