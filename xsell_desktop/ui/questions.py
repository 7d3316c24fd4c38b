"""Questions that need an answer before something is lost. None of them blocks the event loop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from xsell_desktop.texts import _

Act = Callable[[], object]


def ask(
    parent: QWidget, title: str, text: str, answers: list[tuple[str, QMessageBox.ButtonRole, Act]]
) -> QMessageBox:
    """Open a question; the chosen answer's function runs after it has closed. Esc does nothing."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(_("xsell-desktop"))
    box.setText(title)
    box.setInformativeText(text)
    acts: dict[QPushButton, Act] = {}
    for words, role, act in answers:
        acts[box.addButton(words, role)] = act
    box.setEscapeButton(box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.setDefaultButton(next(iter(acts)))

    def answer() -> None:
        clicked = box.clickedButton()
        for button, act in acts.items():
            if button is clicked:
                act()

    box.finished.connect(answer)
    box.open()
    return box


def ask_to_save(parent: QWidget, name: str, *, save: Act, discard: Act) -> QMessageBox:
    """Save, discard or cancel."""
    return ask(
        parent,
        _("Save the changes to {name}?").format(name=name),
        _("Decisions and imports since the last save are lost if you do not save them."),
        [
            (_("Save"), QMessageBox.ButtonRole.AcceptRole, save),
            (_("Discard changes"), QMessageBox.ButtonRole.DestructiveRole, discard),
        ],
    )


def ask_to_stop(parent: QWidget, job: str, words: str, *, stop: Act) -> QMessageBox:
    """Stop the running job, in these words, or let it go on."""
    return ask(
        parent,
        _("{job} is still running").format(job=job),
        _("If you stop it, nothing of it is kept. The open project and its file stay as they are."),
        [(words, QMessageBox.ButtonRole.DestructiveRole, stop)],
    )


def ask_to_replace(parent: QWidget, name: str, *, go_on: Act) -> QMessageBox:
    """Write over a file whose name was completed after it was chosen, or not."""
    return ask(
        parent,
        _("Replace {name}?").format(name=name),
        _("There is a project of this name in that folder already."),
        [(_("Replace"), QMessageBox.ButtonRole.DestructiveRole, go_on)],
    )


def ask_to_replace_open(parent: QWidget, name: str, *, go_on: Act) -> QMessageBox:
    """Write over a project that another window has open, or not."""
    return ask(
        parent,
        _("{name} is open in another window").format(name=name),
        _("Choose another name to keep both. If you replace it, what it holds now is lost."),
        [(_("Replace anyway"), QMessageBox.ButtonRole.DestructiveRole, go_on)],
    )


def ask_to_open_twice(parent: QWidget, name: str, *, go_on: Act) -> QMessageBox:
    """Open a project that another window has open, or not."""
    return ask(
        parent,
        _("{name} is open in another window").format(name=name),
        _("If both save, the later one wins and the other's changes are lost."),
        [(_("Open anyway"), QMessageBox.ButtonRole.AcceptRole, go_on)],
    )
