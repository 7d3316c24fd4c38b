"""The panel of one policy: its form, what it does, and examples of whom it stopped."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.policies.effects import Effect, Example
from xsell_desktop.mining.policies.facts import facts_of
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.bundles.drafts import name_of
from xsell_desktop.ui.policies.form import PolicyForm
from xsell_desktop.ui.policies.two_lines import BELOW, TwoLines
from xsell_desktop.ui.policies.why import tell_why, what_is_unknown
from xsell_desktop.ui.policies.words import date_text, kind_words


class PolicyPanel(QFrame):
    """`changed` carries a parameter and its value, `stepped` -1 or 1 (up or down the list),
    `day_chosen` an ISO day ('' for the sales' last), `pair_opened` two product keys.
    """

    changed = Signal(str, object)
    stepped = Signal(int)
    removed = Signal()
    day_chosen = Signal(str)
    pair_opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "panel")
        self.form: PolicyForm | None = None
        self._examples: tuple[Example, ...] = ()
        self._made: dict[PolicyKind, PolicyForm] = {}
        self.title, self.meaning, self.unknown = QLabel(), QLabel(), QLabel()
        theme.set_role(self.title, "heading")
        theme.set_role(self.meaning, "second")
        theme.set_role(self.unknown, "caution")
        self.day = QLabel()
        theme.set_role(self.day, "second")
        self.today = QPushButton(_("Make lists for today"))
        self.last_day = QPushButton(_("Go by the last day of the sales"))
        for button in (self.today, self.last_day):
            theme.set_role(button, "link")
        self.heading, self.nothing = QLabel(), QLabel()
        theme.set_role(self.heading, "strong")
        theme.set_role(self.nothing, "hint")
        for label in (self.meaning, self.unknown, self.day, self.heading, self.nothing):
            label.setWordWrap(True)
        self.examples = QListWidget()
        theme.set_role(self.examples, "framed")
        self.examples.setAccessibleName(_("Examples of what the policy stops"))
        self.examples.setItemDelegate(TwoLines(self.examples, 10, 5))
        self.examples.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.examples.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.examples.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.examples.setMinimumHeight(150)
        self.examples.setToolTip(_("Double-click an example to see the pair in Pairings."))
        self.examples.itemActivated.connect(lambda _item: self._open())
        self.up, self.down = (
            _tool("chevron-up", _("Move up")),
            _tool("chevron-down", _("Move down")),
        )
        self.remove = QPushButton(_("Remove policy"))
        icons.dress(self.remove, "trash", "chance")
        theme.set_role(self.remove, "danger")
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        self.remove.clicked.connect(self.removed)
        self.today.clicked.connect(lambda: self.day_chosen.emit(date.today().isoformat()))
        self.last_day.clicked.connect(lambda: self.day_chosen.emit(""))
        self._lay_out()

    def show_policy(self, policy: Policy, plan: Plan, analysis: Analysis) -> None:
        """Show a policy's values; what it did comes by `show_effect`."""
        words = kind_words(policy.kind)
        self.title.setText(words.title)
        self.meaning.setText(words.meaning)
        unknown = what_is_unknown(policy, analysis)
        self.unknown.setText(unknown)
        self.unknown.setVisible(bool(unknown))
        form = self._form_of(policy.kind)
        form.show_policy(policy, analysis)
        place = plan.policies.index(policy)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < len(plan.policies) - 1)
        self._show_day(policy, plan, analysis)

    def show_effect(
        self, policy: Policy, plan: Plan, analysis: Analysis, effect: Effect | None
    ) -> None:
        """Show examples, or that there are none; None while they are being counted."""
        self._examples = tuple(effect.examples) if effect is not None else ()
        facts = facts_of(analysis, plan)
        self.examples.clear()
        for example in self._examples:
            names = [name_of(analysis, key) for key in (example.anchor, example.partner)]
            item = QListWidgetItem(" → ".join(names))
            item.setData(BELOW, tell_why(policy, example, analysis, facts))
            said = f"{item.text()}: {item.data(BELOW)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.examples.addItem(item)
        total = effect.removed + effect.kept if effect is not None else 0
        text = _("What it stops")
        if total > len(self._examples):
            text = _("What it stops (the first {n} of {all})").format(
                n=count_text(len(self._examples)), all=count_text(total)
            )
        self.heading.setText(text)
        self.examples.setVisible(bool(self._examples))
        self.nothing.setVisible(not self._examples)
        self.nothing.setText(_nothing(policy, effect))

    def _form_of(self, kind: PolicyKind) -> PolicyForm:
        if kind not in self._made:
            form = self._made[kind] = PolicyForm(kind)
            form.changed.connect(self.changed)
            self._forms.addWidget(form)
        for known, form in self._made.items():
            form.setVisible(known is kind)
        self.form = self._made[kind]
        return self.form

    def _show_day(self, policy: Policy, plan: Plan, analysis: Analysis) -> None:
        seasonal = policy.kind is PolicyKind.SEASON
        self.day.setVisible(seasonal)
        chosen = plan.settings.list_day
        self.today.setVisible(seasonal and chosen != date.today().isoformat())
        self.last_day.setVisible(seasonal and bool(chosen))
        if chosen:
            text = _("Lists are made for {day}.").format(day=date_text(chosen))
        elif analysis.last_date:
            text = _("Lists are made for {day}, the last day of the sales.").format(
                day=date_text(analysis.last_date)
            )
        else:
            text = _("The sales have no dates: without a day, seasons are not looked at.")
        self.day.setText(text)

    def _open(self) -> None:
        example = self._examples[self.examples.currentRow()]
        self.pair_opened.emit(example.anchor, example.partner)

    def _lay_out(self) -> None:
        page = QWidget()
        theme.set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.up)
        top.addWidget(self.down)
        self._forms = QVBoxLayout()
        column.addLayout(top)
        for part in (self.meaning, self._forms, self.unknown, self.day):
            column.addLayout(part) if isinstance(part, QVBoxLayout) else column.addWidget(part)
        for button in (self.today, self.last_day):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.nothing)
        column.addWidget(self.examples, 1)
        column.addStretch(0)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)


def _nothing(policy: Policy, effect: Effect | None) -> str:
    if not policy.enabled:
        return _("Nothing while it is switched off.")
    if effect is None:
        return _("Counting…")
    if policy.kind in {PolicyKind.ALWAYS_FIRST, PolicyKind.MARGIN}:
        return _("Nothing: it only changes the order.")
    return _("None of the picks that lists would hold without policies.")


def _tool(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    icons.dress(button, icon)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
