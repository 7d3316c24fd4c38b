"""What the legend lists: every sign on the canvas, and what a click on it would show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from xsell_desktop.domain.kinds import KINDS, Kind
from xsell_desktop.domain.plan import Decision, Pairing, Plan
from xsell_desktop.domain.views import ColourBy, SizeBy, View
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.sentences import kind_meaning, kind_word
from xsell_desktop.texts import _
from xsell_desktop.ui.canvas.scene.colouring import Cover, category_names, cover_word, family_slots
from xsell_desktop.ui.canvas.scene.scene import Scene
from xsell_desktop.ui.canvas.scene.strangers import UNSOLD

HULLS = "hulls"


@dataclass(frozen=True)
class Entry:
    """A sign and its words. `part` is the part of the `Filter` that a click on it changes, with
    `value` in or out of it; `HULLS` shows and hides the bundles, and '' only explains. `faded`
    entries are left out while others of their part are `active`.
    """

    part: str
    value: object
    text: str
    sign: str
    code: int = -1
    meaning: str = ""
    active: bool = False
    faded: bool = False

    @property
    def hint(self) -> str:
        """What a click does, after what the sign means."""
        if self.part == HULLS:
            does = _("Click to hide the bundles") if self.active else _("Click to show the bundles")
        elif not self.part:
            does = ""
        elif self.active:
            does = _("Click to show the others again")
        else:
            does = _("Click to show only these pairs") if not self.faded else _("Click to add them")
        return "\n".join(text for text in (self.meaning, does) if text)


def list_entries(
    analysis: Analysis, plan: Plan, view: View, scene: Scene, *, hulls: bool
) -> list[Entry]:
    """Kinds where there are several, decisions that were made, bundles, then the colours.

    What a filter took off the canvas stays listed, so that a second click brings it back.
    """
    rows = np.union1d(analysis.backbone[: view.limit], scene.rows[scene.rows >= 0]).astype(int)
    entries = [*_kinds(analysis, view, scene, rows), *_decisions(plan, view)]
    if plan.bundles:
        entries.append(
            Entry(
                HULLS,
                None,
                _("bundles"),
                "hull",
                meaning=_("Around the products of a bundle"),
                active=hulls,
            )
        )
    if bool(scene.hub.any()):
        entries.append(
            Entry(
                "",
                None,
                _("hub"),
                "hub",
                meaning=_("A product with far more relationships than the others"),
            )
        )
    if bool((scene.colour == UNSOLD).any()):
        meaning = _("In no order: on show because you paired it or asked for it")
        entries.append(Entry("", None, _("never sold"), "disc", UNSOLD, meaning))
    return entries + _colours(analysis, view, scene, rows)


def toggled(view: View, entry: Entry) -> dict[str, Any]:
    """The part of the filter with the entry's value put in, or taken out where it was in."""
    return {entry.part: getattr(view.filter, entry.part) ^ {entry.value}}


def _marked(entries: list[Entry], view: View) -> list[Entry]:
    """Entries of one part, each told whether the filter asks for it."""
    asked = getattr(view.filter, entries[0].part) if entries else frozenset()
    return [
        replace(entry, active=entry.value in asked, faded=bool(asked) and entry.value not in asked)
        for entry in entries
    ]


def _kinds(analysis: Analysis, view: View, scene: Scene, rows: Any) -> list[Entry]:
    here = set(analysis.pairs.kind[rows].tolist()) | set(scene.kind.tolist())
    shown = [kind for code, kind in enumerate(KINDS) if code in here or kind in view.filter.kinds]
    if set(shown) <= {Kind.CROSS_SELL} and not view.filter.kinds:
        return []
    return _marked(
        [
            Entry("kinds", kind, kind_word(kind), "kind", KINDS.index(kind), kind_meaning(kind))
            for kind in shown
        ],
        view,
    )


def _decisions(plan: Plan, view: View) -> list[Entry]:
    words = {
        "accepted": _("accepted"),
        "rejected": _("rejected"),
        "by_hand": _("drawn by you"),
        "pinned": _("pinned"),
        "locked": _("locked"),
    }
    made = {word for ruling in plan.pairings.values() for word in _words_of(ruling)}
    return _marked(
        [
            Entry("decisions", word, text, word)
            for word, text in words.items()
            if word in made | view.filter.decisions
        ],
        view,
    )


def _words_of(pairing: Pairing) -> list[str]:
    flags = {
        "accepted": pairing.decision is Decision.ACCEPTED,
        "rejected": pairing.decision is Decision.REJECTED,
        "by_hand": pairing.by_hand,
        "pinned": pairing.pinned,
        "locked": pairing.locked,
    }
    return [word for word, holds in flags.items() if holds]


def _colours(analysis: Analysis, view: View, scene: Scene, rows: Any) -> list[Entry]:
    products, pairs = analysis.products, analysis.pairs
    sold = scene.products[scene.products < len(products)]
    ends = np.union1d(np.concatenate([pairs.a[rows], pairs.b[rows]]), sold)
    if view.colour_by is ColourBy.STOCK_COVER:
        here = set(scene.colour.tolist())
        return [
            Entry("", band, cover_word(band), "disc", int(band), _cover_meaning())
            for band in (*[band for band in Cover if band >= 0], Cover.UNKNOWN)
            if int(band) in here
        ]
    if view.colour_by is ColourBy.CATEGORY:
        names = {products.categories[row] for row in ends.tolist()} | view.filter.categories
        return _marked(
            [
                Entry(
                    "categories", name, name, "disc", code, _("Category {name}").format(name=name)
                )
                for code, name in category_names(analysis)
                if name in names
            ],
            view,
        )
    slots, codes = family_slots(analysis), set(products.family[ends].tolist())
    return _marked(
        [
            Entry(
                "families",
                family.name,
                family.name,
                "disc",
                int(slots[code]),
                _("Products that keep each other's company: {name}").format(name=family.name),
            )
            for code, family in sorted(
                enumerate(analysis.families), key=lambda item: int(slots[item[0]])
            )
            if code in codes or family.name in view.filter.families
        ],
        view,
    )


def _cover_meaning() -> str:
    return _("How long the stock lasts at the pace of the last 90 days")


def size_word(by: SizeBy) -> str:
    """What sizes stand for, as a user reads it."""
    return {
        SizeBy.REVENUE: _("revenue"),
        SizeBy.MARGIN: _("margin"),
        SizeBy.UNITS: _("units"),
        SizeBy.ORDERS: _("orders"),
    }[by]


def colour_word(by: ColourBy) -> str:
    """What colours stand for, as a user reads it."""
    return {
        ColourBy.FAMILY: _("family"),
        ColourBy.CATEGORY: _("category"),
        ColourBy.STOCK_COVER: _("stock cover"),
    }[by]
