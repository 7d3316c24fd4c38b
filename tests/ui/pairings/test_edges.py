"""How relationships are drawn: width, colour, dashes, badges, arrows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from shop_builder import make_analysis

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Decision, Direction, Pairing, Plan
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.tokens import DARK, LIGHT, Theme, contrast
from xsell_desktop.ui.canvas.painting.edges import draw_badges, draw_edges
from xsell_desktop.ui.canvas.painting.marks import Marks
from xsell_desktop.ui.canvas.painting.names import Names
from xsell_desktop.ui.canvas.painting.palette import Palette, mix_palette
from xsell_desktop.ui.canvas.painting.picture import Picture
from xsell_desktop.ui.canvas.painting.shapes import draw_kind
from xsell_desktop.ui.canvas.scene.scene import Scene, build_scene

WIDE, HIGH = 240, 80
PALETTE = mix_palette(LIGHT)


def one_edge(analysis: Analysis, **ruling: object) -> Scene:
    """A scene of one pair, ruled on so."""
    first = build_scene(analysis, Plan(), View(limit=1))
    (pair,) = first.pairs
    plan = replace(Plan(), pairings={pair: Pairing(pair, **ruling)})  # type: ignore[arg-type]
    return build_scene(analysis, plan, View(limit=1))


def drawn(scene: Scene, marks: Marks | None = None, palette: Palette = PALETTE) -> QImage:
    """The edge from left to right across a white picture, with its badges."""
    points = np.array([[20.0, 40.0], [220.0, 40.0]])
    picture = Picture(
        scene, points, np.array([6.0, 6.0]), 1.0, Names(None, None, (), {}, ()),  # type: ignore[arg-type]
        np.arange(2, dtype=np.int32), (WIDE, HIGH),
    )  # fmt: skip
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(palette.ground)
    painter = QPainter(image)
    draw_edges(painter, picture, marks or Marks(), palette)
    draw_badges(painter, picture, palette)
    painter.end()
    return image


def colours(image: QImage, columns: range) -> set[str]:
    found = {QColor(image.pixel(x, 40)).name() for x in columns}
    return found - {PALETTE.ground.name()}


@pytest.fixture(scope="module")
def pair() -> Analysis:
    return make_analysis(families=1, size=2)


NEAR_A = range(40, 62)


@pytest.mark.parametrize("kind", KINDS)
def test_colour_is_the_kind(qapp: QApplication, pair: Analysis, kind: Kind) -> None:
    image = drawn(one_edge(pair, kind=kind))
    assert colours(image, NEAR_A) == {PALETTE.kind(KINDS.index(kind)).name()}


def test_what_the_user_drew_is_dashed_and_theirs(qapp: QApplication, pair: Analysis) -> None:
    scene = one_edge(pair, by_hand=True, decision=Decision.ACCEPTED)
    image = drawn(scene)
    along = [QColor(image.pixel(x, 40)).name() for x in NEAR_A]
    assert set(along) == {PALETTE.yours.name(), PALETTE.ground.name()}


def test_a_rejected_pair_is_pale_with_a_cross(qapp: QApplication, pair: Analysis) -> None:
    scene = one_edge(pair)
    flags = replace(scene.rulings, rejected=np.array([True]))
    image = drawn(replace(scene, rulings=flags))
    assert colours(image, NEAR_A) <= {PALETTE.edge_dim.name()}
    assert PALETTE.hint.name() in {QColor(image.pixel(x, 36)).name() for x in range(112, 128)}


@pytest.mark.parametrize(
    "ruling",
    [{"pinned": True}, {"locked": True}, {"season": ("10-01", "12-24")}, {"pinned": True, "locked":
      True, "season": ("01-01", "02-01")}],
)  # fmt: skip
def test_every_ruling_shows(qapp: QApplication, pair: Analysis, ruling: dict[str, object]) -> None:
    plain = drawn(one_edge(pair, decision=Decision.ACCEPTED))
    assert drawn(one_edge(pair, decision=Decision.ACCEPTED, **ruling)) != plain
    assert plain != drawn(one_edge(pair))


def test_an_arrow_points_to_the_partner_that_is_recommended(
    qapp: QApplication, pair: Analysis
) -> None:
    def heads(direction: Direction) -> tuple[int, int]:
        """Pixels that the arrow adds near the left and the right end."""
        plain = drawn(one_edge(pair, decision=Decision.ACCEPTED))
        image = drawn(one_edge(pair, decision=Decision.ACCEPTED, direction=direction))
        found = [
            sum(image.pixel(x, y) != plain.pixel(x, y) for x in columns for y in range(30, 50))
            for columns in (range(60), range(180, WIDE))
        ]
        return found[0], found[1]

    scene = one_edge(pair)
    left = scene.keys[0]
    ways = {Direction.FROM_A: scene.pairs[0].a, Direction.FROM_B: scene.pairs[0].b}
    for direction, source in ways.items():
        at_left, at_right = heads(direction)
        assert (at_left > 0, at_right > 0) == (source != left, source == left)
    assert heads(Direction.BOTH) == (0, 0)


def test_the_selected_pair_stands_out_and_a_strong_one_is_wider(
    qapp: QApplication, pair: Analysis
) -> None:
    scene = one_edge(pair)
    assert colours(drawn(scene, Marks(pair=0)), NEAR_A) == {PALETTE.accent.name()}

    def height(width: float) -> int:
        image = drawn(replace(scene, width=np.array([width])))
        ground = PALETTE.ground.rgb()
        return sum(image.pixel(50, y) != ground for y in range(HIGH))

    assert height(1.5) < height(3.5) < height(6.0)


def test_only_lines_in_view_are_drawn() -> None:
    scene = build_scene(make_analysis(), Plan(), View(limit=60))
    for seed in range(20):
        points = np.random.default_rng(seed).uniform(-400, 1200, (len(scene), 2))
        picture = Picture(scene, points, scene.radius, 1.0, Names(None, None, (), {}, ()),  # type: ignore[arg-type]
                          np.zeros(0, np.int32), (800.0, 500.0))  # fmt: skip
        seen = set(picture.edges_in_view().tolist())
        for edge, (one, other) in enumerate(zip(scene.a.tolist(), scene.b.tolist(), strict=True)):
            crosses = any(
                0 <= x <= 800 and 0 <= y <= 500
                for x, y in points[one] + np.linspace(0, 1, 200)[:, None]
                * (points[other] - points[one])
            )  # fmt: skip
            assert edge in seen or not crosses


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_kinds_can_be_told_from_the_ground_and_without_their_colours(
    qapp: QApplication, tokens: Theme
) -> None:
    assert len(tokens.kinds) == len(KINDS) - 1 == len(set(tokens.kinds))
    assert all(contrast(colour, tokens.surface) >= 3.0 for colour in tokens.kinds)
    signs = []
    for kind in KINDS:
        image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        draw_kind(painter, kind, 10, 10, QColor("black"))
        painter.end()
        signs.append(image)
    quiet = (KINDS.index(Kind.CROSS_SELL), KINDS.index(Kind.COLLECTION))
    others = [sign for turn, sign in enumerate(signs) if turn not in quiet]
    assert all((one == other) == (i == j) for i, one in enumerate(others)
               for j, other in enumerate(others))  # fmt: skip


def test_around_a_focus_what_leads_further_stays_in_the_background(
    qapp: QApplication, pair: Analysis
) -> None:
    scene = replace(one_edge(pair, kind=Kind.COLLECTION), anchor=0)
    inside = replace(scene, steps=np.array([0, 1], dtype=np.int32))
    further = replace(scene, steps=np.array([1, 2], dtype=np.int32))
    collection = PALETTE.kind(KINDS.index(Kind.COLLECTION)).name()
    assert colours(drawn(inside), NEAR_A) == {collection}
    assert colours(drawn(further), NEAR_A) == {PALETTE.edge_dim.name()}
    chosen = Marks(selected=frozenset({1}))
    assert colours(drawn(further, chosen), NEAR_A) == {collection}
