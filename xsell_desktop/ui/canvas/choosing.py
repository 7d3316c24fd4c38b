"""The graph with a selection: what is chosen elsewhere is marked, what is clicked is chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from xsell_desktop.ui.canvas.marks import Marks
from xsell_desktop.ui.canvas.scene import Scene
from xsell_desktop.ui.canvas.view import GraphView
from xsell_desktop.ui.selection import Selection


class ChoosingView(GraphView):
    """What gestures act on. `products_moved` carries {key: (x, y)}, `pairing_drawn` a Pair."""

    products_moved = Signal(object)
    pairing_drawn = Signal(object)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
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
        self.set_marks(replace(self.marks, selected=chosen, pair=edge, near=near, ends=ends))

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

    def choose_edge(self, edge: int) -> None:
        """Select a pair; the product that was in focus stays its anchor."""
        scene = self.scene
        pair = scene.pairs[edge]
        anchor = self.selection.product
        self.selection.select_pair(pair, anchor if anchor in pair else "")
