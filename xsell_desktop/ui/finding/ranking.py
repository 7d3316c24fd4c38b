"""Which lines of text fit what was typed, the best first."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

AT_START, AT_WORD, INSIDE = 0, 1, 2


def fold(text: str) -> str:
    """Text without case and accents, to compare by."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def rank_lines(typed: str, lines: Sequence[str], most: int) -> list[int]:
    """Numbers of the lines (folded already) that hold every word typed, at most `most`.

    A line that begins with what was typed comes first, then lines where each word begins a word,
    then the others; lines of one rank keep their order.
    """
    words = fold(typed).split()
    if not words:
        return list(range(min(most, len(lines))))
    rarest = max(words, key=len)
    found: tuple[list[int], ...] = ([], [], [])
    for number, line in enumerate(lines):
        if rarest in line and all(word in line for word in words):
            found[_fit(line, words)].append(number)
            if len(found[AT_START]) == most:
                break
    return [number for rank in found for number in rank][:most]


def _fit(line: str, words: Sequence[str]) -> int:
    if line.startswith(words[0]) and all(f" {word}" in line for word in words[1:]):
        return AT_START
    padded = f" {line}"
    return AT_WORD if all(f" {word}" in padded for word in words) else INSIDE
