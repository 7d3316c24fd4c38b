"""What a cell holds once the dress of keyboards and spreadsheets is off."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LONGEST = 80  # characters; no number and no date is longer
_BLANK_WORDS = {"", "-", "–", "—", "n/a", "#n/a", "null", "none", "(null)", r"\n"}
_WIDE = range(0xFF01, 0xFF5F)  # full-width forms of ! to ~


def plain_text(text: str) -> str:
    """The text with ASCII digits and blanks, without direction marks and Excel's wrappings.

    A leading apostrophe and `="…"` are how text cells are kept from turning into numbers. Texts
    too long for a number or a date come back as they are.
    """
    if len(text) > LONGEST:
        return text
    if not text.isascii():
        text = "".join(map(_plain_character, text))
    text = text.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 3:
        text = text[2:-1].strip()
    return text[1:].lstrip() if text.startswith("'") else text


def is_blank(text: str) -> bool:
    """Whether the text is empty or a word programs write where there is nothing to write."""
    return not text or (len(text) <= LONGEST and plain_text(text).lower() in _BLANK_WORDS)


@lru_cache(maxsize=2000)
def _plain_character(character: str) -> str:
    if ord(character) in _WIDE:
        return chr(ord(character) - 0xFEE0)
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind == "Zs":
        return " "
    return "" if kind == "Cf" else character
