"""Times of day as shops write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Dates, Flags
from xsell_desktop.sales.values.plain_text import is_blank, plain_text

Clocks = npt.NDArray[np.timedelta64]

DAY = 86_400
_HALVES = {
    "am": 0, "vorm": 0, "fm": 0, "de": 0, "öö": 0, "πμ": 0, "午前": 0, "上午": 0, "오전": 0,
    "pm": 12, "nachm": 12, "em": 12, "du": 12, "ös": 12, "μμ": 12,
    "午後": 12, "下午": 12, "오후": 12,
}  # fmt: skip
_HALF = r"[AaPp]\.? ?[Mm]\.?|[Vv]orm\.?|[Nn]achm\.?|[fe]m|d[eu]\.|[Öö]\.?[ÖöSs]\.?|[πμ]\.?μ\.?"
_HALF_BEFORE = "午前|午後|上午|下午|오전|오후"
_ZONE = (
    r"(?:Z|(?:UTC|GMT)? ?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5}|[A-Z][a-z]+/[A-Z][A-Za-z_]+)"
    r"?(?: ?[(\[][^()\[\]]{2,40}[)\]]| UTC)?"
)
_CLOCK = re.compile(
    rf"(?P<before>{_HALF_BEFORE})? ?(?P<hour>\d{{1,2}})"
    r"(?:[:.hH時时시] ?(?P<minute>\d{2})"
    r"(?:[:.分분] ?(?P<second>\d{2})(?:[.,]\d+|[秒초])?)?[分분]?)?"
    rf" ?(?P<half>{_HALF})?(?: ?(?:Uhr|hs|hrs?)\.?)? ?{_ZONE}"
)
_PACKED = re.compile(rf"(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?(?:\.\d+)?{_ZONE}")
_LEAD = re.compile(r"[ ,]+(?:(?:at|um|à|às|kl\.?|klo|om|alle|a las|в|o) |- )?|T")
_DIGITS = re.compile(r"(\d{1,6})(?:\.0+)?")
_SHARE = re.compile(r"0?[.,]\d{3,}")


def parse_clock(text: str) -> int | None:
    """Seconds since midnight; None where the text is no time of day.

    Bare digits are HHMM or HHMMSS with leading zeros lost: 5 is 00:05. 8.26 is 08:26, and a
    fraction with three digits or more is a spreadsheet's share of the day.
    """
    text = plain_text(text)
    if found := _DIGITS.fullmatch(text):
        digits = found.group(1)
        packed = digits.zfill(4) if len(digits) < 5 else digits.zfill(6)
        return _read(_PACKED.fullmatch(packed))
    if _SHARE.fullmatch(text):
        return round(float(text.replace(",", ".")) * DAY) % DAY
    return _read_clock(text)


def parse_clocks(values: Sequence[str]) -> tuple[Clocks, Flags]:
    """The times of day (zero for blank and bad texts) and which texts are bad."""
    seconds = [parse_clock(value) for value in values]
    bad = [
        second is None and not is_blank(value)
        for second, value in zip(seconds, values, strict=True)
    ]
    clocks = np.array([second or 0 for second in seconds], dtype="timedelta64[s]")
    return clocks, np.array(bad, dtype=bool)


def join_clocks(dates: Dates, clocks: Clocks) -> Dates:
    """Row by row the date with its time; a date that has a time of its own keeps it."""
    midnight = dates == dates.astype("datetime64[D]")
    joined: Dates = dates + np.where(midnight, clocks, np.timedelta64(0, "s"))
    return joined


@lru_cache(maxsize=50_000)
def clock_after(rest: str) -> int | None:
    """Seconds of what follows a day in the same cell: 0 for nothing, None for anything else
    than a time. Zones and offsets are dropped.
    """
    if not rest.strip(" ."):
        return 0
    lead = _LEAD.match(rest)
    if rest.isdigit() and len(rest) == 6:
        return _read(_PACKED.fullmatch(rest))
    if lead is None:
        return _read_clock(rest) if rest[0] in _HALF_BEFORE else None
    after = rest[lead.end() :]
    if rest[0] == "T" and (found := _PACKED.fullmatch(after)):
        return _read(found)
    return 0 if re.fullmatch(r"[A-Z]{3,4}", after) else _read_clock(after)


def _read_clock(text: str) -> int | None:
    found = _CLOCK.fullmatch(text)
    if found and not (found["minute"] or found["half"] or found["before"]):
        return None
    return _read(found)


def _read(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    parts = found.groupdict()
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    word = (parts.get("half") or parts.get("before") or "").lower()
    if word:
        noon = _HALVES[word.replace(".", "").replace(" ", "")]
        if hour > 12 and not noon:
            return None
        hour = hour if hour > 12 else hour % 12 + noon
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second
