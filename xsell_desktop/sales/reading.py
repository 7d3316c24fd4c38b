"""A studied file read whole: its lines or its catalogue, and the report on its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.assembly import assemble, judge_quantities
from xsell_desktop.sales.basket_rows import read_baskets
from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.draft import Draft, make_draft
from xsell_desktop.sales.filters import reasons_off
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.lines import Codes, Lines
from xsell_desktop.sales.order_heads import OrderHeads, join_heads
from xsell_desktop.sales.recognition.line_types import turn_returns
from xsell_desktop.sales.recognition.study import Study
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.row_orders import number_orders
from xsell_desktop.sales.rules.cleaning import clean
from xsell_desktop.sales.rules.copies import note_equal_rows
from xsell_desktop.sales.rules.mending import mend_keys, set_bundle_parts_aside
from xsell_desktop.sales.rules.order_keys import parts_to_carry, split_by_day, split_by_till
from xsell_desktop.sales.shelf import read_shelf
from xsell_desktop.sales.table import Rows64, Table, read_table
from xsell_desktop.sales.values.decimal_marks import choose_decimal
from xsell_desktop.sales.verdicts import Verdicts
from xsell_desktop.texts import _, percent_text, plural

MONEY = ("price", "total", "discount", "order_discount")


def read_order_lines(
    found: Study,
    report: Report,
    mapping: ColumnMap,
    *,
    salt: bytes,
    file_id: str = "",
    heads: OrderHeads | None = None,
    catalogues: Sequence[Catalogue] = (),
    progress: Progress | None = None,
) -> tuple[Lines, Report]:
    """A file with a row an order line; raises UserError when no line can be kept.

    The catalogues tell product numbers that a spreadsheet changed, and bundles; `heads` what the
    lines do not say of their orders.
    """
    layout = found.layout
    progress = progress or Progress()
    table = read_table(
        found.source,
        _known_places(found),
        found.width,
        found.header_line,
        prints=layout.copies_are_errors,
        progress=progress.part(0.0, 0.65),
    )
    progress.step(_("Reading dates and numbers"), 0.65)
    table = _order_lines(table, layout, file_id)
    notes: list[str] = []
    if heads is not None:
        table, note = join_heads(table, heads)
        notes.append(note)
    draft, decimal = _draft_of(table, found, mapping)
    draft.notes[:0] = notes
    progress.step(_("Finding rows that do not count"), 0.85)
    if layout.tidy is not None:
        layout.tidy(draft)
    mend_keys(draft, catalogues)
    set_bundle_parts_aside(draft, catalogues)
    clean(draft, copies_are_errors=layout.copies_are_errors, knows_goods=layout.knows_goods)
    judge_quantities(draft)
    if not layout.anchors:
        note_equal_rows(draft)
    progress.step(_("Putting orders together"), 0.95)
    lines = assemble(
        draft,
        salt=salt,
        currency=layout.currency,
        discount_holds_lines=layout.discount_holds_lines,
    )
    report = replace(report, decimal=decimal)
    return lines, _counted(report, lines, draft.verdicts, _doubts(draft, lines))


def _order_lines(table: Table, layout: Layout, file_id: str) -> Table:
    """The rows as order lines in the columns that a draft expects."""
    if layout.unpack is not None:
        table = layout.unpack(table)
    if layout.arrange is not None:
        table = layout.arrange(table)
    return number_orders(table, file_id) if layout.numbers_orders else table


def _draft_of(table: Table, found: Study, mapping: ColumnMap) -> tuple[Draft, str]:
    """The rows with their numbers, dates and orders read, and the decimal mark they were read by.

    Where no shop's format says how orders are written, the rows do.
    """
    layout = found.layout
    decimal, doubtful = mapping.decimal, False
    if decimal == "auto":
        decimal, doubtful = _decimal_of(table, found.source.found.delimiter)
    carried = layout.carried or (() if layout.unpack else parts_to_carry(table))
    draft = make_draft(
        table,
        decimal,
        mapping.date_order,
        header=_header_texts(found),
        carried=carried,
        usual_order=layout.date_order,
        off=reasons_off(mapping.filters),
    )
    _check_orders(draft, found)
    if table.origin is not None:
        draft.notes.append(
            plural("The rows hold {n} order line", "The rows hold {n} order lines", len(table))
        )
    if doubtful:
        text = _("1.500 is read as one and a half, 1,500 as one thousand five hundred")
        if decimal == ",":
            text = _("1,500 is read as one and a half, 1.500 as one thousand five hundred")
        draft.notes.append(_("{how}; nothing in the file proves it").format(how=text))
    if carried and not layout.carried:
        draft.notes.append(_("Rows without an order number go with the order above them"))
    if not layout.anchors:
        turn_returns(draft)
        split_by_till(draft)
        split_by_day(draft)
    return draft, decimal


def read_basket_lines(
    found: Study,
    report: Report,
    mapping: ColumnMap,
    file_id: str,
    progress: Progress | None = None,
) -> tuple[Lines, Report]:
    """A file with one order a row; its rows, not its products, are counted in the report."""
    off = reasons_off(mapping.filters)
    lines, verdicts = read_baskets(found, file_id, progress, off)
    note = plural("The rows hold {n} order line", "The rows hold {n} order lines", len(lines))
    missing = _("The file has no dates, prices or customers")
    return lines, _counted(report, lines, verdicts, (note, *_left_out(verdicts), missing))


def read_catalogue(
    found: Study, report: Report, decimal: str = "auto", progress: Progress | None = None
) -> tuple[Catalogue, Report]:
    """A product list; raises UserError when no product can be read."""
    shelf = read_shelf(
        found.source, found.places, found.width, found.header_line, decimal, progress
    )
    assert found.layout.read_catalogue is not None
    catalogue = found.layout.read_catalogue(shelf)
    if found.header is not None and "handle" in found.places:
        named = found.header[found.places["handle"]].strip()
        catalogue = replace(catalogue, key_header=named)
    report = replace(report, decimal=shelf.decimal, **shelf.verdicts().totals())
    if not catalogue.products:
        raise _nothing_kept(report)
    times = Counter(product.key.casefold() for product in catalogue.products)
    twice = sum(count > 1 for count in times.values())
    warnings = [*report.warnings, *shelf.warnings()]
    if twice:
        warnings.append(plural("{n} key stands for several products; the first one counts",
                               "{n} keys stand for several products; the first one counts",
                               twice))  # fmt: skip
    return catalogue, replace(report, products=len(times), warnings=tuple(warnings))


def _check_orders(draft: Draft, found: Study) -> None:
    """Raises UserError when the column of order numbers is blank on every row."""
    if len(draft) and draft.order.blank().all() and not draft.key.blank().all():
        raise UserError(
            _("The order numbers are missing"),
            _("{file} has a column for them that is blank on every row").format(
                file=found.source.path.name
            ),
            _("Export the file again with order numbers; without them nobody can tell what was "
              "bought together"),
        )  # fmt: skip


def _known_places(found: Study) -> dict[str, int]:
    return {role: at for role, at in found.places.items() if at < max(1, found.width)}


def _header_texts(found: Study) -> dict[str, str]:
    if found.header is None:
        return {}
    return {part: found.header[at] for part, at in _known_places(found).items()}


def _decimal_of(table: Table, delimiter: str) -> tuple[str, bool]:
    columns = table.columns
    amounts = [value for role in MONEY if role in columns for value in columns[role].values]
    return choose_decimal(
        amounts, columns["quantity"].values if "quantity" in columns else (), delimiter
    )


def _counted(report: Report, lines: Lines, verdicts: Verdicts, warnings: tuple[str, ...]) -> Report:
    totals = verdicts.totals()
    report = replace(report, warnings=(*report.warnings, *warnings), **totals)
    if not report.lines_kept:
        raise _nothing_kept(report)
    sold = ~lines.line_returned
    orders = _used(lines.line_order[sold])
    products = {lines.product_keys[i].casefold() for i in _used(lines.line_product[sold])}
    customers = _used(lines.order_customer[orders] + 1)
    dates = lines.order_date[orders]
    dates = dates[~np.isnat(dates)]
    return replace(
        report,
        orders=len(orders),
        products=len(products),
        customers=int((customers > 0).sum()),
        first_date=str(dates.min())[:10] if len(dates) else "",
        last_date=str(dates.max())[:10] if len(dates) else "",
        returns=int(lines.line_returned.sum()),
    )


def _used(codes: Codes) -> Rows64:
    return np.flatnonzero(np.bincount(codes))


def _doubts(draft: Draft, lines: Lines) -> tuple[str, ...]:
    """What a reader of the report should know before trusting the lines."""
    doubts = list(draft.notes)
    if not draft.date_order_certain:
        order = _("month, day, year") if draft.date_order == "mdy" else _("day, month, year")
        doubts.append(_("Dates are read as {order}; the file does not prove it").format(
            order=order))  # fmt: skip
    doubts += _left_out(draft.verdicts)
    if not lines.has_dates:
        doubts.append(_("The file has no dates"))
    if draft.column("quantity") is None and draft.table.origin is None:
        doubts.append(_("No column of quantities was found: each line counts as one piece"))
    if np.isnan(lines.line_revenue).all():
        doubts.append(_("No column with prices was found, so there is no revenue"))
    if len(lines.currencies) > 1:
        names = ", ".join(lines.currencies)
        doubts.append(_("Several currencies ({names}); they are never added up").format(
            names=names))  # fmt: skip
    unknown = int((lines.order_customer[lines.line_order] < 0).sum())
    if 0 < unknown < len(lines):
        share = percent_text(unknown / len(lines))
        doubts.append(plural(f"{{n}} line has no customer ({share})",
                             f"{{n}} lines have no customer ({share})", unknown))  # fmt: skip
    return tuple(doubts)


def _left_out(verdicts: Verdicts) -> list[str]:
    """What was left out of rows of several order lines, in words; [] for nothing."""
    inner = [f"{_(why)} ({n})" for why, n in verdicts.left_out_within().items()]
    text = _("Order lines left out of rows that were kept: {counts}")
    return [text.format(counts=", ".join(inner))] if inner else []


def _nothing_kept(report: Report) -> UserError:
    counts = dict(report.set_aside)
    for refusal in report.rows_refused:
        counts[refusal.reason] = counts.get(refusal.reason, 0) + 1
    reason = max(counts, key=lambda r: counts[r], default=_("all rows are blank"))
    return UserError(
        _("No row of the file can be used"),
        _("{file}: {n} rows read, most often: {reason}").format(
            file=report.file, n=report.rows_read, reason=_(reason)
        ),
        _("Check that the right file and the right columns were chosen"),
    )
