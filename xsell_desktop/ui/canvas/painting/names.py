"""Which names the canvas shows at the current zoom, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.tokens import FONT_SMALL
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.painting.labels import Label, Wish, place_labels
from xsell_desktop.ui.canvas.painting.marks import Marks
from xsell_desktop.ui.canvas.painting.titles import (
    Named,
    Title,
    boxes_of,
    fitted,
    place_titles,
    touching,
)
from xsell_desktop.ui.canvas.scene.scene import Scene

HEAD = 12  # letters by which names begin alike
MOST_NAMES = 160  # that are tried at once
FEW_SELECTED = 4  # selected products whose names show whatever they cover
NO_BOXES = np.zeros((0, 4))
AIR = 9.0  # pixels between a disc and its bundle's outline
NARROW, WIDE = 130.0, 230.0  # widest name in pixels, far out and near


@dataclass(frozen=True, eq=False)
class Names:
    """Placed names; `texts` are elided, by node."""

    font: QFont
    family_font: QFont
    labels: tuple[Label, ...]
    texts: dict[int, str]
    families: tuple[Title, ...]
    bundles: tuple[Title, ...] = ()

    def moved(self, dx: float, dy: float, kept: Floats) -> Names:
        """The same names with everything moved by so many pixels; those that would get into
        the `kept` rectangles (M, 4) are gone."""
        labels = [
            Label(own.node, own.left + dx, own.top + dy, own.width, own.height)
            for own in self.labels
        ]
        free = ~touching(_boxes(labels), kept)
        return Names(
            self.font,
            self.family_font,
            tuple(label for label, shows in zip(labels, free, strict=True) if shows),
            self.texts,
            _moved_titles(self.families, dx, dy, kept),
            _moved_titles(self.bundles, dx, dy, kept),
        )


def _cuts(names: Sequence[str]) -> dict[str, Qt.TextElideMode]:
    """Where names that begin so are cut: those that begin alike in the middle, which leaves what
    tells them apart."""
    heads = Counter(name[:HEAD] for name in names)
    mode = Qt.TextElideMode
    return {head: mode.ElideMiddle if many > 1 else mode.ElideRight for head, many in heads.items()}


def _moved_titles(
    titles: tuple[Title, ...], dx: float, dy: float, kept: Floats
) -> tuple[Title, ...]:
    moved = tuple(Title(title.code, title.text, title.rect.translated(dx, dy)) for title in titles)
    free = ~touching(boxes_of(moved), kept)
    return tuple(title for title, shows in zip(moved, free, strict=True) if shows)


def place_names(
    scene: Scene, points: Floats, radius: Floats, zoom: float, visible: Codes, marks: Marks,
    base: QFont, size: tuple[float, float], kept: Floats = NO_BOXES,
) -> Names:  # fmt: skip
    """Names of selected products, then of bundles and families, then of products by importance,
    none over another or over the `kept` rectangles (M, 4)."""
    font, family_font = QFont(base), QFont(base)
    font.setPixelSize(theme.text_px(FONT_SMALL))
    family_font.setPixelSize(theme.text_px(FONT_SMALL + 1))
    family_font.setWeight(QFont.Weight.DemiBold)
    nodes = np.column_stack([points - radius[:, None], points + radius[:, None]])[visible]
    strong, height = strong_font(font), QFontMetricsF(font).height()
    widest = min(max(round(zoom * 5) * NARROW / 5, NARROW), WIDE)
    away = _free_sides(scene, points)
    cuts = _cuts(scene.names)
    texts: dict[int, str] = {}
    chosen = marks.chosen
    few = len(chosen) <= FEW_SELECTED
    wishes = []
    for node in _by_importance(scene, visible, marks)[:MOST_NAMES]:
        stands_out = 4.0 if node in chosen else 3.5 if scene.hub[node] else 0.0
        text, width = fitted(
            scene.names[node],
            strong if node in chosen else font,
            WIDE if few and (node in chosen or node in marks.near) else widest,
            cuts[scene.names[node][:HEAD]],
        )
        texts[node] = text
        wishes.append(
            Wish(
                node,
                float(points[node, 0]),
                float(points[node, 1]),
                float(radius[node]) + stands_out,
                width + 1.0,
                height,
                (float(away[node, 0]), float(away[node, 1])),
                node == scene.anchor or (node in chosen and few),
            )
        )
    first = place_labels([wish for wish in wishes if wish.must], nodes, kept, *size)
    taken = np.concatenate([kept, _boxes(first)])
    discs = np.column_stack([points - radius[:, None], points + radius[:, None]])
    bundles = place_titles(_bundle_wishes(scene, discs), discs, taken, family_font, size)
    taken = np.concatenate([taken, boxes_of(bundles)])
    families: tuple[Title, ...] = ()
    if scene.anchor < 0 and not scene.headings:
        families = place_titles(_family_wishes(scene, discs), discs, taken, family_font, size)
    taken = np.concatenate([taken, boxes_of(families)])
    rest = place_labels([wish for wish in wishes if not wish.must], nodes, taken, *size)
    return Names(font, family_font, (*first, *rest), texts, families, bundles)


def _boxes(labels: list[Label]) -> Floats:
    return np.array(
        [[own.left, own.top, own.left + own.width, own.top + own.height] for own in labels]
    ).reshape(-1, 4)


def strong_font(font: QFont) -> QFont:
    """The font of a selected product's name."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _by_importance(scene: Scene, visible: Codes, marks: Marks) -> list[int]:
    """Selected products, their partners, then the others in the scene's order."""
    seen = np.zeros(len(scene), dtype=np.bool_)
    seen[visible] = True
    nodes = [int(node) for node in scene.importance if seen[node]]
    nodes.sort(
        key=lambda node: (
            node not in marks.chosen and node != scene.anchor,
            node not in marks.near,
        )
    )
    return nodes


def _free_sides(scene: Scene, points: Floats) -> Floats:
    """For each node the unit vector away from the mean of its neighbours."""
    pull = np.zeros_like(points)
    count = np.zeros(len(points))
    for one, other in ((scene.a, scene.b), (scene.b, scene.a)):
        np.add.at(pull, one, points[other] - points[one])
        np.add.at(count, one, 1)
    pull += np.array([-1e-3, 0.0])
    size = np.maximum(np.hypot(pull[:, 0], pull[:, 1]), 1e-9)
    sides: Floats = -pull / size[:, None]
    return sides


def _family_wishes(scene: Scene, discs: Floats) -> list[Named]:
    """Each family with three or more products here."""
    wishes = [Named(code, name, discs[scene.family == code]) for code, name in scene.families]
    return [own for own in wishes if len(own.parts) >= 3]


def _bundle_wishes(scene: Scene, discs: Floats) -> list[Named]:
    air = np.array([-AIR, -AIR, AIR, AIR])
    return [
        Named(turn, hull.name, discs[list(hull.nodes)] + air)
        for turn, hull in enumerate(scene.hulls)
    ]
