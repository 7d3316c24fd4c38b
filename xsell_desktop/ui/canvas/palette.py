"""The theme's colours as the canvas uses them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from xsell_desktop.tokens import Theme, luminance
from xsell_desktop.ui import theme

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

    def family(self, code: int) -> QColor:
        """A family's colour; they repeat with another core after the last one."""
        return self.families[code % len(self.families)] if code >= 0 else self.no_family

    def core(self, code: int) -> int:
        """A family's core, 0 a plain disc."""
        return (code // len(self.families)) % CORES if code >= 0 else 0


def mix_palette(tokens: Theme) -> Palette:
    """The palette of a tokens. Thin lines on a dark ground need more ink to be seen."""
    ink = 0.34 if luminance(tokens.surface) > 0.5 else 0.42
    veil = QColor(tokens.surface)
    veil.setAlphaF(0.8)
    return Palette(
        veil=veil,
        ground=QColor(tokens.surface),
        edge=_mixed(tokens.surface, tokens.second, ink),
        edge_dim=_mixed(tokens.surface, tokens.second, ink / 2),
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
    )


def _mixed(ground: str, ink: str, share: float) -> QColor:
    return QColor(theme.mix(ground, ink, share))
