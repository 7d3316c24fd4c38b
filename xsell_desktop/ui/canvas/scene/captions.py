"""What the canvas says in words: its caption, its tooltips, its states."""

from __future__ import annotations

import math
from html import escape

from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Decision, Pair, Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.reasons import evidence_word, expected_text
from xsell_desktop.mining.trust.held_up import HELD
from xsell_desktop.mining.trust.sentences import held_up_word
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui.canvas.scene.colouring import sized_by_revenue
from xsell_desktop.ui.canvas.scene.scene import Scene
from xsell_desktop.ui.canvas.scene.strangers import UNSOLD

FEW_ORDERS = 20


def describe_scope(analysis: Analysis, scene: Scene, *, stale: bool, filtered: bool = False) -> str:
    """`Showing the 196 strongest relationships among 127 of 3,791 products · 12,400 hidden`.

    `stale` says that the sales or the settings are newer than the analysis, `filtered` that
    only some pairs may show.
    """
    edges = len(scene.pairs)
    if scene.anchor >= 0:
        parts = [
            _describe_focus(scene),
            plural("{n} weaker one hidden", "{n} weaker ones hidden", scene.hidden),
        ]
    else:
        shown = plural(
            "Showing the strongest relationship",
            "Showing the {n} strongest relationships",
            edges,
        )
        among = _("among {shown} of {all} products").format(
            shown=count_text(int((scene.colour != UNSOLD).sum())),
            all=count_text(len(analysis.products)),
        )
        parts = [
            f"{shown} {among}",
            plural("{n} weaker one hidden", "{n} weaker ones hidden", scene.hidden),
        ]
    if scene.veiled:
        parts.append(
            plural("{n} product hidden by you", "{n} products hidden by you", scene.veiled)
        )
    if filtered:
        parts = [_("Filtered"), *parts] if edges else [_("No pair here passes the filter")]
    parts.append(plural("{n} order", "{n} orders", analysis.orders))
    if analysis.orders < FEW_ORDERS:
        parts.append(_("too few orders to be sure of any"))
    if stale:
        parts.insert(0, _("Out of date, being worked out anew"))
    return " · ".join(parts)


def _describe_focus(scene: Scene) -> str:
    """`24 partners of Filters and 2 more · 60 products within 2 steps`."""
    near, depth = int((scene.steps == 1).sum()), int(scene.steps.max(initial=0))
    name, others = scene.names[scene.anchor], len(scene.anchors) - 1
    if others:
        name = f"{name} {plural('and {n} more', 'and {n} more', others)}"
    text = plural("{n} partner of ", "{n} partners of ", near) + name
    if depth < 2:
        return text
    around = int((scene.steps > 0).sum())
    within = _("within {n} steps").format(n=depth)
    return f"{text} · {plural('{n} product', '{n} products', around)} {within}"


def nothing_yet() -> tuple[str, str, str]:
    """Title, text and button before any sale is imported."""
    return (
        _("No sales yet"),
        _("Import your shop's order export, and the products bought together appear here as a "
          "graph you can edit."),
        _("Import sales…"),
    )  # fmt: skip


def being_counted() -> tuple[str, str]:
    """Title and text while the sales are analysed."""
    return (
        _("Working out what goes together"),
        _("Every pair of products is being counted. The bar at the bottom shows how far it is "
          "and can stop it."),
    )  # fmt: skip


def too_little(analysis: Analysis) -> tuple[str, str, str]:
    """Title, text and button for sales in which no pair was seen often enough."""
    return (
        _("Too little to go on yet"),
        plural(
            "The sales hold {n} order, and no two products met in more than one. "
            "Import a longer period: a few hundred orders with several lines each are enough "
            "to start.",
            "The sales hold {n} orders, and too few of them share two products. "
            "Import a longer period: a few hundred orders with several lines each are enough "
            "to start.",
            analysis.orders,
        ),
        _("Import more sales…"),
    )


def describe(analysis: Analysis | None, plan: Plan, thing: object) -> str:
    """The tooltip of a product key or a Pair."""
    if analysis is None:
        return ""
    if isinstance(thing, Pair):
        return _describe_pair(analysis, plan, thing)
    row = analysis.products.index.get(str(thing))
    if row is not None:
        return _describe_product(analysis, row)
    name = escape(analysis.name_of(str(thing)))
    return f"<p style='white-space:pre'><b>{name}</b><br>{_('never sold')}</p>" if thing else ""


def _describe_product(analysis: Analysis, row: int) -> str:
    products = analysis.products
    code = int(products.family[row])
    revenue = float(products.revenue[row]) if sized_by_revenue(analysis) else math.nan
    facts = [
        plural("{n} order", "{n} orders", int(products.orders[row])),
        format_money(revenue, analysis.currency, short=True),
        analysis.families[code].name if code >= 0 else products.categories[row],
    ]
    name = escape(products.names[row] or products.keys[row])
    rest = escape(" · ".join(fact for fact in facts if fact and fact != "–"))
    return f"<p style='white-space:pre'><b>{name}</b><br>{rest}</p>"


def _describe_pair(analysis: Analysis, plan: Plan, pair: Pair) -> str:
    one, other = (escape(analysis.name_of(key)) for key in pair)
    together, expected = analysis.count_together(*pair)
    lines = [
        _("{count} orders hold both; chance gives {chance}").format(
            count=count_text(together), chance=expected_text(expected)
        )
    ]
    row = analysis.pair_row(*pair)
    words = [evidence_word(Evidence(int(analysis.pairs.evidence[row])))] if row is not None else []
    if row is not None and analysis.pairs.held_up[row] == HELD:
        words.append(held_up_word(HELD))
    pairing = plan.pairings.get(pair)
    if pairing is not None:
        if pairing.by_hand:
            words.append(_("drawn by you"))
        if pairing.decision is Decision.ACCEPTED:
            words.append(_("accepted"))
        if pairing.pinned:
            words.append(_("pinned"))
        if pairing.message:
            lines.append(f"“{escape(pairing.message)}”")
    lines.append(" · ".join(words))
    body = "<br>".join(line for line in lines if line)
    return f"<p style='white-space:pre'><b>{one} + {other}</b><br>{body}</p>"
