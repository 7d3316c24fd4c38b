"""Says what each chosen file is and what it would bring before anything is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.texts import _, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.dialogs.chosen_file import ChosenFile, Word
from xsell_desktop.ui.dialogs.file_reader import FileReader
from xsell_desktop.ui.dialogs.import_panel import ImportPanel
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from xsell_desktop.sales.catalogue import Catalogue
    from xsell_desktop.sales.intake import Intake

LIST_WIDTH, NARROW_LIST = 230, 170
SIZE = (1180, 680)


class ImportDialog(QDialog):
    """Accepted with `paths`, the usable files; `maps`, how to read those that somebody had a word
    on; and `intakes`, what was read of them already. `catalogues` are the open project's.

    Files that cannot be used stay in the list with their reason and are left out.
    """

    def __init__(
        self,
        parent: QWidget,
        jobs: Jobs,
        paths: Sequence[Path],
        catalogues: Sequence[Catalogue] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import files"))
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 40), min(SIZE[1], room.height() - 60))
        self.files = [ChosenFile(path) for path in dict.fromkeys(paths)]
        self._rows = {file: row for row, file in enumerate(self.files)}
        self.reader = FileReader(self, jobs, self.files, catalogues)
        self.list = QListWidget()
        self.list.setFixedWidth(LIST_WIDTH if self.width() == SIZE[0] else NARROW_LIST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setUniformItemSizes(True)
        self.list.setProperty("role", "framed")
        self.list.setAccessibleName(_("Chosen files"))
        self.panel = ImportPanel(jobs)
        self.hint = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self.bar = QProgressBar()
        theme.set_role(self.hint, "second")
        self.bar.setFixedWidth(140)
        self.bar.setTextVisible(False)
        self.lead = QPushButton(_("Show it"))
        self.lead.setToolTip(_("Go to the file that needs a word from you"))
        self.lead.setAutoDefault(False)
        self.lead.clicked.connect(self._show_lacking)
        self.import_button = QPushButton()
        theme.set_role(self.import_button, "primary")
        self.import_button.setDefault(True)
        self.import_button.clicked.connect(self.accept)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._lay_out(cancel)
        for file in self.files:
            item = QListWidgetItem(file.path.name)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self._connect()
        self.list.setCurrentRow(0)
        for file in self.files:
            self.reader.look(file)

    @property
    def paths(self) -> list[Path]:
        """The files to import."""
        return [file.path for file in self.files if file.is_usable]

    @property
    def maps(self) -> dict[Path, ColumnMap]:
        """How to read the files of which somebody said it."""
        return {f.path: f.map for f in self.files if f.is_usable and f.map is not None}

    @property
    def intakes(self) -> dict[Path, Intake]:
        """What was read whole of the files, as they are mapped now."""
        return {f.path: f.intake for f in self.files if f.is_usable and f.intake is not None}

    def remember(self) -> None:
        """Keep the user's mappings for the next files with these columns."""
        for file in self.files:
            if file.is_usable and file.map is not None and file.word is Word.USER:
                workflow.remember_map(file.header, file.map)

    def _connect(self) -> None:
        self.finished.connect(self.reader.stop)
        self.finished.connect(self.panel.refused.stop)
        self.accepted.connect(self.remember)
        self.list.currentRowChanged.connect(self._show_row)
        self.list.itemChanged.connect(self._want)
        self.reader.changed.connect(self._update)
        self.reader.moved.connect(self._show_progress)
        self.panel.remap.connect(self._remap)
        self.panel.refilter.connect(self._refilter)
        self.panel.forget.connect(self._forget)

    def _lay_out(self, cancel: QPushButton) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.list)
        sides.addWidget(self.panel, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.bar)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.lead)
        foot.addWidget(cancel)
        foot.addWidget(self.import_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(sides, 1)
        layout.addLayout(foot)

    @property
    def _current(self) -> ChosenFile:
        return self.files[max(0, self.list.currentRow())]

    def _update(self, file: ChosenFile) -> None:
        row = self._rows[file]
        item = self.list.item(row)
        self.list.blockSignals(True)
        words, icon, role = file.state()
        item.setText(f"{file.path.name}\n{words}")
        item.setIcon(icons.icon(icon, role))
        item.setToolTip(str(file.path))
        usable = file.error is None
        flags = item.flags()
        item.setFlags(
            flags | Qt.ItemFlag.ItemIsUserCheckable
            if usable
            else flags & ~Qt.ItemFlag.ItemIsUserCheckable
        )
        wanted = usable and file.is_wanted
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        if row == self.list.currentRow():
            self.panel.show_file(file)
        self._update_foot()

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self.files):
            self.reader.first = self.files[row]
            self.panel.show_file(self.files[row])
            self._update_foot()

    def _show_progress(self, job: Job | None) -> None:
        self._update_foot()

    def _update_foot(self) -> None:
        looking = any(file.is_waiting for file in self.files)
        usable = len(self.paths)
        lacking = next((file for file in self.files if file.needs_columns), None)
        self.import_button.setEnabled(usable > 0 and not looking and lacking is None)
        words = plural("Import {n} file", "Import {n} files", usable)
        self.import_button.setText(words if usable else _("Import"))
        job = self.reader.job
        self.bar.setVisible(job is not None)
        self.lead.setVisible(lacking is not None and lacking is not self._current)
        words = ""
        if lacking is not None:
            text = _("Say which columns of {file} hold the order number and the product.")
            if lacking.can_confirm:
                text = _("Check the columns of {file}.")
            elif lacking.lists_orders:
                text = _("Choose {file} together with its order lines, or untick it.")
            words = text.format(file=lacking.path.name)
        elif job is not None:
            self.bar.setRange(0, 0 if job.share < 0 else 1000)
            self.bar.setValue(round(max(0.0, job.share) * 1000))
            words = " · ".join(word for word in (job.label, job.pace.words()) if word)
        elif not looking and (left := len(self.files) - usable):
            words = plural("{n} file is left out.", "{n} files are left out.", left)
            if not usable:
                words = _("There is nothing to import here.")
        self.hint.setText(words)

    def _show_lacking(self) -> None:
        file = next((file for file in self.files if file.needs_columns), None)
        if file is not None:
            self.list.setCurrentRow(self._rows[file])

    def _want(self, item: QListWidgetItem) -> None:
        file = self.files[self.list.row(item)]
        file.is_wanted = item.checkState() == Qt.CheckState.Checked
        if not file.is_wanted:
            self.reader.drop(file)
        self._update_foot()
        self.reader.compare_again()

    def _remap(self, column_map: ColumnMap) -> None:
        file = self._current
        file.map, file.word = column_map, Word.USER
        self.reader.look(file)
        for other in self._alike(file):
            other.map = replace(column_map, sheet=other.own_map.sheet)
            other.word, other.follows = Word.OTHER_FILE, file.path.name
            self.reader.look(other)

    def _refilter(self, column_map: ColumnMap) -> None:
        file = self._current
        file.map, file.word, file.error = column_map, Word.USER, None
        self.reader.read_again(file)
        for other in self._alike(file):
            other.map = replace(other.own_map, filters=column_map.filters)
            other.word, other.follows = Word.OTHER_FILE, file.path.name
            self.reader.read_again(other)

    def _alike(self, file: ChosenFile) -> list[ChosenFile]:
        """The other files with these columns that nobody has set apart."""
        if not file.header:
            return []
        key = workflow.header_key(file.header)
        return [
            other
            for other in self.files
            if other is not file
            and other.header
            and workflow.header_key(other.header) == key
            and other.word is not Word.USER
        ]

    def _forget(self) -> None:
        chosen = self._current
        workflow.forget_map(chosen.header)
        for file in self.files:
            follows = file.word is Word.OTHER_FILE and file.follows == chosen.path.name
            if file is chosen or follows:
                file.map, file.word, file.error = None, Word.PROGRAM, None
                self.reader.look(file)
