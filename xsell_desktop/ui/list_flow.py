"""A merchandiser's own list of pairings: from a file into the plan, and from the plan to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.dialogs.list_dialog import ListDialog
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.workflow.pairing_lists.taking import PairingList

PATTERNS = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.zip *.gz"


class ListFlow(QObject):
    """`noted` carries title and text of what was done."""

    noted = Signal(str, str)
    failed = Signal(object)  # UserError

    def __init__(
        self, window: QWidget, session: Session, jobs: Jobs, settings: AppSettings
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._jobs = window, session, jobs
        self._settings = settings
        self.dialog: ListDialog | None = None

    def choose(self) -> None:
        """Choose a list, then show what it would change."""
        if not self._is_ready():
            return
        tables = _("Tables ({patterns})").format(patterns=PATTERNS)
        name, __ = QFileDialog.getOpenFileName(
            self._window, _("Import pairing list"), self._settings.folder,
            f"{tables};;{_('All files')} (*)",
        )  # fmt: skip
        if name:
            self._settings.folder = str(Path(name).parent)
            self.offer(Path(name))

    def offer(self, path: Path) -> None:
        """Show what a list would change, and change it if the user agrees."""
        analysis, plan = self._session.analysis, self._session.plan
        if analysis is None or not self._is_ready():
            return
        today = date.today().isoformat()
        self._jobs.run(
            _("Reading {file}").format(file=path.name),
            lambda progress: workflow.read_pairing_list(path, analysis, plan, today, progress),
            done=self._show,
            failed=self.failed.emit,
            reads=True,
        )

    def save(self) -> None:
        """Choose a file and write every ruling on a pair to it."""
        plan = self._session.plan
        if not plan.pairings and not plan.lists:
            self.failed.emit(
                UserError(
                    _("There is no pairing to save yet"),
                    "",
                    _("Accept, reject or draw pairings first"),
                )
            )
            return
        start = Path(self._settings.folder or Path.home()) / _("pairing-list.csv")
        name, __ = QFileDialog.getSaveFileName(
            self._window, _("Save pairing list"), str(start), _("CSV file (*.csv)")
        )
        if name:
            path = Path(name)
            self._settings.folder = str(path.parent)
            self.save_as(path if path.suffix else path.with_suffix(".csv"))

    def save_as(self, path: Path) -> None:
        """Write every ruling on a pair, with its date, to a CSV file."""
        plan, analysis = self._session.plan, self._session.analysis
        title = _("Saved {file} in {folder}").format(file=path.name, folder=path.parent)
        again = _("File › Import pairing list… takes it back, also after a spreadsheet changed it.")
        self._jobs.run(
            _("Saving {file}").format(file=path.name),
            lambda progress: workflow.write_pairing_list(path, plan, analysis, progress),
            done=lambda count: self.noted.emit(
                title, f"{plural('{n} row.', '{n} rows.', count)} {again}"
            ),
            failed=self.failed.emit,
        )

    def _is_ready(self) -> bool:
        """Names are looked up among the products of the sales, which must be there first."""
        if self._session.analysis is not None:
            return True
        self.failed.emit(
            UserError(
                _("There are no products yet to find on a list"),
                "",
                _("Import sales first, then the list of pairings"),
            )
        )
        return False

    def _show(self, found: PairingList) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        dialog = self.dialog = ListDialog(self._window, self._session, found)
        dialog.finished.connect(self._forget)
        dialog.show()

    def _forget(self) -> None:
        self.dialog = None
