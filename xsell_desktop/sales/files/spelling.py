"""How a text file's lines may be spelt before they are delimited text, and how to mend them."""

from __future__ import annotations

import csv
import re

# what stands around cells: marks doubled inside them, the rule, is ''
BACKSLASH = "backslash"  # \" inside quotation marks, as database dumps have it
BLANKS = "blanks"  # blanks between a delimiter and a quotation mark
WRAPPED = "wrapped"  # each line is one quoted cell that holds the record
LITERAL = "literal"  # quotation marks mean nothing

_DECLARED = re.compile('\ufeff?"?sep=(.)"?,*;*[\r\n]*', re.IGNORECASE)
_ESCAPED = re.compile(r'\\([\\"])')
_PADDING = "\x00\x1a"


def declared_delimiter(line: str) -> str:
    """The delimiter that a first line such as `sep=;` declares for spreadsheets, else ''."""
    declared = _DECLARED.fullmatch(line)
    return declared.group(1) if declared else ""


def mend(lines: list[str], delimiter: str, quoting: str, *, first: bool, last: bool) -> list[str]:
    """The lines as plain delimited text; `first` and `last`: the file starts or ends with them.

    A declaration of the delimiter and the padding after the last line become blank.
    """
    if first and lines and declared_delimiter(lines[0]):
        lines[0] = "\n"
    if last and lines and lines[-1].endswith(("\x1a", "\x00")):
        lines[-1] = lines[-1].rstrip(_PADDING) or "\n"
    if quoting == BACKSLASH:
        return [_ESCAPED.sub(_doubled, line) if "\\" in line else line for line in lines]
    if quoting == WRAPPED:
        return [unwrap(line, delimiter) for line in lines]
    return lines


def _doubled(escaped: re.Match[str]) -> str:
    return '""' if escaped.group(1) == '"' else "\\"


def unwrap(line: str, delimiter: str) -> str:
    """The record inside a line that is one quoted cell; any other line as it is."""
    body = line.rstrip("\r\n").rstrip(",;")
    if len(body) < 3 or body[0] != '"' or body[-1] != '"':
        return line
    cells = next(csv.reader([body], delimiter=delimiter))
    if len(cells) != 1 or delimiter not in cells[0] or cells[0].count('"') % 2:
        return line
    return cells[0] + line[len(line.rstrip("\r\n")) :]
