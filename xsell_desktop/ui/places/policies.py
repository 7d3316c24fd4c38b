"""Policies: the user's business rules in priority order, and what each does to the lists."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import tokens, workflow
from xsell_desktop.domain import policy_edits as edits
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.edits import change_settings
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.domain.policies import Policy, PolicyKind, Value
from xsell_desktop.mining.policies.effects import Effect, Screening
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.bundles.drafts import name_of
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.before import BeforeAnalysis
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.policies.panel import PolicyPanel
from xsell_desktop.ui.policies.policy_list import PolicyList, Row
from xsell_desktop.ui.policies.starters import Starter, Starters
from xsell_desktop.ui.policies.why import tell_effect
from xsell_desktop.ui.policies.words import kind_words, tell_policy
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Picks

LANE = "policies"
NEEDS = ("analysis", "pairings", "settings", "policies", "lists", "products")


class PoliciesPlace(Place):
    """The list at the left, the policy in hand at the right; counted anew after every change."""

    key = "policies"
    icon = "policies"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self.screening: Screening | None = None
        self._counted: Plan | None = None
        self._chosen = ""
        self.heading, self.summary, self.stale = QLabel(_("Policies")), QLabel(), QLabel()
        for label, role in ((self.heading, "heading"), (self.summary, "second"),
                            (self.stale, "caution")):  # fmt: skip
            theme.set_role(label, role)
        self.summary.setWordWrap(True)
        self.stale.setText(_("Newer sales are being worked out; these counts are the old ones."))
        self.add = QPushButton(_("Add policy"))
        icons.dress(self.add, "plus", "text")
        self.add.setMenu(self._menu())
        self.list, self.panel, self.starters = PolicyList(), PolicyPanel(), Starters()
        self.empty = BeforeAnalysis(self, _nothing_yet(), _being_counted())
        self._pages, self._body = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return _("Policies")

    def refresh(self, change: Change) -> None:
        analysis = self.session.analysis
        self.stale.setVisible(analysis is not None and self.session.is_stale)
        if analysis is None:
            self.screening = self._counted = None
            self._pages.setCurrentIndex(0)
            self.empty.tell()
            return
        self._pages.setCurrentIndex(1)
        if change.touches("analysis"):
            self.screening = None
        if change.touches(*NEEDS):
            self._show()
            self._count()

    def _show(self) -> None:
        plan, analysis = self.session.plan, self.session.analysis
        assert analysis is not None
        self._body.setCurrentIndex(1 if plan.policies else 0)
        known = [policy.id for policy in plan.policies]
        if self._chosen not in known:
            self._chosen = known[0] if known else ""
        picks = self.screening.picks if self.screening is not None else 0
        name = partial(name_of, analysis)
        day = plan.settings.list_day or analysis.last_date
        rows = [
            Row(policy.id, tell_policy(policy, name),
                tell_effect(policy, self._effect(policy), picks, day), policy.enabled)
            for policy in plan.policies
        ]  # fmt: skip
        self.list.show_rows(rows, self._chosen)
        self.panel.setVisible(bool(known))
        if known:
            policy = edits.policy_of(plan, self._chosen)
            self.panel.show_policy(policy, plan, analysis)
            self.panel.show_effect(policy, plan, analysis, self._effect(policy))
        self._say_summary()

    def _effect(self, policy: Policy) -> Effect | None:
        """What was counted of a policy as it now stands."""
        if self.screening is None or self._counted is None:
            return None
        if policy not in self._counted.policies:
            return None
        return self.screening.effects.get(policy.id)

    def _say_summary(self) -> None:
        removed = (
            sum(effect.removed for effect in self.screening.effects.values())
            if self.screening is not None
            else 0
        )
        text = _("Those above win over those below.")
        if removed and self.screening is not None:
            counts = _("Together they remove {n} of the {all} picks that lists would hold.").format(
                n=count_text(removed), all=count_text(self.screening.picks)
            )
            text = f"{text} {counts}"
        self.summary.setText(text)

    def _count(self) -> None:
        """Make all lists in the background, for what the policies did to them."""
        analysis, plan = self.session.analysis, self.session.plan
        assert analysis is not None
        if not any(policy.enabled for policy in plan.policies):
            self._take(plan, Screening())
            return
        self.jobs.run(
            _("Counting what policies do"),
            lambda progress: workflow.pick_all(analysis, plan, progress),
            done=partial(self._take_picks, plan), lane=LANE, replaces=True, reads=True,
        )  # fmt: skip

    def _take_picks(self, plan: Plan, picks: Picks) -> None:
        if self.session.analysis is not None:
            self._take(plan, picks.screening)

    def _take(self, plan: Plan, screening: Screening) -> None:
        self.screening, self._counted = screening, plan
        self._show()

    def add_policy(self, kind: PolicyKind, values: dict[str, Value] | None = None) -> None:
        """Add a policy, and show it; raises ValueError for values its kind does not know."""
        plan, self._chosen = edits.add_policy(self.session.plan, kind, values)
        self.session.edit(_("Add policy {name}").format(name=kind_words(kind).title), plan)

    def _change(self, name: str, value: Value) -> None:
        plan = self.session.plan
        if not any(policy.id == self._chosen for policy in plan.policies):
            return  # a field that was being filled in went with its policy
        policy = edits.policy_of(plan, self._chosen)
        changes: dict[str, Value] = {name: value}
        if policy.kind is PolicyKind.PRICE_BAND and isinstance(value, float):
            # the other end gives way
            changes["high" if name == "low" else "low"] = (
                max(value, policy.number("high")) if name == "low"
                else min(value, policy.number("low"))
            )  # fmt: skip
        words = _("Change policy {name}").format(name=kind_words(policy.kind).title)
        self.session.edit(words, edits.change_policy(plan, policy.id, **changes))

    def _switch(self, policy_id: str, enabled: bool) -> None:
        plan = self.session.plan
        title = kind_words(edits.policy_of(plan, policy_id).kind).title
        words = _("Switch policy {name} on") if enabled else _("Switch policy {name} off")
        self.session.edit(words.format(name=title), edits.switch_policy(plan, policy_id, enabled))

    def _move(self, policy_id: str, place: int) -> None:
        self._chosen = policy_id
        plan = self.session.plan
        title = kind_words(edits.policy_of(plan, policy_id).kind).title
        self.session.edit(
            _("Move policy {name}").format(name=title), edits.move_policy(plan, policy_id, place)
        )

    def _step(self, step: int) -> None:
        known = [policy.id for policy in self.session.plan.policies]
        self._move(self._chosen, known.index(self._chosen) + step)

    def _remove(self, policy_id: str) -> None:
        plan = self.session.plan
        known = [policy.id for policy in plan.policies]
        title = kind_words(edits.policy_of(plan, policy_id).kind).title
        after = known.index(policy_id) + 1
        self._chosen = known[after] if after < len(known) else known[max(0, after - 2)]
        self.session.edit(
            _("Remove policy {name}").format(name=title), edits.remove_policy(plan, policy_id)
        )

    def open_policy(self, policy_id: str) -> None:
        """Show one policy."""
        self._choose(policy_id)
        self.list.setFocus()

    def _choose(self, policy_id: str) -> None:
        self._chosen = policy_id
        self._show()

    def _choose_day(self, day: str) -> None:
        plan = self.session.plan
        words = (
            _("Make lists for {day}").format(day=day) if day else _("Make lists for the last day")
        )
        self.session.edit(words, change_settings(plan, replace(plan.settings, list_day=day)))

    def _open_pair(self, anchor: str, partner: str) -> None:
        self.asked.emit("place_pairings")
        self.selection.select_pair(pair_of(anchor, partner), anchor)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in PolicyKind:
            words = kind_words(kind)
            action = menu.addAction(words.title)
            action.setToolTip(words.meaning)
            action.triggered.connect(lambda _checked=False, kind=kind: self.add_policy(kind))
        menu.setToolTipsVisible(True)
        return menu

    def _start(self, starter: Starter) -> None:
        self.add_policy(starter.kind, dict(starter.values))

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.switched.connect(self._switch)
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.panel.changed.connect(self._change)
        self.panel.stepped.connect(self._step)
        self.panel.removed.connect(lambda: self._remove(self._chosen))
        self.panel.day_chosen.connect(self._choose_day)
        self.panel.pair_opened.connect(self._open_pair)
        self.starters.started.connect(self._start)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.add)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        self._body.addWidget(self.starters)
        self._body.addWidget(listed)
        left = QWidget()
        whole = QVBoxLayout(left)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(8)
        whole.addWidget(self.stale)
        whole.addLayout(top)
        whole.addWidget(self._body, 1)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.panel)
        self.panel.setFixedWidth(tokens.INSPECTOR_WIDTH[1] + 60)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)


def _being_counted() -> tuple[str, str]:
    return (
        _("Working out what is bought together"),
        _("What policies do to the lists is counted as soon as there are lists."),
    )


def _nothing_yet() -> tuple[str, str, str]:
    return (
        _("No sales yet"),
        _("Import an orders export of your shop. Then you say here what its lists may hold: only "
          "what is in stock, nothing dearer than the product itself, never two brands together."),
        _("Import sales…"),
    )  # fmt: skip
