"""Everything that can be written from an analysis and a plan, each output by its name."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _
from xsell_desktop.tokens import LIGHT, Theme
from xsell_desktop.workflow.changes import LATEST, compare
from xsell_desktop.workflow.coverage import cover
from xsell_desktop.workflow.effect import count_effect, expect_effect
from xsell_desktop.workflow.follow_ups import day_after, due_orders, follow_ups
from xsell_desktop.workflow.segments import study_segments
from xsell_desktop.workflow.verbs import measure, pick_all

if TYPE_CHECKING:
    from pandas import DataFrame

    from xsell_desktop.kpis.coverage import Coverage
    from xsell_desktop.kpis.effect import Effect
    from xsell_desktop.kpis.summary import Kpis
    from xsell_desktop.mining.analysis import Analysis
    from xsell_desktop.mining.changes import Changes
    from xsell_desktop.mining.picks import Picks
    from xsell_desktop.mining.segments.study import SegmentStudy
    from xsell_desktop.sales.catalogue import Catalogue


@dataclass(frozen=True)
class Output:
    """What one output became: its files and what the user should know (how to import it)."""

    name: str
    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    checked: bool = True


@dataclass(frozen=True)
class Material:
    """What outputs are written from; lists and figures are computed once, when first asked.

    `since` is the place of the first import that is new, for what changed.
    """

    sales: Sales
    plan: Plan
    analysis: Analysis
    theme: Theme = LIGHT
    chart_format: str = "png"
    since: int = LATEST

    @cached_property
    def picks(self) -> Picks:
        """Every product's list."""
        return pick_all(self.analysis, self.plan)

    @cached_property
    def changes(self) -> Changes | None:
        """What the new imports changed; None where they brought no new order."""
        found = compare(self.sales, self.analysis, self.since)
        return found.changes if found is not None else None

    @cached_property
    def effect(self) -> Effect | None:
        """What the plan may bring a month; None where nothing can be said of one."""
        from xsell_desktop.kpis.tiles import Missing

        base = count_effect(self.sales, self.plan, self.analysis, picks=self.picks)
        return None if isinstance(base, Missing) else expect_effect(base, self.plan.settings)

    @cached_property
    def up_sells(self) -> Picks:
        """The better products to show instead."""
        from xsell_desktop.mining.up_sells import up_sell_picks

        return up_sell_picks(self.analysis, self.plan)

    @cached_property
    def kpis(self) -> Kpis:
        """The shop's figures."""
        return measure(self.sales, self.plan, self.analysis, picks=self.picks)

    @cached_property
    def coverage(self) -> Coverage:
        """Where every list comes from."""
        return cover(self.sales, self.plan, self.analysis, picks=self.picks)

    @cached_property
    def segments(self) -> SegmentStudy:
        """Segments of the orders, and where pairs differ between them."""
        return study_segments(self.sales, self.analysis)

    @cached_property
    def catalogues(self) -> tuple[Catalogue, ...]:
        """The catalogues, in the order they were imported."""
        return tuple(item.catalogue for item in self.sales.catalogues)


Writer = Callable[[Material, Path, Progress], tuple[Path, ...]]


def _table(frame: Callable[[Material], DataFrame], name: str) -> Writer:
    def write(material: Material, folder: Path, _progress: Progress) -> tuple[Path, ...]:
        from xsell_desktop.tables.write import write_csv

        path = folder / name
        write_csv(frame(material), path)
        return (path,)

    return write


def _recommendations(material: Material) -> DataFrame:
    from xsell_desktop.tables.recommendations import recommendation_table

    return recommendation_table(material.picks)


def _pairs(material: Material) -> DataFrame:
    from xsell_desktop.tables.pairs import pair_table

    return pair_table(material.analysis, material.plan)


def _bundles(material: Material) -> DataFrame:
    from xsell_desktop.tables.bundles import bundle_table

    return bundle_table(material.analysis, material.plan)


def _kpis(material: Material) -> DataFrame:
    from xsell_desktop.tables.kpis import kpi_table

    return kpi_table(material.kpis)


def _alternatives(material: Material) -> DataFrame:
    from xsell_desktop.tables.alternatives import alternative_table

    return alternative_table(material.analysis)


def _follow_ups(material: Material) -> DataFrame:
    from xsell_desktop.tables.follow_ups import follow_up_table

    return follow_up_table(follow_ups(material.analysis), material.analysis)


def _due(material: Material) -> DataFrame:
    from xsell_desktop.tables.follow_ups import due_table

    analysis, products = material.analysis, material.analysis.products
    on = day_after(analysis)
    due = (
        due_orders(material.sales, analysis, follow_ups(analysis), on, plan=material.plan)
        if on is not None
        else []
    )
    return due_table(due, dict(zip(products.keys, products.names, strict=True)))


def _changes(material: Material) -> DataFrame:
    from xsell_desktop.tables.changes import change_table

    return change_table(material.changes, material.analysis)


def _effect(material: Material) -> DataFrame:
    from xsell_desktop.tables.effect import effect_table

    products, plan = material.analysis.products, material.plan
    names = dict(zip(products.keys, products.names, strict=True))
    names |= {key: bundle.name for key, bundle in plan.bundles.items()}
    return effect_table(material.effect, plan.settings, names)


