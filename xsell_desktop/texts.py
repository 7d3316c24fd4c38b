"""The one door to translation, and how numbers are written for people."""

from __future__ import annotations

import gettext
import math
from pathlib import Path

from xsell_desktop.resources import resource

_translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(code: str, folder: Path | None = None) -> None:
    """Switch every later text to a language; unknown codes keep English."""
    global _translations
    where = folder if folder is not None else resource("i18n")
    _translations = gettext.translation("xsell", where, languages=[code], fallback=True)


def _(message: str) -> str:
    """The message in the chosen language. Mark every text a user reads with it."""
    return _translations.gettext(message)


def plural(one: str, many: str, n: int) -> str:
    """The form that fits n; put `{n}` in both forms and it is filled with the grouped count."""
    return _translations.ngettext(one, many, n).format(n=count_text(n))


def count_text(n: float) -> str:
    """A whole number with thousands grouped: 19,773."""
    return f"{n:,.0f}"


def percent_text(share: float, digits: int | None = None) -> str:
    """A share between 0 and 1 as a percentage; below ten per cent one decimal is kept."""
    if math.isnan(share):
        return "–"
    value = share * 100
    if digits is None:
        digits = 1 if 0 < abs(value) < 10 else 0
    return f"{value:.{digits}f} %"


def times_text(factor: float) -> str:
    """How many times chance: 2.7×."""
    if math.isnan(factor):
        return "–"
    if factor == float("inf"):
        return "∞×"
    return f"{factor:.1f}×" if factor < 100 else f"{factor:,.0f}×"


def figure_text(value: float) -> str:
    """A figure without a unit, to about three digits: 2,176, 12.4, 0.061, < 0.0001."""
    if math.isnan(value):
        return "–"
    if 0 < value < 0.0001:
        return "< 0.0001"
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 4
    return f"{value:,.{digits}f}".replace("-", "−")
