"""What is selected in another place or in the table shows on the canvas."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from xsell_desktop.domain.plan import Pair, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import partners_of
from xsell_desktop.tokens import THEMES, contrast
from xsell_desktop.ui.canvas.bar.filter_bar import FOUND_WIDTH
from xsell_desktop.ui.canvas.painting.palette import mix_palette
from xsell_desktop.ui.canvas.scene.scope import BESIDE
from xsell_desktop.ui.pairings.graph_side import MOST_GUESTS
from xsell_desktop.ui.places.pairings import PairingsPlace


@pytest.fixture
def few(place: PairingsPlace) -> PairingsPlace:
    """The place with so few relationships that many products are not in the overview."""
    place.bar.slider.setValue(0)
    place.viewing.change(limit=place.bar.limit)
    return place


def unseen(place: PairingsPlace, analysis: Analysis) -> list[str]:
    scene = place.canvas.scene
    return [key for key in analysis.products.keys if scene.node(key) < 0]


def weak_pair(place: PairingsPlace, analysis: Analysis) -> Pair:
    """A kept pair of two products shown, but without an edge."""
    scene, pairs, keys = place.canvas.scene, analysis.pairs, analysis.products.keys
    for one, other in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True):
        pair = pair_of(keys[one], keys[other])
        if min(scene.node(pair.a), scene.node(pair.b)) >= 0 and scene.edge(pair) < 0:
            return pair
    raise AssertionError("every pair has an edge")


def test_a_product_selected_elsewhere_is_there_when_the_place_is_opened(
    few: PairingsPlace, analysis: Analysis
) -> None:
    key = unseen(few, analysis)[0]
    few.hide()
    few.selection.select_products([key])
    assert few.canvas.scene.node(key) < 0
    few.show()
    QApplication.processEvents()
    node = few.canvas.scene.node(key)
    assert node in few.canvas.marks.selected
    assert few.canvas.sees([node])
    assert len(few.canvas.scene.edges_of(node)) > 0


def test_both_products_of_a_pair_chosen_in_the_table_come_onto_the_canvas(
    few: PairingsPlace, analysis: Analysis
) -> None:
    few.panel.whole.setChecked(True)
    keys = analysis.products.keys
    hidden = set(unseen(few, analysis))
    pair = next(
        pair_of(keys[a], keys[b])
        for a, b in zip(analysis.pairs.a.tolist(), analysis.pairs.b.tolist(), strict=True)
        if keys[a] in hidden and keys[b] in hidden
    )
    few.panel.pair_chosen.emit(pair)
    ends = {few.canvas.scene.node(pair.a), few.canvas.scene.node(pair.b)}
    assert min(ends) >= 0
    assert few.canvas.marks.chosen == ends
    assert few.selection.pair == pair


def test_guests_do_not_pile_up(few: PairingsPlace, analysis: Analysis) -> None:
    wanted = unseen(few, analysis)[: MOST_GUESTS + 3]
    for key in wanted:
        few.find_product(key)
        assert few.canvas.scene.node(key) >= 0
    assert len(few.viewing.view.extra) <= MOST_GUESTS
    few.selection.select_products(analysis.products.keys)
    assert len(few.viewing.view.extra) <= MOST_GUESTS


def test_another_product_selected_elsewhere_takes_the_focus_over(
    few: PairingsPlace, analysis: Analysis
) -> None:
    few.focus_on(few.canvas.scene.keys[0])
    key = unseen(few, analysis)[0]
    few.hide()
    few.selection.select_products([key])
    few.show()
    assert few.viewing.view.focus == (key,)


def test_clicking_at_the_edge_of_the_view_does_not_move_it(place: PairingsPlace) -> None:
    canvas = place.canvas
    outermost = int(np.argmin(canvas.points[:, 1]))
    canvas.zoom_by(1.3)
    x, y = canvas.points[outermost]
    canvas.set_camera(canvas.camera.panned(canvas.width() / 2 - x, 5 - y))
    assert canvas.sees([outermost])
    before = canvas.camera
    canvas.choose_node(outermost)
    assert canvas.camera == before


def test_a_selected_pair_names_both_its_products_in_full(place: PairingsPlace) -> None:
    canvas = place.canvas
    short = [name for name in canvas.scene.names if len(name) < 30]
    pair = next(
        pair
        for pair in canvas.scene.pairs
        if all(canvas.scene.names[canvas.scene.node(key)] in short for key in pair)
    )
    place.selection.select_pair(pair)
    names = canvas.picture.names
    for key in pair:
        node = canvas.scene.node(key)
        assert node in {label.node for label in names.labels}
        assert names.texts[node] == canvas.scene.names[node]


def test_a_pair_without_an_edge_is_drawn_while_selected(
    few: PairingsPlace, analysis: Analysis
) -> None:
    pair = weak_pair(few, analysis)
    few.selection.select_pair(pair)
    marks = few.canvas.marks
    assert marks.pair < 0 <= min(marks.ends)
    (x1, y1), (x2, y2) = few.canvas.points[list(marks.ends)]
    image = few.canvas.grab().toImage()
    ratio = image.devicePixelRatio()
    accent = few.canvas._palette.accent
    seen = [
        image.pixelColor(
            round((x1 + (x2 - x1) * share) * ratio), round((y1 + (y2 - y1) * share) * ratio)
        )
        for share in np.linspace(0.2, 0.8, 40)
    ]
    assert accent in seen


def test_moving_a_product_leaves_all_others_in_place(place: PairingsPlace) -> None:
    canvas = place.canvas
    before = canvas.points.copy()
    key = canvas.scene.keys[5]
    x, y = canvas.positions[5]
    place.decisions.move({key: (float(x) + 30 * canvas.scene.unit, float(y))})
    others = np.arange(len(before)) != 5
    assert np.allclose(canvas.points[others], before[others])
    place.session.undo_stack.undo()
    assert np.allclose(canvas.points, before)


@pytest.mark.parametrize("name", THEMES)
def test_family_titles_can_be_read(name: str) -> None:
    theme = THEMES[name]
    palette = mix_palette(theme)
    assert len(palette.titles) == len(theme.families)
    for colour in palette.titles:
        assert contrast(colour.name(), theme.surface) >= 4.5


def test_found_products_get_room_for_their_names(place: PairingsPlace) -> None:
    popup = place.bar.search.completer().popup()
    assert popup is not None
    assert popup.minimumWidth() == FOUND_WIDTH > place.bar.search.maximumWidth()


def test_the_canvas_shows_the_partners_that_the_list_names_first(
    few: PairingsPlace, analysis: Analysis
) -> None:
    for _turn in range(6):
        key = unseen(few, analysis)[0]
        listed = partners_of(analysis, few.session.plan, key, top=0)
        few.find_product(key)
        scene = few.canvas.scene
        shown = {pick.partner for pick in listed if scene.edge(pair_of(key, pick.partner)) >= 0}
        above = [pick.partner for pick in listed if pick.together > pick.expected]
        assert set(above[:BESIDE]) <= shown