def _coverage(material: Material) -> DataFrame:
    from xsell_desktop.tables.coverage import coverage_table

    return coverage_table(material.coverage)


def _segments(material: Material) -> DataFrame:
    from xsell_desktop.tables.segments import segment_table

    return segment_table(material.segments, material.analysis)


FRAMES: Mapping[str, Callable[[Material], DataFrame]] = {
    "recommendations.csv": _recommendations,
    "recommendations.xlsx": _recommendations,
    "pairs.csv": _pairs,
    "bundles.csv": _bundles,
    "kpis.csv": _kpis,
    "alternatives.csv": _alternatives,
    "follow_ups.csv": _follow_ups,
    "follow_ups_due.csv": _due,
    "segments.csv": _segments,
    "changes.csv": _changes,
    "effect.csv": _effect,
    "coverage.csv": _coverage,
}


def _write_workbook(material: Material, folder: Path, _progress: Progress) -> tuple[Path, ...]:
    from xsell_desktop.tables.write import write_xlsx

    path = folder / "recommendations.xlsx"
    write_xlsx({_("Recommendations"): _recommendations(material)}, path)
    return (path,)


def _write_graph(material: Material, folder: Path, _progress: Progress) -> tuple[Path, ...]:
    from xsell_desktop.tables.graphml import write_graphml

    path = folder / "graph.graphml"
    write_graphml(material.analysis, material.plan, path)
    return (path,)


def _write_charts(material: Material, folder: Path, progress: Progress) -> tuple[Path, ...]:
    from xsell_desktop.charts import CHARTS
    from xsell_desktop.charts.figure import save_chart

    paths = []
    for place, (name, chart) in enumerate(CHARTS.items()):
        progress.step(_("Drawing charts"), place / len(CHARTS))
        path = folder / "charts" / f"{name}.{material.chart_format}"
        save_chart(chart, material.kpis, path, material.theme)
        paths.append(path)
    return tuple(paths)


OUTPUTS: Mapping[str, Writer] = {
    "recommendations.csv": _table(_recommendations, "recommendations.csv"),
    "recommendations.xlsx": _write_workbook,
    "pairs.csv": _table(_pairs, "pairs.csv"),
    "bundles.csv": _table(_bundles, "bundles.csv"),
    "kpis.csv": _table(_kpis, "kpis.csv"),
    "alternatives.csv": _table(_alternatives, "alternatives.csv"),
    "follow_ups.csv": _table(_follow_ups, "follow_ups.csv"),
    "follow_ups_due.csv": _table(_due, "follow_ups_due.csv"),
    "segments.csv": _table(_segments, "segments.csv"),
    "changes.csv": _table(_changes, "changes.csv"),
    "effect.csv": _table(_effect, "effect.csv"),
    "coverage.csv": _table(_coverage, "coverage.csv"),
    "graph.graphml": _write_graph,
    "charts": _write_charts,
}


def check_folder(folder: Path) -> None:
    """Raises UserError when a folder could not be made or written to; makes nothing."""
    try:
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    except OSError as error:
        raise _unwritable(folder, str(error.strerror)) from error
    if not there.is_dir():
        raise _unwritable(folder, _("{name} is a file").format(name=there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise _unwritable(folder, _("you may not write there"))


def _unwritable(folder: Path, why: str) -> UserError:
    return UserError(
        _("The folder cannot be written to"), f"{folder}: {why}", _("Choose another folder.")
    )


def write_exports(
    material: Material, folder: Path, names: Sequence[str], progress: Progress | None = None
) -> tuple[Output, ...]:
    """Write the named outputs (of `OUTPUTS`, or shop ids) below a folder, in that order.

    A shop's files go to a folder of its name. Raises UserError for the first that cannot be
    written; those before it stay.
    """
    progress = progress or Progress()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, str(error.strerror)) from error
    outputs = []
    for place, name in enumerate(names):
        progress.step(_("Writing {name}").format(name=name), place / len(names))
        if name in OUTPUTS:
            part = progress.part(place / len(names), (place + 1) / len(names))
            outputs.append(Output(name, OUTPUTS[name](material, folder, part)))
        else:
            outputs.append(_write_shop(material, folder / name, name))
    return tuple(outputs)


def _write_shop(material: Material, folder: Path, shop: str) -> Output:
    from xsell_desktop.shops.targets import TARGETS

    keys = (*material.analysis.products.keys, *material.analysis.unsold.keys)
    written = TARGETS[shop].write(
        material.picks, material.catalogues, folder, product_keys=keys, up_sells=material.up_sells
    )
    return Output(shop, written.files, written.notes, written.checked)


def preview_output(
    material: Material, name: str, rows: int = 50
) -> tuple[list[str], list[list[str]], int]:
    """Header, first rows and number of rows of a table output or a shop's file."""
    if name in FRAMES:
        from xsell_desktop.tables.write import csv_rows

        frame = FRAMES[name](material)
        header, *cells = csv_rows(frame.head(rows))
        return header, cells, len(frame)
    from xsell_desktop.shops.targets import TARGETS

    keys = (*material.analysis.products.keys, *material.analysis.unsold.keys)
    table = TARGETS[name].preview(material.picks, material.catalogues, product_keys=keys)
    return table[0], table[1 : rows + 1], len(table) - 1
