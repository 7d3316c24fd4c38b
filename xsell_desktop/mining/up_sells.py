"""The better product to show on a product's page: up-sells as lists of picks."""

from __future__ import annotations

from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.kinds.sentences import alternative_sentence
from xsell_desktop.mining.picks import Pick, Picks
from xsell_desktop.mining.policies.facts import day_of_lists
from xsell_desktop.mining.wishes import read_wishes


def up_sell_picks(analysis: Analysis, plan: Plan) -> Picks:
    """Each product's dearer alternatives, likest first, as many as a list holds.

    Those that the catalogue hides, or the user rejected or never recommends, are left out.
    """
    found, visible = analysis.alternatives, analysis.products.visible
    wishes = read_wishes(plan, day_of_lists(analysis, plan))
    lists: dict[str, list[Pick]] = {}
    for row in range(len(found)):
        better = int(found.dearer[row])
        simple = int(found.a[row] + found.b[row]) - better
        if better < 0 or not visible[better]:
            continue
        keys = analysis.products.keys
        ruling = wishes.on(keys[simple]).get(keys[better])
        rejected = ruling is not None and ruling.decision is Decision.REJECTED
        if rejected or keys[better] in wishes.barred:
            continue
        listed = lists.setdefault(keys[simple], [])
        if len(listed) < plan.settings.top:
            listed.append(_pick(analysis, row, simple, better, len(listed) + 1))
    order = analysis.products.index
    return Picks({key: tuple(lists[key]) for key in sorted(lists, key=lambda key: order[key])})


def _pick(analysis: Analysis, row: int, simple: int, better: int, rank: int) -> Pick:
    found, products = analysis.alternatives, analysis.products
    together, orders = int(found.together[row]), int(products.orders[simple])
    low, high = wilson(together, orders)
    return Pick(
        anchor=products.keys[simple],
        anchor_name=products.names[simple],
        partner=products.keys[better],
        partner_name=products.names[better],
        rank=rank,
        kind="up_sell",
        together=together,
        anchor_orders=orders,
        attach_rate=together / orders,
        attach_low=float(low),
        attach_high=float(high),
        expected=float(found.expected[row]),
        score=float(found.likeness[row]),
        evidence=None,
        reason=alternative_sentence(analysis, row),
        source="data",
        message="",
        rung=Rung.CATEGORY,
    )
