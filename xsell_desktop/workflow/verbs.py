"""Import, mine, measure, open and save: each verb one function.

pandas, scipy, networkx and matplotlib are loaded inside the functions, so that the window can
paint before any of them is.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from platformdirs import user_data_path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.resources import resource
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.sales import CatalogueImport, Import, Sales
from xsell_desktop.texts import _

if TYPE_CHECKING:
    from xsell_desktop.kpis.summary import Kpis
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.counting.kept_counts import KeptCounts
    from xsell_desktop.mining.picks import Picks
    from xsell_desktop.project.file import Project
    from xsell_desktop.sales.catalogue import Catalogue
    from xsell_desktop.sales.intake import Intake, Preview
    from xsell_desktop.sales.joins import Joins
    from xsell_desktop.sales.lines import Lines, ProductFacts

Maps = Mapping[Path, ColumnMap]

Merged = tuple["Lines", "ProductFacts"]
Merges = Mapping[str, str]
Places = Mapping[str, tuple[float, float]]

_merged: WeakKeyDictionary[Sales, dict[bool, Merged]] = WeakKeyDictionary()
_joined: WeakKeyDictionary[Sales, dict[bool, tuple[dict[str, str], Merged]]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Imported:
    """The sales with new imports on top, and what each file was found to be."""

    sales: Sales
    intakes: tuple[Intake, ...]


class MappingNeeded(UserError):
    """A table whose columns are not certain; `column_map` is the mapping to complete.

    `why` and `step` say what else is not.
    """

    def __init__(self, path: Path, column_map: ColumnMap, why: str = "", step: str = "") -> None:
        why = why or _("{file} is a table whose columns this program cannot name for sure.")
        super().__init__(
            _("The columns are not certain"),
            why.format(file=path.name),
            step or _("Say which column holds the order, the product and the quantity."),
        )
        self.path = path
        self.column_map = column_map


def sample_files() -> list[Path]:
    """The sample shop: its orders and its catalogue."""
    return [
        resource("samples", "trailhead-orders.csv"),
        resource("samples", "trailhead-products-woocommerce.csv"),
    ]


def customer_salt() -> bytes:
    """The secret that customers are hashed with: made once a machine, outside every project.

    Where it cannot be kept, a passing one serves: customers are then not recognised again.
    """
    path = user_data_path("xsell-desktop", appauthor=False) / "customer-salt"
    try:
        kept = path.read_bytes() if path.is_file() else b""
        if kept:
            return kept
        salt = secrets.token_bytes(16)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(salt)
        path.chmod(0o600)
        return salt
    except OSError:
        return secrets.token_bytes(16)


def preview_file(path: Path, column_map: ColumnMap | None = None, rows: int = 50) -> Preview:
    """What a file is and its first rows as read, without reading it whole."""
    from xsell_desktop.sales.intake import preview
    from xsell_desktop.shops import LAYOUTS

    return preview(path, LAYOUTS, column_map, rows=rows)


def find_joins(paths: Sequence[Path], maps: Maps | None = None) -> Joins:
    """Which of these files is the table of orders of which order lines."""
    from xsell_desktop.sales import joins
    from xsell_desktop.shops import LAYOUTS

    return joins.find_joins(paths, LAYOUTS, maps or {}) if len(paths) > 1 else joins.Joins()


def read_files(
    paths: Sequence[Path],
    maps: Maps | None = None,
    progress: Progress | None = None,
    catalogues: Sequence[Catalogue] = (),
    joins: Joins | None = None,
) -> list[Intake]:
    """Read each file whole, the product lists among them first, as they tell (together with the
    `catalogues` there are) what the others mean; raises UserError for one that cannot be read.

    Tables of orders are joined to the order lines they belong to, as `joins` says.
    """
    from xsell_desktop.sales.intake import read, take_heads
    from xsell_desktop.shops import LAYOUTS

    progress = progress or Progress()
    salt = customer_salt()
    maps = maps or {}
    joins = joins or find_joins(paths, maps)
    intakes: dict[Path, Intake] = {}
    known = [*catalogues]
    heads = {joins.heads[path].path for path in paths if path in joins.heads}
    sorted_paths = [path for path in paths if path not in heads]
    sorted_paths.sort(key=lambda path: joins.kinds.get(path) != "catalogue")
    sizes = [1 + (path.stat().st_size if path.is_file() else 0) for path in sorted_paths]
    for place, path in enumerate(sorted_paths):
        before, after = sum(sizes[:place]) / sum(sizes), sum(sizes[: place + 1]) / sum(sizes)
        part = progress.part(before, after)
        column_map, table = joins.mapped(path, maps.get(path)), joins.heads.get(path)
        if path in joins.doubtful and column_map is not None:
            raise _join_doubtful(path, preview_file(path, column_map, rows=0).column_map)
        intakes[path] = read(
            path, LAYOUTS, column_map, salt=salt, catalogues=known, heads=table, progress=part
        )
        if (catalogue := intakes[path].catalogue) is not None:
            known.append(catalogue)
    for path in heads & {*paths}:
        taken = take_heads(path, [*intakes.values()])
        if taken is None:  # its order lines wait for their columns
            taken = replace(read(path, LAYOUTS, maps.get(path)), needs_mapping=False)
        intakes[path] = taken
    return [intakes[path] for path in paths]


def import_files(
    sales: Sales,
    paths: Sequence[Path],
    maps: Maps | None = None,
    progress: Progress | None = None,
    on: str = "",
    known: Mapping[Path, Intake] | None = None,
) -> Imported:
    """Add files to the sales; all or none. `on` is the ISO date written beside each import.

    Files in `known` have been read already. Raises UserError when a file is unusable or its
    columns are not certain without a mapping.
    """
    from xsell_desktop.sales.intake import take_heads

    known = known or {}
    unread = [path for path in paths if path not in known]
    catalogues = [entry.catalogue for entry in sales.catalogues]
    catalogues += [intake.catalogue for intake in known.values() if intake.catalogue is not None]
    joins = find_joins(paths if unread else (), maps)
    read = read_files(unread, maps, progress, catalogues, joins)
    intakes = {**known, **dict(zip(unread, read, strict=True))}
    for table in {heads.path for heads in joins.heads.values()}:
        taken = take_heads(table, [intakes[path] for path in paths])
        intakes[table] = taken or intakes[table]
    for path in sorted(paths, key=lambda path: intakes[path].holds_heads):
        sales = _with_intake(sales, path, intakes[path], on)
    return Imported(sales, tuple(intakes[path] for path in paths))


def _with_intake(sales: Sales, path: Path, intake: Intake, on: str) -> Sales:
    report = intake.report
    if intake.needs_mapping:
        raise (
            _lines_missing(path, intake)
            if intake.holds_heads
            else MappingNeeded(path, intake.column_map)
        )
    if intake.lines is not None:
        return sales.add(Import(intake.file_id, report.file, on, report, intake.lines))
    if intake.catalogue is not None:
        return sales.add(CatalogueImport(intake.file_id, report.file, on, report, intake.catalogue))
    if intake.holds_heads:
        return sales
    raise UserError(
        _("Nothing to import"),
        _("{file} holds neither sales nor products.").format(file=path.name),
        _("Choose an orders export or a product export of your shop."),
    )


def _lines_missing(path: Path, intake: Intake) -> MappingNeeded:
    return MappingNeeded(
        path,
        replace(intake.column_map, format="plain-lines"),
        _("{file} lists orders without their lines."),
        _("Choose it together with the file of order lines, or say which column holds products."),
    )


def _join_doubtful(path: Path, column_map: ColumnMap) -> MappingNeeded:
    return MappingNeeded(
        path,
        column_map,
        _("{file} may belong to the table of orders beside it, but lists few of the same orders."),
        _("Keep `orders` in the mapping to join them, or say '-' there to leave them apart."),
    )


def merged_lines(sales: Sales, roll_up_variants: bool, merges: Merges | None = None) -> Merged:
    """All imports as one set of lines, and what the catalogues say; kept while `sales` lives.

    `merges` (key → key) are the products that the user had counted as others.
    """
    from xsell_desktop.sales.merging.merge import merge
    from xsell_desktop.sales.merging.same_products import join_same

    by_choice = _merged.setdefault(sales, {})
    if roll_up_variants not in by_choice:
        by_choice[roll_up_variants] = merge(sales, roll_up_variants)
    apart = by_choice[roll_up_variants]
    if not merges:
        return apart
    kept = _joined.setdefault(sales, {})
    known, whole = kept.get(roll_up_variants, ({}, apart))
    if known != merges:
        shelves = [entry.catalogue for entry in sales.catalogues]
        whole = join_same(*apart, shelves, dict(merges), roll_up_variants)
        kept[roll_up_variants] = dict(merges), whole
    return whole


def analysed_lines(sales: Sales, analysis: Analysis) -> Merged:
    """The lines that an analysis of these sales was made from."""
    return merged_lines(sales, analysis.settings.roll_up_variants, analysis.merges)


def analyse(
    sales: Sales, settings: Settings, progress: Progress | None = None, *, again: bool = False,
    before: Places | None = None, merges: Merges | None = None,
) -> Analysis:  # fmt: skip
    """Mine the sales; raises UserError when there is no sale at all.

    With `again`, counts are kept from one call to the next, for a program that stays open.
    `merges` (key → key) are the plan's products that count as others.
    Products lie where they did `before` (x and y by key), as far as that still fits.
    """
    from xsell_desktop.mining.mine import mine

    if not sales:
        raise UserError(
            _("There are no sales yet"), "", _("Import an orders export of your shop first.")
        )
    progress = progress or Progress()
    progress.step(_("Joining imports"), 0.0)
    lines, facts = merged_lines(sales, settings.roll_up_variants, merges)
    return mine(lines, facts, settings, progress, _kept_counts() if again else None, before)


@cache
def _kept_counts() -> KeptCounts:
    from xsell_desktop.mining.counting.kept_counts import KeptCounts

    return KeptCounts()


def pick_all(analysis: Analysis, plan: Plan, progress: Progress | None = None) -> Picks:
    """Every product's recommendation list."""
    from xsell_desktop.mining.picks import all_picks

    return all_picks(analysis, plan, progress)


def measure(
    sales: Sales,
    plan: Plan,
    analysis: Analysis,
    progress: Progress | None = None,
    picks: Picks | None = None,
) -> Kpis:
    """The shop's figures under the plan's picks."""
    from xsell_desktop.kpis.summary import measure as measure_shop

    lines, facts = analysed_lines(sales, analysis)
    picks = picks if picks is not None else pick_all(analysis, plan, progress)
    return measure_shop(lines, facts, picks, analysis, progress)


def open_project(path: Path, progress: Progress | None = None) -> Project:
    """Read a project file; raises UserError when it cannot be trusted or read."""
    from xsell_desktop.project.file import load

    return load(path, progress)


def save_project(
    path: Path, sales: Sales, plan: Plan, progress: Progress | None = None,
    places: Places | None = None,
) -> None:  # fmt: skip
    """Write a project file whole or not at all; raises UserError when it cannot be written.

    `places` tells where products lie in the picture, so that they lie there again.
    """
    from xsell_desktop.project.file import Project, save

    save(path, Project(sales, plan, places or {}), progress)
