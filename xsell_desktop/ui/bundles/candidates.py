"""The suggestions: what was bought together, best by orders, by revenue or by margin."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis, BundleCandidate, Evidence
from xsell_desktop.mining.reasons import evidence_word
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.scene.colouring import sized_by_revenue
from xsell_desktop.ui.evidence_words import EVIDENCE_TINTS
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.widgets.glossary import meaning_of
from xsell_desktop.ui.widgets.table import Column, DataTable

TWO_LINES = 46
RANKINGS = ("orders", "revenue", "margin")


class Candidates(QWidget):
    """Products bought together, best first by the ranking chosen. `chosen` carries their keys,
    `marked` those of each of several rows selected with Ctrl or Shift."""

    chosen = Signal(list)
    marked = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._analysis: Analysis | None = None
        self._suggested: tuple[BundleCandidate, ...] = ()
        self._kept_back = 0
        self._keys: list[tuple[str, ...]] = []
        self._texts: list[str] = []
        self.heading = QLabel(_("Bought together"))
        theme.set_role(self.heading, "heading")
        self.count = ElidedLabel()
        theme.set_role(self.count, "hint")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a product…"))
        self.search.setAccessibleName(_("Find a product among the suggestions"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(80)
        self.search.setMaximumWidth(220)
        self.search.textChanged.connect(self._filter)
        self.table = DataTable()
        theme.set_role(self.table, "framed")
        self.table.setAccessibleName(_("Products bought together"))
        self.table.setWordWrap(True)  # five names need the second line
        self.table.verticalHeader().setDefaultSectionSize(TWO_LINES)
        self.table.chosen.connect(self._tell)
        self.table.carry(lambda rows: [key for row in rows for key in self._keys[row]])
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.set_role(self.nothing, "second")
        self.rankings, self.sizes = QButtonGroup(self), QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.heading)
        top.addWidget(self.count, 1)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addLayout(self._choices())
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)

    def show_candidates(self, analysis: Analysis, plan: Plan) -> None:
        """Show the candidates of an analysis that the plan has nothing against."""
        from xsell_desktop.mining.bundling.suggestions import suggest_bundles

        self._analysis, self._suggested = analysis, suggest_bundles(analysis, plan)
        self._kept_back = len(analysis.bundles) - len(self._suggested)
        for place, name in enumerate(RANKINGS):
            ranked = any(name in candidate.best_by for candidate in self._suggested)
            button = self.rankings.button(place)
            button.setEnabled(ranked)
            button.setToolTip(_meaning(name) if ranked else _lacking(name))
        if not self.rankings.button(self.rankings.checkedId()).isEnabled():
            self.rankings.button(0).setChecked(True)
        found = bool(self._suggested)
        self.table.setVisible(found)
        self.nothing.setVisible(not found)
        self.nothing.setText(_forbidden() if analysis.bundles else _too_little())
        self.search.setEnabled(found)
        self._show_ranking()

    def choose(self, products: tuple[str, ...]) -> None:
        """Mark the candidate of exactly these products, or none."""
        wanted = set(products)
        rows = [row for row, keys in enumerate(self._keys) if set(keys) == wanted]
        self.table.choose(rows, scroll=bool(rows))

    def _show_ranking(self) -> None:
        """Show the candidates that one ranking names, in its order."""
        analysis = self._analysis
        if analysis is None:
            return
        name = RANKINGS[self.rankings.checkedId()]
        named = [candidate for candidate in self._suggested if name in candidate.best_by]
        named.sort(key=lambda candidate: -getattr(candidate, name))
        held = {len(candidate.products) for candidate in named}
        for button in self.sizes.buttons():
            size = self.sizes.id(button)
            button.setEnabled(size in held or (size == 0 and bool(held)))
        if not self.sizes.button(self.sizes.checkedId()).isEnabled():
            self.sizes.button(0).setChecked(True)
        products = analysis.products
        self._keys = [tuple(products.keys[row] for row in c.products) for c in named]
        self._texts = [" + ".join(products.names[row] for row in c.products) for c in named]
        columns = [
            Column(_("Products"), self._texts),
            Column(_("Size"), [len(c.products) for c in named], "count",
                   _("How many products")),
            _evidence_column(named),
            Column(_("Orders"), [c.orders for c in named], "count",
                   _("Orders that hold all of them")),
            Column(_("One short"), [c.one_short for c in named], "count",
                   _("Orders that hold all but one: whom a bundle could win")),
        ]  # fmt: skip
        if name == "margin":
            margin = [candidate.margin for candidate in named]
            words = _("What these products earned after unit costs, in the orders that hold all")
            columns.append(Column(_("Margin"), margin, "money", words, analysis.currency))
        elif sized_by_revenue(analysis):
            revenue = [candidate.revenue for candidate in named]
            words = _("What these products brought in, in the orders that hold all of them")
            columns.append(Column(_("Revenue"), revenue, "money", words, analysis.currency))
        self.table.set_columns(columns)
        self.table.fit_columns()
        self._filter()

    def _filter(self) -> None:
        size = self.sizes.checkedId()
        words = self.search.text().casefold().split()
        mask = np.array(
            [
                (size == 0 or len(keys) == size) and all(word in text.casefold() for word in words)
                for keys, text in zip(self._keys, self._texts, strict=True)
            ],
            dtype=np.bool_,
        )
        self.table.columns.filter(mask)
        said = [plural("{n} suggestion", "{n} suggestions", int(mask.sum()))]
        if self._kept_back:
            said.append(
                plural(
                    "{n} kept back by your decisions",
                    "{n} kept back by your decisions",
                    self._kept_back,
                )
            )
        self.count.setText(" · ".join(said))

    def _tell(self, rows: list[int]) -> None:
        if len(rows) == 1:
            self.chosen.emit(list(self._keys[rows[0]]))
        elif rows:
            self.marked.emit([self._keys[row] for row in rows])

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        best = QLabel(_("Best by"))
        theme.set_role(best, "hint")
        row.addWidget(best)
        for place, text in enumerate((_("Orders"), _("Revenue"), _("Margin"))):
            row.addWidget(_segment(self.rankings, place, text, _meaning(RANKINGS[place])))
        row.addStretch(1)
        how_many = QLabel(_("Products"))
        theme.set_role(how_many, "hint")
        row.addWidget(how_many)
        for size, text in ((0, _("All")), (2, "2"), (3, "3"), (4, "4"), (5, "5")):
            words = _("{n} products").format(n=size) if size else _("Any number of products")
            row.addWidget(_segment(self.sizes, size, text, words))
        self.rankings.idClicked.connect(lambda _place: self._show_ranking())
        self.sizes.idClicked.connect(lambda _size: self._filter())
        return row


def _segment(group: QButtonGroup, number: int, text: str, words: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setChecked(number == 0)
    button.setToolTip(words)
    button.setAccessibleName(words)
    theme.set_role(button, "segment")
    group.addButton(button, number)
    return button


def _evidence_column(named: list[BundleCandidate]) -> Column:
    words = [evidence_word(word) for word in Evidence]
    codes = np.array([candidate.evidence for candidate in named], np.int64)
    tints = EVIDENCE_TINTS[codes].tolist()
    return Column(
        _("Evidence"), codes, "text", meaning_of("bundle_evidence"), words=words, tints=tints
    )


def _meaning(ranking: str) -> str:
    return {
        "orders": _("Those in the most orders first"),
        "revenue": _("Those that brought in most, in the orders that hold all of them, first"),
        "margin": _("Those that earned most, after unit costs, first"),
    }[ranking]


def _too_little() -> str:
    return _(
        "No two products were in the same order often enough to suggest a bundle yet. You "
        "can still make one from products you select in Pairings or Data."
    )


def _forbidden() -> str:
    return _(
        "Your rejected pairings and policies leave nothing to suggest. Look at them in Pairings "
        "and Policies, or make a bundle from products you select."
    )


def _lacking(ranking: str) -> str:
    """Why a ranking is empty."""
    return {
        "orders": _("No products were bought together often enough"),
        "revenue": _("These sales hold no prices"),
        "margin": _("No unit costs are known. A product export with costs fills them in."),
    }[ranking]
