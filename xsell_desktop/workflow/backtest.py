"""How well each ranking predicts a shop's own later orders, in the app and as a table of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.workflow.following import follow_products
from xsell_desktop.workflow.verbs import (
    Maps,
    Merges,
    import_files,
    merged_lines,
    open_project,
)

if TYPE_CHECKING:
    from xsell_desktop.mining.ranking.contest_result import Contest, Standing, TaskResult

SEEDS = 5


@dataclass(frozen=True)
class BacktestChoices:
    """What to test on: files, a saved project, or files on top of one."""

    exports: Sequence[Path] = ()
    catalogues: Sequence[Path] = ()
    maps: Maps = field(default_factory=dict)
    project: Path | None = None
    seeds: int = SEEDS


def backtest(
    sales: Sales, settings: Settings, progress: Progress | None = None, *, seeds: int = SEEDS,
    merges: Merges | None = None,
) -> Contest:  # fmt: skip
    """Let all scorers learn the earlier orders and ask them about the later ones.

    Raises UserError when there is no sale at all, `Cancelled` when `progress` is cancelled.
    """
    from xsell_desktop.mining.counting.baskets import fill_baskets
    from xsell_desktop.mining.ranking.contest import run_contest
    from xsell_desktop.mining.ranking.history import history_of

    if not sales:
        raise UserError(
            _("There are no sales yet"), "", _("Import an orders export of your shop first.")
        )
    progress = progress or Progress()
    progress.step(_("Joining imports"), 0.0)
    lines, _facts = merged_lines(sales, settings.roll_up_variants, merges)
    baskets = fill_baskets(lines, settings)
    names = [lines.product_names[code] for code in baskets.product_code]
    return run_contest(history_of(baskets, names), progress, seeds=seeds)


def use_contest(settings: Settings, contest: Contest) -> Settings:
    """The settings with the rankings that the contest chose."""
    from xsell_desktop.mining.ranking.spec import apply_contest

    return apply_contest(settings, contest)


def backtest_files(choices: BacktestChoices, progress: Progress | None = None) -> Contest:
    """The same for the files and project of a choice; raises UserError."""
    progress = progress or Progress()
    sales, plan = Sales(), Plan()
    if choices.project is not None:
        project = open_project(choices.project, progress.part(0.0, 0.1))
        sales, plan = project.sales, project.plan
    files = [*choices.exports, *choices.catalogues]
    if files:
        imported = import_files(sales, files, choices.maps, progress.part(0.1, 0.3))
        plan = follow_products(plan, sales, imported.sales)
        sales = imported.sales
    return backtest(
        sales, plan.settings, progress.part(0.3, 1.0), seeds=choices.seeds, merges=merges_of(plan)
    )


def backtest_lines(contest: Contest) -> list[str]:
    """The contest as lines of text: a table a task, what was chosen, what is not sure."""
    known = plural("{n} product", "{n} products", contest.known_products)
    lines = [
        _("{orders} orders: {learnt} to learn from, {test} later ones to ask about.").format(
            orders=count_text(contest.orders),
            learnt=count_text(contest.learn_orders),
            test=count_text(contest.test_orders),
        ),
        _(
            "{asked} of these hold two or more of the {known} in enough orders; each is "
            "asked about {n} times."
        ).format(asked=count_text(contest.questions), known=known, n=contest.seeds),
    ]
    if contest.test_from:
        lines.append(_("The later orders begin on {day}.").format(day=contest.test_from))
    for task, result in contest.tasks.items():
        lines += ["", _task_title(task), *_table(result), "", result.why]
    return [*lines, *(["", *contest.warnings] if contest.warnings else [])]


def _task_title(task: str) -> str:
    titles = {
        "pair": _("Goes with this product: one product is given"),
        "rest": _("Completes this basket: all products but one are given"),
    }
    return titles.get(task, task)


def _table(result: TaskResult) -> list[str]:
    head = ("", _("scorer"), "HR@10", "±", "NDCG@10", "MRR", _("reach"), _("top 10"), _("settings"))
    rows = [head, *(_row(standing, result) for standing in result.standings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return [
        "  ".join(
            cell.ljust(width) if column in (0, 1, len(head) - 1) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _row(standing: Standing, result: TaskResult) -> tuple[str, ...]:
    settings = ", ".join(f"{name} {value:g}" for name, value in standing.settings.items() if value)
    return (
        "*" if standing.name == result.chosen else " ",
        standing.title,
        f"{standing.hr10.mean:.4f}",
        f"{standing.hr10.sd:.4f}",
        f"{standing.ndcg10.mean:.4f}",
        f"{standing.mrr.mean:.4f}",
        f"{standing.reach.mean:.0%}",
        f"{standing.top10_share.mean:.0%}",
        settings,
    )
