"""The theme's colours as the canvas uses them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from xsell_desktop.domain.views import ColourBy
from xsell_desktop.tokens import Theme, contrast, luminance
from xsell_desktop.ui import theme

LEGIBLE = 4.5  # contrast of text to its ground
CORES = 3  # ways to draw a disc, one for each round of the family colours


@dataclass(frozen=True, eq=False)
class Palette:
    """Ready-mixed colours of one theme."""

    ground: QColor
    veil: QColor
    edge: QColor
    edge_dim: QColor
    accepted: QColor
    yours: QColor
    accent: QColor
    wash: QColor
    text: QColor
    second: QColor
    hint: QColor
    line: QColor
    raised: QColor
    on_accent: QColor
    no_family: QColor
    families: tuple[QColor, ...]
    titles: tuple[QColor, ...]
    kinds: tuple[QColor, ...]
    cover: tuple[QColor, ...]

    def title(self, code: int) -> QColor:
        """A family's colour, strong enough to be read as text."""
        return self.titles[code % len(self.titles)]

    def family(self, code: int) -> QColor:
        """A family's colour; they repeat with another core after the last one."""
        return self.families[code % len(self.families)] if code >= 0 else self.no_family

    @property
    def looks(self) -> int:
        """How many slots look different."""
        return len(self.families) * CORES

    def core(self, code: int) -> int:
        """A family's core, 0 a plain disc."""
        return (code // len(self.families)) % CORES if code >= 0 else 0

    def disc(self, by: ColourBy, slot: int) -> QColor:
        """The colour of a product's disc."""
        return self.band(slot) if by is ColourBy.STOCK_COVER else self.family(slot)

    def kind(self, code: int) -> QColor:
        """The colour of a kind of relationship; the cross-sell is quiet, as is -1."""
        return self.kinds[max(code, 0)]

    def band(self, code: int) -> QColor:
        """The colour of a `Cover` of stock, -1 unknown."""
        return self.cover[code] if code >= 0 else self.no_family


def mix_palette(tokens: Theme) -> Palette:
    """The palette of a tokens. Thin lines on a dark ground need more ink to be seen."""
    ink = 0.45 if luminance(tokens.surface) > 0.5 else 0.5
    veil = QColor(tokens.surface)
    veil.setAlphaF(0.8)
    return Palette(
        veil=veil,
        ground=QColor(tokens.surface),
        edge=_mixed(tokens.surface, tokens.second, ink),
        edge_dim=_mixed(tokens.surface, tokens.second, ink * 0.6),
        accepted=QColor(tokens.proven),
        yours=QColor(tokens.yours),
        accent=QColor(tokens.accent),
        wash=QColor(tokens.accent_wash),
        text=QColor(tokens.text),
        second=QColor(tokens.second),
        hint=QColor(tokens.hint),
        line=QColor(tokens.line),
        raised=QColor(tokens.raised),
        on_accent=QColor(tokens.on_accent),
        no_family=_mixed(tokens.surface, tokens.hint, 0.65),
        families=tuple(QColor(colour) for colour in tokens.families),
        titles=tuple(QColor(_legible(tokens, colour)) for colour in tokens.families),
        kinds=(_mixed(tokens.surface, tokens.second, ink), *map(QColor, tokens.kinds)),
        cover=(
            QColor(tokens.chance),
            _mixed(tokens.caution, tokens.families[1], 0.5),
            _mixed(tokens.caution, tokens.proven, 0.5),
            QColor(tokens.proven),
        ),
    )


def _legible(tokens: Theme, colour: str) -> str:
    """The colour with as little of the text's as makes it readable on the ground."""
    shares = (colour if not tenth else theme.mix(colour, tokens.text, tenth / 10)
              for tenth in range(11))  # fmt: skip
    return next(mixed for mixed in shares if contrast(mixed, tokens.surface) >= LEGIBLE)


def _mixed(ground: str, ink: str, share: float) -> QColor:
    return QColor(theme.mix(ground, ink, share))
