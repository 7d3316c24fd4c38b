"""Titles of families: which spots they take, and what they never cover."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.views import View
from xsell_desktop.sales.lines import Floats
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.canvas.painting.names import _cuts
from xsell_desktop.ui.canvas.painting.titles import (
    NEAR,
    Named,
    Title,
    boxes_of,
    fitted,
    place_titles,
    touching,
)
from xsell_desktop.ui.canvas.painting.view import GraphView
from xsell_desktop.ui.canvas.scene.scene import build_scene

SIZE = (600.0, 400.0)
NOTHING = np.zeros((0, 4))


def font() -> QFont:
    """A font of a size that no machine's settings change."""
    made = QFont()
    made.setPixelSize(12)
    return made


def disc(x: float, y: float, radius: float = 8.0) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def place(parts: Floats, others: Floats = NOTHING, text: str = "Tea tins") -> tuple[Title, ...]:
    named = [Named(3, text, parts)]
    return place_titles(named, np.concatenate([parts, others]), NOTHING, font(), SIZE)


def wall(left: float, top: float, right: float, bottom: float, step: float = 12.0) -> Floats:
    """Discs all over an area."""
    return np.array(
        [disc(x, y) for x in np.arange(left, right, step) for y in np.arange(top, bottom, step)]
    )


def test_a_title_stands_above_the_middle_of_its_products(qapp: QApplication) -> None:
    parts = np.array([disc(280, 200), disc(320, 240), disc(300, 220)])
    (title,) = place(parts)
    assert title.code == 3 and title.text == "Tea tins"
    assert title.rect.bottom() <= 192 and abs(title.rect.center().x() - 300) < 1


def test_a_title_goes_between_its_products_where_it_is_walled_in(qapp: QApplication) -> None:
    ring = np.array([disc(300 + 55 * np.cos(t), 200 + 55 * np.sin(t))
                     for t in np.linspace(0, 2 * np.pi, 24, endpoint=False)])  # fmt: skip
    field = wall(100, 20, 500, 380)
    middles = (field[:, :2] + field[:, 2:]) / 2
    far = np.hypot(middles[:, 0] - 300, middles[:, 1] - 200)
    (title,) = place(ring, field[far > 70])
    assert np.hypot(title.rect.center().x() - 300, title.rect.center().y() - 200) < 40


def test_a_title_takes_two_lines_where_one_finds_no_room(qapp: QApplication) -> None:
    parts = np.array([disc(300, 190), disc(280, 210), disc(320, 210)])
    field = wall(60, 40, 540, 380)
    middles = (field[:, :2] + field[:, 2:]) / 2
    wide = QFontMetricsF(font()).horizontalAdvance("Christmas gift wrapping bags")
    in_gap = (abs(middles[:, 0] - 300) < 0.4 * wide + 8) & (abs(middles[:, 1] - 240) < 72)
    (title,) = place(parts, field[~in_gap], "Christmas gift wrapping bags")
    assert title.text == "Christmas gift\nwrapping bags"
    assert not touching(boxes_of([title]), np.concatenate([parts, field[~in_gap]])).any()


def test_no_title_where_there_is_no_room_or_it_would_name_something_else(
    qapp: QApplication,
) -> None:
    parts = np.array([disc(300, 190), disc(280, 210), disc(320, 210)])
    assert place(parts, wall(0, 0, 600, 400)) == ()
    field = wall(0, 0, 600, 400)
    middles = (field[:, :2] + field[:, 2:]) / 2
    away = (abs(middles[:, 0] - 480) < 80) & (abs(middles[:, 1] - 330) < 40)
    assert place(parts, field[~away]) == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 30), st.integers(0, 120))
def test_titles_cover_nothing_and_stand_by_their_products(
    qapp: QApplication, seed: int, families: int, strangers: int
) -> None:
    random = np.random.default_rng(seed)
    middles = random.uniform((20, 20), (580, 380), (families, 2))
    groups = [
        np.array([disc(*(middle + random.uniform(-40, 40, 2))) for _turn in range(4)])
        for middle in middles
    ]
    others = np.array([disc(*random.uniform((0, 0), SIZE)) for _turn in range(strangers)])
    discs = np.concatenate([*groups, others.reshape(-1, 4)])
    taken = np.array([[0.0, 0.0, 120.0, 90.0]])
    wishes = [Named(code, f"Family number {code}", own) for code, own in enumerate(groups)]
    titles = place_titles(wishes, discs, taken, font(), SIZE)
    boxes = boxes_of(titles)
    assert not touching(boxes, np.concatenate([discs, taken])).any()
    for turn, box in enumerate(boxes):
        assert not touching(box[None], np.delete(boxes, turn, axis=0)).any()
        own = groups[titles[turn].code]
        left, top = own[:, :2].min(axis=0) - NEAR
        right, bottom = own[:, 2:].max(axis=0) + NEAR
        assert box[0] <= right and box[2] >= left and box[1] <= bottom and box[3] >= top


def test_nearly_every_family_of_the_sample_shop_has_its_name(qapp: QApplication) -> None:
    analysis = workflow.analyse(
        workflow.import_files(Sales(), workflow.sample_files()).sales, Settings()
    )
    view = GraphView()
    view.resize(850, 370)
    view.show()
    view.set_scene(build_scene(analysis, Plan(), View(limit=70)))
    view.show_all()
    scene = view.scene
    large = {code for code, _name in scene.families if (scene.family == code).sum() >= 3}
    named = {title.code for title in view.picture.names.families}
    assert len(named) >= 0.9 * len(large)
    view.deleteLater()


def test_names_that_begin_alike_are_cut_in_the_middle() -> None:
    names = ("French blue metal door sign 1", "French blue metal door sign 2", "Tea tin with birds")
    cuts = _cuts(names)
    assert cuts["French blue "] is Qt.TextElideMode.ElideMiddle
    assert cuts["Tea tin with"] is Qt.TextElideMode.ElideRight
    short = {fitted(name, font(), 90.0, cuts[name[:12]])[0] for name in names}
    assert len(short) == 3 and any(text.endswith("1") for text in short)
