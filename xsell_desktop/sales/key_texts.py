"""Order numbers, product keys and names without what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from xsell_desktop.sales.table import Column

_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|ndash|mdash|[lr][sd]quo|hellip|#\d{2,4});")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def spell_keys(column: Column) -> Column:
    """The column with each text as `seen`."""
    is_ascii = "".join(column.values).isascii()
    return column.respelt(str.strip if is_ascii else seen)


def spell_names(column: Column) -> Column:
    """The column as `spell_keys`, web pages' spellings of signs (`&amp;`) read as the signs."""
    if _ENTITY.search("".join(column.values)):
        column = column.respelt(unescape)
    return spell_keys(column)


def seen(text: str) -> str:
    """The text without blanks around it, invisible marks and odd blanks, accents put together.

    Only what looks the same becomes the same: AB12 and AB 12, or digits of another width, stay
    apart.
    """
    if text.isascii():
        return text.strip()
    text = _BLANKS.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text).strip()
