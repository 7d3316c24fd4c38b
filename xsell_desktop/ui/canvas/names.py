"""Which names the canvas shows at the current zoom, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from xsell_desktop.sales.lines import Codes, Floats
from xsell_desktop.tokens import FONT_SMALL
from xsell_desktop.ui.canvas.labels import Label, Wish, place_labels
from xsell_desktop.ui.canvas.marks import Marks
from xsell_desktop.ui.canvas.scene import Scene

MOST_NAMES = 220
FEW_SELECTED = 4  # selected products whose names show whatever they cover
NO_BOXES = np.zeros((0, 4))
NARROW, WIDE = 130.0, 230.0  # widest name in pixels, far out and near


@dataclass(frozen=True)
class FamilyTitle:
    """A family's name over its island."""

    code: int
    text: str
    rect: QRectF


@dataclass(frozen=True, eq=False)
class Names:
    """Placed names; `texts` are elided, by node."""

    font: QFont
    family_font: QFont
    labels: tuple[Label, ...]
    texts: dict[int, str]
    families: tuple[FamilyTitle, ...]

    def moved(self, dx: float, dy: float) -> Names:
        """The same names with everything moved by so many pixels."""
        return Names(
            self.font,
            self.family_font,
            tuple(
                Label(own.node, own.left + dx, own.top + dy, own.width, own.height)
                for own in self.labels
            ),
            self.texts,
            tuple(
                FamilyTitle(title.code, title.text, title.rect.translated(dx, dy))
                for title in self.families
            ),
        )


def place_names(
    scene: Scene, points: Floats, radius: Floats, zoom: float, visible: Codes, marks: Marks,
    base: QFont, size: tuple[float, float],
) -> Names:  # fmt: skip
    """Names of selected products, then of families, then of products by importance, none over
    another."""
    font, family_font = QFont(base), QFont(base)
    font.setPixelSize(round(FONT_SMALL))
    family_font.setPixelSize(round(FONT_SMALL) + 1)
    family_font.setWeight(QFont.Weight.DemiBold)
    nodes = np.column_stack([points - radius[:, None], points + radius[:, None]])[visible]
    strong, height = strong_font(font), QFontMetricsF(font).height()
    widest = min(max(round(zoom * 5) * NARROW / 5, NARROW), WIDE)
    away = _free_sides(scene, points)
    texts: dict[int, str] = {}
    chosen = marks.chosen
    few = len(chosen) <= FEW_SELECTED
    wishes = []
    for node in _by_importance(scene, visible, marks)[:MOST_NAMES]:
        stands_out = 4.0 if node in chosen else 0.0
        text, width = _fitted(
            scene.names[node],
            strong if stands_out else font,
            WIDE if few and (stands_out or node in marks.near) else widest,
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
    first = place_labels([wish for wish in wishes if wish.must], nodes, NO_BOXES, *size)
    taken = _boxes(first)
    families: tuple[FamilyTitle, ...] = ()
    if scene.anchor < 0:
        families = _family_titles(scene, points, radius, family_font, taken, size[0])
    taken = np.concatenate([taken, _title_boxes(families)])
    rest = place_labels([wish for wish in wishes if not wish.must], nodes, taken, *size)
    return Names(font, family_font, (*first, *rest), texts, families)


def _boxes(labels: list[Label]) -> Floats:
    return np.array(
        [[own.left, own.top, own.left + own.width, own.top + own.height] for own in labels]
    ).reshape(-1, 4)


def _title_boxes(families: tuple[FamilyTitle, ...]) -> Floats:
    return np.array(
        [[t.rect.left(), t.rect.top(), t.rect.right(), t.rect.bottom()] for t in families]
    ).reshape(-1, 4)


@lru_cache(maxsize=4096)
def _fitted(name: str, font: QFont, widest: float) -> tuple[str, float]:
    """A name shortened to a width, and how wide it is then."""
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest)
    return text, metrics.horizontalAdvance(text)


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


def _family_titles(
    scene: Scene, points: Floats, radius: Floats, font: QFont, taken: Floats, wide: float
) -> tuple[FamilyTitle, ...]:
    metrics = QFontMetricsF(font)
    discs = np.column_stack([points - radius[:, None], points + radius[:, None]])
    boxes = np.concatenate([discs, taken])
    titles: list[FamilyTitle] = []
    for code, name in scene.families:
        members = np.flatnonzero(scene.family == code)
        if len(members) < 3:
            continue
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, WIDE)
        width, height = metrics.horizontalAdvance(text) + 4, metrics.height()
        own = discs[members]
        middle = (own[:, 0].min() + own[:, 2].max()) / 2 - width / 2
        if own[:, 2].max() > 0 and own[:, 0].min() < wide:
            middle = min(max(middle, 4.0), max(wide - width - 4.0, 4.0))
        for top in (own[:, 1].min() - height - 5, own[:, 3].max() + 5):
            rect = QRectF(middle, top, width, height)
            if not _covers(rect, boxes) and not any(rect.intersects(t.rect) for t in titles):
                titles.append(FamilyTitle(code, text, rect))
                break
    return tuple(titles)


def _covers(rect: QRectF, boxes: Floats) -> bool:
    return bool(
        np.any(
            (boxes[:, 0] < rect.right())
            & (boxes[:, 2] > rect.left())
            & (boxes[:, 1] < rect.bottom())
            & (boxes[:, 3] > rect.top())
        )
    )
