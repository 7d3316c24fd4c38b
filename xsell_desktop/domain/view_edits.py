"""Edits of the ways of looking that the user named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import View

MOST_VIEWS, LONGEST_NAME = 100, 60


def put_view(plan: Plan, name: str, view: View) -> Plan:
    """Keep a view under a name, in place of one of the same name.

    Raises ValueError for a name without letters or of more than `LONGEST_NAME`, and for more
    views than `MOST_VIEWS`.
    """
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ValueError(f"a view's name has 1 to {LONGEST_NAME} letters")
    if name not in plan.views and len(plan.views) >= MOST_VIEWS:
        raise ValueError(f"a project keeps at most {MOST_VIEWS} views")
    if plan.views.get(name) == view:
        return plan
    return replace(plan, views={**plan.views, name: view})


def rename_view(plan: Plan, old: str, new: str) -> Plan:
    """Give a view another name; an unknown one changes nothing. Raises as `put_view`."""
    if old not in plan.views or old == new.strip():
        return plan
    return put_view(remove_view(plan, old), new, plan.views[old])


def remove_view(plan: Plan, name: str) -> Plan:
    """Drop a view; an unknown one changes nothing."""
    if name not in plan.views:
        return plan
    return replace(plan, views={key: kept for key, kept in plan.views.items() if key != name})


def rename_in_views(views: Mapping[str, View], names: Mapping[str, str]) -> dict[str, View]:
    """The views with products under other keys."""

    def renamed(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.get(key, key) for key in keys))

    return {
        name: replace(view, focus=renamed(view.focus), extra=renamed(view.extra))
        for name, view in views.items()
    }
