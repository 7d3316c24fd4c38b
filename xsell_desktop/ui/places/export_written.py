"""What was written where, on show until it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.widgets.table import Column, DataTable
from xsell_desktop.workflow import Output

TABLE_HEIGHT = 150


class WrittenPanel(QFrame):
    """The files of one run with their sizes, and what to know about them."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self.folder = Path()
        self.title, self.about, self.notes = QLabel(), QLabel(), QLabel()
        theme.set_role(self.title, "strong")
        theme.set_role(self.about, "second")
        theme.set_role(self.notes, "caution")
        for label in (self.about, self.notes):
            label.setWordWrap(True)
        self.open_button = QPushButton(_("Open folder"))
        icons.dress(self.open_button, "folder", "text")
        self.open_button.clicked.connect(self._open)
        self.close_button = QToolButton()
        icons.dress(self.close_button, "close")
        self.close_button.setToolTip(_("Close this list"))
        self.close_button.setAccessibleName(_("Close this list"))
        self.close_button.clicked.connect(self.hide)
        self.table = DataTable()
        self.table.setAccessibleName(_("Files written"))
        self.table.setFixedHeight(TABLE_HEIGHT)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.open_button)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.about)
        column.addWidget(self.table)
        column.addWidget(self.notes)
        self.hide()

    def show_outputs(
        self, folder: Path, outputs: Sequence[Output], titles: Mapping[str, str]
    ) -> None:
        """List the files of these outputs, as they are on disk now; `titles` by their names."""
        self.folder = folder
        sizes: dict[Path, int] = {}
        for path in (path for output in outputs for path in output.files):
            with suppress(OSError):  # taken away by somebody else
                sizes[path] = path.stat().st_size
        count = plural("{n} file written", "{n} files written", len(sizes))
        self.title.setText(f"{count} · {size_text(sum(sizes.values()))}")
        self.about.setText(str(folder))
        self.table.set_columns(
            [
                Column(_("File"), [path.relative_to(folder).as_posix() for path in sizes]),
                Column(_("Size"), [size_text(size) for size in sizes.values()]),
            ]
        )
        self.notes.setText(
            "\n".join(f"{titles[o.name]}: {note}" for o in outputs for note in o.notes)
        )
        self.notes.setVisible(bool(self.notes.text()))
        self.show()

    def say_outdated(self) -> None:
        """Add that the files are older than what is decided now."""
        self.about.setText(
            _("{folder} · Decisions or sales have changed since.").format(folder=self.folder)
        )

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))


def size_text(size: int) -> str:
    """Bytes as people read them: 812 B, 14 kB, 2.3 MB."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB"
