"""What the signs on the canvas mean, in a strip below it that covers no product."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.views import ColourBy, SizeBy, View
from xsell_desktop.texts import _, plural
from xsell_desktop.tokens import Theme
from xsell_desktop.ui import theme
from xsell_desktop.ui.canvas.bar.legend_button import LegendButton, entry_width
from xsell_desktop.ui.canvas.bar.legend_entries import Entry, colour_word, size_word
from xsell_desktop.ui.canvas.painting.palette import mix_palette
from xsell_desktop.ui.widgets.popups import Menu, Panel

GAP = 2
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class EntryRow(QWidget):
    """Buttons of which Tab reaches one; arrows, Home and End walk to the others."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[LegendButton] = []

    def line_up(self) -> None:
        """Lay the buttons out in their order."""
        if (box := self.layout()) is not None:
            for button in self.buttons:
                box.addWidget(button)

    def walkable(self) -> list[LegendButton]:
        """The buttons that do something, in their order."""
        return [own for own in self.buttons if own.entry.part]

    def let_tab_reach(self, button: LegendButton | None) -> None:
        """Make one button the way in."""
        for own in self.buttons:
            tab = own is button and bool(own.entry.part)
            click = Qt.FocusPolicy.ClickFocus if own.entry.part else Qt.FocusPolicy.NoFocus
            own.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        around = self.walkable()
        here = next((turn for turn, own in enumerate(around) if own.hasFocus()), -1)
        key = Qt.Key(event.key())
        if here >= 0 and (key in STEPS or key in (Qt.Key.Key_Home, Qt.Key.Key_End)):
            there = (here + STEPS[key]) % len(around) if key in STEPS else 0
            there = len(around) - 1 if key == Qt.Key.Key_End else there
            self.let_tab_reach(around[there])
            around[there].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class Legend(QWidget):
    """`toggled` carries the `Entry` that was clicked, `size_asked` a `SizeBy`, `colour_asked` a
    `ColourBy`. What finds no room in the strip is in the list that its last button opens.
    """

    toggled = Signal(object)
    size_asked = Signal(object)
    colour_asked = Signal(object)

    def __init__(self, tokens: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = mix_palette(tokens)
        self._entries: list[Entry] = []
        self._view = View()
        self._fitting = 0
        self.size_menu, self.colour_menu = QToolButton(), QToolButton()
        self.strip = EntryRow()
        self.more = QToolButton()
        self.more.clicked.connect(self._open_rest)
        self.rest = EntryRow()
        self.popup = self._make_popup()
        self._fill_menus()
        self._lay_out()

    def set_theme(self, tokens: Theme) -> None:
        """Paint in another theme's colours."""
        self._palette = mix_palette(tokens)
        self._rebuild()

    def show_entries(self, entries: list[Entry], view: View, sized_by: SizeBy) -> None:
        """List these entries; `sized_by` is what sizes stand for where `view` asked for what is
        not known."""
        self._entries, self._view = entries, view
        self._say_meanings(sized_by)
        self._rebuild()
        self.setAccessibleName(
            _("Legend: {words}").format(words=", ".join(entry.text for entry in entries))
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that is listed, in the strip and in the list of the rest."""
        return tuple(self._entries)

    def button(self, text: str) -> LegendButton:
        """The entry with these words, in the strip or in the list of the rest."""
        self._fill_rest()
        buttons = (*self.strip.buttons, *self.rest.buttons)
        return next(own for own in buttons if own.text() == text)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _say_meanings(self, sized_by: SizeBy) -> None:
        asked = self._view.size_by
        self.size_menu.setText(_("Size: {what}").format(what=size_word(sized_by)))
        unknown = _("{what} is not known, so sizes stand for orders.").format(
            what=size_word(asked).capitalize()
        )
        meaning = _("What the size of a product stands for. The width of a line is its strength.")
        self.size_menu.setToolTip(unknown if sized_by is not asked else meaning)
        self.colour_menu.setText(_("Colour: {what}").format(what=colour_word(self._view.colour_by)))
        self.colour_menu.setToolTip(_("What the colour of a product stands for"))
        for menu, chosen in ((self.size_menu, asked), (self.colour_menu, self._view.colour_by)):
            for action in menu.menu().actions():
                action.setChecked(action.data() == chosen.value)

    def _rebuild(self) -> None:
        self._share_room()
        if self.popup.isVisible():
            self._fill_rest()

    def _fill(self, row: EntryRow, entries: list[Entry]) -> None:
        """One button an entry; entries that were there keep theirs, and the focus."""
        before = {_sign_of(button.entry): button for button in row.buttons}
        row.buttons, made = [], False
        for entry in entries:
            button = before.pop(_sign_of(entry), None)
            if button is None:
                button, made = self._make_button(row), True
            button.show_entry(entry, self._palette, self._view.colour_by)
            row.buttons.append(button)
        for gone in before.values():
            gone.hide()
            gone.deleteLater()
        if made or before:
            row.line_up()
        if not any(own.focusPolicy() == Qt.FocusPolicy.StrongFocus for own in row.walkable()):
            row.let_tab_reach(next(iter(row.walkable()), None))

    def _make_button(self, row: EntryRow) -> LegendButton:
        button = LegendButton(row)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(partial(self._click, button))
        return button

    def _click(self, button: LegendButton) -> None:
        if button.entry.part:
            self.toggled.emit(button.entry)

    def _share_room(self) -> None:
        """Show as many entries as fit, the rest behind the last button."""
        wide = [entry_width(entry, self.more.font()) + GAP for entry in self._entries]
        used = self.size_menu.sizeHint().width() + self.colour_menu.sizeHint().width() + 28
        room, fitting = self.width() - used, len(wide)
        if sum(wide) > room:
            self._say_more(len(wide))
            room -= self.more.sizeHint().width() + GAP
            while fitting and sum(wide[:fitting]) > room:
                fitting -= 1
        self._fitting = fitting
        self._say_more(len(wide) - fitting)
        self._fill(self.strip, self._entries[:fitting])

    def _say_more(self, count: int) -> None:
        self.more.setText(plural("+ {n} more", "+ {n} more", count))
        self.more.setAccessibleName(
            plural("{n} more entry of the legend", "{n} more entries of the legend", count)
        )
        self.more.setVisible(count > 0)

    def _fill_rest(self) -> None:
        self._fill(self.rest, self._entries[self._fitting :])

    def _open_rest(self) -> None:
        self._fill_rest()
        self.rest.adjustSize()
        hint = self.rest.sizeHint()
        self.popup.resize(min(hint.width(), 320) + 30, min(hint.height() + 18, 340))
        corner = self.more.mapToGlobal(QPoint(self.more.width(), 0))
        self.popup.move(corner.x() - self.popup.width(), corner.y() - self.popup.height() - 4)
        self.popup.show()
        first = next(iter(self.rest.walkable()), None)
        self.rest.let_tab_reach(first)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_popup(self) -> Panel:
        popup = Panel(self, _("Legend"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.rest)
        theme.set_role(self.rest, "page")
        column = QVBoxLayout(popup)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(area)
        return popup

    def _fill_menus(self) -> None:
        sizes = [(size_word(by), by) for by in SizeBy]
        colours = [(colour_word(by), by) for by in ColourBy]
        _offer(self.size_menu, sizes, self.size_asked.emit)
        _offer(self.colour_menu, colours, self.colour_asked.emit)
        theme.set_role(self.more, "legend")

    def _lay_out(self) -> None:
        for row, box in ((self.strip, QHBoxLayout()), (self.rest, QVBoxLayout())):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(GAP)
            row.setLayout(box)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 2, 8, 2)
        line.setSpacing(GAP)
        for part in (self.size_menu, self.colour_menu, self.strip, self.more):
            line.addWidget(part)
        line.addStretch(1)
        self.more.hide()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


def _sign_of(entry: Entry) -> tuple[str, object, str]:
    return entry.part, entry.value, entry.text


def _offer(
    button: QToolButton,
    choices: Sequence[tuple[str, SizeBy | ColourBy]],
    ask: Callable[[object], object],
) -> None:
    """Give a button a menu of which one entry is chosen."""
    menu, group = Menu(button), QActionGroup(button)
    for word, choice in choices:
        action = menu.addAction(word.capitalize())
        action.setCheckable(True)
        action.setData(choice.value)
        action.triggered.connect(lambda _checked=False, by=choice: ask(by))
        group.addAction(action)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    theme.set_role(button, "legend")
