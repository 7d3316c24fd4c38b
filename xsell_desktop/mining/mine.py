"""From order lines to an `Analysis`, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis, Pairs, Products
from xsell_desktop.mining.bundling.candidates import find_bundles
from xsell_desktop.mining.bundling.growth import Takings
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets, sum_lines
from xsell_desktop.mining.counting.chance import size_aware_chance
from xsell_desktop.mining.counting.evidence import check_pairs, judge
from xsell_desktop.mining.counting.kept_counts import KeptCounts
from xsell_desktop.mining.counting.pairs import KeptPairs, count_pairs
from xsell_desktop.mining.kinds.tell import with_kinds
from xsell_desktop.mining.ladder.cold_start import match_unsold
from xsell_desktop.mining.picture.families import find_families
from xsell_desktop.mining.picture.family_names import name_families
from xsell_desktop.mining.picture.layout import lay_out
from xsell_desktop.mining.ranking.rescoring import score_pairs
from xsell_desktop.mining.ranking.size_weighted import Ranking, make_ranking
from xsell_desktop.mining.ranking.strength import strength
from xsell_desktop.mining.trust.later import hold_up
from xsell_desktop.sales.lines import Flags, Floats, Lines, ProductFacts
from xsell_desktop.texts import _

Places = Mapping[str, tuple[float, float]]


def mine(
    lines: Lines, facts: ProductFacts, settings: Settings, progress: Progress | None = None,
    counts: KeptCounts | None = None, before: Places | None = None,
) -> Analysis:  # fmt: skip
    """Everything computed from the lines; `facts` are those of `lines.product_keys`.

    `counts` are kept for the next time, when only the orders that changed are counted. Products
    keep the places they had `before` (by key), where they still fit.
    """
    progress = progress or Progress()
    progress.step(_("Filling baskets"), 0.0)
    baskets = fill_baskets(lines, settings)
    chance = size_aware_chance(baskets)
    ranking = make_ranking(baskets, settings.smoothing, settings.half_life_days)
    keys = [lines.product_keys[code] for code in baskets.product_code]
    part = progress.part(0.05, 0.6)
    kept = count_pairs(baskets, chance, ranking, settings, part, counts, keys)
    pairs = _make_pairs(kept, baskets, ranking, progress.part(0.6, 0.67))
    pairs = _with_scores(pairs, baskets, lines, settings, progress.part(0.67, 0.67))
    later = hold_up(baskets, pairs.a, pairs.b, pairs.together, progress.part(0.67, 0.7))
    currency = settings.currency or lines.main_currency
    units, money = sum_lines(lines, baskets, _in_currency(lines, currency))
    products = _make_products(lines, facts, baskets, units, money)
    progress.step(_("Finding families"), 0.7)
    family = find_families(pairs.a, pairs.b, pairs.closeness, len(products))
    analysis = Analysis(
        settings=settings,
        orders=len(baskets),
        lines=len(lines),
        customers=len(np.unique(baskets.customer[baskets.customer >= 0])),
        first_date=_day(baskets, last=False),
        last_date=_day(baskets, last=True),
        currency=currency,
        other_currencies=_other_currencies(lines, currency),
        pairs_counted=kept.pairs_counted,
        products=replace(products, family=family),
        pairs=replace(pairs, held_up=later.verdict),
        bundles=(),
        families=name_families(family, products.names, products.categories),
        baskets=baskets,
        chance=chance,
        later=later,
        merges=facts.merges,
    )
    analysis = with_kinds(analysis, lines, facts, progress.part(0.75, 0.8))
    unsold = match_unsold(facts.unsold, products, pairs, progress.part(0.8, 0.8))
    takings = Takings(money, units, products.cost)
    bundles = find_bundles(analysis, takings, progress.part(0.8, 0.9))
    analysis = replace(analysis, bundles=bundles, unsold=unsold)
    return _with_positions(analysis, before, progress.part(0.9, 1.0))


def _make_pairs(kept: KeptPairs, baskets: Baskets, ranking: Ranking, progress: Progress) -> Pairs:
    checks = check_pairs(kept, baskets, progress)
    orders = np.diff(baskets.start).astype(np.float64)
    together = kept.together.astype(np.float64)
    strong = strength(together, kept.expected, orders[kept.a], orders[kept.b], len(baskets))
    above = kept.together > kept.expected
    order = np.lexsort((kept.b, kept.a, -strong))
    return Pairs(
        a=kept.a[order],
        b=kept.b[order],
        together=kept.together[order],
        expected=kept.expected[order],
        q_value=np.where(above, kept.more_q, kept.fewer_q)[order],
        evidence=judge(kept, checks)[order],
        score_ab=ranking.score(kept.shared, kept.a, kept.b)[order],
        score_ba=ranking.score(kept.shared, kept.b, kept.a)[order],
        strength=strong[order],
        top_customer=checks.top_customer[order],
        like_for_like=checks.like_for_like[order],
    )


def _with_scores(
    pairs: Pairs, baskets: Baskets, lines: Lines, settings: Settings, progress: Progress
) -> Pairs:
    """With the scores of the ranking that the settings name, where it is not counting's own."""
    names = [lines.product_names[code] for code in baskets.product_code]
    scores = score_pairs(baskets, names, pairs.a, pairs.b, settings, progress)
    return pairs if scores is None else replace(pairs, score_ab=scores[0], score_ba=scores[1])


