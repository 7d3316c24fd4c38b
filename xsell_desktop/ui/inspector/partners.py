"""The partners of one product as the panel lists them, with what keeps out whom the user wants."""

from __future__ import annotations

from dataclasses import dataclass

from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.domain.policies import in_season
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.conflicts import Conflict, find_conflicts
from xsell_desktop.mining.picks import Pick, partners_of
from xsell_desktop.mining.policies.facts import facts_of
from xsell_desktop.texts import _
from xsell_desktop.ui.pairing_words import season_text
from xsell_desktop.ui.policies.words import tell_policy


@dataclass(frozen=True, slots=True)
class Entry:
    """A partner among those listed.

    `own`: it stands at a place that the user gave it. `against`: why customers do not see it
    though the user wants it, '' where they do. `despite`: what is against it though they do.
    `policy` is the id of the policy that either tells of.
    """

    pick: Pick
    own: bool = False
    against: str = ""
    policy: str = ""
    despite: str = ""

    @property
    def is_yours(self) -> bool:
        """Whether the user put it here, with the sales or without."""
        return self.own or self.pick.source != "data"


@dataclass(frozen=True)
class Partners:
    """`listed` go to customers, but for those something is against; `waiting` are candidates
    beyond them, `rejected` never go."""

    listed: tuple[Entry, ...] = ()
    waiting: tuple[Pick, ...] = ()
    rejected: tuple[Pick, ...] = ()

    @property
    def shown(self) -> tuple[Pick, ...]:
        """The picks customers see, in their order."""
        return tuple(entry.pick for entry in self.listed if not entry.against)

    @property
    def own(self) -> int:
        """How many places are ordered by hand."""
        return sum(entry.own for entry in self.listed)


def partners_for(analysis: Analysis, plan: Plan, key: str) -> Partners:
    """The partners of a product by what becomes of them."""
    everything = partners_of(analysis, plan, key, 0)
    top = plan.settings.top or len(everything)
    rejected = [
        unlisted_pick(analysis, plan, key, _other(pair, key))
        for pair, pairing in plan.pairings.items()
        if key in pair and pairing.decision is Decision.REJECTED
    ]
    rejected.sort(key=lambda pick: (-pick.together, pick.partner))
    listed = _list(analysis, plan, key, everything, top)
    own = {entry.pick.partner for entry in listed}
    waiting = tuple(pick for pick in everything[top:] if pick.partner not in own)
    return Partners(listed, waiting, tuple(p for p in rejected if p.partner not in own))


def what_keeps_out(
    analysis: Analysis, plan: Plan, anchor: str, partner: str, conflict: Conflict | None
) -> tuple[str, str]:
    """Why a partner that the user wants is not in a list, and the id of the policy, if it is one.

    '' where nothing is against it: the list is full.
    """
    ruling, product = plan.ruling(anchor, partner), plan.products.get(partner)
    if ruling is not None and ruling.decision is Decision.REJECTED:
        return _("You rejected this pairing."), ""
    if product is not None and product.never:
        return _("You never recommend this product."), ""
    if ruling is not None and not ruling.allows(anchor):
        return _("Your pairing goes the other way only."), ""
    if ruling is not None and ruling.season is not None:
        day = facts_of(analysis, plan).day
        if day and not in_season(*ruling.season, day):
            text = _("Out of season: you recommend it {days}.")
            return text.format(days=season_text(ruling.season)), ""
    if conflict is not None and not conflict.stays:
        said = tell_policy(conflict.policy, analysis.name_of)
        return _("Your policy “{policy}” leaves it out.").format(policy=said), conflict.policy.id
    row = analysis.products.index.get(partner)
    if row is not None and not analysis.products.visible[row]:
        return _("Your catalogue does not show this product."), ""
    return "", ""


def unlisted_pick(analysis: Analysis, plan: Plan, key: str, partner: str) -> Pick:
    """A pick for a partner that the list does not hold."""
    anchor = analysis.products.index.get(key)
    row = analysis.pair_row(key, partner)
    orders = int(analysis.products.orders[anchor]) if anchor is not None else 0
    together, expected = analysis.count_together(key, partner)
    ruling = plan.ruling(key, partner)
    return Pick(
        anchor=key,
        anchor_name=analysis.name_of(key),
        partner=partner,
        partner_name=analysis.name_of(partner),
        rank=0,
        kind="cross_sell",
        together=together,
        anchor_orders=orders,
        attach_rate=together / orders if orders else 0.0,
        attach_low=0.0,
        attach_high=0.0,
        expected=expected,
        score=0.0,
        evidence=Evidence(int(analysis.pairs.evidence[row])) if row is not None else None,
        reason="",
        source="you",
        message=ruling.message if ruling is not None else "",
    )


def _list(
    analysis: Analysis, plan: Plan, key: str, everything: tuple[Pick, ...], top: int
) -> tuple[Entry, ...]:
    """Own places first, kept out or not, then what else customers see, then whom the user
    accepted in vain."""
    known = {pick.partner: pick for pick in everything}
    wanted = plan.lists[key].partners if key in plan.lists else ()
    conflicts = {one.partner: one for one in find_conflicts(analysis, plan, key)}

    def seen(pick: Pick, *, own: bool = False) -> Entry:
        conflict = conflicts.get(pick.partner)
        if conflict is None:
            return Entry(pick, own)
        said = tell_policy(conflict.policy, analysis.name_of)
        text = _("Your policy “{policy}” is against it; it stays because you want it here.")
        return Entry(pick, own, policy=conflict.policy.id, despite=text.format(policy=said))

    listed = []
    for partner in wanted:
        if partner in known:
            listed.append(seen(known[partner], own=True))
        else:
            why, policy = what_keeps_out(analysis, plan, key, partner, conflicts.get(partner))
            pick = unlisted_pick(analysis, plan, key, partner)
            why = why or _("It is not in the list now.")
            listed.append(Entry(pick, own=True, against=why, policy=policy))
    rest = [pick for pick in everything[:top] if pick.partner not in wanted]
    accepted = sum(pick.source in {"you", "both"} for pick in rest)
    in_vain = []
    for pair, pairing in plan.pairings.items():
        if key in pair and pairing.decision is Decision.ACCEPTED and pairing.allows(key):
            partner = _other(pair, key)
            if partner not in known and partner not in wanted:
                why, policy = what_keeps_out(analysis, plan, key, partner, conflicts.get(partner))
                if why:
                    pick = unlisted_pick(analysis, plan, key, partner)
                    in_vain.append(Entry(pick, against=why, policy=policy))
    middle = [*map(seen, rest[:accepted]), *in_vain, *map(seen, rest[accepted:])]
    return (*listed, *middle)


def _other(pair: tuple[str, str], key: str) -> str:
    return pair[1] if pair[0] == key else pair[0]
