"""Makes lists for the panel: at once where that is quick, else in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.policies import PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picks import Pick, partners_of
from xsell_desktop.mining.policies.caps import kept_caps
from xsell_desktop.ui.inspector.partners import Partners, partners_for

if TYPE_CHECKING:
    from xsell_desktop.ui.jobs import Jobs

LISTING, PREVIEWING = "list of a product", "list as customers see it"


class ListMaker:
    """A list is slow where a policy counts lists: those of all products before it come first."""

    def __init__(self, jobs: Jobs | None) -> None:
        self._jobs = jobs
        self._asked: object = None
        self._previewed: object = None

    def make(
        self, analysis: Analysis, plan: Plan, key: str, done: Callable[[Partners], None]
    ) -> bool:
        """Hand the partners of a product to `done`, before this returns True or later."""
        asked = self._asked = object()
        if self._jobs is None or _is_quick(analysis, plan):
            done(partners_for(analysis, plan, key))
            return True

        def take(found: Partners) -> None:
            if self._asked is asked:
                done(found)

        self._jobs.run(
            "",
            lambda _progress: partners_for(analysis, plan, key),
            done=take,
            lane=LISTING,
            replaces=True,
            reads=True,
        )
        return False

    def preview(
        self, analysis: Analysis, plan: Plan, key: str, day: str,
        done: Callable[[Sequence[Pick]], None],
    ) -> None:  # fmt: skip
        """Hand the list of a day (ISO) to `done`."""
        asked = self._previewed = object()
        if day != (plan.settings.list_day or analysis.last_date)[:10]:
            plan = replace(plan, settings=replace(plan.settings, list_day=day))
        if self._jobs is None:
            done(partners_of(analysis, plan, key))
            return

        def take(found: Sequence[Pick]) -> None:
            if self._previewed is asked:
                done(found)

        self._jobs.run(
            "",
            lambda _progress: partners_of(analysis, plan, key),
            done=take,
            lane=PREVIEWING,
            replaces=True,
            reads=True,
        )


def _is_quick(analysis: Analysis, plan: Plan) -> bool:
    counts = any(p.enabled and p.kind is PolicyKind.AT_MOST for p in plan.policies)
    return not counts or kept_caps(analysis, plan) is not None
