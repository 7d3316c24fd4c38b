"""What the colours of cells mean: from a value to a share of the scale to a colour."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.views import MatrixShows
from xsell_desktop.sales.lines import Floats
from xsell_desktop.texts import _, count_text, percent_text
from xsell_desktop.tokens import Theme
from xsell_desktop.ui import theme

STEPS = 256  # colours of each half of the scale
MOST_OF_ALL = 99.0  # percentile of the values that gets the strongest colour
RAREST = 4.0  # as many times less than chance gets the strongest colour of the other end
FAINTER = 0.5  # of the other end, so that what is above chance catches the eye first
ROUND = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)

Colours = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Scale:
    """From nothing (0) to `top` (1). Times chance run from as often (0) to `top` times, and to
    -1 for rarer than chance."""

    shows: MatrixShows
    top: float

    def shares(self, values: Floats) -> Floats:
        """Where values stand, -1 to 1; NaN stays. Low counts of orders get more of the scale."""
        with np.errstate(divide="ignore"):
            if self.shows is MatrixShows.LIFT:
                log = np.log2(values)
                return np.clip(
                    np.where(log < 0, log / math.log2(RAREST), log / math.log2(self.top)), -1, 1
                )
        shares = np.clip(values / self.top, 0.0, 1.0)
        return shares if self.shows is MatrixShows.RATE else np.sqrt(shares)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Shares and texts for a legend, from left to right."""
        if self.shows is MatrixShows.LIFT:
            return (
                (-1.0, _("¼× or less")),
                (0.0, _("1×")),
                (1.0, _("{times}× or more").format(times=f"{self.top:g}")),
            )
        middle = self.top / (2 if self.shows is MatrixShows.RATE else 4)
        texts = (0.0, 0.0), (0.5, middle), (1.0, self.top)
        return tuple((share, self._text(value, share)) for share, value in texts)

    def _text(self, value: float, share: float) -> str:
        if self.shows is MatrixShows.RATE:
            cents = round(value * 100, 6)
            text = percent_text(value, 0 if cents == round(cents) else 1)
        else:
            text = count_text(value) if value == round(value) else f"{value:.1f}"
        return _("{value} or more").format(value=text) if share == 1.0 else text


def scale_of(shows: MatrixShows, values: Floats) -> Scale:
    """The scale that fits values: its top is a round number that few are over."""
    found = values[np.isfinite(values) & (values > 0)]
    high = float(np.percentile(found, MOST_OF_ALL)) if len(found) else 0.0
    if shows is MatrixShows.LIFT:
        return Scale(shows, 2.0 ** min(max(math.ceil(math.log2(max(high, 1.0))), 1), 5))
    least = 0.04 if shows is MatrixShows.RATE else 4.0
    top = _rounded_up(max(high, least))
    return Scale(shows, min(top, 1.0) if shows is MatrixShows.RATE else top)


def _rounded_up(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in ROUND if step * power >= value * (1 - 1e-9))


@dataclass(frozen=True, eq=False)
class Ramp:
    """ARGB colours of one theme: shares from -1 to 1, cells of the diagonal, cells left out."""

    colours: Colours
    diagonal: int
    left_out: int

    def paint(self, shares: Floats) -> Colours:
        """A colour a share."""
        step = np.nan_to_num(shares, nan=0.0) * (STEPS - 1) + STEPS - 1
        return np.where(np.isnan(shares), np.uint32(self.left_out),
                        self.colours[np.rint(step).astype(np.int64)])  # fmt: skip


def mix_ramp(tokens: Theme) -> Ramp:
    """From the ground through the accent to strong: lightness alone tells the values apart.

    Rarer than chance is of the colour of cautions, which no colour-blindness takes for the accent.
    """
    more = [_at(tokens, tokens.accent, share) for share in np.linspace(0.0, 1.0, STEPS)]
    less = [_at(tokens, tokens.caution, share) for share in np.linspace(FAINTER, 0.0, STEPS)]
    colours = np.array([_argb(colour) for colour in less[:-1] + more], dtype=np.uint32)
    return Ramp(colours, _argb(theme.mix(tokens.line, tokens.hint, 0.35)), _argb(tokens.faint_line))


def _at(tokens: Theme, hue: str, share: float) -> str:
    if share <= 0.7:
        return theme.mix(tokens.surface, hue, share / 0.7)
    return theme.mix(hue, tokens.text, (share - 0.7) / 0.3 * 0.55)


def _argb(colour: str) -> int:
    return 0xFF000000 | int(colour[1:], 16)
