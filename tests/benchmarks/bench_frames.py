"""How long a frame of the canvas takes, with few and with many relationships loaded.

Usage: QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_frames.py [--rounds N]

Two invented shops, 200 products with 1,000 relationships and 2,000 with 10,000, in turns in one
run, each at the level of detail a user gets. A frame is a change of the camera and the whole
picture drawn into an image; its cost is the processor time of the window's thread, which others at
work on the machine do not change. Measured are the median frames of a pan and of a zoom, of the
strength slider from end to end, the most edges that the slider can show, and the seconds of the
window's thread for opening the focus on products. The exit code is 1 when a median pan or zoom of
the large shop is over three times that of the small one or over 33 ms, a frame of the slider or of
most edges is, or opening a focus takes over 100 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ui" / "pairings"))

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shop_builder import make_analysis, make_sales

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.scene.scope import FEWEST, MOST, usual_limit
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.pairings.graph_side import GraphSide
from xsell_desktop.ui.pairings.parts import Parts
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.viewing import Viewing

SHOPS = {"200 / 1,000": (40, 5, 1_000), "2,000 / 10,000": (200, 10, 10_000)}
WIDTH, HEIGHT = 1196, 600
FRAME_MS, FOCUS_MS, TIMES = 33.0, 100.0, 3.0
Times = dict[str, list[float]]


def make_shop(families: int, size: int, relationships: int) -> Analysis:
    """A shop of so many families and products of each, cut to its strongest relationships."""
    shop = make_analysis(families=families, size=size)
    pairs = shop.pairs
    named = {
        name: getattr(pairs, name)[:relationships]
        for name in pairs.__dataclass_fields__
        if isinstance(getattr(pairs, name), np.ndarray)
    }
    if len(named["a"]) < relationships:
        raise SystemExit(f"only {len(named['a'])} relationships were made")
    return replace(shop, pairs=replace(pairs, **named))


class Stage:
    """The graph side of the window over one shop."""

    def __init__(self, shop: Analysis) -> None:
        self.shop = shop
        self.viewing = Viewing()
        session = Session()
        parts = Parts(session, Jobs(), Selection(), self.viewing, Decisions(session))
        self.side = GraphSide(parts)
        session.changed.connect(self.side.refresh)
        self.viewing.changed.connect(self.side.follow)
        self.side.resize(WIDTH, HEIGHT)
        self.side.show()
        self.viewing.change(limit=usual_limit(shop))
        session.open(State(sales=make_sales(), plan=Plan(), analysis=shop), saved=True)
        canvas = self.side.canvas
        self.image = QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
        self.frame()

    def frame(self) -> None:
        """Draw everything."""
        self.side.canvas.render(self.image)

    def pan(self, turn: int) -> None:
        """One frame of a drag over the overview."""
        canvas = self.side.canvas
        canvas.set_camera(canvas.camera.panned(17.0 if turn % 20 < 10 else -17.0, 5.0))
        self.frame()

    def zoom(self, turn: int) -> None:
        """One frame of the wheel, in for a while and out again."""
        canvas = self.side.canvas
        factor = 1.12 if turn % 20 < 10 else 1 / 1.12
        canvas.set_camera(canvas.camera.zoomed(factor, 500.0, 260.0))
        self.frame()

    def slide(self, turn: int) -> None:
        """One notch of the strength slider."""
        top = min(MOST, len(self.shop.pairs))
        self.viewing.change(limit=FEWEST + (top - FEWEST) * (turn % 12) // 11)
        self.frame()

    def focus(self, turn: int) -> None:
        """Open the focus on one product after another."""
        keys = self.shop.products.keys
        self.viewing.show(View(focus=(keys[turn * 37 % len(keys)],)))
        self.frame()


def measure(stage: Stage, seen: Times, turns: int) -> None:
    """Add the milliseconds of every kind of frame."""
    usual = View(limit=usual_limit(stage.shop))
    most = View(limit=min(MOST, len(stage.shop.pairs)))
    rounds: tuple[tuple[str, View, Callable[[int], None]], ...] = (
        ("pan", usual, stage.pan),
        ("zoom", usual, stage.zoom),
        ("slider", usual, stage.slide),
        ("pan, most edges", most, stage.pan),
        ("zoom, most edges", most, stage.zoom),
        ("focus", usual, stage.focus),
    )
    for name, view, act in rounds:
        stage.viewing.show(view)
        stage.side.canvas.show_all()
        stage.frame()
        for turn in range(turns):
            start = time.thread_time()
            act(turn)
            seen.setdefault(name, []).append((time.thread_time() - start) * 1000)


def tell(seen: dict[str, Times]) -> bool:
    """Print medians and worst frames; whether all aims are met."""
    small, large = (seen[shop] for shop in SHOPS)
    print(f"{'median (worst) ms':18} {'200 / 1,000':>18} {'2,000 / 10,000':>18} {'ratio':>7}")
    good = True
    for name in small:
        medians = [statistics.median(times[name]) for times in (small, large)]
        texts = [f"{statistics.median(t[name]):.1f} ({max(t[name]):.1f})" for t in (small, large)]
        ratio = medians[1] / medians[0]
        limit = FOCUS_MS if name == "focus" else FRAME_MS
        met = medians[1] < limit and (name not in ("pan", "zoom", "slider") or ratio <= TIMES)
        good = good and met
        print(f"{name:18} {texts[0]:>18} {texts[1]:>18} {ratio:7.2f} {'' if met else 'MISSED'}")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--turns", type=int, default=40, help="frames of a kind and round")
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply_theme(app, "light")
    stages = {name: Stage(make_shop(*shape)) for name, shape in SHOPS.items()}
    seen: dict[str, Times] = {name: {} for name in SHOPS}
    for _round in range(asked.rounds):
        for name, stage in stages.items():
            measure(stage, seen[name], asked.turns)
    return 0 if tell(seen) else 1


if __name__ == "__main__":
    sys.exit(main())
