"""The one mutable object: the open project's state, its undo stack, one signal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from xsell_desktop.domain.change import Change, compare
from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.product_edits import follow_merges, merges_of
from xsell_desktop.domain.renames import rename_products
from xsell_desktop.sales.sales import Sales

if TYPE_CHECKING:
    from xsell_desktop.mining.analysis import Analysis

Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class State:
    """What is open: sales, decisions, what was mined from them, and the file ('' unsaved).

    `opened` holds where products lay (x and y by key) when the file was saved.
    """

    sales: Sales = field(default_factory=Sales)
    plan: Plan = field(default_factory=Plan)
    analysis: Analysis | None = None
    path: str = ""
    opened: Places = field(default_factory=dict)

    @property
    def places(self) -> Places:
        """Where products lie, or lay before anything was mined."""
        return self.opened if self.analysis is None else self.analysis.products.places


class Session(QObject):
    """Holds the `State`. `changed` tells every view what to redraw; `opened` goes before it where
    the project is another one, so that nothing is kept of the one before."""

    changed = Signal(object)  # Change
    opened = Signal()
    saved_state_changed = Signal(bool)  # True: everything is on disk

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = State()
        self._saved = self._state
        self._analysed: Sales | None = None
        self._renames: list[Mapping[str, str]] = []  # since the project was opened
        self._is_moving = False  # through several steps at once
        self.undo_stack = QUndoStack(self)

    @property
    def state(self) -> State:
        """The frozen state; safe to hand to a job."""
        return self._state

    @property
    def plan(self) -> Plan:
        """The decisions."""
        return self._state.plan

    @property
    def sales(self) -> Sales:
        """The imports."""
        return self._state.sales

    @property
    def analysis(self) -> Analysis | None:
        """What was mined last; None before."""
        return self._state.analysis

    @property
    def path(self) -> str:
        """The project file; '' until it is saved."""
        return self._state.path

    @property
    def analysed(self) -> Sales | None:
        """The sales that the analysis was made from; None when that is not known."""
        return self._analysed

    @property
    def is_saved(self) -> bool:
        """Whether the sales and the plan are as they are on disk."""
        return self._state.sales is self._saved.sales and self._state.plan == self._saved.plan

    @property
    def is_stale(self) -> bool:
        """Whether the analysis is older than the sales, the settings or the merges."""
        analysis = self._state.analysis
        if analysis is None:
            return bool(self._state.sales)
        if self._analysed is not self.sales or analysis.merges != merges_of(self.plan):
            return True
        return analysis.settings.mined_with != self.plan.settings.mined_with

    def edit(self, text: str, plan: Plan) -> None:
        """Take a new plan, undoable under this text. An unchanged plan leaves no trace; what it
        says of merged products is said of those they count as."""
        plan = follow_merges(plan)
        if plan is not self.plan and plan != self.plan:
            self.undo_stack.push(_PlanCommand(text, self, self.plan, plan, len(self._renames)))

    def go_to(self, step: int) -> None:
        """Be where the plan stood after so many steps; views hear of it once."""
        before, self._is_moving = self._state, True
        try:
            self.undo_stack.setIndex(step)
        finally:
            self._is_moving = False
        self._tell(before)

    def time_of(self, step: int) -> str:
        """The time of day (HH:MM) at which a step of the undo stack was made."""
        command = self.undo_stack.command(step)
        return command.made_at if isinstance(command, _PlanCommand) else ""

    def set_sales(self, sales: Sales) -> None:
        """Take imports added or taken back; decisions stay."""
        self._set(replace(self._state, sales=sales))

    def set_analysis(
        self, analysis: Analysis | None, sales: Sales, renames: Mapping[str, str] | None = None
    ) -> None:
        """Take what was mined from these sales; decisions follow products to their new keys."""
        self._analysed = sales
        plan = self.plan
        if renames:
            self._renames.append(renames)
            plan = rename_products(plan, renames)
        self._set(replace(self._state, analysis=analysis, plan=plan))

    def open(self, state: State, *, saved: bool) -> None:
        """Show another project; `saved` tells whether it is on disk as it stands."""
        self.undo_stack.clear()
        self._renames.clear()
        self._analysed = state.sales if state.analysis is not None else None
        self._saved = state if saved else State()
        self._state = state
        self.opened.emit()
        self.changed.emit(compare(None, state))
        self.saved_state_changed.emit(self.is_saved)

    def mark_saved(self, state: State, path: str) -> None:
        """Remember that this state was written to this file."""
        self._saved = state
        self._set(replace(self._state, path=path))

    def _set(self, state: State) -> None:
        before, self._state = self._state, state
        if not self._is_moving:
            self._tell(before)

    def _tell(self, before: State) -> None:
        change = compare(before, self._state)
        if change:
            self.changed.emit(change)
        self.saved_state_changed.emit(self.is_saved)

    def _set_plan(self, plan: Plan, named_at: int) -> None:
        for renames in self._renames[named_at:]:
            plan = rename_products(plan, renames)
        self._set(replace(self._state, plan=plan))


class _PlanCommand(QUndoCommand):
    """One decision: the plan before and after, in the keys of the time it was made."""

    def __init__(
        self, text: str, session: Session, before: Plan, after: Plan, named_at: int
    ) -> None:
        super().__init__(text)
        self._session, self._before, self._after = session, before, after
        self._named_at = named_at
        self.made_at = f"{datetime.now():%H:%M}"

    def redo(self) -> None:
        self._session._set_plan(self._after, self._named_at)

    def undo(self) -> None:
        self._session._set_plan(self._before, self._named_at)


__all__ = ["Change", "Session", "State"]
