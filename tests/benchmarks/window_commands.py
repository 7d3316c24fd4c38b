"""What a user does in the table, to the plan and around the place, for `bench_gestures.py`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_fingers import Fingers, Steps
from window_gestures import PictureHands

from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.domain.policy_edits import add_policy
from xsell_desktop.domain.views import NO_FILTER
from xsell_desktop.ui.actions import PLACE_KEYS

MANY = 2_000  # pairings in bulk edits


class CommandHands(Fingers):
    """Every public method but `begin` is a gesture: between its steps the window comes to rest."""

    # the table

    def whole_table(self) -> Steps:
        panel = self._place.panel
        panel.whole.setChecked(True)
        yield
        for column in range(panel.table.columns.columnCount()):
            panel.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
            yield
        self._place.viewing.change_filter(evidence=frozenset({"proven"}))
        yield
        self._place.viewing.change(filter=NO_FILTER)
        yield
        panel.whole.setChecked(False)
        yield

    def every_column(self) -> Steps:
        panel = self._place.panel
        before = panel.columns.asked
        panel.whole.setChecked(True)
        yield
        for name in panel.columns._actions:
            panel.columns.choose([*panel.columns.asked, name])
            yield
        for column in range(panel.table.columns.columnCount()):
            panel.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
            yield
        panel.columns.choose(before)
        yield

    def fill_down(self) -> Steps:
        panel = self._place.panel
        panel.whole.setChecked(True)
        yield
        rows = panel.table.columns.shown[:MANY].tolist()
        panel.table.edited.emit(rows[:1], "message", "Goes well together")
        yield
        panel.table.choose(rows)
        yield
        panel.table.filled.emit(rows, "message")
        yield
        panel.replace.open()
        panel.replace.old.setText("well")
        yield
        panel.replace.new.setText("nicely")
        yield
        panel.replace.asked.emit()
        yield
        self._window.session.undo_stack.undo()
        yield
        panel.replace._close()

    def paste(self) -> Steps:
        place, panel = self._place, self._place.panel
        panel.whole.setChecked(True)
        yield
        titles = [column.field for column in panel.table.columns.columns]
        panel.table.setCurrentIndex(panel.table.columns.index(0, titles.index("message")))
        place.under.paste("\n".join(f"Goes well {row}" for row in range(MANY)))
        yield
        dialog = place.under.list_dialog
        assert dialog is not None
        dialog.apply.click()
        yield
        self._window.session.undo_stack.undo()
        yield

    # rulings

    def accept_one(self) -> Steps:
        for pair in self._pairs(5):
            self._place.decisions.accept(pair)
            yield

    def accept_many(self) -> Steps:
        pairs, session = self._pairs(MANY), self._window.session
        self._place.decisions.accept_all(pairs)
        yield
        self._place.decisions.accept(pairs[0])
        yield
        session.undo_stack.undo()
        yield
        session.undo_stack.undo()
        yield
        session.undo_stack.redo()
        yield
        session.go_to(0)
        yield

    def decisions_list(self) -> Steps:
        under = self._place.under
        self._place.decisions.accept_all(self._pairs(MANY))
        yield
        under.tabs.setCurrentIndex(2)
        yield
        self._place.decisions.reject(self._pairs(1)[0])
        yield
        under.tabs.setCurrentIndex(0)
        yield

    def review(self) -> Steps:
        place = self._place
        place.review()
        yield
        for verb in ("accept", "later", "reject", "accept"):
            place.inspector.review._take(verb)
            yield
        place.inspector.review.stop()
        yield

    def own_list(self) -> Steps:
        key = self._best(1)[0]
        self._window.selection.select_products([key])
        yield
        partners = [a if a != key else b for a, b in self._pairs_of(key)][:4]
        self._place.decisions.arrange_list(key, partners[::-1])
        yield
        self._place.decisions.free_list(key)
        yield

    def with_policies(self) -> Steps:
        session = self._window.session
        plan = session.plan
        for kind in (PolicyKind.AT_MOST, PolicyKind.DIVERSITY, PolicyKind.STOCK):
            plan = add_policy(plan, kind)[0]
        self._window.selection.select_products(self._best(1))
        yield
        session.edit("policies", plan)
        yield
        for pair in self._pairs(3):
            self._place.decisions.accept(pair)
            yield
        for key in self._best(3):
            self._window.selection.select_products([key])
            yield

    def products_hidden_and_never(self) -> Steps:
        keys = self._best(5)
        self._place.decisions.hide(keys[:2])
        yield
        self._place.decisions.never_recommend(keys[2:])
        yield
        self._window.session.undo_stack.undo()
        yield

    # around it

    def palette(self) -> Steps:
        self._window.open_palette()
        yield
        popup = self._window.palette_popup
        for letter in "heart t":
            QTest.keyClicks(popup.field, letter)
            yield
        popup.close()
        yield

    def history(self) -> Steps:
        for pair in self._pairs(20):
            self._place.decisions.accept(pair)
            yield
        self._window.history.open(self._window.top_bar.undo)
        yield
        self._window.history.hide()
        self._window.session.go_to(3)
        yield

    def theme(self) -> Steps:
        for choice in ("dark", "light"):
            self._window.set_theme(choice)
            yield

    def text_size(self) -> Steps:
        for size in (125, 100):
            self._window.looks.set_text_size(size)
            yield

    def places(self) -> Steps:
        for key in (*PLACE_KEYS, "pairings"):
            self._window.show_place(key)
            yield


class Hands(PictureHands, CommandHands):
    """All of them."""


def gestures_of(hands: Hands) -> dict[str, Callable[[], Steps]]:
    """The gestures by name, in the order they are written."""
    names = [name for kind in (PictureHands, CommandHands) for name in vars(kind) if name[0] != "_"]
    return {name: getattr(hands, name) for name in names}
