"""What the panel says while nothing is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop.domain.plan import Decision, Plan
from xsell_desktop.texts import _, count_text
from xsell_desktop.ui import theme
from xsell_desktop.ui.widgets.tiles import Tile


class GuidePage(QWidget):
    """What was decided so far, and what mouse and keys do here."""

    review_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.review = QPushButton(_("Review suggestions (V)"))
        self.review.setToolTip(_("Decide on the undecided suggestions one by one"))
        self.review.clicked.connect(self.review_asked)
        self.accepted = Tile("0", _("accepted"))
        self.rejected = Tile("0", _("rejected"))
        self.pinned = Tile("0", _("pinned"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        title = QLabel(_("Choose a product or a relationship"))
        title.setWordWrap(True)
        theme.set_role(title, "heading")
        text = QLabel(_("Its partners appear here, with the reason for each in plain words."))
        text.setWordWrap(True)
        theme.set_role(text, "second")
        tiles = QGridLayout()
        for place, tile in enumerate((self.accepted, self.rejected, self.pinned)):
            tiles.addWidget(tile, 0, place)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addLayout(tiles)
        layout.addWidget(self.review)
        layout.addSpacing(8)
        layout.addLayout(_keys())
        layout.addStretch(1)

    def show_plan(self, plan: Plan) -> None:
        """Count the decisions."""
        rulings = plan.pairings.values()
        for tile, count in (
            (self.accepted, sum(r.decision is Decision.ACCEPTED for r in rulings)),
            (self.rejected, sum(r.decision is Decision.REJECTED for r in rulings)),
            (self.pinned, sum(r.pinned for r in rulings)),
        ):
            tile.value.setText(count_text(count))


def _keys() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for row, (what, does) in enumerate(key_guide()):
        for column, text in enumerate((what, does)):
            label = QLabel(text)
            label.setWordWrap(column == 1)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            theme.set_role(label, "second" if column == 0 else "hint")
            grid.addWidget(label, row, column)
    return grid


def key_guide() -> tuple[tuple[str, str], ...]:
    """What mouse and keys do on the canvas."""
    return (
        (_("Click"), _("select a product or a relationship")),
        (_("Double-click"), _("show one product with all its partners")),
        (_("Drag a product"), _("move it")),
        (_("Drag from its rim"), _("pair it with another product by hand")),
        (_("Shift + drag"), _("select several products")),
        (_("Wheel, + and −"), _("zoom")),
        (_("Home"), _("see everything")),
        (_("Arrow keys"), _("walk from product to product")),
        (_("[ and ]"), _("walk through a product's relationships")),
        (_("A, R, P"), _("accept, reject, pin the selected pair")),
        (_("L"), _("lock the selected pair")),
        (_("M"), _("write the message customers read")),
        (_("V"), _("review the suggestions one by one")),
        (_("Delete"), _("take a decision back")),
        (_("Esc"), _("step back")),
    )
