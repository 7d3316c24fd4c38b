"""What the exports of tills and marketplaces have in common."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.table import Column, Table


def name_variant(product: str, variant: str) -> str:
    """`Latte - Large`, the way shops write a product and its variant in one name."""
    product, variant = product.strip(), variant.strip()
    return f"{product} - {variant}" if product and variant else product or variant


def first_filled(*texts: str) -> str:
    """The first text that is not blank, without surrounding blanks; '' where all are."""
    return next((text.strip() for text in texts if text.strip()), "")


def says(column: Column | None, words: Collection[str], rows: int) -> Flags:
    """The rows whose cell is one of the words, which are in lower case."""
    if column is None:
        return np.zeros(rows, dtype=bool)
    return column.where(lambda text: text.strip().casefold() in words)


def says_true(text: str) -> bool:
    """Whether a cell of yes and no says yes."""
    return text.strip().casefold() in {"true", "yes", "y", "1"}


def blank_rows(table: Table, *parts: str) -> Flags:
    """The rows with nothing in any of these parts."""
    blank = np.ones(len(table), dtype=bool)
    for part in parts:
        if part in table.columns:
            blank &= table.columns[part].blank()
    return blank


def take_back(draft: Draft, rows: Flags) -> None:
    """Count the pieces on these rows as given back, whichever sign the till wrote."""
    draft.quantity = np.where(rows, -np.abs(draft.quantity), draft.quantity)


def take_discounts_off(draft: Draft) -> None:
    """Lower the totals by the lines' discounts where the file only has totals before them.

    That is so where the columns of the parts `total` and `gross` are the same one.
    """
    total, gross = draft.column("total"), draft.column("gross")
    if total is None or gross is None or total.values != gross.values:
        return
    if np.array_equal(total.codes, gross.codes):
        off = np.nan_to_num(np.abs(draft.discount))
        draft.total = draft.total - np.copysign(off, draft.total)
