"""The context menu of a product, a pair, or the empty canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from xsell_desktop.domain.plan import Decision, Pair, Plan, pair_of
from xsell_desktop.texts import _, plural

if TYPE_CHECKING:
    from xsell_desktop.ui.decisions import Decisions


class CanvasMenu(QMenu):
    """Filled for one thing: a product key, a Pair, or None for the empty canvas."""

    def __init__(self, parent: QWidget, decisions: Decisions) -> None:
        super().__init__(parent)
        self._decisions = decisions

    def fill_for_pair(self, pair: Pair, write: Callable[[], None]) -> None:
        """What can be said of a pair; `write` opens its message."""
        decisions = self._decisions
        ruling = decisions.ruling(pair)
        if ruling.decision is Decision.NONE:
            self._add(_("Accept pairing"), lambda: decisions.accept(pair))
            self._add(_("Reject pairing"), lambda: decisions.reject(pair))
        else:
            self._add(_("Take decision back"), lambda: decisions.clear(pair))
        if ruling.decision is not Decision.REJECTED:
            text = _("Unpin") if ruling.pinned else _("Pin first in both lists")
            self._add(text, lambda: decisions.pin(pair))
        self._add(_("Write message…"), write)

    def fill_for_products(
        self, keys: tuple[str, ...], plan: Plan, focus: Callable[[str], None],
        bundle: Callable[[list[str]], None],
    ) -> None:  # fmt: skip
        """What can be done with the selected products."""
        decisions = self._decisions
        if len(keys) == 1:
            self._add(_("Focus on this product"), lambda: focus(keys[0]))
        else:
            self._add(_("Make a bundle of these"), lambda: bundle(list(keys)))
        if len(keys) == 2:
            pair = pair_of(keys[0], keys[1])
            self._add(_("Pair these two by hand"), lambda: decisions.draw(pair))
        moved = [key for key in keys if key in plan.positions]
        release = self._add(_("Release to the layout"), lambda: decisions.release(moved))
        release.setEnabled(bool(moved))

    def fill_for_canvas(
        self, plan: Plan, fit: Callable[[], None], overview: Callable[[], None] | None
    ) -> None:
        """What concerns the whole canvas; `overview` leads back from one product."""
        self._add(_("See everything"), fit)
        if overview is not None:
            self._add(_("Back to overview"), overview)
        count = len(plan.positions)
        if count:
            text = plural(
                "Release {n} moved product to the layout",
                "Release {n} moved products to the layout",
                count,
            )
            self._add(text, lambda: self._decisions.release(tuple(plan.positions)))

    def _add(self, text: str, act: Callable[[], object]) -> QAction:
        action = self.addAction(text)
        action.triggered.connect(lambda *_checked: act())
        return action
