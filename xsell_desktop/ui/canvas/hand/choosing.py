"""The graph with a selection: what is chosen elsewhere is marked, what is clicked is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from xsell_desktop.ui.canvas.painting.marks import Marks
from xsell_desktop.ui.canvas.painting.view import GraphView
from xsell_desktop.ui.canvas.scene.scene import Scene
from xsell_desktop.ui.selection import Selection


class ChoosingView(GraphView):
    """What gestures act on. `products_moved` carries {key: (x, y)}, `pairing_drawn` a Pair and a
    `Direction`, `partner_asked` a product key, where on the canvas, and whether one way only.

    `speak` gives what a screen reader says of a product key, a Pair, or several keys.
    """

    products_moved = Signal(object)
    pairing_drawn = Signal(object, object)
    partner_asked = Signal(str, object, bool)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self.speak: Callable[[object], str] = lambda thing: ""
        self._at = ""
        selection.changed.connect(self.take_selection)

    def set_scene(self, scene: Scene) -> None:
        """Show a scene, with what is selected marked."""
        self.marks = Marks()
        super().set_scene(scene)
        self.take_selection()

    def take_selection(self) -> None:
        """Mark what is selected elsewhere."""
        scene = self.scene
        chosen = frozenset(n for n in map(scene.node, self.selection.products) if n >= 0)
        pair = self.selection.pair
        edge = scene.edge(pair) if pair is not None else -1
        ends = (scene.node(pair.a), scene.node(pair.b)) if pair is not None else (-1, -1)
        if pair is not None:
            near = frozenset(node for node in ends if node >= 0)
        else:
            near = frozenset(
                int(end)
                for node in chosen
                for edge_row in scene.edges_of(node)
                for end in (scene.a[edge_row], scene.b[edge_row])
            )
        if self._at not in self.selection.products:
            self._at = self.selection.product
        marks = replace(self.marks, selected=chosen, pair=edge, near=near, ends=ends)
        self.set_marks(replace(marks, current=self._current(chosen)))
        self._say(pair or self.selection.products)

    @property
    def at(self) -> int:
        """The node that the keyboard is at, -1 for none."""
        return self.scene.node(self._at)

    def go_to(self, node: int) -> None:
        """Bring the keyboard to a node without selecting it."""
        self._at = self.scene.keys[node]
        self.set_marks(replace(self.marks, current=self._current(self.marks.selected)))
        self._say(self._at)

    def keep_places(self, nodes: Iterable[int]) -> None:
        """Have nodes stay where they now are."""
        keys, positions = self.scene.keys, self.positions
        self.products_moved.emit(
            {keys[n]: (float(positions[n, 0]), float(positions[n, 1])) for n in nodes}
        )

    def choose_nodes(self, nodes: Iterable[int], *, adds: bool = False) -> None:
        """Select products; with `adds` beside those selected before."""
        keys = [self.scene.keys[node] for node in nodes]
        self.selection.select_products([*(self.selection.products if adds else ()), *keys])

    def choose_others(self) -> None:
        """Select what is on show and not selected."""
        chosen = set(self.selection.products)
        self.selection.select_products(key for key in self.scene.keys if key not in chosen)

    def choose_partners(self) -> None:
        """Select the partners of the selected products too, as far as they are on show."""
        scene = self.scene
        near = {
            int(end)
            for node in self.marks.chosen
            for edge in scene.edges_of(node)
            for end in (scene.a[edge], scene.b[edge])
        }
        self.choose_nodes(sorted(near), adds=True)

    def choose_node(self, node: int, *, adds: bool = False) -> None:
        """Select a product; with `adds` it joins or leaves those selected."""
        scene = self.scene
        key = scene.keys[node]
        chosen = self.selection.products
        if not adds:
            self.selection.select_products([key])
        elif key in chosen:
            self.selection.select_products(k for k in chosen if k != key)
        else:
            self.selection.select_products([*chosen, key])
        self._at = key
        self.set_marks(replace(self.marks, current=self._current(self.marks.selected)))

    def choose_edge(self, edge: int) -> None:
        """Select a pair; the product that was in focus stays its anchor."""
        scene = self.scene
        pair = scene.pairs[edge]
        anchor = self.selection.product
        self.selection.select_pair(pair, anchor if anchor in pair else "")

    def _current(self, chosen: frozenset[int]) -> int:
        """The node the keyboard is at, where being selected does not show it already."""
        node = self.at
        return -1 if chosen <= {node} and node in chosen else node

    def _say(self, thing: object) -> None:
        """Let a screen reader say what the user came to."""
        text = self.speak(thing)
        if text and text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            if self.hasFocus():
                announce(self, text)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that has just happened."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
