"""Takes the Pairings place as it looks without sales, with the sample shop and with a large shop,
in light and dark, at 1280 × 800 and half as large again: `python docs/guide/screens.py [EXPORT]`.

EXPORT is the large shop's orders (the pictures here are of the UCI *Online Retail* data). Each
picture is taken by a process of its own, as the scale is chosen once a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from pictures import FOLDER, SIZE, settle, take

from xsell_desktop import workflow
from xsell_desktop.app import make_application, make_window
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui import theme
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import State
from xsell_desktop.ui.settings import AppSettings

SHOPS, COLOURS, SCALES = ("empty", "sample", "retail"), ("light", "dark"), ("1", "1.5")


def open_shop(window: MainWindow, shop: str, export: str) -> None:
    """Nothing, the sample, or the export given; waits until it is analysed."""
    if shop == "sample":
        window.imports.open_sample()
    elif shop == "retail":
        sales = workflow.import_files(Sales(), [Path(export)]).sales
        window.session.open(State(sales=sales), saved=False)
    settle(window, 2.0)
    window.banner.hide()


def show_place(window: MainWindow) -> None:
    """The overview with the best seller selected, or what to do first."""
    place = window.show_place("pairings")
    assert isinstance(place, PairingsPlace)
    settle(window)
    if window.session.analysis is not None:
        window.selection.select_products([place.canvas.scene.keys[0]])
    settle(window, 1.5)


def take_one(shop: str, colours: str, scale: str, export: str) -> None:
    """One picture, in this process."""
    app = make_application()
    theme.apply_theme(app, colours)
    with tempfile.TemporaryDirectory() as folder:
        settings = AppSettings(Path(folder) / "settings.ini")
        settings.theme = colours
        window = make_window(settings)
        window.resize(*SIZE)
        window.show()
        open_shop(window, shop, export)
        show_place(window)
        take(window, f"screens/{shop}-{colours}-{scale}x")
        window.jobs.cancel_all()
        window.jobs.wait()


def main() -> None:
    """Every picture there is data for."""
    if len(sys.argv) > 3:
        take_one(*sys.argv[1:5])
        return
    export = sys.argv[1] if len(sys.argv) > 1 else ""
    (FOLDER / "screens").mkdir(exist_ok=True)
    for shop, colours, scale in product(SHOPS, COLOURS, SCALES):
        if shop == "retail" and not export:
            continue
        environment = {**os.environ, "QT_SCALE_FACTOR": scale}
        command = [sys.executable, __file__, shop, colours, scale, export]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
