"""What the user said of each listed pair, as columns that can be edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Pairing, Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.sentences import kind_word
from xsell_desktop.texts import _
from xsell_desktop.ui.glossary import glossary
from xsell_desktop.ui.tables.column_model import Column
from xsell_desktop.ui.tables.pairs_model import DECISION_TINTS, PairRows
from xsell_desktop.workflow.pairing_lists.cells import (
    Field,
    decision_words,
    direction_code,
    direction_words,
    season_text,
)

USUAL = (Field.DECISION, Field.KIND, Field.MESSAGE)
FURTHER = (
    Field.DIRECTION, Field.SEASON, Field.PINNED, Field.LOCKED, Field.DECIDED_ON, Field.NOTE,
)  # fmt: skip
FIXED = frozenset({Field.DECIDED_ON})  # follow from other cells


class Title(NamedTuple):
    """A column's title and what it means."""

    word: str
    meaning: str


def ruling_titles() -> Mapping[Field, Title]:
    """Every column there may be."""
    meaning = glossary()
    return {
        Field.DECISION: Title(_("Decision"), meaning["pairing"].meaning),
        Field.KIND: Title(_("Kind"), meaning["kind"].meaning),
        Field.DIRECTION: Title(_("Direction"), _("Which of the two may recommend the other")),
        Field.SEASON: Title(
            _("Season"),
            _("The part of the year in which an accepted pairing is recommended; "
              "write two days such as 15 Nov – 6 Jan, or nothing for all year"),
        ),
        Field.PINNED: Title(_("Pinned"), _("First in both products’ lists")),
        Field.LOCKED: Title(_("Locked"), _("Stays as it is, whatever is edited or imported, "
                                           "until it is unlocked")),
        Field.DECIDED_ON: Title(_("Decided on"), _("The day of the decision")),
        Field.MESSAGE: Title(_("Message"), _("What customers read beside the partner")),
        Field.NOTE: Title(_("Note"), _("For yourself; never shown to customers")),
    }  # fmt: skip


def ruling_columns(
    analysis: Analysis, plan: Plan, listed: PairRows, fields: Sequence[Field]
) -> tuple[Column, ...]:
    """The columns of these parts of a pairing."""
    ruled = [
        (row, plan.pairings[listed.pair(row)]) for row in np.flatnonzero(listed.yours).tolist()
    ]
    return tuple(_column(analysis, listed, ruled, field) for field in fields)


Ruled = Sequence[tuple[int, Pairing]]


def _column(analysis: Analysis, listed: PairRows, ruled: Ruled, field: Field) -> Column:
    title = ruling_titles()[field]
    if field is Field.DECISION:
        words = tuple(decision_words().values())
        tints = DECISION_TINTS[listed.decision]
        return Column(title.word, listed.decision, "text", title.meaning, words=words,
                      tints=tints, field=field, choices=words)  # fmt: skip
    if field is Field.KIND:
        kinds = tuple(kind_word(kind) for kind in KINDS)
        choices = (_("as the sales say"), *kinds)
        return Column(title.word, _kinds(analysis, listed, ruled), "text", title.meaning,
                      words=kinds, field=field, choices=choices)  # fmt: skip
    if field is Field.DIRECTION:
        ways = np.full(len(listed), -1, dtype=np.int8)
        for row, pairing in ruled:
            ways[row] = direction_code(pairing, _is_turned(listed, row))
        words = direction_words()
        return Column(title.word, ways, "text", title.meaning, words=words, field=field,
                      choices=words)  # fmt: skip
    codes, texts = _texts(len(listed), ruled, _WRITERS[field])
    switches = field in (Field.PINNED, Field.LOCKED)
    editable = "" if field in FIXED else field
    return Column(title.word, codes, "text", title.meaning, words=texts, field=editable,
                  switches=switches)  # fmt: skip


def _texts(
    size: int, ruled: Ruled, write: Callable[[Pairing], str]
) -> tuple[npt.NDArray[np.int32], tuple[str, ...]]:
    """Codes into the distinct texts, -1 where there is none."""
    codes, places = np.full(size, -1, dtype=np.int32), dict[str, int]()
    for row, pairing in ruled:
        text = write(pairing)
        if text:
            codes[row] = places.setdefault(text, len(places))
    return codes, tuple(places)


_WRITERS: Mapping[Field, Callable[[Pairing], str]] = {
    Field.SEASON: lambda pairing: season_text(pairing.season),
    Field.PINNED: lambda pairing: _("yes") if pairing.pinned else "",
    Field.LOCKED: lambda pairing: _("yes") if pairing.locked else "",
    Field.DECIDED_ON: lambda pairing: pairing.decided_on,
    Field.MESSAGE: lambda pairing: pairing.message,
    Field.NOTE: lambda pairing: pairing.note,
}


def _kinds(analysis: Analysis, listed: PairRows, ruled: Ruled) -> npt.NDArray[np.int8]:
    """Codes of `KINDS`: the user's word, else the sales'."""
    kind = np.append(analysis.pairs.kind, np.int8(0))[listed.rows]
    for row, pairing in ruled:
        if pairing.kind is not None:
            kind[row] = KINDS.index(pairing.kind)
    return np.asarray(kind, dtype=np.int8)


def _is_turned(listed: PairRows, row: int) -> bool:
    """Whether the row's product is the b of its pair."""
    return listed.key_of(row) != listed.pair(row).a
