"""Where the files go, and the button that writes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.inspector.elided_label import ElidedLabel


class TargetBar(QFrame):
    """The folder, what would be replaced there, and *Write files* or *Stop*."""

    folder_chosen = Signal()
    write_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self._chosen: Path | None = None
        self.folder = Path()
        self.place, self.remark = ElidedLabel(), QLabel()
        theme.set_role(self.remark, "hint")
        self.choose = QPushButton(_("Choose folder…"))
        icons.dress(self.choose, "folder", "text")
        self.choose.clicked.connect(self._ask_for_folder)
        self.write = QPushButton()
        theme.set_role(self.write, "primary")
        self.write.clicked.connect(self.write_asked)
        self.stop = QPushButton(_("Stop writing"))
        self.stop.clicked.connect(self.stop_asked)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self.place, self.remark, self.bar):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.choose, self.stop, self.write):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_writing(None)

    def propose_folder(self, project: str) -> None:
        """Go beside the project, or into Documents, unless a folder was chosen."""
        if self._chosen is None:
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            beside = Path(project).parent if project else _documents(documents)
            name = Path(project).stem if project else _("xsell")
            self._use(beside / _("{project} export").format(project=name))

    def show_choice(self, ticked: int, existing: int, obstacle: str) -> None:
        """Say what writing would do; `obstacle` says why it cannot start, '' when it can."""
        self.write.setText(plural("Write {n} output", "Write {n} outputs", ticked))
        if not ticked:
            self.write.setText(_("Write files"))
        self.write.setEnabled(bool(ticked) and not obstacle)
        replaced = plural(
            "{n} file there will be replaced.", "{n} files there will be replaced.", existing
        )
        nothing = _("Tick what to write.")
        self.remark.setText(obstacle or (replaced if existing else "" if ticked else nothing))
        theme.set_role(self.remark, "caution" if obstacle or existing else "hint")
        self.remark.setVisible(bool(self.remark.text()))

    def show_writing(self, share: float | None) -> None:
        """Show how far writing is, from 0 to 1; None when nothing is being written."""
        busy = share is not None
        for widget in (self.bar, self.stop):
            widget.setVisible(busy)
        self.write.setVisible(not busy)
        self.choose.setEnabled(not busy)
        self.bar.setValue(round(1000 * max(0.0, share or 0.0)))

    def _ask_for_folder(self) -> None:
        start = next((p for p in (self.folder, *self.folder.parents) if p.is_dir()), Path.home())
        folder = QFileDialog.getExistingDirectory(self, _("Write the files to"), str(start))
        if folder:
            self._chosen = Path(folder)
            self._use(self._chosen)
            self.folder_chosen.emit()

    def _use(self, folder: Path) -> None:
        self.folder = folder
        self.place.setText(str(folder))


def _documents(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location) or Path.home())
