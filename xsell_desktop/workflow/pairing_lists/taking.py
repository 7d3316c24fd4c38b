"""The verbs: read a list of pairings, say what it would change, write the plan's as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Pair, Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.workflow.pairing_lists.cells import Field
from xsell_desktop.workflow.pairing_lists.diff import ListDiff, Step, compare_list
from xsell_desktop.workflow.pairing_lists.names import ProductNames, product_names
from xsell_desktop.workflow.pairing_lists.pasting import Target, paste_block
from xsell_desktop.workflow.pairing_lists.rows import (
    Rows,
    bare_columns,
    find_columns,
    read_rows,
    split_rows,
)
from xsell_desktop.workflow.pairing_lists.understanding import Understood, Ways, understand

TITLES_WITHIN = 20  # first rows among which the titles are looked for
TOLD = 20  # rows that were not understood, on the command line


@dataclass(frozen=True)
class PairingList:
    """A list as it was understood; what it changes depends on the plan it is taken into."""

    name: str
    found: Understood
    names: ProductNames
    on: str
    _last: list[tuple[Plan, ListDiff]] = field(default_factory=list, repr=False, compare=False)

    def compare(self, plan: Plan) -> ListDiff:
        """What it would change in a plan; the answer for the last plan is kept."""
        if not self._last or self._last[0][0] is not plan:
            diff = compare_list(plan, self.found, self.names, self.on)
            self._last[:] = [(plan, diff)]
        return self._last[0][1]


def read_pairing_list(
    path: Path, analysis: Analysis, plan: Plan, on: str, progress: Progress | None = None
) -> PairingList:
    """A merchandiser's list (CSV or workbook) of products as `plan` counts them; raises UserError.

    Its titles are found by their names; without any, each row is a product and its partners. A
    list without decisions accepts what it names, and an empty cell says nothing. `on` is the ISO
    date of the decisions that have none.
    """
    return take_rows(read_rows(path, progress), path.name, analysis, plan, on)


def take_rows(rows: Rows, name: str, analysis: Analysis, plan: Plan, on: str) -> PairingList:
    """The list these rows are; raises UserError."""
    names = product_names(analysis, plan)
    for at, (_number, cells) in enumerate(rows[:TITLES_WITHIN]):
        columns = find_columns(cells)
        if columns is not None and columns.names_pairs:
            rows = rows[at + 1 :]
            break
    else:
        width = max((len(cells) for _number, cells in rows), default=0)
        columns = bare_columns(width)
        if width < 2 or not any(names.find(cells[0]).key for _n, cells in rows[:1000] if cells):
            raise UserError(
                _("This is not a list of pairings"),
                _("{file} has no columns called product and partner").format(file=name),
                _("Give the first row these titles; SKUs or names below them"),
            )

    ways = Ways(on, accepts=True, kind_in_sales=kind_finder(analysis))
    return PairingList(name, understand(rows, columns, names, ways), names, on)


def take_clipboard(
    text: str, targets: Sequence[Target], fields: Sequence[Field | None], analysis: Analysis,
    plan: Plan, on: str, *, spread: bool,
) -> PairingList:  # fmt: skip
    """What a spreadsheet copied, pasted at these rows and columns (see `paste_block`)."""
    names = product_names(analysis, plan)
    ways = Ways(on, blank_clears=True, kind_in_sales=kind_finder(analysis))
    found = paste_block(split_rows(text), targets, fields, names, ways, spread=spread)
    return PairingList(_("the clipboard"), found, names, on)


def kind_finder(analysis: Analysis) -> Callable[[Pair], Kind | None]:
    """What the sales say of a pair; None where they say nothing."""

    def find(pair: Pair) -> Kind | None:
        row = analysis.pair_row(*pair)
        return KINDS[int(analysis.pairs.kind[row])] if row is not None else None

    return find


def diff_lines(diff: ListDiff) -> Sequence[str]:
    """The list's counts and the rows not understood, for a reader of plain text."""
    counts = _("{new} new, {changed} changed, {same} as they were, {locked} locked").format(
        new=count_text(diff.count(Step.NEW)),
        changed=count_text(diff.count(Step.CHANGED)),
        same=count_text(diff.count(Step.SAME)),
        locked=count_text(diff.count(Step.LOCKED)),
    )
    lines = [counts]
    for problem in diff.problems[:TOLD]:
        words = _("row {row}: {reason}").format(row=problem.row, reason=problem.reason)
        if problem.near:
            words += " " + _("(perhaps {names})").format(names=", ".join(problem.near))
        lines.append(words)
    more = len(diff.problems) - TOLD
    if more > 0:
        lines.append(
            plural("{n} more row was not understood", "{n} more rows were not understood", more)
        )
    return lines


def write_pairing_list(
    path: Path, plan: Plan, analysis: Analysis | None, progress: Progress | None = None
) -> int:
    """Write every ruling on a pair, and the places of lists ordered by hand, as a CSV file that
    `read_pairing_list` takes back; returns the number of rows. Raises UserError."""
    from xsell_desktop.tables.write import write_csv
    from xsell_desktop.workflow.pairing_lists.writing import list_table

    (progress or Progress()).step(_("Saving {file}").format(file=path.name))
    frame = list_table(plan, analysis.name_of if analysis is not None else str)
    write_csv(frame, path)
    return len(frame)
