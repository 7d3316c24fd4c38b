"""A review under way: starts, walks, decides, goes back, ends; the selection follows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from xsell_desktop.domain.plan import Pair
from xsell_desktop.domain.views import NO_FILTER, Filter
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.review.queue import ReviewQueue
from xsell_desktop.ui.review.review_page import ReviewPage
from xsell_desktop.ui.review.suggestions import (
    Place,
    ReviewOrder,
    best_anchor,
    open_suggestions,
    places_of,
)
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session

LANE = "places of a suggestion"


class Review(QObject):
    """`changed` tells that another page is to be shown; `ended` that the review is over.

    What is put off is kept until another project is opened.
    """

    changed = Signal()
    ended = Signal()

    def __init__(
        self, session: Session, jobs: Jobs, selection: Selection, decisions: Decisions
    ) -> None:
        super().__init__()
        self._session, self._jobs = session, jobs
        self._selection, self._decisions = selection, decisions
        self.page = ReviewPage()
        self.queue = ReviewQueue(())
        self.is_on = False
        self._filter, self._order = NO_FILTER, ReviewOrder.STRENGTH
        self._analysis: Analysis | None = None
        self._shown: Pair | None = None
        self._put_off: dict[Pair, None] = {}
        self._marks: dict[Pair, int] = {}  # where the undo stack stood after each decision
        self.page.verb.connect(self._take)
        self.page.order_chosen.connect(self._reorder)
        session.opened.connect(self._forget)

    def start(self, asked: Filter) -> None:
        """Review what passes a filter, from the beginning."""
        self._filter, self.is_on = asked, True
        self._gather()
        self.changed.emit()
        self.page.setFocus()

    def resume(self) -> None:
        """Go back to the suggestion at hand after a look elsewhere."""
        self._show_current()
        self.changed.emit()
        self.page.setFocus()

    def stop(self) -> None:
        """End the review; what was decided stays."""
        self.is_on = False
        self.changed.emit()
        self.ended.emit()

    def follow(self) -> bool:
        """Take the session as it is now; whether the review is what is selected."""
        if not self.is_on:
            return False
        analysis, plan = self._session.analysis, self._session.plan
        if analysis is None:
            self.is_on = False
            return False
        here = self._is_here()
        if analysis is not self._analysis:
            self._gather()
        before = self.queue.last
        self.queue.follow(plan)
        if (last := self.queue.last) is not None and last != before:
            # the stack moves on only after this
            self._marks[last] = self._session.undo_stack.index() + 1
        if here and self.queue.current != self._shown:
            self._show_current()
        if here := self._is_here():
            anchor = best_anchor(analysis, self._shown) if self._shown else ""
            filtered = self._filter.parts > 0
            self.page.show_queue(analysis, plan, self.queue, anchor, filtered=filtered)
            self._find_places(analysis, anchor)
        return here

    def _forget(self) -> None:
        self.is_on, self._shown, self._analysis = False, None, None
        self.queue = ReviewQueue(())
        self._put_off.clear()
        self._marks.clear()

    def _is_here(self) -> bool:
        if self._shown is None:
            return not self._selection.products
        return self._selection.pair == self._shown

    def _gather(self) -> None:
        analysis, plan = self._session.analysis, self._session.plan
        self._analysis = analysis
        if analysis is not None:
            pairs = open_suggestions(analysis, plan, self._filter, self._order)
            self.queue = ReviewQueue(pairs, self._put_off)
            self._show_current()

    def _show_current(self) -> None:
        analysis, pair = self._session.analysis, self.queue.current
        self._shown = pair
        if pair is None or analysis is None:
            self._selection.clear()
        else:
            self._selection.select_pair(pair, best_anchor(analysis, pair))

    def _find_places(self, analysis: Analysis, anchor: str) -> None:
        """Have it worked out where the suggestion would be listed."""
        pair, plan = self._shown, self._session.plan
        if pair is None:
            return

        def take(places: tuple[Place, Place]) -> None:
            if self.is_on and self._shown == pair:
                self.page.show_places(analysis, places)

        self._jobs.run(
            "",
            lambda _progress: places_of(analysis, plan, pair, anchor),
            done=take,
            lane=LANE,
            replaces=True,
            reads=True,
        )

    def _take(self, verb: str) -> None:
        pair = self.queue.current
        if verb == "stop":
            self.stop()
        elif verb == "again":
            self.queue.call_all_back()
            self.resume()
        elif verb == "everything":
            self.start(NO_FILTER)
        elif verb == "back":
            self._go_back()
        elif pair is not None and verb == "later":
            self._put_off[pair] = None
            self.queue.put_off()
            self.resume()
        elif pair is not None:
            self._put_off.pop(pair, None)
            if verb == "accept":
                self._decisions.accept(pair)
            else:
                self._decisions.reject(pair)

    def _go_back(self) -> None:
        """Look at the one before again, undecided."""
        pair, stack = self.queue.last, self._session.undo_stack
        if pair is None:
            return
        if self.queue.call_back(pair):
            self._put_off.pop(pair, None)
            self.resume()
        elif self._marks.get(pair) == stack.index():
            stack.undo()
        else:
            self._decisions.clear(pair)

    def _reorder(self, order: ReviewOrder) -> None:
        self._order = order
        self._gather()
        self.changed.emit()
