"""How many pairs each choice of a filter would let through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import EVIDENCE_WORDS, Band, Filter
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.occasions import occasions_of
from xsell_desktop.mining.pair_columns import STOCK, PairColumns, count_months, pair_columns
from xsell_desktop.mining.passing import all_of, weigh_parts
from xsell_desktop.mining.trust.held_up import HELD, UNKNOWN
from xsell_desktop.sales.lines import Codes, Flags, Floats


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """Pairs that would pass were a choice the only one of its group, all other groups as asked.

    `passing` counts those that pass now, `pairs` all of them; `months` (YYYY-MM) has counts for
    every month, none at all where that was not counted.
    """

    passing: int
    pairs: int
    evidence: Mapping[str, int]
    held_up: int
    kinds: Mapping[Kind, int]
    decisions: Mapping[str, int]
    categories: Mapping[str, int]
    families: Mapping[str, int]
    stock: Mapping[str, int]
    months: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What the facts of a shop let a filter ask: from the least to the greatest price and margin
    (None where no product has one), whether any stock is known, whether later orders say of any
    pair if it held up, the kinds that pairs have.
    """

    price: Band | None
    margin: Band | None
    stock: bool
    later: bool
    kinds: frozenset[Kind]


def what_is_known(analysis: Analysis, plan: Plan) -> Known:
    """What it makes sense to ask of the pairs of a shop."""
    columns = pair_columns(analysis, plan)
    products = columns.products
    return Known(
        price=_range(products.price),
        margin=_range(products.margin),
        stock=bool((products.stock != STOCK.index("unknown")).any()),
        later=bool((columns.held_up != UNKNOWN).any()),
        kinds=frozenset(KINDS[code] for code in np.unique(columns.kind).tolist()),
    )


def _range(values: Floats) -> Band | None:
    known = values[~np.isnan(values)]
    return Band(float(known.min()), float(known.max())) if len(known) else None


def count_options(analysis: Analysis, plan: Plan, asked: Filter) -> FilterOptions:
    """Count the pairs behind every choice."""
    columns = pair_columns(analysis, plan)
    products, parts = columns.products, weigh_parts(analysis, plan, asked)

    def others(part: str) -> Flags:
        rest = (flags for name, flags in parts.items() if name != part)
        return all_of(len(columns), rest)

    evidence = np.bincount(columns.evidence[others("evidence")] + 1, minlength=len(Evidence) + 1)
    kinds = np.bincount(columns.kind[others("kinds")], minlength=len(KINDS))
    decided = others("decisions")
    stock, in_stock = products.stock, others("stock")
    same = in_stock & (stock[columns.a] == stock[columns.b])
    stocked = np.bincount(stock[columns.a[same]], minlength=len(STOCK))
    return FilterOptions(
        passing=int(all_of(len(columns), parts.values()).sum()),
        pairs=len(columns),
        evidence={word: int(evidence[Evidence[word.upper()] + 1]) for word in EVIDENCE_WORDS},
        held_up=int((others("held_up") & (columns.held_up == HELD)).sum()),
        kinds={kind: int(kinds[code]) for code, kind in enumerate(KINDS)},
        decisions={word: int((decided & flags).sum()) for word, flags in columns.decisions.items()},
        categories=_of_either(
            columns, products.category, products.categories, others("categories")
        ),
        families=_of_either(columns, products.family, products.families, others("families")),
        stock={word: int(stocked[place]) for place, word in enumerate(STOCK)},
        months=_by_month(analysis, columns, others("month"), asked.segment),
    )


def _of_either(
    columns: PairColumns, of_product: Codes, names: tuple[str, ...], among: Flags
) -> dict[str, int]:
    """Pairs of which at least one product has a name, for every name."""
    one, other = of_product[columns.a[among]], of_product[columns.b[among]]
    second = np.where(one == other, -1, other)  # a pair counts once
    ends = np.concatenate((one, second)) + 1
    count = np.bincount(ends, minlength=len(names) + 1)[1:].tolist()
    return dict(zip(names, count, strict=True))


def _by_month(
    analysis: Analysis, columns: PairColumns, among: Flags, segment: str
) -> dict[str, int]:
    found = occasions_of(analysis)
    if found is None or not found.months:
        return {}
    met = count_months(analysis, columns, found, segment)
    count = (met >= max(1, analysis.settings.min_together))[among].sum(0).tolist()
    return dict(zip(found.months, count, strict=True))
