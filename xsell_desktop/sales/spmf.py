"""Files of the SPMF and FIMI collections: numbered products, one order a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xsell_desktop.sales.files.source import Source
from xsell_desktop.sales.files.spelling import LITERAL
from xsell_desktop.sales.table import Table
from xsell_desktop.sales.unpacking import Packed, unpack_cells

COMMENTS = ("#", "%", "@")
_ITEM = re.compile(r"@ITEM=(\d+)=(.*)", re.DOTALL)
_TRANSACTION = re.compile(r"\d+(?: +\d+)* *")
_UTILITY = re.compile(
    r"(\d+(?: +\d+)*):(-?\d+(?:\.\d+)?):(-?\d+(?:\.\d+)?(?: +-?\d+(?:\.\d+)?)*) *"
)
_SEQUENCE = re.compile(r"(?:(?:<\d+>|\d+(?:\[\d+\])?|-1) +)*-1 +-2 *(?:SUtility:\d+)?")
LINE = "line"  # the part that the whole line plays
TRANSACTIONS, UTILITIES, SEQUENCES, PAIRS = "transactions", "utilities", "sequences", "pairs"
WHOLE_LINES = "\x1f"  # divides nothing, so that a line is one cell


def read_whole_lines(source: Source) -> Source:
    """The source with a cell a line."""
    if source.found.workbook or source.found.markup:
        return source
    return Source(replace(source.found, delimiter=WHOLE_LINES, quoting=LITERAL), source.sheet)


def find_kind(lines: Sequence[str]) -> str:
    """What a file's lines are: transactions, utilities, sequences or pairs; '' for none of these.

    Pairs, always two numbers of which the first comes in blocks, may as well be an order number
    and a product each.
    """
    told = [line.strip() for line in lines if line.strip() and not line.startswith(COMMENTS)]
    if not any(" " in line for line in told):
        return ""
    for kind, shape in (
        (SEQUENCES, _SEQUENCE), (UTILITIES, _UTILITY), (TRANSACTIONS, _TRANSACTION),
    ):  # fmt: skip
        fitting = sum(shape.fullmatch(line) is not None for line in told)
        if fitting >= 0.95 * len(told):
            return PAIRS if kind == TRANSACTIONS and _are_pairs(told) else kind
    return ""


def _are_pairs(lines: Sequence[str]) -> bool:
    pairs = [line.split() for line in lines]
    if len(pairs) < 3 or any(len(pair) != 2 for pair in pairs):
        return False
    firsts = [pair[0] for pair in pairs]
    blocks = 1 + sum(one != other for one, other in pairwise(firsts))
    return blocks == len(set(firsts)) < len(firsts)


def unpack_transactions(table: Table) -> Table:
    """The table with a row an order line. Comments give nothing, those of the form
    `@ITEM=1=apple` a product's name; utilities are the money of the lines.
    """
    whole = table.columns[LINE]
    named = (_ITEM.fullmatch(text.strip()) for text in whole.values)
    names = {hit.group(1): hit.group(2).strip() for hit in named if hit}

    def parse(text: str) -> Packed:
        text = text.strip()
        if text.startswith(COMMENTS):
            return ()
        found = _UTILITY.fullmatch(text)
        if found is not None:
            items, money = found.group(1).split(), found.group(3).split()
            if len(items) != len(money):
                return ({"bad": text},)
            return [
                {"product": item, "name": names.get(item, item), "total": amount}
                for item, amount in zip(items, money, strict=True)
            ]
        if not _TRANSACTION.fullmatch(text):
            return ({"bad": text},)
        return [{"product": item, "name": names.get(item, item)} for item in text.split()]

    return unpack_cells(table, LINE, parse)
