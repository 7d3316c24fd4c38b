"""What a front end asks about a file before and after it is read."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.report import Refusal
from xsell_desktop.texts import _

if TYPE_CHECKING:
    from xsell_desktop.sales.refused import RefusedRow

PLAIN = "plain-"


def format_title(format_id: str) -> str:
    """A format's name in words, `Shopify orders`; '' for one this program does not know."""
    from xsell_desktop.shops import LAYOUTS

    return next((_(layout.title) for layout in LAYOUTS if layout.id == format_id), "")


def sign_words(sign: str) -> str:
    """What divides the columns, in a word."""
    signs = {
        ",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar"), " ": _("blank"),
        ":": _("colon"),
    }  # fmt: skip
    return signs.get(sign, sign)


def formats_for(header: Sequence[str] | None, found: str = "") -> list[str]:
    """The formats a file with this header may be read as, the one found first."""
    from xsell_desktop.shops import LAYOUTS

    fitting = [
        layout.id
        for layout in LAYOUTS
        if layout.id.startswith(PLAIN) or (header and layout.matches(header))
    ]
    return list(dict.fromkeys([found, *fitting] if found else fitting))


def lists_orders(format_id: str) -> bool:
    """Whether such a file lists orders without their products, to be joined to order lines."""
    from xsell_desktop.shops import LAYOUTS

    return any(layout.id == format_id and layout.kind == "none" for layout in LAYOUTS)


def table_names(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook or the tables of an archive, where there are several.

    Raises UserError when the file cannot be opened.
    """
    from xsell_desktop.sales.files.source import sheets

    names = sheets(path)
    return names if len(names) > 1 else ()


def list_refused(
    path: Path,
    column_map: ColumnMap,
    refusals: Sequence[Refusal],
    header: Sequence[str] | None,
    progress: Progress | None = None,
    most: int = 1000,
) -> list[RefusedRow]:
    """The first refused rows with their cells, read from the file again."""
    from xsell_desktop.sales.refused import refused_rows

    width = len(header) if header else None
    return list(islice(refused_rows(path, column_map, refusals[:most], width, progress), most))


def save_refused(
    path: Path,
    column_map: ColumnMap,
    refusals: Sequence[Refusal],
    header: Sequence[str] | None,
    target: Path,
    progress: Progress | None = None,
) -> int:
    """Write all refused rows as CSV: row, reason, then the file's own cells; returns how many.

    Raises UserError when the file is gone or the disk refuses.
    """
    from xsell_desktop.sales.refused import refused_rows
    from xsell_desktop.tables.atomic import atomic_path
    from xsell_desktop.tables.write import guard_key

    width = len(header) if header else None
    count = 0
    with atomic_path(target) as temporary, temporary.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([_("row"), _("reason"), *(header or ())])
        for found in refused_rows(path, column_map, refusals, width, progress):
            writer.writerow([found.row, _(found.reason), *map(guard_key, found.cells)])
            count += 1
    return count
