"""What the rows of a list say of which pairs, and which rows say nothing that can be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.list_edits import MOST_PLACES
from xsell_desktop.domain.plan import Decision, Pair, pair_of
from xsell_desktop.texts import _, count_text
from xsell_desktop.workflow.pairing_lists.cells import CellError, Field, read_field
from xsell_desktop.workflow.pairing_lists.names import ProductNames
from xsell_desktop.workflow.pairing_lists.rows import Columns, Rows, takes_back, unguarded

_SEVERAL = re.compile(r"[|;\n]|,\s*")
MOST_NEAR = 200  # texts for which products of nearly that name are looked up
SHOWN = 60  # letters


class Proposal(NamedTuple):
    """What a row says of a pair: `parts` of its `Pairing`, seen from `product`."""

    row: int
    pair: Pair
    product: str
    parts: Mapping[str, Any]


class Problem(NamedTuple):
    """A row, or a part of one, that cannot be used; `near` names products that may be meant."""

    row: int
    text: str
    reason: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ways:
    """How rows are taken. `accepts`: a pair that is only named is accepted. `blank_clears`: an
    empty cell takes back rather than saying nothing. `kind_in_sales` gives the kind that the
    sales say of a pair."""

    on: str
    accepts: bool = False
    blank_clears: bool = False
    kind_in_sales: Callable[[Pair], Kind | None] | None = None


@dataclass
class Understood:
    """What a list says: one proposal a pair, place and row of partners by product, and problems."""

    proposals: dict[Pair, Proposal] = field(default_factory=dict)
    places: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0


def understand(rows: Rows, columns: Columns, names: ProductNames, ways: Ways) -> Understood:
    """What rows that name their pairs say."""
    return _Reader(columns, names, ways).read(rows)


def read_parts(
    cells: Sequence[str], fields: Sequence[tuple[int, Field]], ways: Ways, *, turned: bool
) -> dict[str, Any]:
    """What a row's cells change in a pairing; raises CellError."""
    parts: dict[str, Any] = {}
    for at, what in sorted(fields, key=lambda item: list(Field).index(item[1])):
        text = unguarded(cells[at]) if at < len(cells) else ""
        if not text.strip() and (not ways.blank_clears or what is Field.DECIDED_ON):
            continue
        if text and takes_back(cells[at]):
            text = ""
        new = read_field(what, text, ways.on, turned=turned)
        if what is Field.PINNED and parts.get("decision") is Decision.REJECTED:
            if new.get("pinned"):
                raise CellError(_("a pairing cannot be rejected and pinned"))
            continue
        if what is Field.BY_HAND and not new.get("by_hand"):
            continue
        if what is Field.DECIDED_ON and parts.get("decision", Decision.NONE) is Decision.NONE:
            continue
        parts |= new
    return parts


