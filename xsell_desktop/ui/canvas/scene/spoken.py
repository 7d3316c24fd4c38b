"""What a screen reader says of what was come to on the canvas."""

from __future__ import annotations

from xsell_desktop.domain.plan import Decision, Pair, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.reasons import expected_text
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui.canvas.scene.scene import Scene

NAMED = 3  # of several selected products


def speak(analysis: Analysis | None, plan: Plan, scene: Scene, thing: object) -> str:
    """`Filters, 12 partners, strongest Aeropress: in 12 of 40 orders, accepted`.

    `thing` is a product key, a Pair or several keys; '' for none of them.
    """
    if analysis is None or not thing:
        return ""
    if isinstance(thing, Pair):
        return _pair(analysis, plan, thing)
    keys = thing if isinstance(thing, tuple) else (str(thing),)
    if len(keys) == 1:
        return _product(analysis, plan, scene, keys[0])
    names = ", ".join(analysis.name_of(key) for key in keys[:NAMED])
    rest = len(keys) - NAMED
    more = [plural("and {n} more", "and {n} more", rest)] if rest > 0 else []
    said = plural("{n} product selected", "{n} products selected", len(keys))
    return f"{said}: {', '.join([names, *more])}"


def _product(analysis: Analysis, plan: Plan, scene: Scene, key: str) -> str:
    said = [analysis.name_of(key)]
    node = scene.node(key)
    if node < 0:
        return f"{said[0]}, {_('not on the canvas')}"
    edges = scene.edges_of(node).tolist()
    said.append(plural("{n} partner", "{n} partners", len(edges)))
    if key not in analysis.products.index:
        said.append(_("never sold"))
    elif edges:
        pair = scene.pairs[edges[0]]
        partner = pair.b if pair.a == key else pair.a
        together = analysis.count_together(*pair)[0]
        strongest = _("strongest {partner}: in {both} of {orders} orders").format(
            partner=analysis.name_of(partner),
            both=count_text(together),
            orders=count_text(int(scene.orders[node])),
        )
        said += [strongest, *_rulings(plan, pair)]
    ruling = plan.products.get(key)
    if ruling is not None and ruling.never:
        said.append(_("never recommended"))
    return ", ".join(said)


def _pair(analysis: Analysis, plan: Plan, pair: Pair) -> str:
    together, expected = analysis.count_together(*pair)
    counts = _("{count} orders hold both, chance gives {chance}").format(
        count=count_text(together), chance=expected_text(expected)
    )
    names = _("{one} and {other}").format(
        one=analysis.name_of(pair.a), other=analysis.name_of(pair.b)
    )
    return ", ".join([f"{names}: {counts}", *(_rulings(plan, pair) or [_("undecided")])])


def _rulings(plan: Plan, pair: Pair) -> list[str]:
    pairing = plan.pairings.get(pair)
    if pairing is None:
        return []
    return [
        word
        for word, said in (
            (_("drawn by you"), pairing.by_hand),
            (_("accepted"), pairing.decision is Decision.ACCEPTED),
            (_("rejected"), pairing.decision is Decision.REJECTED),
            (_("pinned"), pairing.pinned),
            (_("locked"), pairing.locked),
        )
        if said
    ]
