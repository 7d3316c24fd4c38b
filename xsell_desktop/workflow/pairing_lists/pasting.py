"""What a block of cells says when it is pasted into the table of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from xsell_desktop.domain.plan import Pair
from xsell_desktop.texts import _
from xsell_desktop.workflow.pairing_lists.cells import CellError, Field
from xsell_desktop.workflow.pairing_lists.names import ProductNames
from xsell_desktop.workflow.pairing_lists.rows import Rows, find_columns
from xsell_desktop.workflow.pairing_lists.understanding import (
    Problem,
    Proposal,
    Understood,
    Ways,
    read_parts,
    understand,
)


class Target(NamedTuple):
    """A row of the table: its pair, seen from this product."""

    pair: Pair
    product: str


def paste_block(
    rows: Rows, targets: Sequence[Target], fields: Sequence[Field | None], names: ProductNames,
    ways: Ways, *, spread: bool = False,
) -> Understood:  # fmt: skip
    """What the cells change.

    Under titles, the columns are what the titles say; with a product and a partner among them
    each row is about the pair it names. Else the cells go into the table's columns (`fields`
    gives those from the current one on, None for one that cannot be edited), and rows into the
    `targets` one after the other; with `spread`, a single row goes into all of them.
    """
    columns = find_columns(rows[0][1]) if rows else None
    if columns is not None and columns.names_pairs and columns.fields:
        return understand(rows[1:], replace(columns, counted=True, rank=-1), names, ways)
    block = rows[1:] if columns is not None else rows
    placed = columns.fields if columns is not None else _placed(block, fields)
    found = Understood(rows=len(block))
    if not placed:
        reason = _("none of these columns can be edited")
        found.problems += [Problem(number, _short(cells), reason) for number, cells in block[:1]]
        return found
    if len(block) == 1 and spread:
        block = block * max(1, len(targets))
    for at, (number, cells) in enumerate(block):
        if at >= len(targets):
            found.problems.append(Problem(number, _short(cells), _("there is no row left for it")))
            continue
        pair, product = targets[at]
        try:
            parts = read_parts(cells, placed, ways, turned=product == pair.b)
        except CellError as error:
            found.problems.append(Problem(number, _short(cells), str(error)))
            continue
        if parts:
            found.proposals[pair] = Proposal(number, pair, product, parts)
    return found


def _placed(block: Rows, fields: Sequence[Field | None]) -> tuple[tuple[int, Field], ...]:
    width = max((len(cells) for _number, cells in block), default=0)
    return tuple((at, field) for at, field in enumerate(fields[:width]) if field is not None)


def _short(cells: Sequence[str]) -> str:
    text = " · ".join(cell.strip() for cell in cells if cell.strip())
    return text if len(text) <= 60 else text[:59] + "…"
