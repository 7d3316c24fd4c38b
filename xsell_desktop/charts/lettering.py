"""Letters: the same fonts on every machine, how wide a text gets, and how it is made to fit."""

from __future__ import annotations

import warnings
from functools import lru_cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.textpath import text_to_path

TITLE, TEXT, SMALL = 11.0, 8.5, 7.5  # points
LINE = 1.35  # height of a line of text, in its size
# letters that the bundled font lacks come from the first of these that is installed
FAR_SCRIPTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "PingFang SC", "Hiragino Sans", "Arial Unicode MS", "Noto Sans Arabic", "Segoe UI",
)  # fmt: skip


def _settle() -> None:
    """Draw alike on every machine, whatever a user's matplotlibrc says."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            "font.family": ["DejaVu Sans", *(name for name in FAR_SCRIPTS if name in installed)],
            "text.parse_math": False,  # a $ in a product name is a dollar
            "svg.hashsalt": "xsell-desktop",
            "pdf.fonttype": 42,
            "hatch.linewidth": 0.7,
        }
    )
    # a letter that no installed font has becomes a box; nobody can act on the warning
    warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from font")


_settle()


@lru_cache(maxsize=4096)
def text_inches(text: str, points: float = TEXT, *, bold: bool = False) -> float:
    """Width of a line of text."""
    font = font_manager.FontProperties(size=points, weight="bold" if bold else "normal")
    width, _height, _below = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width) / 72


def shorten(name: str, inches: float, points: float = TEXT) -> str:
    """The name on one line, cut with an ellipsis where it is wider; at a word if one is near."""
    name = " ".join(name.split())
    if text_inches(name, points) <= inches:
        return name
    cut = len(name)
    while cut > 1 and text_inches(name[:cut].rstrip() + "…", points) > inches:
        cut -= 1
    space = name.rfind(" ", 0, cut + 1)
    if space >= cut * 0.6:
        cut = space
    return name[:cut].rstrip(" ,.-/(&") + "…"


def wrap(text: str, inches: float, points: float = TEXT, *, bold: bool = False) -> str:
    """The text with line breaks so that no line is wider, single words excepted."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_inches(f"{lines[-1]} {word}", points, bold=bold) <= inches:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)
