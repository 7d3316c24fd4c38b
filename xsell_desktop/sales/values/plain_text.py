"""What a cell holds once the dress of keyboards and spreadsheets is off."""

from __future__ import annotations

import unicodedata

LONGEST = 80  # characters; no number and no date is longer
_BLANK_WORDS = {"", "-", "–", "—", "n/a", "#n/a", "null", "none", "(null)", r"\n"}
_WIDE = range(0xFF01, 0xFF5F)  # full-width forms of ! to ~


class _PlainCharacters(dict[int, str]):
    """What stands for each character; looked up once each."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        plain = character
        if code in _WIDE:
            plain = chr(code - 0xFEE0)
        elif kind == "Nd":
            plain = str(unicodedata.decimal(character))
        elif kind in {"Zs", "Cf"}:
            plain = " " if kind == "Zs" else ""
        self[code] = plain
        return plain


_PLAIN = _PlainCharacters()


def plain_text(text: str) -> str:
    """The text with ASCII digits and blanks, without direction marks and Excel's wrappings.

    A leading apostrophe and `="…"` are how text cells are kept from turning into numbers. Texts
    too long for a number or a date come back as they are.
    """
    if len(text) > LONGEST:
        return text
    if not text.isascii():
        text = text.translate(_PLAIN)
    text = text.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 3:
        text = text[2:-1].strip()
    return text[1:].lstrip() if text.startswith("'") else text


def is_blank(text: str) -> bool:
    """Whether the text is empty or a word programs write where there is nothing to write."""
    return not text or (len(text) <= LONGEST and plain_text(text).lower() in _BLANK_WORDS)
