"""Dialogs that only tell: keyboard shortcuts, glossary, about."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import __version__
from xsell_desktop.texts import _
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.glossary import glossary
from xsell_desktop.ui.widgets.table import Column, DataTable

LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("numpy", "BSD-3-Clause"),
    ("pandas", "BSD-3-Clause"),
    ("scipy", "BSD-3-Clause"),
    ("networkx", "BSD-3-Clause"),
    ("matplotlib", "PSF"),
    ("python-calamine", "MIT"),
    ("xlsxwriter", "BSD-2-Clause"),
    ("platformdirs", "MIT"),
)


class ToldDialog(QDialog):
    """A titled dialog with one Close button."""

    def __init__(self, parent: QWidget, title: str, width: int, height: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(width, height)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 16, 16, 12)
        self.body.setSpacing(12)
        heading = QLabel(title)
        theme.set_role(heading, "title")
        self.body.addWidget(heading)

    def finish(self) -> None:
        """Put the Close button below what was added."""
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)


class ShortcutDialog(ToldDialog):
    """Every action that has a shortcut, as (group, words, shortcut)."""

    def __init__(self, parent: QWidget, rows: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(parent, _("Keyboard shortcuts"), 560, 600)
        self.table = DataTable(
            [
                Column(_("Where"), [row[0] for row in rows]),
                Column(_("What it does"), [row[1] for row in rows]),
                Column(_("Keys"), [row[2] for row in rows]),
            ]
        )
        self.table.setProperty("role", "framed")
        self.body.addWidget(self.table, 1)
        self.finish()


class GlossaryDialog(ToldDialog):
    """Every word of the trade that the program uses, with a search."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Glossary"), 620, 620)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a word…"))
        self.search.setClearButtonEnabled(True)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Words and their meanings"))
        self.body.addWidget(self.search)
        self.body.addWidget(self.text, 1)
        self.finish()
        self.search.textChanged.connect(self._fill)
        self._fill("")

    def _fill(self, wanted: str) -> None:
        entries = sorted(glossary().values(), key=lambda entry: entry.word.casefold())
        wanted = wanted.casefold()
        found = [
            e for e in entries if wanted in e.word.casefold() or wanted in e.meaning.casefold()
        ]
        second = theme.current().second
        self.text.setHtml(
            "".join(
                f'<p><b>{entry.word}</b><br><span style="color:{second}">{entry.meaning}</span></p>'
                for entry in found
            )
            or _("No such word here.")
        )


class AboutDialog(ToldDialog):
    """Versions and licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("xsell-desktop {version}").format(version=__version__), 520, 520)
        top = QHBoxLayout()
        sign = QLabel()
        sign.setPixmap(icons.app_icon().pixmap(48, 48))
        words = QLabel(
            _(
                "Cross-selling from a shop's own sales. Everything is computed on this computer; "
                "nothing is sent anywhere.\nMIT licence. The libraries below have their own."
            )
        )
        words.setWordWrap(True)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(words, 1)
        self.body.addLayout(top)
        names = [_("Python"), _("Qt"), *(name for name, __ in LIBRARIES)]
        versions = [
            platform.python_version(),
            qVersion(),
            *(_version(name) for name, __ in LIBRARIES),
        ]
        licences = ["PSF-2.0", "LGPL-3.0", *(licence for __, licence in LIBRARIES)]
        self.table = DataTable(
            [
                Column(_("Part"), names),
                Column(_("Version"), versions),
                Column(_("Licence"), licences),
            ]
        )
        self.table.setProperty("role", "framed")
        self.body.addWidget(self.table, 1)
        self.finish()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a frozen bundle may leave the package's papers out
        return "–"
