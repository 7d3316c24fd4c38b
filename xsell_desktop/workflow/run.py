"""The main job without a window: exports in, a folder of results out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xsell_desktop
from xsell_desktop.domain.edits import change_settings
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _
from xsell_desktop.workflow.backtest import backtest, use_contest
from xsell_desktop.workflow.following import follow_products
from xsell_desktop.workflow.outputs import (
    Material,
    Output,
    check_folder,
    preview_output,
    write_exports,
)
from xsell_desktop.workflow.pairing_lists.diff import ListDiff
from xsell_desktop.workflow.pairing_lists.taking import read_pairing_list
from xsell_desktop.workflow.summary import summarise, write_json
from xsell_desktop.workflow.verbs import (
    Maps,
    Places,
    analyse,
    import_files,
    open_project,
    save_project,
)

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Intake

RUN_OUTPUTS = (
    "recommendations.csv", "pairs.csv", "bundles.csv", "kpis.csv", "alternatives.csv",
    "follow_ups.csv", "follow_ups_due.csv", "segments.csv", "effect.csv", "coverage.csv",
    "graph.graphml", "charts",
)  # fmt: skip


@dataclass(frozen=True)
class RunChoices:
    """What to read and write. `top` None keeps the plan's; `project` is imported on top of;
    `backtest` chooses the rankings first; `pairings` are lists of decisions to take."""

    exports: Sequence[Path]
    out: Path
    catalogues: Sequence[Path] = ()
    shops: Sequence[str] = ()
    top: int | None = None
    maps: Maps = field(default_factory=dict)
    project: Path | None = None
    replace: bool = False
    backtest: bool = False
    pairings: Sequence[Path] = ()


@dataclass(frozen=True)
class Run:
    """What came of it: the summary as written to summary.json, and the outputs."""

    summary: dict[str, Any]
    outputs: tuple[Output, ...]
    unchecked: tuple[str, ...]
    lists: Mapping[str, ListDiff] = field(default_factory=dict)  # by file name


def run(choices: RunChoices, progress: Progress | None = None) -> Run:
    """Import, mine and write everything below `choices.out`; raises UserError."""
    progress = progress or Progress()
    target = choices.out / "project.xsell"
    if os.path.lexists(target) and not choices.replace:
        raise UserError(
            _("There is a project in the folder already"),
            str(target),
            _("Choose another folder, or say --replace to write over it."),
        )
    check_folder(choices.out)
    sales, plan, before = _start(choices)
    files = [*choices.exports, *choices.catalogues]
    imported = import_files(sales, files, choices.maps, progress.part(0.0, 0.4))
    plan = follow_products(plan, sales, imported.sales)
    if choices.backtest:
        contest = backtest(
            imported.sales, plan.settings, progress.part(0.4, 0.5), merges=merges_of(plan)
        )
        plan = change_settings(plan, use_contest(plan.settings, contest))
    analysis = analyse(
        imported.sales, plan.settings, progress.part(0.5, 0.7), before=before,
        merges=merges_of(plan),
    )  # fmt: skip
    plan, lists = _take_lists(choices.pairings, plan, analysis)
    material = Material(imported.sales, plan, analysis, since=len(sales.imports))
    for shop in choices.shops:
        preview_output(material, shop, 0)  # one that cannot be written says so before any file is
    changed = ("changes.csv",) if choices.project is not None else ()
    names = [*RUN_OUTPUTS, *changed, *choices.shops]
    outputs = write_exports(material, choices.out, names, progress.part(0.7, 0.95))
    rejected = _write_rejected(choices.out, imported.intakes)
    save_project(target, imported.sales, plan, places=analysis.products.places)
    summary = {
        "program": "xsell-desktop",
        "version": xsell_desktop.__version__,
        **summarise(material, [intake.report for intake in imported.intakes]),
        "pairing_lists": [{"file": name, **diff.as_json()} for name, diff in lists.items()],
        "files": sorted(
            path.relative_to(choices.out).as_posix()
            for path in (*(f for o in outputs for f in o.files), *rejected, target)
        ),
        "notes": {output.name: list(output.notes) for output in outputs if output.notes},
    }
    write_json(summary, choices.out / "summary.json")
    unchecked = tuple(output.name for output in outputs if not output.checked)
    return Run(summary, outputs, unchecked, lists)


def _start(choices: RunChoices) -> tuple[Sales, Plan, Places]:
    sales, plan = Sales(), Plan()
    before: Places = {}
    if choices.project is not None:
        project = open_project(choices.project)
        sales, plan, before = project.sales, project.plan, project.places
    if choices.top is not None:
        plan = change_settings(plan, replace(plan.settings, top=choices.top))
    return sales, plan, before


def _take_lists(
    paths: Sequence[Path], plan: Plan, analysis: Analysis
) -> tuple[Plan, dict[str, ListDiff]]:
    """The plan with the decisions of lists, dated by the last order: runs can be repeated."""
    lists: dict[str, ListDiff] = {}
    for path in paths:
        found = read_pairing_list(path, analysis, plan, analysis.last_date)
        diff = lists[path.name] = found.compare(plan)
        plan = diff.plan
    return plan, lists


def _write_rejected(folder: Path, intakes: Sequence[Intake]) -> tuple[Path, ...]:
    """`rejected_rows.csv` (file, row, reason) when any row was refused; never the row's text."""
    reports: list[Report] = [intake.report for intake in intakes]
    if not any(report.rows_refused_total for report in reports):
        return ()
    import pandas as pd

    from xsell_desktop.tables.write import write_csv

    frame = pd.DataFrame(
        [(r.file, row, reason) for r in reports for row, reason in r.rows_refused],
        columns=["file", "row", "reason"],
    )
    write_csv(frame, folder / "rejected_rows.csv")
    return (folder / "rejected_rows.csv",)
