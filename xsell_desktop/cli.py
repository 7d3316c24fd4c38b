"""The command line: the second front end, without Qt."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from xsell_desktop import __version__, workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.filters import FILTERS
from xsell_desktop.sales.report import Report
from xsell_desktop.texts import _, count_text

SHOPS = (
    "woocommerce", "shopify", "matrixify", "magento", "prestashop", "opencart", "odoo",
    "bigcommerce", "plain",
)  # fmt: skip
COMMANDS = ("inspect", "run", "export", "backtest", "self-test")
MOST_PICKS = 1_000_000
MOST_SEEDS = 100
DONE, REFUSED = 0, 3  # argparse leaves with 2 on wrong usage


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code. Foreseen failures go to stderr in one line."""
    choice = _parser().parse_args(list(arguments))
    try:
        return int(choice.command(choice))
    except workflow.MappingNeeded as needed:
        _complain(needed)
        print(_("Save the mapping below, complete it and pass it with --map."), file=sys.stderr)
        _print(workflow.as_json(needed.column_map.to_json()))
        return REFUSED
    except UserError as error:
        _complain(error)
        return REFUSED
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stdout = None
        return DONE
    except KeyboardInterrupt:
        print(_("Stopped; nothing more is written."), file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xsell-desktop",
        description=_("Turns a shop's sales exports into cross-selling it can act on."),
        epilog=_(
            "Without a command the window opens, on the files that are named; "
            "`demo` opens it on the sample shop."
        ),
    )
    parser.add_argument("--version", action="version", version=f"xsell-desktop {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    inspect = commands.add_parser("inspect", help=_("say what files are; writes nothing"))
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE")
    inspect.add_argument("--json", action="store_true", help=_("a list, one object a file"))
    inspect.add_argument(
        "--cells", action="store_true", help=_("print the table as read, as JSON lines")
    )
    inspect.add_argument("--sheet", default="", help=_("the sheet of a workbook"))
    _add_mapping(inspect)
    inspect.set_defaults(command=_inspect)

    run = commands.add_parser("run", help=_("the main job without a window"))
    run.add_argument("exports", nargs="+", type=Path, metavar="EXPORT")
    run.add_argument("--catalogue", action="append", type=Path, default=[], metavar="FILE")
    run.add_argument("--out", required=True, type=Path, metavar="DIR")
    run.add_argument("--to", action="extend", nargs="+", choices=SHOPS, default=[], metavar="SHOP")
    run.add_argument("--top", type=_positive, metavar="N", help=_("picks a product"))
    _add_mapping(run)
    run.add_argument("--project", type=Path, metavar="FILE", help=_("import on top of a project"))
    run.add_argument(
        "--pairings", action="append", type=Path, default=[], metavar="FILE",
        help=_("take the decisions of a list: product, partner and what is said of them"),
    )  # fmt: skip
    run.add_argument("--replace", action="store_true", help=_("write over DIR/project.xsell"))
    run.add_argument("--backtest", action="store_true", help=_("choose the rankings first"))
    run.add_argument("--json", action="store_true", help=_("print summary.json on stdout"))
    run.set_defaults(command=_run)

    export = commands.add_parser("export", help=_("one shop's file from a saved project"))
    export.add_argument("project", type=Path, metavar="PROJECT.xsell")
    export.add_argument("--to", required=True, choices=SHOPS, metavar="SHOP")
    export.add_argument("--out", required=True, type=Path, metavar="DIR")
    export.set_defaults(command=_export)

    backtest = commands.add_parser(
        "backtest", help=_("how well each ranking predicts the shop's own later orders")
    )
    backtest.add_argument("exports", nargs="*", type=Path, metavar="EXPORT")
    backtest.add_argument("--catalogue", action="append", type=Path, default=[], metavar="FILE")
    backtest.add_argument("--project", type=Path, metavar="FILE", help=_("a saved project's sales"))
    backtest.add_argument("--seeds", type=_seeds, default=workflow.SEEDS, metavar="N")
    _add_mapping(backtest)
    backtest.add_argument("--json", action="store_true", help=_("print the figures as JSON"))
    backtest.set_defaults(command=_backtest, usage=backtest.error)

    test = commands.add_parser("self-test", help=_("prove that this copy is complete"))
    test.set_defaults(command=_self_test)
    return parser


def _add_mapping(command: argparse.ArgumentParser) -> None:
    """The arguments that say how sales files are read."""
    command.add_argument("--map", type=Path, metavar="FILE", help=_("a saved column mapping"))
    rules = [rule.id for rule in FILTERS]
    for name, target, words in (
        ("--with", "rules_on", _("switch a clean-up rule on: {rules}")),
        ("--without", "rules_off", _("switch a clean-up rule off")),
    ):
        command.add_argument(
            name,
            dest=target,
            metavar="RULE",
            choices=rules,
            action="append",
            default=[],
            help=words.format(rules=", ".join(rules)),
        )


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_PICKS:
        raise argparse.ArgumentTypeError(_("must be between 1 and a million"))
    return number


def _seeds(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_SEEDS:
        raise argparse.ArgumentTypeError(_("must be between 1 and 100"))
    return number


def _inspect(choice: argparse.Namespace) -> int:
    if choice.cells:
        return _print_cells(choice.files, choice.sheet)
    reports, failed = [], False
    saved = _asked_map(choice)
    maps = _maps_for(choice.files, saved)
    joins = workflow.find_joins(choice.files, maps)
    for path in choice.files:
        try:
            intake = workflow.read_files(joins.group(path), maps, _progress(), joins=joins)[0]
        except UserError as error:
            failed = True
            _complain(error)
            told = tuple(text for text in (str(error), error.copy_text) if text)
            reports.append(Report(path.name, "unreadable", "none", warnings=told))
        else:
            reports.append(intake.report)
    if choice.json:
        _print(workflow.as_json([report.to_json() for report in reports]))
    else:
        _print("\n".join(line for r in reports for line in workflow.report_lines(r)) + "\n")
    return REFUSED if failed else DONE


def _maps_for(paths: Sequence[Path], saved: ColumnMap | None) -> dict[Path, ColumnMap]:
    """The saved mapping for each file but the table of orders that it names."""
    return {path: saved for path in paths if saved is not None and path.name != saved.orders}


def _print_cells(paths: Iterable[Path], sheet: str) -> int:
    from xsell_desktop.sales.cells import cells

    for path in paths:
        for row in cells(path, sheet):
            _print(json.dumps(row, ensure_ascii=False) + "\n")
    return DONE


def _run(choice: argparse.Namespace) -> int:
    saved = _asked_map(choice)
    result = workflow.run(
        workflow.RunChoices(
            exports=choice.exports,
            out=choice.out,
            catalogues=choice.catalogue,
            shops=tuple(dict.fromkeys(choice.to)),
            top=choice.top,
            maps=_maps_for(choice.exports, saved),
            project=choice.project,
            replace=choice.replace,
            backtest=choice.backtest,
            pairings=choice.pairings,
        ),
        _progress(),
    )
    _say_unchecked(result.unchecked)
    for name, diff in result.lists.items():
        for line in workflow.diff_lines(diff):
            print(f"{name}: {line}", file=sys.stderr)
    summary = result.summary
    if choice.json:
        _print(workflow.as_json(summary))
        return DONE
    _print(
        _(
            "{orders} orders, {products} products; {pairs} pairs counted, {kept} kept.\n"
            "{picks} recommendations for {listed} products.\n"
        ).format(
            orders=count_text(summary["orders"]),
            products=count_text(summary["products"]),
            pairs=count_text(summary["pairs_counted"]),
            kept=count_text(summary["pairs_kept"]),
            picks=count_text(summary["recommendations"]),
            listed=count_text(summary["products_with_recommendations"]),
        )
    )
    _print("".join(f"  {choice.out / name}\n" for name in [*summary["files"], "summary.json"]))
    return DONE


def _export(choice: argparse.Namespace) -> int:
    progress = _progress()
    project = workflow.open_project(choice.project, progress)
    analysis = workflow.analyse(
        project.sales, project.plan.settings, progress, before=project.places,
        merges=merges_of(project.plan),
    )  # fmt: skip
    material = workflow.Material(project.sales, project.plan, analysis)
    (output,) = workflow.write_exports(material, choice.out, [choice.to], progress)
    _say_unchecked(() if output.checked else (output.name,))
    _print("".join(f"{path}\n" for path in output.files))
    return DONE


def _backtest(choice: argparse.Namespace) -> int:
    if not choice.exports and choice.project is None:
        choice.usage(_("name an EXPORT or a --project"))
    files = workflow.BacktestChoices(
        exports=choice.exports,
        catalogues=choice.catalogue,
        maps=_maps_for(choice.exports, _asked_map(choice)),
        project=choice.project,
        seeds=choice.seeds,
    )
    contest = workflow.backtest_files(files, _progress())
    if choice.json:
        _print(workflow.as_json(contest.as_json()))
    else:
        _print("\n".join(workflow.backtest_lines(contest)) + "\n")
    return DONE


def _self_test(_choice: argparse.Namespace) -> int:
    result = workflow.self_test()
    _print(
        _("self-test passed: {orders} orders, {picks} recommendations, {files} files\n").format(
            orders=count_text(result.summary["orders"]),
            picks=count_text(result.summary["recommendations"]),
            files=count_text(len(result.summary["files"])),
        )
    )
    return DONE


def _asked_map(choice: argparse.Namespace) -> ColumnMap | None:
    """How the arguments ask for files to be read; None where they say nothing."""
    saved = _read_map(choice.map)
    rules = {**dict.fromkeys(choice.rules_on, True), **dict.fromkeys(choice.rules_off, False)}
    sheet = getattr(choice, "sheet", "")
    if not rules and not sheet:
        return saved
    saved = saved or ColumnMap(format="")
    return replace(saved, filters={**saved.filters, **rules}, sheet=sheet or saved.sheet)


def _read_map(path: Path | None) -> ColumnMap | None:
    if path is None:
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(
            _("The mapping file cannot be read"),
            f"{path}: {error}",
            _("Write it anew from what `run` prints for a file it does not know."),
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("columns"), dict):
        raise UserError(
            _("The mapping file is not a mapping"),
            str(path),
            _("It needs an object with a `columns` object in it."),
        )
    try:
        return ColumnMap.from_json(data)
    except ValueError as error:
        raise UserError(
            _("The mapping file cannot be used"),
            f"{path}: {error}",
            _("Correct this entry, or write the file anew from what `run` prints."),
        ) from error


def _say_unchecked(shops: Iterable[str]) -> None:
    for shop in shops:
        text = _("{shop}: unchecked, as no catalogue of the shop names all of its products")
        print(text.format(shop=shop), file=sys.stderr)


def _progress() -> Progress:
    """Progress on stderr, and only when a person watches it."""
    if not sys.stderr.isatty():
        return Progress()

    def show(label: str, share: float) -> None:
        done = "" if share < 0 else f" {share:4.0%}"
        print(f"\r\033[K{label}{done}", end="", file=sys.stderr, flush=True)

    return Progress(show)


def _complain(error: UserError) -> None:
    print(f"error: {error}", file=sys.stderr)
    if error.copy_text:
        print(error.copy_text, file=sys.stderr)


def _print(text: str) -> None:
    sys.stdout.write(text)
