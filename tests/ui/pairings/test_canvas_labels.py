"""No name covers another, whatever the zoom."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui.canvas.painting.labels import Label, Wish, place_labels
from xsell_desktop.ui.places.pairings import PairingsPlace

WIDTH, HEIGHT = 800.0, 500.0
NONE = np.zeros((0, 4))


def overlap(one: Label, other: Label) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


wishes = st.lists(
    st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT), st.floats(20, 140), st.booleans()),
    max_size=40,
)


@given(wishes)
def test_names_never_overlap_and_stay_inside(drawn: list[tuple[float, float, float, bool]]) -> None:
    asked = [
        Wish(node, x, y, 8.0, width, 14.0, must=must)
        for node, (x, y, width, must) in enumerate(drawn)
    ]
    nodes = np.array([[w.x - 8, w.y - 8, w.x + 8, w.y + 8] for w in asked]).reshape(-1, 4)
    labels = place_labels(asked, nodes, NONE, WIDTH, HEIGHT)
    for turn, one in enumerate(labels):
        assert not any(overlap(one, other) for other in labels[turn + 1 :])
        if not asked[one.node].must:
            assert one.left >= 0 and one.top >= 0
            assert one.left + one.width <= WIDTH and one.top + one.height <= HEIGHT
            for left, top, right, bottom in nodes:
                box = Label(-1, left, top, right - left, bottom - top)
                assert not overlap(one, box)


def test_a_lone_node_has_its_name_on_the_free_side() -> None:
    wish = Wish(0, 400, 250, 10, 60, 14, away=(-1.0, 0.0))
    (label,) = place_labels([wish], NONE, NONE, WIDTH, HEIGHT)
    assert label.left + label.width < 390


def test_a_name_that_must_show_may_cover_nodes() -> None:
    crowd = np.array([[0.0, 0.0, WIDTH, HEIGHT]])
    plain = Wish(0, 400, 250, 10, 60, 14)
    assert place_labels([plain], crowd, NONE, WIDTH, HEIGHT) == []
    must = Wish(0, 400, 250, 10, 60, 14, must=True)
    assert len(place_labels([must], crowd, NONE, WIDTH, HEIGHT)) == 1
    assert place_labels([must], NONE, crowd, WIDTH, HEIGHT) == []


def test_names_on_the_canvas_never_overlap_at_any_zoom(
    place: PairingsPlace, analysis: Analysis
) -> None:
    canvas = place.canvas
    for factor in (1.0, 1.6, 1.6, 0.2, 0.5):
        canvas.zoom_by(factor)
        names = canvas.picture.names
        labels = list(names.labels)
        titles = [
            Label(-1, t.rect.left(), t.rect.top(), t.rect.width(), t.rect.height())
            for t in names.families
        ]
        everything = labels + titles
        for turn, one in enumerate(everything):
            assert not any(overlap(one, other) for other in everything[turn + 1 :])


def test_a_selected_product_always_has_its_name(place: PairingsPlace, analysis: Analysis) -> None:
    canvas = place.canvas
    for key in canvas.scene.keys:
        place.selection.select_products([key])
        node = canvas.scene.node(key)
        assert node in [label.node for label in canvas.picture.names.labels]


def test_a_name_that_must_show_covers_as_few_nodes_as_it_can() -> None:
    wish = Wish(0, 100.0, 100.0, 6.0, 60.0, 14.0, must=True)
    right, left = [112.0, 96.0, 118.0, 102.0], [60.0, 96.0, 66.0, 102.0]
    below, above = [98.0, 112.0, 104.0, 118.0], [98.0, 80.0, 104.0, 86.0]
    corners = [[140.0, y, 146.0, y + 6] for y in (84.0, 108.0)]
    corners += [[50.0, y, 56.0, y + 6] for y in (84.0, 108.0)]
    nodes = np.array([right, right, left, left, above, above, below, *corners, *corners])
    (placed,) = place_labels([wish], nodes, NONE, 300, 300)
    assert placed.top > 100.0 and placed.left + placed.width / 2 == 100.0  # below: one node


def test_a_name_may_stand_at_the_corner_of_a_large_disc() -> None:
    wish = Wish(0, 100.0, 100.0, 16.0, 60.0, 14.0)
    own = [84.0, 84.0, 116.0, 116.0]
    sides = [[122.0, 94.0, 134.0, 106.0], [66.0, 94.0, 78.0, 106.0]]
    levels = [[94.0, 66.0, 106.0, 78.0], [94.0, 122.0, 106.0, 134.0]]
    (placed,) = place_labels([wish], np.array([own, *sides, *levels]), NONE, 300, 300)
    assert placed.left > 100.0 or placed.left + placed.width < 100.0
    nearest = np.clip((100.0, 100.0), (placed.left, placed.top),
                      (placed.left + placed.width, placed.top + placed.height))  # fmt: skip
    assert np.hypot(*(nearest - 100.0)) > 16.0


def test_a_name_that_must_show_stays_in_view_where_it_can() -> None:
    crowd = np.array([(60.0, y, 100.0, y + 24.0) for y in np.arange(20.0, 180.0, 24.0)])
    wish = Wish(0, 40.0, 100.0, 8.0, 120.0, 14.0, away=(-1.0, 0.0), must=True)
    (label,) = place_labels([wish], crowd, np.zeros((0, 4)), 400.0, 200.0)
    assert label.left >= 0 and label.left + label.width <= 400
