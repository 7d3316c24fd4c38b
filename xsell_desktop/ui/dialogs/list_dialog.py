"""What a list or a paste would change, shown before it is done; nothing waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.change import Change
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.table import Column, DataTable
from xsell_desktop.workflow.pairing_lists.diff import Entry, ListDiff, Step
from xsell_desktop.workflow.pairing_lists.taking import PairingList

TINTS = {Step.NEW: "proven", Step.CHANGED: "accent", Step.SAME: "hint", Step.LOCKED: "caution"}
WIDTH, HEIGHT = 980, 500  # pixels


class ListDialog(QDialog):
    """Accepted, it makes one undoable edit of the plan as it then is."""

    def __init__(
        self, parent: QWidget, session: Session, found: PairingList, *, pasted: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        self._session, self._found, self._pasted = session, found, pasted
        self._diff = found.compare(session.plan)
        self.heading, self.summary = QLabel(), QLabel()
        theme.set_role(self.heading, "title")
        theme.set_role(self.summary, "second")
        self.summary.setWordWrap(True)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.table = DataTable()
        self.table.setProperty("role", "framed")
        self.table.setAccessibleName(_("What would change"))
        self.apply, self.cancel = QPushButton(), QPushButton(_("Cancel"))
        theme.set_role(self.apply, "primary")
        self.apply.setDefault(True)
        for _place in range(3):
            self.tabs.addTab("")
        self._lay_out()
        self._show()
        self.tabs.setCurrentIndex(0 if self._diff.changes or not self._diff.problems else 2)
        self._fill()
        self.tabs.currentChanged.connect(self._fill)
        self.apply.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        session.changed.connect(self._follow)
        self.apply.setFocus()

    @property
    def diff(self) -> ListDiff:
        """What would change in the plan as it is now."""
        return self._diff

    def _take(self) -> None:
        self._session.changed.disconnect(self._follow)
        self._session.edit(self.apply.text(), self._diff.plan)
        self.accept()

    def _follow(self, change: Change) -> None:
        """The plan may be edited while the list is looked at."""
        if change.touches("pairings", "lists", "products"):
            self._diff = self._found.compare(self._session.plan)
            self._show()
            self._fill()
        if change.touches("sales"):
            self.reject()

    def _show(self) -> None:
        diff, name = self._diff, self._found.name
        title = _("Paste") if self._pasted else _("Import {file}").format(file=name)
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.summary.setText(_summary(diff))
        rest = diff.count(Step.SAME) + diff.count(Step.LOCKED)
        for place, (words, count) in enumerate(
            (
                (_("Changes"), diff.changes),
                (_("Stays as it is"), rest),
                (_("Not understood"), len(diff.problems)),
            )
        ):
            self.tabs.setTabText(place, f"{words} · {count_text(count)}")
        if self._pasted:
            text = plural("Paste {n} row", "Paste {n} rows", diff.changes)
        else:
            one, many = "Import {n} pairing from {{file}}", "Import {n} pairings from {{file}}"
            text = plural(one, many, diff.changes - diff.lists).format(file=name)
            if diff.lists and diff.lists == diff.changes:
                one, many = "Import {n} list from {{file}}", "Import {n} lists from {{file}}"
                text = plural(one, many, diff.lists).format(file=name)
        self.apply.setText(text)
        self.apply.setEnabled(diff.changes > 0)

    def _fill(self) -> None:
        if self.tabs.currentIndex() == 2:
            self.table.set_columns(_problem_columns(self._diff))
        else:
            wanted = (
                (Step.NEW, Step.CHANGED)
                if self.tabs.currentIndex() == 0
                else (Step.SAME, Step.LOCKED)
            )
            shown = [entry for entry in self._diff.entries if entry.step in wanted]
            self.table.set_columns(_entry_columns(shown))
        self.table.fit_columns()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.heading)
        layout.addWidget(self.summary)
        layout.addWidget(self.tabs)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)


def _summary(diff: ListDiff) -> str:
    parts = [
        plural("{n} new decision", "{n} new decisions", diff.count(Step.NEW)),
        plural("{n} changed", "{n} changed", diff.count(Step.CHANGED)),
        plural("{n} as it was", "{n} as they were", diff.count(Step.SAME)),
    ]
    if diff.lists:
        parts.append(plural("among them {n} own list", "among them {n} own lists", diff.lists))
    if locked := diff.count(Step.LOCKED):
        parts.append(plural("{n} locked, left alone", "{n} locked, left alone", locked))
    if diff.problems:
        parts.append(
            plural("{n} row not understood", "{n} rows not understood", len(diff.problems))
        )
    return _("{parts}. Undo takes all of it back.").format(parts=" · ".join(parts))


class _Words(Sequence[str]):
    """What changes, in words, written when a row is seen."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str]:
        if isinstance(row, slice):
            return _Words(self._entries[row])
        return self._entries[row].words


def _entry_columns(entries: list[Entry]) -> list[Column]:
    words = {
        Step.NEW: _("new"), Step.CHANGED: _("changed"), Step.SAME: _("as it was"),
        Step.LOCKED: _("locked"),
    }  # fmt: skip
    return [
        Column(_("Row"), np.array([entry.row for entry in entries], dtype=np.int64), "count"),
        Column(_("Product"), [entry.product for entry in entries]),
        Column(_("Partner"), [entry.partner for entry in entries]),
        Column(_("State"), [words[entry.step] for entry in entries],
               tints=[TINTS[entry.step] for entry in entries]),
        Column(_("What changes"), _Words(entries)),
    ]  # fmt: skip


def _problem_columns(diff: ListDiff) -> list[Column]:
    return [
        Column(_("Row"), np.array([one.row for one in diff.problems], dtype=np.int64), "count"),
        Column(_("What it says"), [one.text for one in diff.problems]),
        Column(_("Why it is left out"), [one.reason for one in diff.problems]),
        Column(_("Perhaps meant"), [", ".join(one.near) for one in diff.problems]),
    ]
