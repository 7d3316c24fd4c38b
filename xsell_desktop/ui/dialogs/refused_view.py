"""The rows of a file that could not be understood, with their cells, to look at and to save."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.dialogs.chosen_file import ChosenFile
from xsell_desktop.ui.dialogs.columns_view import MOST_COLUMNS, fitting, shortened, titles_of
from xsell_desktop.ui.dialogs.file_words import role_words
from xsell_desktop.ui.jobs import Job, Jobs
from xsell_desktop.ui.widgets.table import Column, DataTable

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Intake
    from xsell_desktop.sales.refused import RefusedRow

LISTED = 1000


class RefusedView(QWidget):
    """Cells are read from the file again when the view is first seen, and kept in memory only."""

    saved = Signal(Path)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: Job | None = None
        self._file: ChosenFile | None = None
        self._intake: Intake | None = None
        self._listed: Intake | None = None
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        theme.set_role(self.heading, "second")
        self.save = QPushButton(_("Save refused rows…"))
        icons.dress(self.save, "save", "text")
        self.save.clicked.connect(self._ask_where)
        self.table = DataTable(fills=False)
        self.table.setProperty("role", "framed")
        self.table.setAccessibleName(_("Refused rows with their cells"))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)

    def show_file(self, file: ChosenFile) -> None:
        """The refused rows of a file, once it was read."""
        self._file, self._intake = file, file.intake
        total = file.intake.report.rows_refused_total if file.intake is not None else 0
        self.save.setVisible(bool(total))
        self.table.setVisible(bool(total))
        if file.intake is None:
            self.heading.setText(_("Counting…") if file.error is None else "")
        elif not total:
            self.heading.setText(_("No row was refused: every row could be understood."))
        else:
            words = plural("{n} row could not be understood and is left out.",
                           "{n} rows could not be understood and are left out.", total)  # fmt: skip
            if total > LISTED:
                words += " " + _("The first {n} are listed.").format(n=count_text(LISTED))
            self.heading.setText(words)
        self._list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list()

    def stop(self) -> None:
        """Stop looking rows up."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _list(self) -> None:
        file, intake = self._file, self._intake
        if file is None or intake is None or intake is self._listed or not self.isVisible():
            return
        if not intake.report.rows_refused:
            return
        self._listed = intake
        self.stop()
        self._fill([], None)
        path, refusals, header = file.path, intake.report.rows_refused, _header_of(file)
        column_map = intake.column_map
        self._job = self._jobs.run(
            _("Looking up refused rows of {file}").format(file=path.name),
            lambda progress: workflow.list_refused(
                path, column_map, refusals, header, progress, LISTED
            ),
            done=lambda rows: self._fill(rows, header),
            failed=self._say,
            lane="refused",
            replaces=True,
            reads=True,
        )

    def _fill(self, rows: list[RefusedRow], header: tuple[str, ...] | None) -> None:
        width = max((len(row.cells) for row in rows), default=0)
        shown = self._places(header or (), width)
        self.table.set_columns([
            Column(_("Row"), np.array([row.row for row in rows], dtype=np.int64), "count"),
            Column(_("Reason"), [_(row.reason) for row in rows]),
            *(
                Column(fitting(title),
                       [shortened(r.cells[at]) if at < len(r.cells) else "" for r in rows],
                       tooltip=shortened(title))
                for at, title in zip(shown, titles_of(header or (), shown), strict=True)
            ),
        ])  # fmt: skip

    def _places(self, header: Sequence[str], width: int) -> list[int]:
        """The columns to list: those that play a part first, as a reason speaks of one of them."""
        played = self._intake.column_map.columns if self._intake is not None else {}
        first = [played[role] for role in role_words() if role in played]
        keys = workflow.column_keys(header, width)
        rank = {key: place for place, key in reversed([*enumerate(first)])}
        order = sorted(range(width), key=lambda at: rank.get(keys[at], len(first)))
        return order[:MOST_COLUMNS]

    def _ask_where(self) -> None:
        if self._file is None or self._intake is None:
            return
        stem = self._file.path.name.split(".")[0]
        start = self._file.path.with_name(_("{name}-refused.csv").format(name=stem))
        name, __ = QFileDialog.getSaveFileName(
            self, _("Save refused rows"), str(start), _("CSV files (*.csv)")
        )
        if name:
            self.save_as(Path(name))

    def save_as(self, target: Path) -> None:
        """Write all refused rows with their cells to a CSV file."""
        file, intake = self._file, self._intake
        if file is None or intake is None:
            return
        path, refusals, header = file.path, intake.report.rows_refused, _header_of(file)
        if target.resolve() == path.resolve():
            self.heading.setText(_("Choose another name: that is the file being imported."))
            return

        def done(count: int) -> None:
            rows = plural("{n} row", "{n} rows", count)
            words = _("{rows} saved in {file}.").format(rows=rows, file=target.name)
            self.heading.setText(words)
            self.saved.emit(target)

        self._jobs.run(
            _("Saving {file}").format(file=target.name),
            lambda progress: workflow.save_refused(
                path, intake.column_map, refusals, header, target, progress
            ),
            done=done,
            failed=self._say,
        )

    def _say(self, error: UserError) -> None:
        self.heading.setText(str(error))


def _header_of(file: ChosenFile) -> tuple[str, ...] | None:
    return file.preview.header if file.preview is not None else None
