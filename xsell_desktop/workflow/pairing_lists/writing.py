"""The plan's rulings on pairs as a table that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from xsell_desktop.domain.plan import Pair, Pairing, Plan, pair_of
from xsell_desktop.workflow.pairing_lists.cells import Field, write_field
from xsell_desktop.workflow.pairing_lists.rows import guarded

if TYPE_CHECKING:
    from pandas import DataFrame

FIELDS = (
    Field.DECISION, Field.KIND, Field.DIRECTION, Field.SEASON, Field.PINNED, Field.LOCKED,
    Field.BY_HAND, Field.DECIDED_ON, Field.MESSAGE, Field.NOTE,
)  # fmt: skip


def list_table(plan: Plan, name_of: Callable[[str], str]) -> DataFrame:
    """A row a pair that was ruled on or has a place in a list ordered by hand, by its keys.

    `rank` is the partner's place in the product's own list, `rank_back` the other way round.
    """
    import pandas as pd

    ranks = {
        (own.anchor, partner): str(place)
        for own in plan.lists.values()
        for place, partner in enumerate(own.partners, 1)
    }
    pairs = sorted({*plan.pairings, *(pair_of(*ends) for ends in ranks)})
    rows = [_row(plan.pairings.get(pair, Pairing(pair)), pair, ranks, name_of) for pair in pairs]
    titles = ("product", "product_name", "partner", "partner_name", "rank", "rank_back",
              *(field.value for field in FIELDS))  # fmt: skip
    return pd.DataFrame(rows, columns=list(titles), dtype=object)


def _row(
    pairing: Pairing, pair: Pair, ranks: dict[tuple[str, str], str], name_of: Callable[[str], str]
) -> list[str]:
    cells = [write_field(pairing, field) for field in FIELDS]
    ends = [pair.a, name_of(pair.a), pair.b, name_of(pair.b)]
    places = [ranks.get((pair.a, pair.b), ""), ranks.get((pair.b, pair.a), "")]
    return [*(guarded(text) for text in ends), *places, *(guarded(text) for text in cells)]