def _make_products(
    lines: Lines, facts: ProductFacts, baskets: Baskets, units: Floats, money: Floats
) -> Products:
    code = baskets.product_code
    held = np.repeat(np.arange(len(code)), np.diff(baskets.start))
    return Products(
        keys=tuple(lines.product_keys[c] for c in code),
        names=tuple(lines.product_names[c] for c in code),
        categories=tuple(facts.category[c] for c in code),
        orders=np.diff(baskets.start),
        units=np.bincount(held, units, len(code)).astype(np.float64),
        revenue=np.bincount(held, money, len(code)).astype(np.float64),
        price=facts.price[code],
        cost=facts.cost[code],
        stock=facts.stock[code],
        visible=facts.visible[code],
        family=np.full(len(code), -1, np.int32),
        position=np.zeros((len(code), 2)),
        aliases=tuple(lines.product_aliases[c] for c in code) if lines.product_aliases else (),
        listed=facts.in_catalogue[code],
    )


def _in_currency(lines: Lines, currency: str) -> Flags:
    """Lines of orders in the analysis' currency; orders without one count as in it."""
    wanted = lines.currencies.index(currency) if currency in lines.currencies else -1
    codes = lines.order_currency[lines.line_order]
    return np.asarray((codes == wanted) | (codes < 0))


def _other_currencies(lines: Lines, currency: str) -> tuple[str, ...]:
    known = np.unique(lines.order_currency[lines.order_currency >= 0])
    return tuple(sorted(lines.currencies[c] for c in known if lines.currencies[c] != currency))


def _day(baskets: Baskets, *, last: bool) -> str:
    known = baskets.date[~np.isnat(baskets.date)]
    if not len(known):
        return ""
    return str((known.max() if last else known.min()).astype("datetime64[D]"))


def _with_positions(analysis: Analysis, before: Places | None, progress: Progress) -> Analysis:
    """With the layout, and with what the first look at the window will ask for."""
    pairs, products = analysis.pairs, analysis.products
    nowhere = np.nan, np.nan
    old = None
    if before:
        old = np.array([before.get(key, nowhere) for key in products.keys]).reshape(-1, 2)
    position = lay_out(pairs.a, pairs.b, analysis.backbone, products.family, progress, old)
    whole = replace(analysis, products=replace(products, position=position))
    # made here, beside the window, rather than at its first question
    whole.__dict__["backbone"] = analysis.backbone
    _ = whole.rules, whole.products.index, whole.pairs.keys
    return whole
