"""What the import dialog and the report call formats, columns, signs and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xsell_desktop import workflow
from xsell_desktop.sales.columns import CATALOGUE_ROLES, SALES_ROLES
from xsell_desktop.texts import _, count_text, percent_text, plural

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Preview
    from xsell_desktop.sales.report import Report

WITHOUT_COLUMNS = ("plain-baskets", "plain-onehot", "spmf")


def format_words(format_id: str, kind: str) -> str:
    """A format's id in words: `Shopify orders`."""
    return workflow.format_title(format_id) or {
        "sales": _("Sales"), "catalogue": _("Catalogue"),
    }.get(kind, _("Not recognised"))  # fmt: skip


def role_words() -> Mapping[str, str]:
    """The parts a column can play, in the order they are asked for."""
    return {
        "order": _("Order number"),
        "product": _("Product (SKU or code)"),
        "name": _("Product name"),
        "quantity": _("Quantity"),
        "price": _("Price of one"),
        "total": _("Price of the line"),
        "date": _("Date"),
        "time": _("Time"),
        "customer": _("Customer"),
        "discount": _("Discount of the line"),
        "order_discount": _("Discount of the order"),
        "currency": _("Currency"),
        "refunded": _("Pieces refunded"),
        "status": _("Status"),
        "tags": _("Tags"),
        "line_type": _("Sale or return"),
        "till": _("Till or store"),
        "country": _("Country"),
        "channel": _("Sales channel"),
        "cost": _("Cost"),
        "stock": _("Stock"),
        "category": _("Category"),
        "parent": _("Parent product"),
        "visible": _("Visible in the shop"),
    }


def parts_of(preview: Preview) -> tuple[str, ...]:
    """The parts whose columns the user can name in such a file."""
    if preview.format == "plain-products":
        return CATALOGUE_ROLES
    fixed = preview.kind == "catalogue" or preview.format in WITHOUT_COLUMNS
    return () if fixed else SALES_ROLES


def encoding_words() -> Mapping[str, str]:
    """The encodings to choose from and where they are at home."""
    return {
        "utf-8": _("UTF-8"),
        "cp1252": _("Windows, Western Europe"),
        "cp1250": _("Windows, Central Europe"),
        "cp1251": _("Windows, Cyrillic"),
        "cp1253": _("Windows, Greek"),
        "cp1254": _("Windows, Turkish"),
        "iso8859-2": _("ISO, Central Europe"),
        "iso8859-15": _("ISO, Western Europe"),
        "mac_roman": _("Macintosh"),
        "koi8-r": _("KOI8, Cyrillic"),
        "utf-16": _("UTF-16"),
        "cp932": _("Shift-JIS, Japanese"),
        "gb18030": _("GB18030, Chinese"),
        "big5": _("Big5, Chinese"),
        "cp949": _("Korean"),
    }


def verdict(preview: Preview, can_confirm: bool = False) -> str:
    """What a file is and whether it can be imported, in a sentence or two."""
    what = preview.message or format_words(preview.format, preview.kind)
    if preview.certain:
        return _("{what}. Ready to import.").format(what=what)
    if can_confirm or workflow.lists_orders(preview.format):
        return what.rstrip(".") + "."
    return _("{what}. Name the columns below to import it.").format(what=what)


def outcome(report: Report) -> str:
    """What a file that was read whole brings: counts, share and dates, in one line."""
    parts = [format_words(report.format, report.kind)]
    if report.kind == "sales":
        parts.append(plural("{n} order", "{n} orders", report.orders))
    if report.kind == "none":
        return " · ".join([*parts, plural("{n} row", "{n} rows", report.rows_read)])
    parts.append(plural("{n} product", "{n} products", report.products))
    if report.first_date:
        parts.append(
            _("{first} to {last}").format(first=report.first_date[:10], last=report.last_date[:10])
        )
    return " · ".join(parts)


def balance(report: Report) -> str:
    """Where all rows of a file went, in one line."""
    share = report.lines_kept / report.rows_read if report.rows_read else 0.0
    parts = [
        _("{kept} of {n} rows kept ({share})").format(
            kept=count_text(report.lines_kept),
            n=count_text(report.rows_read),
            share=percent_text(share),
        )
    ]
    if aside := sum(report.set_aside.values()):
        parts.append(_("{n} left out").format(n=count_text(aside)))
    if report.rows_refused_total:
        parts.append(_("{n} refused").format(n=count_text(report.rows_refused_total)))
    if report.framing:
        text = plural("{n} blank or summary row", "{n} blank or summary rows", report.framing)
        parts.append(text)
    return ", ".join(parts)
