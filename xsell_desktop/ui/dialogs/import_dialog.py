"""Says what each chosen file is before anything is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.dialogs.file_words import format_words
from xsell_desktop.ui.dialogs.import_panel import ImportPanel
from xsell_desktop.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Preview

LIST_WIDTH = 220


@dataclass
class ChosenFile:
    """One file of the dialog; `map` is None until the user changed how it is read."""

    path: Path
    preview: Preview | None = None
    error: UserError | None = None
    map: ColumnMap | None = None
    is_waiting: bool = True
    is_wanted: bool = True

    @property
    def column_map(self) -> ColumnMap:
        """How the file is to be read."""
        if self.map is not None:
            return self.map
        return self.preview.column_map if self.preview else ColumnMap()

    @property
    def is_usable(self) -> bool:
        """Whether the file can be imported, once its columns are named."""
        return self.preview is not None and self.error is None and self.is_wanted

    @property
    def needs_columns(self) -> bool:
        """Whether the user has to name columns first."""
        return self.is_usable and self.preview is not None and not self.preview.certain


class ImportDialog(QDialog):
    """Accepted with `paths` and `maps`: the usable files, and how to read those the user changed.

    Files that cannot be used stay in the list with their reason and are left out.
    """

    def __init__(self, parent: QWidget, jobs: Jobs, paths: Sequence[Path]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import files"))
        self.resize(1120, 640)
        self._jobs = jobs
        self.files = [ChosenFile(path) for path in dict.fromkeys(paths)]
        self._looks: dict[Path, Job] = {}
        self.finished.connect(self._stop_looking)
        self.list = QListWidget()
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setProperty("role", "framed")
        self.list.setAccessibleName(_("Chosen files"))
        self.panel = ImportPanel()
        self.hint = QLabel()
        theme.set_role(self.hint, "second")
        self.import_button = QPushButton()
        theme.set_role(self.import_button, "primary")
        self.import_button.clicked.connect(self.accept)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self._lay_out(cancel)
        for file in self.files:
            item = QListWidgetItem(file.path.name)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
            self._look(file)
        self.list.currentRowChanged.connect(self._show_current)
        self.list.itemChanged.connect(self._want)
        self.panel.remap.connect(self._remap)
        self.list.setCurrentRow(0)

    @property
    def paths(self) -> list[Path]:
        """The files to import."""
        return [file.path for file in self.files if file.is_usable]

    @property
    def maps(self) -> dict[Path, ColumnMap]:
        """How to read the files of which the user said it."""
        return {
            file.path: file.column_map
            for file in self.files
            if file.is_usable and file.map is not None
        }

    def _lay_out(self, cancel: QPushButton) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.list)
        sides.addWidget(self.panel, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.import_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(sides, 1)
        layout.addLayout(foot)

    def _look(self, file: ChosenFile) -> None:
        file.is_waiting = True

        def done(preview: Preview) -> None:
            file.preview, file.error, file.is_waiting = preview, None, False
            self._update(file)

        def failed(error: UserError) -> None:
            file.error, file.is_waiting = error, False
            self._update(file)

        if (earlier := self._looks.get(file.path)) is not None:
            self._jobs.cancel(earlier)
        self._looks[file.path] = self._jobs.run(
            _("Looking at {file}").format(file=file.path.name),
            lambda _progress: workflow.preview_file(file.path, file.map),
            done=done,
            failed=failed,
            lane="preview",
        )
        self._update(file)

    def _stop_looking(self) -> None:
        for job in self._looks.values():
            self._jobs.cancel(job)

    def _update(self, file: ChosenFile) -> None:
        row = self.files.index(file)
        item = self.list.item(row)
        if item is not None:
            words, icon, role = _state_of(file)
            item.setText(f"{file.path.name}\n{words}")
            item.setIcon(icons.icon(icon, role))
            item.setToolTip(str(file.path))
            if file.error is not None:
                item.setCheckState(Qt.CheckState.Unchecked)
        if row == self.list.currentRow():
            self._show_current(row)
        self._update_foot()

    def _show_current(self, row: int) -> None:
        if not 0 <= row < len(self.files):
            return
        file = self.files[row]
        if file.error is not None:
            self.panel.show_error(file.path, file.error, file.preview)
        elif file.preview is None:
            self.panel.show_waiting(file.path)
        else:
            self.panel.show_preview(file.path, file.preview, file.column_map)

    def _update_foot(self) -> None:
        waiting = any(file.is_waiting for file in self.files)
        usable = len(self.paths)
        lacking = next((file for file in self.files if file.needs_columns), None)
        self.import_button.setEnabled(usable > 0 and not waiting and lacking is None)
        self.import_button.setText(plural("Import {n} file", "Import {n} files", usable))
        if lacking is not None:
            words = _("Say which columns of {file} hold the order number and the product.")
            self.hint.setText(words.format(file=lacking.path.name))
        elif not waiting and (left := len(self.files) - usable):
            self.hint.setText(plural("{n} file is left out.", "{n} files are left out.", left))
        else:
            self.hint.clear()

    def _want(self, item: QListWidgetItem) -> None:
        file = self.files[self.list.row(item)]
        file.is_wanted = item.checkState() == Qt.CheckState.Checked
        self._update_foot()

    def _remap(self, column_map: ColumnMap) -> None:
        file = self.files[self.list.currentRow()]
        file.map = column_map
        self._look(file)


def _state_of(file: ChosenFile) -> tuple[str, str, str]:
    """The words, icon and colour of a file in the list."""
    if file.error is not None:
        return _("Cannot be read"), "cross", "chance"
    if file.preview is None:
        return _("Looking…"), "search", "hint"
    if file.needs_columns:
        return _("Columns needed"), "warning", "caution"
    return format_words(file.column_map.format, file.preview.kind), "check", "proven"
