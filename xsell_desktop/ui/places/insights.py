"""Insights: how far the relationships can be trusted, and what they are worth."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import pair_of
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.deck import EVERYTHING
from xsell_desktop.ui.insights import PAGES
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.before import BeforeAnalysis
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session

LIST_WIDTH = 190


class InsightsPlace(Place):
    """A list of questions at the left, the answer to the chosen one beside it.

    Only the page on show follows the session; the others catch up when they are chosen.
    """

    key = "insights"
    icon = "insights"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.pages: dict[str, Page] = {}
        self._behind: dict[str, frozenset[str]] = {}
        self.list = QListWidget()
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setAccessibleName(_("Questions"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.set_role(self.list, "questions")
        self.stack = QStackedWidget()
        self.empty = BeforeAnalysis(self, _nothing_yet(), _being_analysed())
        for key, title in page_titles().items():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_items: self._show_current())
        self.list.setCurrentRow(0)

    @property
    def title(self) -> str:
        return _("Insights")

    def show_page(self, key: str) -> Page:
        """Choose a question; raises StopIteration for one there is not."""
        row = next(
            row
            for row in range(self.list.count())
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key
        )
        self.list.setCurrentRow(row)
        return self._build(key)

    def refresh(self, change: Change) -> None:
        if self.session.analysis is None:
            self.empty.tell()
            self._answers.setCurrentIndex(0)
            self._behind = dict.fromkeys(self.pages, EVERYTHING)
            return
        self._answers.setCurrentIndex(1)
        for key in self.pages:
            self._behind[key] = self._behind.get(key, frozenset()) | change.parts
        self._show_current()

    def retheme(self) -> None:
        for page in self.pages.values():
            page.retheme()

    def _show_current(self) -> None:
        item = self.list.currentItem()
        if item is None or self.session.analysis is None:
            return
        page = self._build(item.data(Qt.ItemDataRole.UserRole))
        self.stack.setCurrentWidget(page)
        if behind := self._behind.pop(page.key, frozenset()):
            page.refresh(Change(behind))

    def _build(self, key: str) -> Page:
        if key not in self.pages:
            module, name = next((module, name) for k, module, name in PAGES if k == key)
            page = cast(
                Page, getattr(import_module(module), name)(self.session, self.jobs, self.selection)
            )
            page.asked.connect(self.asked)
            page.pair_asked.connect(self._show_pair)
            self.pages[key] = page
            self._behind[key] = EVERYTHING
            self.stack.addWidget(page)
        return self.pages[key]

    def _show_pair(self, one: str, other: str) -> None:
        self.asked.emit("place_pairings")
        self.selection.select_pair(pair_of(one, other), one)

    def _lay_out(self) -> None:
        answers = QWidget()
        row = QHBoxLayout(answers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self._answers = QStackedWidget()
        self._answers.addWidget(self.empty)
        self._answers.addWidget(answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._answers)


def page_titles() -> dict[str, str]:
    """The words of each page's question, in order; pages that there are not are left out."""
    words = {
        "good": _("How good is this?"),
        "coverage": _("What has a list?"),
        "follow_ups": _("What comes later?"),
        "segments": _("Who differs?"),
        "changes": _("What changed?"),
        "effect": _("What is it worth?"),
    }
    there = {key for key, _module, _name in PAGES}
    return {key: text for key, text in words.items() if key in there}


def _nothing_yet() -> tuple[str, str, str]:
    return (
        _("No insights yet"),
        _("Import an orders export to see how far its relationships can be trusted."),
        _("Import sales…"),
    )


def _being_analysed() -> tuple[str, str]:
    return _("Analysing the sales"), _("Pairs are being counted and tested.")