class _Reader:
    def __init__(self, columns: Columns, names: ProductNames, ways: Ways) -> None:
        self._columns, self._names, self._ways = columns, names, ways
        decides = any(what is Field.DECISION for _at, what in columns.fields)
        self._accepts = ways.accepts and not decides
        self._found = Understood()
        self._near: dict[str, tuple[str, ...]] = {}

    def read(self, rows: Rows) -> Understood:
        self._found.rows = len(rows)
        for number, cells in rows:
            self._read_row(number, cells)
        return self._found

    def _read_row(self, number: int, cells: Sequence[str]) -> None:
        product = self._product(number, cells, self._columns.products)
        if not product:
            return
        filled = 0
        for place, where in enumerate(self._columns.partners):
            if not any(at < len(cells) and cells[at].strip() for at in where):
                continue
            filled += 1
            wide = len(self._columns.partners) > 1
            for partner in self._partners(number, cells, where):
                self._propose(number, cells, product, partner, place + 1 if wide else 0)
        if not filled:
            self._refuse(number, self._text(cells), _("no partner is named"))

    def _product(self, number: int, cells: Sequence[str], where: Sequence[int]) -> str:
        reason, text = _("no product is named"), ""
        for at in where:
            cell = unguarded(cells[at].strip()) if at < len(cells) else ""
            found = self._names.find(cell)
            if found.key:
                return found.key
            if cell and not text:
                reason, text = found.reason, cell
        self._refuse(number, self._text(cells), reason, text)
        return ""

    def _partners(self, number: int, cells: Sequence[str], where: Sequence[int]) -> list[str]:
        """The partners a row names: one, or several in a cell."""
        cell = cells[where[0]].strip() if where[0] < len(cells) else ""
        several = [part.strip() for part in _SEVERAL.split(cell) if part.strip()]
        alone = any(
            self._names.find(unguarded(cells[at].strip())).key for at in where if at < len(cells)
        )
        if alone or len(several) < 2:
            key = self._product(number, cells, where)
            return [key] if key else []
        keys = []
        for text in several:
            found = self._names.find(text)
            if found.key:
                keys.append(found.key)
            else:
                self._refuse(number, self._text(cells), found.reason, text)
        return keys

    def _propose(
        self, number: int, cells: Sequence[str], product: str, partner: str, place: int
    ) -> None:
        if product == partner:
            self._refuse(number, self._text(cells), _("a product cannot be paired with itself"))
            return
        pair = pair_of(product, partner)
        turned = product == pair.b
        try:
            parts = read_parts(cells, self._columns.fields, self._ways, turned=turned)
            ranks = [_place(cells, at) for at in (self._columns.rank, self._columns.rank_back)]
        except CellError as error:
            self._refuse(number, self._text(cells), str(error))
            return
        if self._accepts and "decision" not in parts:
            parts |= {"decision": Decision.ACCEPTED, "decided_on": self._ways.on}
        self._drop_counted_kind(pair, parts, cells)
        if parts:
            self._take(Proposal(number, pair, product, parts), cells)
        if place and self._columns.rank < 0:
            ranks[0] = place
        for anchor, other, rank in ((product, partner, ranks[0]), (partner, product, ranks[1])):
            if rank:
                self._found.places.setdefault(anchor, {}).setdefault(other, (rank, number))

    def _drop_counted_kind(self, pair: Pair, parts: dict[str, Any], cells: Sequence[str]) -> None:
        """A report's kind says something only where it is not what the sales say, or said."""
        if not self._columns.counted or "kind" not in parts:
            return
        at, asked = self._columns.counted_kind, self._ways.kind_in_sales
        said = parts["kind"].value if parts["kind"] is not None else ""
        is_as_written = 0 <= at < len(cells) and cells[at].strip() == said
        if is_as_written or (asked is not None and parts["kind"] == asked(pair)):
            del parts["kind"]

    def _take(self, new: Proposal, cells: Sequence[str]) -> None:
        """Keep a proposal, joined with what an earlier row says of the same pair."""
        known = self._found.proposals.get(new.pair)
        if known is None:
            self._found.proposals[new.pair] = new
        elif any(
            known.parts.get(name, value) != value
            for name, value in new.parts.items()
            if name != "decided_on"
        ):
            words = _("says something else than row {row}, which counts")
            self._refuse(new.row, self._text(cells), words.format(row=count_text(known.row)))
        else:
            joined = {**new.parts, **known.parts}
            self._found.proposals[new.pair] = known._replace(parts=joined)

    def _refuse(self, number: int, text: str, reason: str, unknown: str = "") -> None:
        near: tuple[str, ...] = ()
        if unknown:
            if unknown not in self._near and len(self._near) < MOST_NEAR:
                self._near[unknown] = tuple(
                    self._names.name_of(one.key) for one in self._names.near(unknown)
                )
            near = self._near.get(unknown, ())
        self._found.problems.append(Problem(number, text, reason, near))

    def _text(self, cells: Sequence[str]) -> str:
        """The row in short, to know it by."""
        wanted = [at for group in (self._columns.products, *self._columns.partners) for at in group]
        texts = [cells[at].strip() for at in dict.fromkeys(wanted) if at < len(cells)]
        text = " · ".join(text for text in texts if text)
        return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _place(cells: Sequence[str], at: int) -> int:
    """The rank a cell gives, 0 for none; raises CellError."""
    text = cells[at].strip().removesuffix(".0") if 0 <= at < len(cells) else ""
    if not text or text == "-":
        return 0
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= MOST_PLACES:
        raise CellError(
            _("“{text}” is no place from 1 to {most}").format(text=text, most=MOST_PLACES)
        )
    return int(text)
