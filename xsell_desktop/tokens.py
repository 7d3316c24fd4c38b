"""Colours, sizes and palettes as plain values, read by window, charts and hand-outs alike."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Theme:
    """One set of colours (hex). Text colours keep 4.5 : 1 on window and surface, lines of
    relationships (`kinds`) 3 : 1."""

    name: str
    window: str
    surface: str
    raised: str
    line: str
    faint_line: str
    text: str
    second: str
    hint: str
    accent: str
    accent_wash: str
    on_accent: str
    proven: str
    held_up: str
    caution: str
    chance: str
    yours: str
    families: tuple[str, ...]
    kinds: tuple[str, ...]  # of relationship, as domain.kinds.KINDS after the cross-sell


LIGHT = Theme(
    name="light",
    window="#F6F7F9", surface="#FFFFFF", raised="#FFFFFF",
    line="#E3E6EB", faint_line="#F1F3F5",
    text="#1B2430", second="#475467", hint="#5B6575",
    accent="#3B5BDB", accent_wash="#EEF2FF", on_accent="#FFFFFF",
    proven="#237032", held_up="#1864AB", caution="#8A5A00", chance="#B42318", yours="#5F3DC4",
    families=("#3E7CB1", "#C26A1E", "#3B8659", "#B56576", "#7A6FB0",
              "#9C7B12", "#3F8686", "#8D6E63", "#BC5383", "#5F7F33"),
    kinds=("#6B8CB8", "#0E8180", "#C4551D", "#A07A1C", "#B8458F", "#5B8A1F", "#7D6B5D"),
)  # fmt: skip


def _lighter(colour: str, share: float = 0.12) -> str:
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(c + (255 - c) * share):02X}" for c in channels)


DARK = replace(
    LIGHT,
    name="dark",
    window="#14171C", surface="#1B1F26", raised="#232932",
    line="#2E3540", faint_line="#262C35",
    text="#E7EAEE", second="#B4BCC8", hint="#9AA4B2",
    accent="#8AA4FF", accent_wash="#232C4A", on_accent="#14171C",
    proven="#69C27D", held_up="#6CB2EB", caution="#E0B050", chance="#F0857A", yours="#A994F0",
    families=tuple(_lighter(colour) for colour in LIGHT.families),
    kinds=tuple(_lighter(colour, 0.25) for colour in LIGHT.kinds),
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK}

# sizes in device-independent pixels
FONT_BASE, FONT_SMALL = 13.0, 11.5
ROW_HEIGHT = 28
RAIL_WIDTH = 84
INSPECTOR_WIDTH = (320, 380)


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, 0 (black) to 1 (white), after WCAG 2.1."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours, 1 to 21, after WCAG 2.1."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
