"""One file taken in: looked at for a preview, or read whole into lines or a catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.files.sniff import Found, file_errors
from xsell_desktop.sales.files.source import count_others, guess_again, open_source
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.order_heads import KIND, NEVER, OrderHeads, read_heads
from xsell_desktop.sales.reading import (
    MONEY,
    read_basket_lines,
    read_catalogue,
    read_order_lines,
)
from xsell_desktop.sales.recognition.study import Study, study
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.rules.personal_orders import hide_people, names_people
from xsell_desktop.sales.spmf import WHOLE_LINES
from xsell_desktop.sales.values.decimal_marks import choose_decimal
from xsell_desktop.texts import _, plural


@dataclass(frozen=True)
class Preview:
    """The top of a file, and how it would be read. `certain` means no mapping is needed.

    `kind` is sales, catalogue, or none while the mapping is incomplete; `rows` are below the
    header; `message` says in words what was recognised or what is missing.
    """

    file: str
    format: str
    kind: str
    certain: bool
    header: tuple[str, ...] | None
    rows: list[list[str]]
    column_map: ColumnMap
    encoding: str
    delimiter: str
    decimal: str
    message: str


@dataclass(frozen=True, eq=False)
class Intake:
    """What one file gave: `lines` or a `catalogue`, or neither while `needs_mapping` or where its
    rows are orders (it `holds_heads`) and joined to other files' lines. `heads` were joined to
    its own lines.
    """

    report: Report
    lines: Lines | None
    catalogue: Catalogue | None
    column_map: ColumnMap
    needs_mapping: bool
    file_id: str
    heads: OrderHeads | None = None
    holds_heads: bool = False


def preview(
    path: Path, layouts: Sequence[Layout], column_map: ColumnMap | None = None, rows: int = 50
) -> Preview:
    """Look at the top of a file only; raises UserError for a file that is no table."""
    found = study(open_source(path, column_map), layouts, column_map)
    amounts = _top_cells(found, MONEY)
    quantities = _top_cells(found, ("quantity",))
    opened = found.source.found
    wished = column_map.decimal if column_map is not None else "auto"
    return Preview(
        file=opened.path.name,
        format=found.layout.id,
        kind=found.layout.kind if found.certain else "none",
        certain=found.certain and found.layout.kind != KIND,
        header=found.header,
        rows=found.rows[:rows],
        column_map=_resolved(found, column_map),
        encoding=opened.encoding,
        delimiter=_mark_of(opened),
        decimal=wished
        if wished != "auto"
        else choose_decimal(amounts, quantities, opened.delimiter)[0],
        message=found.message,
    )


def _mark_of(opened: Found) -> str:
    """What divides the cells of a line; '' where nothing does."""
    return "" if opened.workbook or opened.delimiter == WHOLE_LINES else opened.delimiter


def _top_cells(found: Study, roles: Sequence[str]) -> list[str]:
    places = [found.places[role] for role in roles if role in found.places]
    return [row[at] for row in found.rows for at in places if at < len(row)]


def read(
    path: Path,
    layouts: Sequence[Layout],
    column_map: ColumnMap | None = None,
    *,
    salt: bytes = b"",
    catalogues: Sequence[Catalogue] = (),
    heads: OrderHeads | None = None,
    progress: Progress | None = None,
) -> Intake:
    """Read a file whole. `salt` keys the hashes that stand for customers; the shop's catalogues
    tell product numbers that a spreadsheet changed, and bundles; `heads` are joined to order
    lines, or else the file beside this one that the mapping names.

    Raises UserError, naming the file and the next step, when nothing in it can be used.
    """
    found = study(open_source(path, column_map), layouts, column_map)
    with ThreadPoolExecutor(max_workers=1) as aside:
        digest = aside.submit(_digest, found.source.path, found.source.sheet)
        keyed_by_file = found.layout.baskets or found.layout.numbers_orders
        file_id = digest.result() if keyed_by_file else ""
        intake = _begun(found, column_map, file_id)
        if not intake.needs_mapping:
            asked = intake.column_map.orders
            if heads is None and asked not in ("", NEVER):
                beside = found.source.path.with_name(asked)
                heads = read_heads(beside, layouts, progress=progress)
            intake = replace(intake, heads=heads)
            intake = _filled_surely(intake, found, salt, catalogues, progress)
        return replace(intake, file_id=digest.result())


def _begun(found: Study, column_map: ColumnMap | None, file_id: str) -> Intake:
    """What is known of a file before it is read whole."""
    opened = found.source.found
    report = Report(
        file=found.source.name,
        format=found.layout.id,
        kind=found.layout.kind if found.certain else "none",
        encoding=opened.encoding,
        delimiter=_mark_of(opened),
        warnings=found.notes if found.certain else (found.message, *found.notes, *_others(found)),
    )
    intake = Intake(report, None, None, _resolved(found, column_map), not found.certain, file_id)
    if found.layout.kind == KIND:
        report = replace(report, warnings=(*found.notes, alone_words(found.source.name)))
        return replace(intake, report=report, needs_mapping=True, holds_heads=True)
    return intake


def _filled_surely(
    intake: Intake,
    found: Study,
    salt: bytes,
    catalogues: Sequence[Catalogue],
    progress: Progress | None,
) -> Intake:
    """The file read whole, with a second guess at its encoding where the first does not hold."""
    try:
        return _filled(intake, found, salt, catalogues, progress)
    except UnicodeError:
        found = replace(found, source=guess_again(found.source))
        report = replace(intake.report, encoding=found.source.found.encoding)
        return _filled(replace(intake, report=report), found, salt, catalogues, progress)


def alone_words(file: str) -> str:
    """What a table of orders is told that no order lines came with."""
    text = _("{file} lists orders without their lines: choose it together with the file of order "
             "lines")  # fmt: skip
    return text.format(file=file)


def take_heads(path: Path, intakes: Sequence[Intake]) -> Intake | None:
    """What a table of orders gave to the lines of these files; None where it gave nothing."""
    joined = [one.heads for one in intakes if one.heads is not None and one.heads.path == path]
    if not joined:
        return None
    heads = joined[0]
    used = np.any([one.used for one in joined], axis=0)
    names = ", ".join(one.report.file for one in intakes if one.heads in joined)
    note = _("Joined to {files} by order number").format(files=names)
    report = replace(heads.count_rows(used), warnings=(note,))
    file_id = _digest(path, heads.column_map.sheet)
    return Intake(report, None, None, heads.column_map, False, file_id, holds_heads=True)


def _resolved(found: Study, wish: ColumnMap | None) -> ColumnMap:
    """The mapping in use, keeping what the user said about dates, decimals and encoding."""
    if wish is None:
        return found.column_map
    return replace(wish, format=found.layout.id, columns=found.column_map.columns)


def _digest(path: Path, sheet: str) -> str:
    """What tells a file apart, and its sheets where one was chosen."""
    with file_errors(path), path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(sheet.encode("utf-8", "replace"))
    return digest.hexdigest()[:16]


def _others(found: Study) -> list[str]:
    """What is said of sheets and tables passed over, where orders may be in them."""
    others = count_others(found.source) if found.layout.kind == "sales" else 0
    text = plural("{n} other sheet or table in the file is not read: choose it by name and "
                  "import the file again",
                  "{n} other sheets or tables in the file are not read: choose one by name and "
                  "import the file again", others)  # fmt: skip
    return [text] if others else []


def _filled(
    intake: Intake,
    found: Study,
    salt: bytes,
    catalogues: Sequence[Catalogue],
    progress: Progress | None,
) -> Intake:
    opened, warnings = found.source.found, [*intake.report.warnings]
    if opened.damaged:
        warnings.append(_("Some characters of the file are damaged; � stands where they were"))
    if found.certain:
        warnings += _others(found)
    intake = replace(intake, report=replace(intake.report, warnings=tuple(warnings)))
    if found.layout.kind == "catalogue":
        catalogue, report = read_catalogue(
            found, intake.report, intake.column_map.decimal, progress
        )
        return replace(intake, catalogue=catalogue, report=report)
    if found.layout.baskets:
        lines, report = read_basket_lines(
            found, intake.report, intake.column_map, intake.file_id, progress
        )
    else:
        lines, report = read_order_lines(
            found,
            intake.report,
            intake.column_map,
            salt=salt,
            file_id=intake.file_id,
            heads=intake.heads,
            catalogues=catalogues,
            progress=progress,
        )
    lines = hide_people(lines, salt, are_people=_orders_are_people(found))
    return replace(intake, lines=lines, report=report)


def _orders_are_people(found: Study) -> bool:
    """Whether the user takes a column of customers for order numbers, where none are written."""
    at = found.places.get("order")
    if at is None or found.layout.anchors:
        return False
    named = found.header is not None and at < len(found.header) and names_people(found.header[at])
    return named or at == found.places.get("customer")
