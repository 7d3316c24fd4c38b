"""Which pairs pass a filter: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Decision, Pair, Plan, pair_of
from xsell_desktop.domain.views import ANY, Band, Filter
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.occasions import Occasions, occasions_of
from xsell_desktop.mining.pair_columns import STOCK, PairColumns, count_met, pair_columns
from xsell_desktop.mining.trust.held_up import HELD
from xsell_desktop.sales.lines import Flags, Floats

KEPT = 8  # answers kept for an analysis: graph, table and matrix ask the same again and again

_Asked = tuple[PairColumns, Occasions | None, Filter]
_answers: WeakKeyDictionary[Analysis, list[tuple[_Asked, Flags]]] = WeakKeyDictionary()


def passing_pairs(analysis: Analysis, plan: Plan, asked: Filter) -> Flags | None:
    """By row of `Pairs`, whether it passes; None when all do.

    Kinds are the user's where the user ruled on them. With a segment or a month, a pair passes
    that was bought at least `Settings.min_together` times there; while nobody has counted that
    (`is_counted`), it is not asked.
    """
    if not asked.parts:
        return None
    return _passing(analysis, plan, asked)[: len(analysis.pairs)]


def passing_drawn(analysis: Analysis, plan: Plan, asked: Filter) -> frozenset[Pair]:
    """The pairs with a ruling that were never kept, as far as they pass."""
    columns = pair_columns(analysis, plan)
    passing = _passing(analysis, plan, asked)[columns.kept :]
    return frozenset(pair for pair, good in zip(columns.drawn, passing, strict=True) if good)


def drawn_pairs(analysis: Analysis, plan: Plan, asked: Filter) -> list[Pair]:
    """Those that a picture shows: accepted ones, and rejected ones when rejected pairs are asked
    for."""
    shown = {Decision.ACCEPTED}
    if "rejected" in asked.decisions:
        shown.add(Decision.REJECTED)
    passing = passing_drawn(analysis, plan, asked)
    return [pair for pair in sorted(passing) if plan.pairings[pair].decision in shown]


def drawn_ends(analysis: Analysis, plan: Plan, asked: Filter) -> list[tuple[int, int]]:
    """Those of `drawn_pairs` whose products sold, as rows of `Products`."""
    index, ends = analysis.products.index, list[tuple[int, int]]()
    for pair in drawn_pairs(analysis, plan, asked):
        if pair.a in index and pair.b in index:
            one, other = sorted((index[pair.a], index[pair.b]))
            ends.append((one, other))
    return ends


def list_passing(analysis: Analysis, plan: Plan, asked: Filter) -> tuple[Pair, ...]:
    """All pairs that pass, kept ones first, strongest first."""
    columns = pair_columns(analysis, plan)
    passing, keys, pairs = _passing(analysis, plan, asked), analysis.products.keys, analysis.pairs
    rows = np.flatnonzero(passing[: columns.kept])
    kept = [
        pair_of(keys[a], keys[b])
        for a, b in zip(pairs.a[rows].tolist(), pairs.b[rows].tolist(), strict=True)
    ]
    drawn = zip(columns.drawn, passing[columns.kept :], strict=True)
    return (*kept, *(pair for pair, good in drawn if good))


def count_passing(analysis: Analysis, plan: Plan, asked: Filter) -> int:
    """How many pairs pass."""
    return int(_passing(analysis, plan, asked).sum())


def is_counted(analysis: Analysis, asked: Filter) -> bool:
    """Whether everything that a filter asks can be told by now."""
    return not (asked.month or asked.segment) or occasions_of(analysis) is not None


def weigh_parts(analysis: Analysis, plan: Plan, asked: Filter) -> dict[str, Flags]:
    """For each part of the filter that is in force, which pairs pass it (see `PairColumns`)."""
    columns = pair_columns(analysis, plan)
    products, flags = columns.products, dict[str, Flags]()
    if asked.strength > 0:
        flags["strength"] = columns.strength >= asked.strength
    if asked.evidence:
        words = [int(Evidence[word.upper()]) for word in asked.evidence]
        flags["evidence"] = np.isin(columns.evidence, words)
    if asked.held_up:
        flags["held_up"] = columns.held_up == HELD
    if asked.kinds:
        flags["kinds"] = np.isin(columns.kind, [KINDS.index(kind) for kind in asked.kinds])
    if asked.decisions:
        flags["decisions"] = _decided(columns.decisions, asked.decisions)
    for name, names, of_product in (
        ("categories", products.categories, products.category),
        ("families", products.families, products.family),
    ):
        wanted = getattr(asked, name)
        if wanted:
            good = np.isin(of_product, [at for at, one in enumerate(names) if one in wanted])
            flags[name] = good[columns.a] | good[columns.b]
    for name, values in (("price", products.price), ("margin", products.margin)):
        band = getattr(asked, name)
        if band != ANY:
            good = _within(values, band)
            flags[name] = good[columns.a] & good[columns.b]
    if asked.stock:
        good = np.isin(products.stock, [STOCK.index(word) for word in asked.stock])
        flags["stock"] = good[columns.a] & good[columns.b]
    flags.update(_met(analysis, columns, asked))
    return flags


def _met(analysis: Analysis, columns: PairColumns, asked: Filter) -> dict[str, Flags]:
    """Segment and month name one set of orders, so they are one part, called `month`."""
    found = occasions_of(analysis)
    if found is None or not (asked.month or asked.segment):
        return {}
    count = count_met(analysis, columns, found, asked.month, asked.segment)
    return {"month": count >= max(1, analysis.settings.min_together)}


def _passing(analysis: Analysis, plan: Plan, asked: Filter) -> Flags:
    columns, found = pair_columns(analysis, plan), occasions_of(analysis)
    known = _answers.setdefault(analysis, [])
    for (of_columns, of_found, of_filter), flags in known:
        if of_columns is columns and of_found is found and of_filter == asked:
            return flags
    passing = all_of(len(columns), weigh_parts(analysis, plan, asked).values())
    passing.flags.writeable = False
    fresh = [entry for entry in known if entry[0][0] is columns][-KEPT + 1 :]
    _answers[analysis] = [*fresh, ((columns, found, asked), passing)]
    return passing


def all_of(count: int, parts: Iterable[Flags]) -> Flags:
    """Which of `count` things are in every part."""
    passing: npt.NDArray[np.bool_] = np.ones(count, np.bool_)
    for flags in parts:
        passing &= flags
    return passing


def _decided(decisions: Mapping[str, Flags], words: Iterable[str]) -> Flags:
    chosen = [decisions[word] for word in words]
    return np.asarray(np.logical_or.reduce(chosen))


def _within(values: Floats, band: Band) -> Flags:
    if band == (-inf, inf):
        return np.ones(len(values), np.bool_)
    with np.errstate(invalid="ignore"):
        return np.asarray((values >= band.least) & (values <= band.most))
