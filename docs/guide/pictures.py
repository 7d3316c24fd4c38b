"""Makes the guide's pictures from the sample shop: `python docs/guide/pictures.py`.

Offscreen, so a machine without a screen can make them too.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from xsell_desktop.app import make_application, make_window
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.ui import theme
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.places.bundles import BundlesPlace
from xsell_desktop.ui.places.export import ExportPlace
from xsell_desktop.ui.places.insights import InsightsPlace
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.places.policies import PoliciesPlace
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.workflow import sample_files

FOLDER = Path(__file__).parent
SIZE = (1280, 800)
WIZARD = (1120, 620)
COLOURS = 256
SHOP = "/home/you/Documents/shop.xsell"
STOVE, CANISTER, JACKET, PROOFER, TROUSERS = (
    "KIT-1007", "KIT-1021", "CLO-1007", "CLO-1014", "CLO-1084",
)  # fmt: skip
CLOTHING = "Clothing & Boots"


def settle(window: MainWindow, seconds: float = 0.6) -> None:
    """Let jobs end and layouts find their places."""
    loop, until = QEventLoop(), time.monotonic() + seconds
    timer = QTimer(interval=50)
    timer.timeout.connect(
        lambda: loop.quit() if not window.jobs.is_busy and time.monotonic() > until else None
    )
    timer.start()
    loop.exec()


def take(window: QWidget, name: str) -> None:
    """Save the window as a small PNG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    picture = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    small = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


def decide(place: PairingsPlace) -> None:
    """A few decisions as an owner would make them."""
    decisions = place.decisions
    decisions.accept(pair_of(STOVE, CANISTER))
    decisions.accept(pair_of(JACKET, PROOFER))
    decisions.pin(pair_of(JACKET, TROUSERS))
    decisions.write_message(pair_of(JACKET, PROOFER), "Keeps the rain out, wash after wash")


def make_bundle(place: BundlesPlace) -> None:
    """A tent and what goes under it, at a discount."""
    table = place.candidates.table
    texts = [table.columns.columns[0].write(row) for row in range(table.columns.rows)]
    table.selectRow(next(row for row, text in enumerate(texts) if text.startswith("Two-Person")))
    place.editor.make.click()
    place.editor.discount.chosen.emit(0.1)


def show_wizard(window: MainWindow) -> QWidget:
    """The import dialog on the sample's files, at what is left out."""
    window.imports.offer(sample_files())
    dialog = window.imports.dialog
    assert dialog is not None
    settle(window)
    dialog.resize(*WIZARD)
    dialog.panel.tabs.setCurrentWidget(dialog.panel.left_out)
    return dialog


def show_pairings(window: MainWindow) -> None:
    place = window.show_place("pairings")
    assert isinstance(place, PairingsPlace)
    settle(window)
    decide(place)
    place.selection.select_products([JACKET])


def show_bundles(window: MainWindow) -> None:
    place = window.show_place("bundles")
    assert isinstance(place, BundlesPlace)
    settle(window)
    make_bundle(place)


def show_export(window: MainWindow) -> None:
    place = window.show_place("export")
    assert isinstance(place, ExportPlace)
    place.target.propose_folder(SHOP)


def show_policies(window: MainWindow) -> None:
    """Some rules as an owner would make them."""
    place = window.show_place("policies")
    assert isinstance(place, PoliciesPlace)
    kitchen, beans = ("Camp Kitchen",), ("Coffee Beans",)
    place.add_policy(PolicyKind.STOCK, {"least": 3.0})
    place.add_policy(PolicyKind.NEVER_WITH, {"categories": kitchen, "with_categories": beans})
    place.add_policy(PolicyKind.ALWAYS_FIRST, {"products": (PROOFER,), "anchors": (CLOTHING,)})
    place.add_policy(PolicyKind.DIVERSITY)
    place.add_policy(PolicyKind.MARGIN)
    place.add_policy(PolicyKind.PRICE_BAND, {"high": 1.5})
    settle(window)
    window.banner.hide()


def show_insight(window: MainWindow, key: str) -> None:
    place = window.show_place("insights")
    assert isinstance(place, InsightsPlace)
    place.show_page(key)
    settle(window)


def show_focus_in_the_dark(window: MainWindow) -> None:
    place = window.show_place("pairings")
    assert isinstance(place, PairingsPlace)
    window.commands["theme_dark"].trigger()
    settle(window)
    place.focus_on(JACKET)


def main() -> None:
    """Walk through the places and take each picture."""
    app = make_application()
    theme.apply_theme(app, "light")
    steps: dict[str, Callable[[MainWindow], object]] = {
        "start": lambda window: window.show_place("start"),
        "data": lambda window: window.imports.open_sample(),
        "pairings": show_pairings,
        "bundles": show_bundles,
        "kpis": lambda window: window.show_place("kpis"),
        "export": show_export,
        "insights-good": lambda window: show_insight(window, "good"),
        "insights-effect": lambda window: show_insight(window, "effect"),
        "policies": show_policies,
        "pairings-dark": show_focus_in_the_dark,
    }
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(AppSettings(Path(folder) / "settings.ini"))
        window.resize(*SIZE)
        window.show()
        wizard = show_wizard(window)
        settle(window)
        take(wizard, "import")
        wizard.close()
        for name, step in steps.items():
            step(window)
            settle(window)
            if (focused := QApplication.focusWidget()) is not None:
                focused.clearFocus()
            settle(window)
            take(window, name)
        window.jobs.cancel_all()
        window.jobs.wait()


if __name__ == "__main__":
    main()
