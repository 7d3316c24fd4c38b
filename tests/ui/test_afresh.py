"""After any run of edits, undos, imports and switches every place shows what one built afresh
shows."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)

sys.path.insert(0, str(Path(__file__).parent))

from editor_hands import GOODS, EditorHands, pairs, products

from xsell_desktop import workflow
from xsell_desktop.app import make_window
from xsell_desktop.domain import edits, policy_edits
from xsell_desktop.domain.plan import Bundle, Part, Plan, pair_of
from xsell_desktop.domain.policies import PARAMETERS, PolicyKind
from xsell_desktop.sales.sales import CatalogueImport, Import, Sales
from xsell_desktop.ui import theme
from xsell_desktop.ui.actions import PLACE_KEYS
from xsell_desktop.ui.main_window import MainWindow
from xsell_desktop.ui.session import State
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.widgets.table import DataTable

HEADER = "order id,date,product,quantity,price\n"
ORDERS = {
    "spring.csv": ("tea cup", "tea cup", "tea cup jam", "jam oat", "jam oat", "rye", "tea cup oat"),
    "autumn.csv": ("rye fig", "rye fig", "rye fig tea", "tea", "oat jam rye", "fig cup"),
    "winter.csv": ("tea fig", "cup fig", "cup fig", "cup fig oat"),
}
CATALOGUE = "ID,Type,SKU,Name,Published,Regular price,Stock\n" + "".join(
    f"{number},simple,{key},{key.title()} of the house,1,{number}.50,{number}\n"
    for number, key in enumerate(GOODS, 1)
)


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Import | CatalogueImport]:
    folder = tmp_path_factory.mktemp("shop")
    for number, (name, orders) in enumerate(ORDERS.items()):
        rows = "".join(
            f"{name[0]}{place},2025-0{number + 1}-{place + 10},{product},1,{len(product) + 2}.00\n"
            for place, order in enumerate(orders)
            for product in order.split()
        )
        (folder / name).write_text(HEADER + rows)
    (folder / "goods.csv").write_text(CATALOGUE)
    paths = [folder / name for name in (*ORDERS, "goods.csv")]
    sales = workflow.import_files(Sales(), paths).sales
    found: list[Import | CatalogueImport] = [*sales.imports, *sales.catalogues]
    assert len(found) == 4
    return {item.source: item for item in found}


def settle(window: MainWindow, seconds: float = 30) -> None:
    """Let the event loop run until no job is left and the canvas has followed its slider."""
    end = time.monotonic() + seconds
    pairings = window.deck.places.get("pairings")
    while window.jobs.is_busy or (pairings and pairings._settle.isActive()):  # type: ignore[attr-defined]
        assert time.monotonic() < end, [job.name for job in window.jobs.unfinished]
        QTest.qWait(2)
    QTest.qWait(1)


def discard(window: MainWindow) -> None:
    window.jobs.cancel_all()
    window.jobs.wait()
    window.leave_unasked()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def seen(widget: QWidget) -> Counter[tuple[object, ...]]:
    """What can be read in a widget and what can be pressed, in no order."""
    found: Counter[tuple[object, ...]] = Counter()
    for part in widget.findChildren(QWidget):
        if part.isVisibleTo(widget):
            about = _about(part)
            if about:
                found[(type(part).__name__, *about)] += 1
    return found


def _about(part: QWidget) -> tuple[object, ...]:
    if isinstance(part, QAbstractButton):
        return part.text(), part.isEnabled(), part.isChecked(), part.accessibleName()
    if isinstance(part, QLabel):
        return (part.text(),)
    if isinstance(part, QLineEdit | QAbstractSpinBox):
        return part.text(), part.isEnabled()
    if isinstance(part, QComboBox):
        return part.currentText(), part.isEnabled()
    if isinstance(part, QListWidget):
        return tuple(part.item(row).text() for row in range(part.count()))
    if isinstance(part, DataTable):
        columns = part.columns
        rows = tuple(
            tuple(column.write(int(row)) for column in columns.columns) for row in columns.shown
        )
        return (*(column.title for column in columns.columns), rows, tuple(part.chosen_rows()))
    return ()


def everything(window: MainWindow) -> dict[str, object]:
    """What the window shows, place by place."""
    shown: dict[str, object] = {}
    for key in PLACE_KEYS:
        place = window.show_place(key)
        settle(window)
        if key == "data":
            place.imports.list.setCurrentRow(0)  # type: ignore[attr-defined]
        if key == "policies":
            place.list.setCurrentRow(0)  # type: ignore[attr-defined]
            settle(window)
        shown[key] = seen(place)
        if key == "pairings" and window.session.analysis is not None:
            shown["canvas"] = place.canvas.scene.snapshot()  # type: ignore[attr-defined]
            assert place.canvas.scene.hidden >= 0  # type: ignore[attr-defined]
            if place.pictures.is_matrix:  # type: ignore[attr-defined]
                shown["matrix"] = place.pictures.matrix.snapshot()  # type: ignore[attr-defined]
            shown["palette"] = vars(place.canvas._palette)  # type: ignore[attr-defined]
    shown["foot"] = window.status.decisions.text(), window.status.analysis.text()
    shown["top"] = window.top_bar.name.text(), window.windowTitle()
    return shown


def afresh(window: MainWindow, folder: Path) -> dict[str, object]:
    """What a new window with the same state, selection and theme shows."""
    new = make_window(AppSettings(folder / "fresh.ini"))
    new.resize(window.size())
    new.show()
    new.session.open(window.session.state, saved=True)
    place, used = new.deck.build("pairings"), window.deck.places["pairings"]
    viewing, theirs = place.viewing, used.viewing  # type: ignore[attr-defined]
    viewing.show(theirs.view)
    viewing._past, viewing._future = [*theirs.past], [*theirs.future]
    viewing.changed.emit(viewing.view)  # so that the steps back and forward show
    new.show_place("pairings")  # where nothing is selected it selects the focus at first
    selection = window.selection
    if selection.pair is not None:
        new.selection.select_pair(selection.pair, selection.product)
    else:
        new.selection.select_products(selection.products)
    shown = everything(new)
    discard(new)
    return shown


class Windows(EditorHands):
    """One window under random hands; `imports` is put in by the test."""

    imports: dict[str, Import | CatalogueImport]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.window = make_window(AppSettings(Path(self.folder.name) / "settings.ini"))
        self.window.resize(1280, 800)
        self.window.show()
        self.session = self.window.session
        self.first = self.session.plan
        for source in ("spring.csv", "autumn.csv"):
            self.session.set_sales(self.session.sales.add(self.imports[source]))
        everything(self.window)

    @rule(pair=pairs, what=st.sampled_from(("accept", "reject", "clear", "pin", "unpin", "draw")))
    def rule_on(self, pair: tuple[str, str], what: str) -> None:
        plan, ends = self.session.plan, pair_of(*pair)
        new = {
            "accept": lambda: edits.accept_pairing(plan, ends),
            "reject": lambda: edits.reject_pairing(plan, ends),
            "clear": lambda: edits.clear_decision(plan, ends),
            "pin": lambda: edits.pin_pairing(plan, ends),
            "unpin": lambda: edits.pin_pairing(plan, ends, False),
            "draw": lambda: edits.draw_pairing(plan, ends),
        }[what]()
        self.session.edit(what, new)

    @rule(pair=pairs, product=products, words=st.sampled_from(("", "Goes well", "See shelf 3")))
    def write(self, pair: tuple[str, str], product: str, words: str) -> None:
        plan = edits.write_message(self.session.plan, pair_of(*pair), words)
        plan = edits.write_note(plan, pair_of(*pair), words)
        self.session.edit("write", edits.note_product(plan, product, words))

    @rule(product=products, x=st.integers(-3, 3), release=st.booleans())
    def move(self, product: str, x: int, release: bool) -> None:
        plan = self.session.plan
        moved = edits.move_products(plan, {product: (float(x), 0.5)})
        self.session.edit("move", edits.release_products(plan, [product]) if release else moved)

    @rule(
        parts=st.lists(products, min_size=2, max_size=3, unique=True),
        off=st.sampled_from((0.0, 0.2)),
        remove=st.booleans(),
    )
    def bundle(self, parts: list[str], off: float, remove: bool) -> None:
        bundle = Bundle("bundle-1", "Set", tuple(Part(key) for key in parts), off)
        plan = self.session.plan
        without = edits.remove_bundle(plan, bundle.id) if bundle.id in plan.bundles else plan
        self.session.edit("bundle", without if remove else edits.put_bundle(plan, bundle))

    @rule(
        kind=st.sampled_from(PolicyKind), what=st.sampled_from(("add", "remove", "switch", "move"))
    )
    def policy(self, kind: PolicyKind, what: str) -> None:
        plan = self.session.plan
        if what == "add" or not plan.policies:
            values = {"products": ["tea"]} if "products" in PARAMETERS[kind] else {}
            plan, _id = policy_edits.add_policy(plan, kind, values)
        last = plan.policies[-1]
        if what == "remove":
            plan = policy_edits.remove_policy(plan, last.id)
        elif what == "switch":
            plan = policy_edits.switch_policy(plan, last.id, not last.enabled)
        elif what == "move":
            plan = policy_edits.move_policy(plan, last.id, 0)
        self.session.edit("policy", plan)

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _time in range(times):
            self.session.undo_stack.undo()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _time in range(times):
            self.session.undo_stack.redo()

    @rule(
        how=st.sampled_from(("add", "take back", "settings", "open")),
        source=st.sampled_from([*ORDERS, "goods.csv"]),
        decided=st.booleans(),
    )
    def analyse_other(self, how: str, source: str, decided: bool) -> None:
        session, item = self.session, self.imports[source]
        if how == "add":
            session.set_sales(session.sales.add(item))
        elif how == "take back":
            session.set_sales(session.sales.take_back(item.id))
        elif how == "settings":
            chosen = type(session.plan.settings)(top=2, min_together=1 + decided)
            session.edit("settings", edits.change_settings(session.plan, chosen))
        else:
            plan = edits.accept_pairing(Plan(), pair_of("tea", "fig")) if decided else Plan()
            self.first = plan
            state = State(Sales().add(item), plan, None, "/shop/other.xsell" if decided else "")
            self.window.projects.show_state(state, saved=True)

    @rule(chosen=st.lists(products, max_size=3, unique=True), as_pair=st.booleans())
    def select(self, chosen: list[str], as_pair: bool) -> None:
        if as_pair and len(chosen) > 1:
            self.window.selection.select_pair(pair_of(chosen[0], chosen[1]), chosen[0])
        else:
            self.window.selection.select_products(chosen)

    @rule(key=st.sampled_from(PLACE_KEYS))
    def show(self, key: str) -> None:
        self.window.show_place(key)

    @rule()
    def switch_theme(self) -> None:
        self.window.set_theme("light" if theme.current().name == "dark" else "dark")

    @rule()
    def look_around(self) -> None:
        everything(self.window)

    def teardown(self) -> None:
        self.compare()
        self.undo_all()
        assert self.session.plan == self.expected_bottom()
        self.compare()
        discard(self.window)
        self.folder.cleanup()

    def compare(self) -> None:
        """Everything on show now is what a new window shows."""
        settle(self.window)
        assert not self.session.is_stale
        now = everything(self.window)
        new = afresh(self.window, Path(self.folder.name))
        for key, value in new.items():
            if isinstance(value, Counter):
                known = now[key]
                assert isinstance(known, Counter)
                assert (known - value, value - known) == (Counter(), Counter()), key
            else:
                assert now[key] == value, key


@pytest.fixture
def hands(qapp: QApplication, imports: dict[str, Import | CatalogueImport]) -> type[Windows]:
    theme.apply_theme(qapp, "light")
    return type("Hands", (Windows,), {"imports": imports})


def run(hands: type[Windows], examples: int, steps: int) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        phases=[Phase.generate],  # a failure shrinks too slowly to be waited for
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(hands, settings=chosen)  # type: ignore[no-untyped-call]
    theme.apply_theme(QApplication.instance(), "light")  # type: ignore[arg-type]


def test_places_show_what_places_built_afresh_show(hands: type[Windows]) -> None:
    run(hands, 3, 12)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_places_show_what_places_built_afresh_show_for_long(hands: type[Windows]) -> None:
    run(hands, 500, 40)
