"""What the plan may bring a month, with its assumptions to move."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import isnan
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.edits import change_settings
from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.texts import _, figure_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.widgets.share import ShareControl
from xsell_desktop.ui.widgets.table import Column, DataTable
from xsell_desktop.ui.widgets.tiles import Tile

if TYPE_CHECKING:
    from xsell_desktop.kpis.effect import Effect, Estimate, Gain
    from xsell_desktop.kpis.effect_base import EffectBase
    from xsell_desktop.kpis.tiles import Missing

LANE = "effect"
NEEDS = ("sales", "analysis", "pairings", "policies", "bundles", "settings", "lists", "products")


class EffectPage(Page):
    """Three sliders, what they come to, and the same product by product."""

    key = "effect"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.base: EffectBase | None = None
        self._asked: tuple[object, ...] = ()
        self._counted: tuple[object, ...] = ()
        self.basis, self.honest, self.trial = (QLabel() for _n in range(3))
        self.shares = {
            "assumed_seen": ShareControl(_("Buyers who see a product's list")),
            "assumed_uplift": ShareControl(_("More of them who take a partner")),
            "assumed_uptake": ShareControl(_("Orders one short that take the bundle"), 50),
        }
        self._labels = {
            "orders": _("more order lines a month"),
            "revenue": _("more revenue a month"),
            "margin": _("more margin a month"),
        }
        self.tiles = {name: Tile("–", label) for name, label in self._labels.items()}
        self.ranges = {name: QLabel() for name in self.tiles}
        self.products, self.bundles = DataTable(), DataTable()
        self._lay_out()
        self._offer_again(LANE, self._count)
        for name, control in self.shares.items():
            control.moved.connect(lambda _share: self._tell())
            control.chosen.connect(partial(self._assume, name))

    @property
    def title(self) -> str:
        return _("What is it worth?")

    def refresh(self, change: Change) -> None:
        settings = self.session.plan.settings
        for name, control in self.shares.items():
            control.show_share(getattr(settings, name))
        if change.touches(*NEEDS):
            self._count()

    @property
    def assumed(self) -> Settings:
        """The plan's settings with what the sliders show."""
        shares = {name: control.share for name, control in self.shares.items()}
        return replace(self.session.plan.settings, **shares)  # type: ignore[arg-type]

    def _assume(self, name: str, share: float) -> None:
        session = self.session
        settings = replace(session.plan.settings, **{name: share})  # type: ignore[arg-type]
        session.edit(_("Assume another effect"), change_settings(session.plan, settings))

    def _count(self) -> None:
        session = self.session
        if session.analysis is None or session.is_stale:
            return
        analysis, sales, plan = session.analysis, session.sales, session.plan
        asked = (analysis, sales, plan.pairings, plan.policies, plan.bundles,
                 plan.settings.listed_with)  # fmt: skip
        self._asked = asked
        if self._counted == asked and self.base is not None:
            self._tell()
            self._states.setCurrentIndex(1)
            return
        if self.base is None:
            self.empty.say(
                _("Counting"), _("Orders of the last weeks are being held against the lists.")
            )
            self._states.setCurrentIndex(0)

        def work(progress: Progress) -> EffectBase | Missing:
            return workflow.count_effect(sales, plan, analysis, progress)

        self.jobs.run(
            _("Counting what the lists assist"), work, done=partial(self._show, asked),
            failed=self._say_failure, lane=LANE, replaces=True, reads=True,
        )  # fmt: skip

    def _show(self, asked: tuple[object, ...], base: EffectBase | Missing) -> None:
        from xsell_desktop.kpis.tiles import Missing

        if self._asked != asked or self.session.analysis is not asked[0]:
            return
        self._counted = asked
        if isinstance(base, Missing):
            self.base = None
            self.empty.say(_("Nothing can be said of a month"), base.text)
            self._states.setCurrentIndex(0)
            return
        self.base = base
        self._tell()
        self._states.setCurrentIndex(1)

    def _tell(self) -> None:
        """Everything that follows the sliders."""
        if self.base is None:
            return
        from xsell_desktop.kpis import effect_words as words

        effect = workflow.expect_effect(self.base, self.assumed)
        for name, tile in self.tiles.items():
            estimate: Estimate = getattr(effect.total, name)
            number = figure_text(estimate.value)
            if name != "orders":
                number = _about(estimate.value, self.base.currency)
            tile.show_values(number, self._labels[name])
            self.ranges[name].setText(words.range_text(estimate))
        self.basis.setText(words.assumption_sentence(self.base, self.assumed))
        left_out = words.left_out_sentences(self.base)
        self.honest.setText(f"{words.honest_sentence()} {left_out}".strip())
        self.trial.setText(words.trial_sentence(effect))
        self._fill(effect)

    def _fill(self, effect: Effect) -> None:
        analysis, plan = self.session.analysis, self.session.plan
        if analysis is None:
            return
        unit = analysis.currency
        index, names = analysis.products.index, analysis.products.names
        partners = [names[index[g.name]] if g.name in index else g.name for g in effect.by_partner]
        self.products.set_columns(_columns(_("Partner"), partners, effect.by_partner, unit))
        held = [plan.bundles[g.name].name for g in effect.by_bundle if g.name in plan.bundles]
        if len(held) == len(effect.by_bundle):
            self.bundles.set_columns(_columns(_("Bundle"), held, effect.by_bundle, unit))
        self.tables.setTabVisible(1, bool(held))
        self.shares["assumed_uptake"].setVisible(bool(held))

    def _lay_out(self) -> None:
        for label, role in ((self.basis, "second"), (self.honest, "hint"), (self.trial, "second")):
            theme.set_role(label, role)
            label.setWordWrap(True)
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for name, tile in self.tiles.items():
            theme.set_role(self.ranges[name], "hint")
            column = tile.layout()
            assert isinstance(column, QVBoxLayout)
            column.addWidget(self.ranges[name])
            tiles.addWidget(tile, 1)
        tiles.addStretch(1)
        self.tables = QTabWidget()
        self.tables.addTab(self.products, _("By product"))
        self.tables.addTab(self.bundles, _("By bundle"))
        self.products.setAccessibleName(_("Products with most to gain"))
        self.bundles.setAccessibleName(_("Bundles of the plan"))
        answer = QWidget()
        inner = QVBoxLayout(answer)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.basis)
        for control in self.shares.values():
            inner.addWidget(control)
        inner.addLayout(tiles)
        inner.addWidget(self.honest)
        inner.addWidget(self.trial)
        inner.addWidget(self.tables, 1)
        self._states.addWidget(answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self._states, 1)
        self.basis.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _columns(title: str, names: list[str], gains: tuple[Gain, ...], currency: str) -> list[Column]:
    def numbers(name: str, end: str = "value") -> list[float]:
        return [getattr(getattr(gain, name), end) for gain in gains]

    def money(words: str, values: list[float], tip: str) -> Column:
        return Column(words, values, "money", tip, currency)

    return [
        Column(title, names),
        Column(
            _("Order lines"),
            numbers("orders"),
            "expected",
            _("More order lines a month: an order that takes two partners more counts twice"),
        ),
        money(_("Revenue"), numbers("revenue"), _("More revenue a month")),
        money(_("At least"), numbers("revenue", "low"), _("The lower end of the range")),
        money(_("At most"), numbers("revenue", "high"), _("The upper end of the range")),
        money(_("Margin"), numbers("margin"), _("More margin a month, where the cost is known")),
    ]


def _about(amount: float, currency: str) -> str:
    """An amount no more exact than an estimate is; – where it is not known."""
    if isnan(amount):
        return "–"
    text = format_money(round(amount) if abs(amount) >= 100 else amount, currency)
    return text.removesuffix(".00") if abs(amount) >= 100 else text
