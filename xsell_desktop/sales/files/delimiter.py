"""Which mark stands between a text file's cells, and how its cells are quoted."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from xsell_desktop.sales.files.records import BROKEN, blocks
from xsell_desktop.sales.files.spelling import (
    BACKSLASH,
    BLANKS,
    LITERAL,
    WRAPPED,
    declared_delimiter,
    mend,
    unwrap,
)  # fmt: skip
from xsell_desktop.sales.recognition.names import ALL_NAMES, bare

USUAL = (",", ";", "\t", "|")
UNUSUAL = (("^", ""), ("~", ""), (":", ""), (" ", BLANKS))
JUDGED_LINES, JUDGED_CHARS = 200, 1 << 16
HEADER_WITHIN = 25
KNOWN_HEADER = 0.4
SOUND = 1.5


def find_delimiter(text: str) -> tuple[str, str]:
    """The mark that cuts the first rows into equally many cells, and how cells are quoted.

    A header of known names outweighs rows that disagree. The quoting is '' or a word of
    `spelling`.
    """
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    whole = [line for line in lines[:JUDGED_LINES] if line]
    if len(lines) <= JUDGED_LINES and len(whole) > 1 and not whole[-1].endswith(("\r", "\n")):
        whole = whole[:-1]  # the sample may end within it
    lines = _cut_at(whole, JUDGED_CHARS)
    declared = declared_delimiter(lines[0])
    if declared and (len(lines) == 1 or any(declared in line for line in lines[1:])):
        return declared, _judge(lines[1:] or lines, declared)[1]
    best, score, quoting = ",", 0.0, ""
    for delimiter in USUAL:
        its_score, its_quoting = _judge(lines, delimiter)
        if its_score > score + 1e-9:
            best, score, quoting = delimiter, its_score, its_quoting
    if score < SOUND:
        for delimiter, its_quoting in UNUSUAL:
            rows = _rows(lines, delimiter, its_quoting)
            if len({len(row) for row in rows}) == 1 and _is_unusual(rows, delimiter):
                return delimiter, its_quoting
    numbers = [line.split() for line in lines if line.strip()]
    if score == 0 and all(all(word.isdigit() for word in row) for row in numbers):
        return (" " if any(len(row) > 1 for row in numbers) else ","), ""
    return best, quoting


def _cut_at(lines: list[str], chars: int) -> list[str]:
    total = 0
    for at, line in enumerate(lines):
        total += len(line)
        if total > chars:
            return lines[: max(2, at)]
    return lines


def _is_unusual(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    sure = delimiter in "^~"
    return _known_names(rows) >= 2 or (sure and len(rows[0]) > 1 and len(rows) > 1)


def _judge(lines: Sequence[str], delimiter: str) -> tuple[float, str]:
    """How well the delimiter cuts the lines, with the quoting that serves it best."""
    best, quoting = _score(_rows(lines, delimiter, "")), ""
    text = "".join(lines)
    if '"' not in text:
        return best, quoting
    styles = []
    if '\\"' in text:
        styles.append(BACKSLASH)
    if re.search(re.escape(delimiter) + ' +"', text):
        styles.append(BLANKS)
    if 2 * sum(unwrap(line, delimiter) != line for line in lines) >= len(lines):
        styles.append(WRAPPED)
    if delimiter == "\t" and not re.search('(^|\t)"[^"\n]*" *(\t|$)', text, re.M):
        styles.append(LITERAL)
    sound = _sound_lines(lines, delimiter, "")
    for style in styles:
        rows = _rows(lines, delimiter, style)
        if style == WRAPPED and len(rows[0]) < 3 and _known_names(rows) < 2:
            continue
        gain = _sound_lines(lines, delimiter, style) - sound
        score = _score(rows) + (0.05 if gain > 0 else -0.01)
        if score > best:
            best, quoting = score, style
    return best, quoting


def _rows(lines: Sequence[str], delimiter: str, quoting: str) -> list[list[str]]:
    """The records, those given up as empty ones; lines that are wholly blank are left out."""
    text = io.StringIO("".join(lines), newline="")
    rows: list[list[str]] = []
    for block in blocks(text, delimiter, None, quoting):
        for width, row in zip(block.widths, block.rows(), strict=True):
            if width == BROKEN or any(cell.strip() for cell in row):
                rows.append(row)
    return rows or [[]]


def _sound_lines(lines: Sequence[str], delimiter: str, quoting: str) -> int:
    """How many of the lines hold quotation marks only where they may stand."""
    mended = mend(list(lines), delimiter, quoting, first=False, last=False)
    return sum(_is_sound(line, delimiter, quoting) for line in mended)


def _is_sound(line: str, delimiter: str, quoting: str) -> bool:
    reader = csv.reader(
        [line, "x"],
        delimiter=delimiter,
        strict=True,
        skipinitialspace=quoting == BLANKS,
        quoting=csv.QUOTE_NONE if quoting == LITERAL else csv.QUOTE_MINIMAL,
    )
    try:
        return len(list(reader)) == 2
    except csv.Error:
        return False


def _score(rows: Sequence[Sequence[str]]) -> float:
    widths = [len(row) for row in rows]
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0
    width, times = Counter(cut).most_common(1)[0]
    score = times / len(widths) + 0.5 * len(cut) / len(widths) + 0.001 * min(width, 100)
    return score + (KNOWN_HEADER if _known_names(rows) >= 2 else 0.0)


def _known_names(rows: Sequence[Sequence[str]]) -> int:
    """The most names of columns that one of the first rows holds."""
    return max(
        len({name for name in map(bare, islice(row, 200)) if name in ALL_NAMES})
        for row in rows[:HEADER_WITHIN]
    )
