"""No name over another name, a title or the map, wherever one looks: on real shops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Bundle, Part, Plan, Settings
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.canvas.painting.view import GraphView
from xsell_desktop.ui.canvas.scene.scene import build_scene

ROUNDING = 0.01
Boxes = list[tuple[str, QRectF]]


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return workflow.analyse(workflow.import_files(Sales(), workflow.sample_files()).sales,
                            Settings())  # fmt: skip


def boxes_of(view: GraphView) -> Boxes:
    """Everything that must not be covered, with what it is."""
    names = view.picture.names
    boxes = [
        (names.texts[own.node], QRectF(own.left, own.top, own.width, own.height))
        for own in names.labels
    ]
    boxes += [(title.text, title.rect) for title in (*names.families, *names.bundles)]
    if view.overview_map.isVisibleTo(view):
        boxes.append(("the map", QRectF(view.overview_map.geometry())))
    return boxes


def overlapping(boxes: Boxes) -> list[tuple[str, str]]:
    found = []
    for (one, first), (other, second) in combinations(boxes, 2):
        common = first.intersected(second)
        if common.width() > ROUNDING and common.height() > ROUNDING:
            found.append((one, other))
    return found


def looks(view: GraphView) -> Iterator[str]:
    """The view at many zooms, each panned here and there, a little and far."""
    view.show_all()
    whole = view.camera
    for zoom in (0.4, 0.7, 1.0, 1.3, 1.9, 3.0, 5.0):
        camera = whole.zoomed(zoom, view.width() * 0.4, view.height() * 0.6)
        view.set_camera(camera)
        yield f"zoom {zoom}"
        for dx, dy in ((37, 11), (-140, 60), (300, -200)):
            view.set_camera(camera.panned(dx, dy))
            yield f"zoom {zoom}, panned {dx}, {dy}"
        view.settle()
        yield f"zoom {zoom}, settled"


def with_bundles(analysis: Analysis) -> Plan:
    keys = analysis.products.keys
    return replace(
        Plan(),
        bundles={
            str(turn): Bundle(str(turn), f"A bundle of ours {turn}", tuple(map(Part, parts)))
            for turn, parts in enumerate((keys[:3], keys[5:7], keys[1:12:4]))
        },
    )


def check(analysis: Analysis, limits: tuple[int, ...]) -> None:
    view = GraphView()
    view.resize(860, 420)
    view.show()
    for limit in limits:
        view.set_scene(build_scene(analysis, with_bundles(analysis), View(limit=limit)))
        for where in looks(view):
            assert overlapping(boxes_of(view)) == [], where
        view.show_all()
        chosen = frozenset(np.random.default_rng(limit).choice(len(view.scene), 4).tolist())
        view.set_marks(replace(view.marks, selected=chosen))
        for where in looks(view):
            assert overlapping(boxes_of(view)) == [], f"{where}, four selected"
        view.set_marks(replace(view.marks, selected=frozenset()))
    view.deleteLater()


def test_no_name_covers_another_in_the_sample_shop(qapp: QApplication, sample: Analysis) -> None:
    check(sample, (20, 200))


def test_no_name_covers_another_in_a_large_shop(
    qapp: QApplication, shared_data: Callable[[str], Path]
) -> None:
    sales = workflow.import_files(Sales(), [shared_data("online_retail.csv.xz")]).sales
    check(workflow.analyse(sales, Settings()), (400,))


def test_a_selected_product_may_cover_discs_but_its_name_shows(
    qapp: QApplication, sample: Analysis
) -> None:
    view = GraphView()
    view.resize(500, 300)
    view.show()
    view.set_scene(build_scene(sample, Plan(), View(limit=200)))
    view.show_all()
    for node in range(0, len(view.scene), 5):
        view.set_marks(replace(view.marks, selected=frozenset({node})))
        assert node in {label.node for label in view.picture.names.labels}
    view.deleteLater()
