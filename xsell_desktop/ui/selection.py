"""What is selected, shared by graph, tables, inspector and charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from xsell_desktop.domain.plan import Pair, pair_of


class Selection(QObject):
    """Selected product keys in the order they were chosen, and at most one selected pair.

    Setting an equal value is silent.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._products: tuple[str, ...] = ()
        self._pair: Pair | None = None

    @property
    def products(self) -> tuple[str, ...]:
        """The selected products; the first one is in focus."""
        return self._products

    @property
    def product(self) -> str:
        """The product in focus; '' when none is."""
        return self._products[0] if self._products else ""

    @property
    def pair(self) -> Pair | None:
        """The selected pair, if any; its products need not be selected."""
        return self._pair

    def select_products(self, products: Iterable[str]) -> None:
        """Select products, and no pair."""
        self._take(tuple(dict.fromkeys(products)), None)

    def select_pair(self, pair: Pair, anchor: str = "") -> None:
        """Select a pair; the anchor (a by default) comes into focus."""
        self._take((anchor or pair.a,), pair)

    def rename(self, keys: Mapping[str, str]) -> None:
        """Follow products to the keys they count under now; a pair of one product is none."""
        products = tuple(dict.fromkeys(keys.get(key, key) for key in self._products))
        ends = {keys.get(key, key) for key in self._pair or ()}
        self._take(products, pair_of(*sorted(ends)) if len(ends) == 2 else None)

    def clear(self) -> None:
        """Select nothing."""
        self._take((), None)

    def _take(self, products: tuple[str, ...], pair: Pair | None) -> None:
        if (products, pair) != (self._products, self._pair):
            self._products, self._pair = products, pair
            self.changed.emit()
