"""Which product a text means: by key, by name, or only nearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.product_edits import merges_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _, plural

LETTERS = 3  # of the pieces by which texts are compared
NEAR = 0.3  # least share of common pieces of texts that are alike
CLEAR, AHEAD = 0.8, 0.15  # share of one that is clearly meant, and its lead over the next


class Found(NamedTuple):
    """The product that a text means; `reason` says why none, where `key` is ''."""

    key: str
    reason: str = ""


class Near(NamedTuple):
    """A product that a text nearly names, and how alike they are, 0–1."""

    key: str
    likeness: float


class ProductNames:
    """Finds products by what lists call them. `merges` gives the key a product is counted under."""

    def __init__(
        self,
        names: Mapping[str, str],
        aliases: Iterable[tuple[str, str]] = (),
        merges: Mapping[str, str] | None = None,
    ) -> None:
        self._names = dict(names)
        self._aliases = tuple(aliases)
        self._merges = dict(merges or {})

    @property
    def keys(self) -> tuple[str, ...]:
        """Every product there is."""
        return tuple(self._names)

    def name_of(self, key: str) -> str:
        """What a product is called; its key where nobody knows."""
        return self._names.get(key) or key

    def find(self, text: str) -> Found:
        """By key, then by key in other letters, then by name; blanks and capitals do not count."""
        plain = text.strip()
        if not plain:
            return Found("", _("no product is named"))
        for known in (plain, plain.removesuffix(".0")):
            if known in self._merges:
                return Found(self._merges[known])
            if known in self._names:
                return Found(known)
        folded = _folded(plain)
        for table in (self._by_key, self._by_name):
            found = table.get(folded, ())
            if len(found) == 1:
                return Found(self._merges.get(found[0], found[0]))
            if found:
                words = plural("{n} product is called", "{n} products are called", len(found))
                return Found("", _("{many} “{text}”").format(many=words, text=plain))
        return Found("", _("no product is called “{text}”").format(text=plain))

    def near(self, text: str, count: int = 3) -> tuple[Near, ...]:
        """The products whose key or name is most like a text, the likest first."""
        pieces = _pieces(text)
        shared: Counter[int] = Counter()
        for piece in pieces:
            shared.update(self._index.get(piece, ()))
        sizes, keys = self._sizes
        best: dict[str, float] = {}
        for place, common in shared.most_common(40 * count):
            likeness = 2 * common / (len(pieces) + sizes[place])
            if likeness >= NEAR:
                best[keys[place]] = max(likeness, best.get(keys[place], 0.0))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Near(key, likeness) for key, likeness in ranked[:count])

    def clear_match(self, text: str) -> str:
        """The one product that a text clearly means; '' where that is open."""
        found = self.find(text)
        if found.key:
            return found.key
        near = self.near(text, 2)
        if not near or near[0].likeness < CLEAR:
            return ""
        ahead = len(near) < 2 or near[0].likeness - near[1].likeness >= AHEAD
        return near[0].key if ahead else ""

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        return _grouped((key, key) for key in self._names)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        own = ((name, key) for key, name in self._names.items() if name)
        others = ((name, key) for key, name in self._aliases)
        return _grouped((*own, *others))

    @cached_property
    def _texts(self) -> list[tuple[str, str]]:
        """Key and text, for the key and the name of every product."""
        named = [(key, name) for key, name in self._names.items() if name and name != key]
        return [*((key, key) for key in self._names), *named]

    @cached_property
    def _sizes(self) -> tuple[list[int], list[str]]:
        return [len(_pieces(text)) for _key, text in self._texts], [k for k, _text in self._texts]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for place, (_key, text) in enumerate(self._texts):
            for piece in _pieces(text):
                index.setdefault(piece, []).append(place)
        return index


def product_names(analysis: Analysis, plan: Plan) -> ProductNames:
    """The products of an analysis, sold or not, and those that only the plan knows."""
    products, unsold = analysis.products, analysis.unsold
    names = dict(zip(products.keys, products.names, strict=True))
    for key, place in unsold.index.items():
        names.setdefault(key, unsold.names[place])
    merges = {key: own for key, own in merges_of(plan).items() if own in names}
    listed = ((own.anchor, *own.partners) for own in plan.lists.values())
    for keys in (*plan.pairings, *listed):
        for key in keys:
            names.setdefault(key, "")
    return ProductNames(names, products.list_aliases(), merges)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for text, key in pairs:
        group = groups.setdefault(_folded(text), [])
        if key not in group:
            group.append(key)
    return groups


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _pieces(text: str) -> set[str]:
    plain = (
        " " + " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split()) + " "
    )
    return {plain[at : at + LETTERS] for at in range(max(1, len(plain) - LETTERS + 1))}
