"""One file in the import dialog: its verdict, its columns, and what is left out and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import theme
from xsell_desktop.ui.dialogs.chosen_file import ChosenFile, Word
from xsell_desktop.ui.dialogs.columns_view import ColumnsView
from xsell_desktop.ui.dialogs.file_words import outcome, verdict
from xsell_desktop.ui.dialogs.left_out_view import LeftOutView
from xsell_desktop.ui.dialogs.reading_choices import ReadingChoices
from xsell_desktop.ui.dialogs.refused_view import RefusedView
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.widgets.copy_box import CopyBox

LINES = "plain-lines"


class ImportPanel(QWidget):
    """`remap` carries the mapping the file is to be read with, `refilter` one that only has other
    switches; `forget` asks for the file as the program finds it.
    """

    remap = Signal(object)  # ColumnMap
    refilter = Signal(object)  # ColumnMap
    forget = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._file: ChosenFile | None = None
        self.title, self.verdict, self.word = ElidedLabel(), QLabel(), QLabel()
        theme.set_role(self.title, "heading")
        theme.set_role(self.word, "second")
        for label in (self.verdict, self.word):
            label.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.confirm = QPushButton(_("Columns are right"))
        theme.set_role(self.confirm, "primary")
        self.confirm.clicked.connect(self._confirm)
        self.undo = QPushButton(_("Read as found instead"))
        self.undo.clicked.connect(self.forget)
        self.choices = ReadingChoices()
        self.choices.chosen.connect(self._choose)
        self.copy_box = CopyBox()
        self.columns, self.left_out = ColumnsView(), LeftOutView()
        self.columns.mapped.connect(self._map_columns)
        self.left_out.switched.connect(self._switch)
        self.refused = RefusedView(jobs)
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notes.setContentsMargins(0, 12, 0, 0)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for page in (self.columns, self.left_out, self.refused, self.notes):
            self.tabs.addTab(page, "")
        self.blank = QWidget()
        self._lay_out()

    def show_file(self, file: ChosenFile) -> None:
        """Everything known of a file."""
        other = file is not self._file
        self._file = file
        self.title.setText(file.path.name)
        self.verdict.setText(_verdict_of(file))
        theme.set_role(self.verdict, "" if file.error is None else "caution")
        self._show_word(file)
        self.copy_box.show_text(file.error.copy_text if file.error is not None else "")
        self.choices.show_file(file)
        seen = file.preview is not None
        self.choices.setVisible(seen or bool(file.tables))
        self.tabs.setVisible(seen)
        self.blank.setVisible(not seen and self.copy_box.isHidden())
        if file.preview is not None:
            self.columns.show_preview(file.preview, file.column_map)
            self._show_counts(file)
        if other:
            self.tabs.setCurrentIndex(0)

    def _show_counts(self, file: ChosenFile) -> None:
        report = file.intake.report if file.intake is not None else None
        sales = file.preview is None or file.preview.kind != "catalogue"
        self.left_out.show_report(report, file.column_map.filters, sales)
        self.refused.show_file(file)
        notes = report.warnings if report is not None else ()
        self.notes.setText("\n".join(f"• {note}" for note in notes) or _("Nothing to note."))
        counts = [0, 0, 0, len(notes)]
        if report is not None:
            counts[1:3] = sum(report.set_aside.values()), report.rows_refused_total
        names = (_("Columns"), _("Left out"), _("Refused rows"), _("Notes"))
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.tabs.setTabText(place, f"{name} ({count_text(count)})" if count else name)

    def _show_word(self, file: ChosenFile) -> None:
        self.confirm.setVisible(file.can_confirm and not file.is_waiting)
        words = {
            Word.PROGRAM: "",
            Word.USER: _("Read as you said."),
            Word.LAST_TIME: _("Read as last time, when a file had the same columns."),
            Word.OTHER_FILE: _("Read like {file}, which has the same columns.").format(
                file=file.follows
            ),
        }[file.word]
        if file.can_confirm:
            words = _("Check the columns below. Name those of quantity, price, date and customer "
                      "too, if the file has them.")  # fmt: skip
        self.word.setText(words)
        self.undo.setVisible(file.map is not None)
        self.word_bar.setVisible(bool(words))

    def _confirm(self) -> None:
        if self._file is not None:
            self.remap.emit(self._file.column_map)

    def _choose(self, key: str, value: str) -> None:
        if self._file is None:
            return
        said, preview = self._file.own_map, self._file.preview
        columns = dict(said.columns)
        if key == "format":
            columns = dict(self._file.column_map.columns) if value == LINES else {}
        elif key in ("delimiter", "sheet"):
            said, columns = replace(said, format=""), {}
        elif key == "encoding" and preview is not None and preview.header:
            # headers may be spelt otherwise, their places stay
            keys = workflow.column_keys(preview.header)
            places = {name: str(at) for at, name in enumerate(keys, start=1)}
            columns = {role: places.get(name, name) for role, name in columns.items()}
        change: dict[str, Any] = {"columns": columns, key: value}
        self.remap.emit(replace(said, **change))

    def _map_columns(self, columns: dict[str, str]) -> None:
        if self._file is not None:
            self.remap.emit(replace(self._file.column_map, columns=columns))

    def _switch(self, id_: str, on: bool) -> None:
        if self._file is not None:
            said = self._file.own_map
            self.refilter.emit(replace(said, filters={**said.filters, id_: on}))

    def _lay_out(self) -> None:
        self.word_bar = QFrame()
        theme.set_role(self.word_bar, "banner")
        row = QHBoxLayout(self.word_bar)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.word, 1)
        row.addWidget(self.undo)
        row.addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.verdict)
        layout.addWidget(self.word_bar)
        layout.addWidget(self.choices)
        layout.addWidget(self.copy_box, 1)
        layout.addWidget(self.tabs, 3)
        layout.addWidget(self.blank, 1)


def _verdict_of(file: ChosenFile) -> str:
    """What a file is and what it brings, or why it cannot be read."""
    if file.error is not None:
        return _sentences(file.error)
    if file.preview is None or file.is_waiting:
        return _("Looking at the file…")
    if file.intake is not None:
        return outcome(file.intake.report)
    words = verdict(file.preview, file.can_confirm)
    if file.needs_columns and file.tables and not file.own_map.sheet:
        words += " " + plural("It has {n} sheet or table; the orders may be in another one.",
                              "It has {n} sheets or tables; the orders may be in another one.",
                              len(file.tables))  # fmt: skip
    return words


def _sentences(error: UserError) -> str:
    parts = (error.title, error.message, error.next_step)
    return " ".join(part.rstrip(".") + "." for part in parts if part)
