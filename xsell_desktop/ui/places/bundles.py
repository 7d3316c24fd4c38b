"""Bundles: what is bought together, and what selling it together would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import tokens
from xsell_desktop.domain import edits
from xsell_desktop.domain.change import Change
from xsell_desktop.domain.plan import Bundle, Part
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.bundles.candidates import Candidates
from xsell_desktop.ui.bundles.comparison import FEWEST, MOST, Comparison
from xsell_desktop.ui.bundles.drafts import duplicate, free_id, start_bundle
from xsell_desktop.ui.bundles.editor import BundleEditor
from xsell_desktop.ui.bundles.own import OwnBundles
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.places.before import BeforeAnalysis
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session

SUGGESTION = "suggestion"  # the id of bundles in a comparison that are not in the plan


class BundlesPlace(Place):
    """Tables at the left, the bundle in hand at the right. A draft is not in the plan yet."""

    key = "bundles"
    icon = "bundles"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self._draft: Bundle | None = None
        self._shown_id = ""
        self._selected: tuple[str, ...] = ()
        self._compared: list[Bundle] = []  # an own bundle is known by its id, as it is by then
        self.comparison = Comparison()
        self.own, self.candidates, self.editor = OwnBundles(), Candidates(), BundleEditor()
        self.from_selection = self.own.from_selection
        self.stale = QLabel(_("Newer sales are being worked out; these figures are the old ones."))
        theme.set_role(self.stale, "caution")
        self.empty = BeforeAnalysis(self, _nothing_yet(), _being_counted())
        self._pages = QStackedWidget()
        self._lay_out()
        self.own.chosen.connect(self._show_own)
        self.candidates.chosen.connect(self._show_candidate)
        self.editor.changed.connect(self._change)
        self.editor.made.connect(self._make)
        self.editor.removed.connect(self._remove)
        self.editor.begun.connect(self._show_candidate)
        self.editor.duplicated.connect(self._duplicate)
        self.editor.compared.connect(self._put_beside)
        self.editor.supposed.connect(self._suppose)
        self.own.marked.connect(self._mark_own)
        self.candidates.marked.connect(self._mark_candidates)
        self.own.compare.clicked.connect(self._open_comparison)
        self.comparison.closed.connect(self._close_comparison)
        self.comparison.opened.connect(self._work_on)
        self.from_selection.clicked.connect(lambda: self.make_bundle(selection.products))
        selection.changed.connect(self._follow_selection)
        session.opened.connect(self._forget)

    @property
    def title(self) -> str:
        return _("Bundles")

    def refresh(self, change: Change) -> None:
        analysis = self.session.analysis
        self.stale.setVisible(analysis is not None and self.session.is_stale)
        if analysis is None:
            self._show_empty()
            return
        if self._pages.currentWidget() is not self.comparison:
            self._pages.setCurrentIndex(1)
        if change.touches("analysis", "pairings", "policies", "settings", "lists", "products"):
            self.candidates.show_candidates(analysis, self.session.plan)
            if self._draft is not None:
                self.candidates.choose(tuple(part.product for part in self._draft.parts))
        if change.touches("analysis", "bundles"):
            self.own.show_bundles(self.session.plan, analysis)
        if change.touches("analysis", "bundles", "settings"):
            self._show_editor()
            self._show_comparison()
        self._follow_selection()

    def retheme(self) -> None:
        least, most = tokens.INSPECTOR_WIDTH
        self.editor.setMinimumWidth(max(least, theme.text_px(least)))
        self.editor.setMaximumWidth(max(most, theme.text_px(most)))
        name = self.editor.name
        name.setMinimumHeight(name.sizeHint().height())
        icons.redress(self)

    def make_bundle(self, products: Sequence[str]) -> None:
        """Put a bundle of these products into the plan, and show it."""
        analysis = self.session.analysis
        if analysis is not None and len(set(products)) > 1:
            self._make(start_bundle(self.session.plan, analysis, products))

    def _make(self, bundle: Bundle) -> None:
        self._draft, self._shown_id = None, bundle.id
        self.session.edit(
            _("Make bundle {name}").format(name=bundle.name),
            edits.put_bundle(self.session.plan, bundle),
        )

    def _change(self, bundle: Bundle) -> None:
        if self._draft is not None:
            self._draft = bundle
            self._show_editor()
            return
        plan = edits.put_bundle(self.session.plan, bundle)
        if plan == self.session.plan:
            self._show_editor()
        self.session.edit(_("Change bundle {name}").format(name=bundle.name), plan)

    def _duplicate(self, bundle: Bundle) -> None:
        self._make(duplicate(self.session.plan, bundle))

    def _suppose(self, share: float) -> None:
        plan = self.session.plan
        settings = replace(plan.settings, assumed_uptake=share)
        self.session.edit(_("Assume another effect"), edits.change_settings(plan, settings))

    def _remove(self, bundle_id: str) -> None:
        plan = self.session.plan
        if bundle_id in plan.bundles:
            name = plan.bundles[bundle_id].name
            self.session.edit(
                _("Remove bundle {name}").format(name=name), edits.remove_bundle(plan, bundle_id)
            )

    def _show_own(self, bundle_id: str) -> None:
        self._draft, self._shown_id = None, bundle_id
        self._show_editor()
        parts = self.session.plan.bundles[bundle_id].parts
        self._select(parts)

    def _show_candidate(self, products: list[str]) -> None:
        analysis = self.session.analysis
        if analysis is None:
            return
        self._show_draft(start_bundle(self.session.plan, analysis, products))

    def _show_draft(self, bundle: Bundle) -> None:
        self._draft, self._shown_id = bundle, ""
        self._show_editor()
        self._select(bundle.parts)

    def _select(self, parts: Sequence[Part]) -> None:
        self._selected = tuple(part.product for part in parts)
        self.selection.select_products(self._selected)

    def _offer_selected(self) -> None:
        """Offer to add what is selected, unless it was this place that selected it."""
        elsewhere = self.selection.products != self._selected
        self.editor.offer_products(self.selection.products if elsewhere else ())

    def _show_editor(self) -> None:
        """Show the draft, or the plan's bundle; one that undo took away leaves the guide."""
        made = self.session.plan.bundles.get(self._shown_id)
        bundle = self._draft if self._draft is not None else made
        plan = self.session.plan
        self.editor.show_bundle(
            bundle,
            self.session.analysis,
            made=self._draft is None,
            converted=plan.settings.assumed_uptake,
        )
        self._offer_comparison()
        self._offer_selected()
        self.own.choose(made.id if made is not None and self._draft is None else "")
        if self._draft is None:
            self.candidates.choose(())

    # side by side

    def _current(self) -> list[tuple[Bundle, bool]]:
        """The bundles to compare as they now are, and whether they are the user's own."""
        own = self.session.plan.bundles
        return [(own.get(bundle.id, bundle), bundle.id in own) for bundle in self._compared]

    def _is_compared(self, bundle: Bundle) -> bool:
        return any(self._same(bundle, other) for other in self._compared)

    def _same(self, one: Bundle, other: Bundle) -> bool:
        """Own bundles are the same by their id, suggestions by their products and discount."""
        own = self.session.plan.bundles
        if one.id in own or other.id in own:
            return one.id == other.id
        return (one.parts, one.discount) == (other.parts, other.discount)

    def _put_beside(self, bundle: Bundle) -> None:
        """Put a bundle beside the others, or take it away again."""
        if self._is_compared(bundle):
            self._compared = [other for other in self._compared if not self._same(bundle, other)]
        else:
            self._compared = [*self._compared, self._kept_apart(bundle)][-MOST:]
        self._offer_comparison()

    def _mark_own(self, ids: list[str]) -> None:
        self.candidates.choose(())
        self._compared = [self.session.plan.bundles[one] for one in ids][:MOST]
        self._offer_comparison()

    def _mark_candidates(self, found: list[tuple[str, ...]]) -> None:
        analysis, plan = self.session.analysis, self.session.plan
        if analysis is None:
            return
        self.own.choose("")
        drafts = [start_bundle(plan, analysis, products) for products in found[:MOST]]
        self._compared = [self._kept_apart(draft) for draft in drafts]
        self._offer_comparison()

    def _kept_apart(self, bundle: Bundle) -> Bundle:
        """A suggestion under an id that no bundle will take."""
        own = bundle.id in self.session.plan.bundles
        return bundle if own else replace(bundle, id=SUGGESTION)

    def _offer_comparison(self) -> None:
        count = len(self._compared)
        button = self.own.compare
        button.setEnabled(count >= FEWEST)
        button.setText(
            plural("Compare {n} bundle", "Compare {n} bundles", count) if count else _("Compare")
        )
        button.setToolTip(
            _("Select two to four rows with Ctrl, or add bundles one by one at the right.")
        )
        bundle = self.editor.bundle
        self.editor.show_compared(bundle is not None and self._is_compared(bundle))

    def _open_comparison(self) -> None:
        self._pages.setCurrentWidget(self.comparison)
        self._show_comparison()
        self.comparison.table.setFocus()

    def _show_comparison(self) -> None:
        analysis = self.session.analysis
        if analysis is None or self._pages.currentWidget() is not self.comparison:
            return
        bundles, made = zip(*self._current(), strict=True)
        converted = self.session.plan.settings.assumed_uptake
        self.comparison.show_bundles(analysis, bundles, made, converted)

    def _close_comparison(self) -> None:
        self._pages.setCurrentIndex(1)
        self.own.compare.setFocus()

    def _work_on(self, place: int) -> None:
        """Show one of the compared bundles where it can be changed."""
        bundle, own = self._current()[place]
        self._close_comparison()
        if own:
            self._show_own(bundle.id)
        else:
            self._show_draft(replace(bundle, id=free_id(self.session.plan)))

    def _follow_selection(self) -> None:
        count = len(self.selection.products)
        self._offer_selected()
        self.from_selection.setEnabled(count > 1 and self.session.analysis is not None)
        self.from_selection.setText(
            plural("Bundle {n} selected product", "Bundle {n} selected products", count)
            if count > 1
            else _("Bundle selected products")
        )
        self.from_selection.setToolTip(
            "" if count > 1 else _("Select two or more products in Pairings or Data first.")
        )

    def _forget(self) -> None:
        """Have nothing in hand: another project was opened."""
        self._draft, self._shown_id, self._selected, self._compared = None, "", (), []
        self._pages.setCurrentIndex(0)

    def _show_empty(self) -> None:
        self._pages.setCurrentIndex(0)
        self.empty.tell()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        column.addWidget(self.stale)
        column.addWidget(self.own)
        column.addWidget(self.candidates, 1)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 5)
        row.addWidget(self.editor, 3)
        self.retheme()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(full)
        self._pages.addWidget(self.comparison)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)


def _being_counted() -> tuple[str, str]:
    return (
        _("Working out what is bought together"),
        _("The suggestions appear here as soon as the sales are counted."),
    )


def _nothing_yet() -> tuple[str, str, str]:
    return (
        _("No sales yet"),
        _(
            "Import an orders export of your shop. Then you see which products people buy "
            "together, and what a bundle of them would earn."
        ),
        _("Import sales…"),
    )
