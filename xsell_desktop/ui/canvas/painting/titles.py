"""Names of families and bundles beside what they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from xsell_desktop.sales.lines import Flags, Floats

MOST = 48  # titles that are tried at once
WIDEST = 230.0  # pixels of a title
AIR = 5.0  # pixels between a title and what it names
NEAR = 24.0  # pixels within which a title away from the usual spots still seems to belong
CELL = 3.0  # pixels: how exactly the room between discs is known
MOST_SPOTS = 4000  # that are looked at for one title
TRIED = 160  # free spots that are compared
SEARCHED = 12  # titles for which further spots are looked for: the rest waits for a closer look
NO_BOXES = np.zeros((0, 4))

Cells = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Title:
    """The name of a family over its island (`code` is its slot) or of a bundle at its outline
    (its place among the hulls)."""

    code: int
    text: str
    rect: QRectF


class Named:
    """What wants a title: rectangles (K, 4) left, top, right, bottom of its `parts`, and the one
    around them, `box`."""

    def __init__(self, code: int, text: str, parts: Floats) -> None:
        self.code, self.text, self.parts = code, text, parts
        self.box: Floats = np.concatenate([parts[:, :2].min(axis=0), parts[:, 2:].max(axis=0)])


def place_titles(
    wishes: Sequence[Named], discs: Floats, taken: Floats, font: QFont, size: tuple[float, float]
) -> tuple[Title, ...]:
    """Titles above what they name, else below or beside it or between its parts, in two lines
    where one is too wide, so that they cover no disc and nothing taken; what is wholly in view
    has its title in view."""
    titles: list[Title] = []
    used, room = np.concatenate([discs, taken]), np.array(size)
    ground = _Ground(used, room)
    seen = [own for own in wishes if (own.box[2:] > 0).all() and (own.box[:2] < room).all()]
    searched = 0
    for own in seen[:MOST]:
        box, text = _usual_place(own, font, used, room)
        if box is None and searched < SEARCHED:
            searched += 1
            box, text = _further_place(own, font, used, discs, ground)
        if box is not None:
            left, top, right, bottom = box.tolist()
            titles.append(Title(own.code, text, QRectF(left, top, right - left, bottom - top)))
            used = np.vstack([used, box])
    return tuple(titles)


def _usual_place(own: Named, font: QFont, used: Floats, room: Floats) -> tuple[Floats | None, str]:
    """The free rectangle for a title in one line above, below or beside its box, and its words."""
    text, extent = _measured(own.text, font)
    boxes = _usual_boxes(own.box, extent, room[0])
    free = ~touching(boxes, used)
    if (own.box[:2] >= 0).all() and (own.box[2:] <= room).all():
        free &= ((boxes[:, :2] >= 2) & (boxes[:, 2:] <= room - 2)).all(axis=1)
    return (boxes[int(np.argmax(free))] if free.any() else None), text


def _further_place(
    own: Named, font: QFont, used: Floats, discs: Floats, ground: _Ground
) -> tuple[Floats | None, str]:
    """The free rectangle for a title close to its parts, and its words in one line or two."""
    for wording in _wordings(own.text):
        text, extent = _measured(wording, font)
        boxes = _further_boxes(own, extent, ground, discs)
        boxes = boxes[~touching(boxes, used)]
        if len(boxes):
            return boxes[0], text
    return None, ""


def _measured(wording: str, font: QFont) -> tuple[str, Floats]:
    """A title as it is written, and its width and height."""
    lines = [fitted(line, font, WIDEST) for line in wording.split("\n")]
    width = max(width for _line, width in lines) + 4.0
    text = "\n".join(line for line, _width in lines)
    return text, np.array([width, QFontMetricsF(font).height() * len(lines)])


def _wordings(text: str) -> list[str]:
    """A title in one line, and in two that are nearly as long as each other."""
    gaps = [place for place, letter in enumerate(text) if letter == " "]
    if not gaps:
        return [text]
    middle = min(gaps, key=lambda place: abs(2 * place - len(text)))
    return [text, f"{text[:middle]}\n{text[middle + 1 :]}"]


def _usual_boxes(box: Floats, extent: Floats, room: float) -> Floats:
    """Rectangles (S, 4) of titles above, below and beside a box, the best first."""
    left, top, right, bottom = box.tolist()
    width, height = extent.tolist()
    middle = min(max((left + right - width) / 2, 4.0), max(room - width - 4.0, 4.0))
    above, below, level = top - height - AIR, bottom + AIR, (top + bottom - height) / 2
    spots = np.array(
        [(middle, above), (middle, below), (left - width - 8, level), (right + 8, level),
         (left, above), (right - width, above), (left, below), (right - width, below),
         (right - width / 2, above), (left - width / 2, above), (left - width / 2, below),
         (right - width / 2, below)]
    )  # fmt: skip
    boxes: Floats = np.hstack([spots, spots + extent])
    return boxes


def _further_boxes(own: Named, extent: Floats, ground: _Ground, discs: Floats) -> Floats:
    """Free rectangles (S, 4) in view around or between the parts, the one closest to all of them
    first; none that seems to belong to something else."""
    low = np.maximum(own.box[:2] - extent - AIR, 2.0)
    high = np.minimum(own.box[2:] + AIR, ground.room - extent - 2.0)
    if (low > high).any():
        return NO_BOXES
    step = max(CELL, float(np.sqrt((high - low).prod() / MOST_SPOTS)))
    across, down = (np.arange(low[way], high[way] + step, step) for way in (0, 1))
    spots = np.stack(np.meshgrid(across, down), axis=2).reshape(-1, 2)
    spots = np.minimum(spots, high)
    spots = spots[ground.has_room(spots, extent)]
    middle = (own.box[:2] + own.box[2:] - extent) / 2
    spots = spots[np.argsort(((spots - middle) ** 2).sum(axis=1), kind="stable")[:TRIED]]
    boxes = np.hstack([spots, spots + extent])
    ours = _distances(boxes, own.parts)
    around = np.concatenate([own.box[:2] - extent - NEAR, own.box[2:] + extent + NEAR])
    near = discs[touching(discs, around[None])]
    others = near[~(near[:, None] == own.parts[None]).all(axis=2).any(axis=1)]
    gap = ours.min(axis=1)
    belongs = (gap <= NEAR) & (_distances(boxes, others).min(axis=1, initial=np.inf) > 0.6 * gap)
    best = np.argsort(ours[belongs].mean(axis=1), kind="stable")
    found: Floats = boxes[belongs][best]
    return found


class _Ground:
    """Which cells of the view are covered, counted so that a rectangle is one look-up."""

    def __init__(self, covered: Floats, room: Floats) -> None:
        self.room = room
        shape = np.ceil(room / CELL).astype(np.int64) + 2
        low, high = self._cells(covered[:, :2], covered[:, 2:], shape)
        edges = np.zeros((shape[1], shape[0]), np.int32)
        for x, y, sign in (
            (low, low, 1), (high, high, 1), (low, high, -1), (high, low, -1),
        ):  # fmt: skip
            np.add.at(edges, (y[:, 1], x[:, 0]), sign)
        taken = edges.cumsum(axis=0).cumsum(axis=1) > 0
        self._shape = shape
        self._sums = np.zeros((shape[1] + 1, shape[0] + 1), np.int64)
        self._sums[1:, 1:] = taken.cumsum(axis=0).cumsum(axis=1)

    def has_room(self, spots: Floats, extent: Floats) -> Flags:
        """Whether rectangles with these upper left corners (S, 2) cover nothing."""
        low, high = self._cells(spots, spots + extent, self._shape)
        sums = self._sums
        covered = (
            sums[high[:, 1], high[:, 0]] - sums[low[:, 1], high[:, 0]]
            - sums[high[:, 1], low[:, 0]] + sums[low[:, 1], low[:, 0]]
        )  # fmt: skip
        return np.asarray(covered == 0)

    @staticmethod
    def _cells(low: Floats, high: Floats, shape: Cells) -> tuple[Cells, Cells]:
        """The cells (M, 2) that rectangles begin in and those that they end before."""
        first = np.clip(np.rint(low / CELL).astype(np.int64), 0, shape - 1)
        last = np.clip(np.rint(high / CELL).astype(np.int64), 0, shape - 1)
        return first, last


def _distances(boxes: Floats, others: Floats) -> Floats:
    """Free pixels between rectangles (M, 4) and others (K, 4)."""
    before = others[None, :, :2] - boxes[:, None, 2:]
    after = boxes[:, None, :2] - others[None, :, 2:]
    gap = np.maximum(np.maximum(before, after), 0.0)
    distances: Floats = np.sqrt((gap**2).sum(axis=2))
    return distances


def touching(boxes: Floats, kept: Floats) -> Flags:
    """Which rectangles (M, 4) touch any of the kept ones (K, 4)."""
    common = (
        (boxes[:, None, 0] < kept[:, 2])
        & (boxes[:, None, 2] > kept[:, 0])
        & (boxes[:, None, 1] < kept[:, 3])
        & (boxes[:, None, 3] > kept[:, 1])
    )
    return np.asarray(common.any(axis=1))


def boxes_of(titles: Sequence[Title]) -> Floats:
    """Their rectangles (M, 4)."""
    return np.array(
        [(t.rect.left(), t.rect.top(), t.rect.right(), t.rect.bottom()) for t in titles]
    ).reshape(-1, 4)


@lru_cache(maxsize=4096)
def fitted(
    name: str, font: QFont, widest: float, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight
) -> tuple[str, float]:
    """A name shortened to a width, and how wide it is then."""
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(name, cut, widest)
    return text, metrics.horizontalAdvance(text)
