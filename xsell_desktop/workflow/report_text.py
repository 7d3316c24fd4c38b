"""The report on one file in lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator

from xsell_desktop.sales.filters import FILTERS
from xsell_desktop.sales.report import Report
from xsell_desktop.texts import _, count_text, percent_text, plural
from xsell_desktop.workflow.looking import format_title, sign_words

REFUSED_SHOWN = 10


def report_lines(report: Report) -> list[str]:
    """What the file is, what was kept, left out by which rule, left in and refused, and notes."""
    if report.format == "unreadable":
        return [f"{report.file}: {report.warnings[0]}", *report.warnings[1:], ""]
    title = format_title(report.format) or report.format
    lines = [f"{report.file}: {title} ({report.format}, {report.kind})"]
    if how := _how(report):
        lines.append(f"  {how}")
    share = report.lines_kept / report.rows_read if report.rows_read else 0.0
    lines.append(
        _("  {kept} of {read} rows kept ({share})").format(
            kept=count_text(report.lines_kept),
            read=count_text(report.rows_read),
            share=percent_text(share),
        )
    )
    lines += _left_out(report)
    if report.framing:
        lines.append(_("  {n} blank or framing rows").format(n=count_text(report.framing)))
    lines += _refused(report)
    if report.kind == "sales":
        lines.append(
            _("  {orders} orders, {products} products, {customers} customers").format(
                orders=count_text(report.orders),
                products=count_text(report.products),
                customers=count_text(report.customers),
            )
        )
        if report.returns:
            text = plural("{n} returned line", "{n} returned lines", report.returns)
            lines.append(f"  {text}")
        if report.first_date:
            lines.append(f"  {report.first_date} – {report.last_date}")
    elif report.kind == "catalogue":
        lines.append("  " + plural("{n} product", "{n} products", report.products))
    return [*lines, *(f"  {warning}" for warning in report.warnings), ""]


def _how(report: Report) -> str:
    """Encoding, delimiter and decimal sign, where the file has them."""
    parts = [report.encoding]
    if report.delimiter:
        parts.append(_("columns divided by {sign}").format(sign=sign_words(report.delimiter)))
    if report.kind == "sales":
        decimal = {",": _("decimal comma"), ".": _("decimal point")}
        parts.append(decimal.get(report.decimal, ""))
    return ", ".join(part for part in parts if part)


def _left_out(report: Report) -> Iterator[str]:
    """Each reason with its count, and the rule that can be switched in brackets."""
    ids = {switch.reason: switch.id for switch in FILTERS}
    aside, left_in = _("  {count} set aside: {reason}"), _("  {count} left in: {reason}")
    for counts, text in ((report.set_aside, aside), (report.left_in, left_in)):
        for reason, count in counts.items():
            rule = f" [{ids[reason]}]" if reason in ids else ""
            yield text.format(count=count_text(count), reason=_(reason)) + rule


def _refused(report: Report) -> Iterator[str]:
    if not report.rows_refused_total:
        return
    yield _("  {n} refused:").format(n=count_text(report.rows_refused_total))
    for row, reason in report.rows_refused[:REFUSED_SHOWN]:
        yield _("    row {row}: {reason}").format(row=row, reason=_(reason))
    if (more := report.rows_refused_total - REFUSED_SHOWN) > 0:
        yield _("    and {n} more").format(n=count_text(more))
