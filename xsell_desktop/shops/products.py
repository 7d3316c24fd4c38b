"""What the product exports of several platforms share: links by number or name, and variants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import inf

from xsell_desktop.sales.catalogue import Product
from xsell_desktop.sales.shelf import Shelf
from xsell_desktop.texts import plural


class KeyIndex:
    """The product keys behind the numbers, handles and names that a platform links by."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._strangers: set[str] = set()

    def add(self, key: str, *names: str) -> None:
        """Let names lead to a product's key; a name's first product keeps it."""
        for name in names:
            if name:
                self._keys.setdefault(name.casefold(), key)

    def find(self, name: str) -> str:
        """The key a name leads to; '' for a stranger."""
        return self._keys.get(name.casefold(), "")

    def find_all(self, names: Iterable[str], *, but: str = "") -> tuple[str, ...]:
        """The keys names lead to, each once, without the product's own `but`; strangers are left
        out and counted.
        """
        keys = {}
        for name in filter(None, map(str.strip, names)):
            key = self.find(name)
            if key and key != but:
                keys[key] = True
            elif not key:
                self._strangers.add(name)
        return tuple(keys)

    def note_strangers(self, shelf: Shelf) -> None:
        """Tell the reader of the report how many products are linked that the file lacks."""
        if self._strangers:
            shelf.notes.append(
                plural(
                    "{n} product that others link to is not in the file; such links are left out",
                    "{n} products that others link to are not in the file; such links are left out",
                    len(self._strangers),
                )
            )


def join_family(parent: Product, variants: Sequence[Product]) -> list[Product]:
    """A product with its variants, or the one variant alone under the name of its page.

    A variant sold under its parent's own key is the parent, with the variant's figures. Hidden
    pages hide their variants, and pages all of whose variants are hidden are.
    """
    if len(variants) == 1:
        (only,) = variants
        return [
            replace(
                parent,
                key=only.key,
                price=only.price,
                cost=only.cost,
                stock=only.stock,
                shop_id=parent.shop_id or only.shop_id,
                visible=parent.visible and only.visible,
                is_parent=False,
            )
        ]
    shown = parent.visible and any(variant.visible for variant in variants)
    parent = replace(parent, is_parent=True, visible=shown)
    family = []
    for variant in variants:
        if variant.key.casefold() == parent.key.casefold():
            figures = (variant.price, variant.cost, variant.stock)
            parent = replace(parent, price=figures[0], cost=figures[1], stock=figures[2])
        else:
            family.append(
                replace(
                    variant,
                    parent=parent.key,
                    category=variant.category or parent.category,
                    visible=parent.visible and variant.visible,
                )
            )
    return [parent, *family]


def last_of_path(path: str, mark: str = ">") -> str:
    """The innermost category of a path."""
    return path.rsplit(mark, 1)[-1].strip()


def part_count(text: object) -> float:
    """How many of a part a bundle holds; 1 where the text says nothing sensible."""
    try:
        count = float(str(text))
    except ValueError:
        return 1.0
    return count if 0 < count < inf else 1.0
