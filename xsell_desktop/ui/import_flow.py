"""From chosen or dropped files to sales in the session."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.sales import CatalogueImport, Import, Sales
from xsell_desktop.texts import _, plural
from xsell_desktop.ui.dialogs.import_dialog import ImportDialog
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.project_flow import ProjectFlow
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.settings import AppSettings

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Intake
    from xsell_desktop.workflow import Imported

PATTERNS = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.csv.xz *.csv.gz *.xz *.gz *.zip"


@dataclass(frozen=True)
class Added:
    """Imported files, and what to say of what they added."""

    imported: Imported
    notes: list[str]

    @property
    def items(self) -> list[Import | CatalogueImport]:
        """The imports and catalogues these files became."""
        ids = {intake.file_id for intake in self.imported.intakes}
        sales = self.imported.sales
        items: list[Import | CatalogueImport] = [*sales.imports, *sales.catalogues]
        return [item for item in items if item.id in ids]


Work = Callable[[Progress], Added]


class ImportFlow(QObject):
    """Shows the dialog, imports in a job, and hands the sales to the session."""

    imported = Signal(list)  # ids of the new imports
    noted = Signal(str, str)  # title and text of what was added
    failed = Signal(object)  # UserError

    def __init__(
        self,
        window: QWidget,
        session: Session,
        jobs: Jobs,
        settings: AppSettings,
        projects: ProjectFlow,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._jobs = window, session, jobs
        self._settings, self._projects = settings, projects
        self.dialog: ImportDialog | None = None

    def choose_sales(self) -> None:
        """Choose sales exports, then show what they are."""
        self._choose(_("Import sales"))

    def choose_catalogue(self) -> None:
        """Choose product exports, then show what they are."""
        self._choose(_("Import catalogue"))

    def offer(self, paths: Sequence[Path]) -> None:
        """Show what these files are, and import them if the user agrees."""
        if not paths:
            return
        if self.dialog is not None:
            self.dialog.reject()
        dialog = self.dialog = ImportDialog(
            self._window, self._jobs, paths, [c.catalogue for c in self._base().catalogues]
        )
        dialog.accepted.connect(
            lambda: self.import_files(dialog.paths, dialog.maps, dialog.intakes)
        )
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def import_files(
        self,
        paths: Sequence[Path],
        maps: Mapping[Path, ColumnMap],
        intakes: Mapping[Path, Intake] | None = None,
    ) -> None:
        """Add files to the open project; the sample shop gives way to a project of its own.

        Files in `intakes` have been read already.
        """
        if not paths:
            return
        work = _work(self._base(), paths, maps, intakes or {})
        if self._shows_sample():
            self._projects.leave(lambda: self._run_alone(paths, work, saved=False))
        else:
            self._jobs.run(
                _job_name(paths), work,
                done=self._add, failed=self.failed.emit, adds=True, reads=True,
            )  # fmt: skip

    def open_sample(self) -> None:
        """Show the sample shop in place of what is open."""
        self._projects.leave(self._open_samples)

    def _choose(self, title: str) -> None:
        every = _("Tables ({patterns})").format(patterns=PATTERNS)
        names, __ = QFileDialog.getOpenFileNames(
            self._window, title, self._settings.folder, f"{every};;{_('All files')} (*)"
        )
        if names:
            self._settings.folder = str(Path(names[0]).parent)
            self.offer([Path(name) for name in names])

    def _open_samples(self) -> None:
        paths = workflow.sample_files()
        self._run_alone(paths, _work(Sales(), paths, {}, {}), saved=True)

    def _run_alone(self, paths: Sequence[Path], work: Work, *, saved: bool) -> None:
        """Import into a project of its own, in place of the open one."""

        def show(added: Added) -> None:
            self._projects.show_state(State(added.imported.sales), saved=saved)
            self._tell(added)

        self._projects.exchange(
            _job_name(paths),
            work,
            show,
            failed=self.failed.emit,
            adds=not saved,
            reads=True,
        )

    def _add(self, added: Added) -> None:
        """Put the imports on top of those there are now."""
        sales = self._session.sales
        for item in added.items:
            sales = sales.add(item)
        self._session.set_sales(sales)
        self._tell(added)

    def _tell(self, added: Added) -> None:
        self.imported.emit([item.id for item in added.items])
        if not self._shows_sample():
            title = plural("{n} file imported", "{n} files imported", len(added.items))
            self.noted.emit(title, "\n".join(added.notes))

    def _base(self) -> Sales:
        """The sales that an import comes on top of."""
        return Sales() if self._shows_sample() else self._session.sales

    def _shows_sample(self) -> bool:
        sources = {item.source for item in self._session.sales.imports}
        samples = {path.name for path in workflow.sample_files()}
        return not self._session.path and bool(sources) and sources <= samples

    def _forget_dialog(self) -> None:
        self.dialog = None


def _job_name(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        return _("Importing {file}").format(file=paths[0].name)
    return plural("Importing {n} file", "Importing {n} files", len(paths))


def _work(
    sales: Sales,
    paths: Sequence[Path],
    maps: Mapping[Path, ColumnMap],
    intakes: Mapping[Path, Intake],
) -> Work:
    today = datetime.date.today().isoformat()

    def work(progress: Progress) -> Added:
        result = workflow.import_files(sales, paths, maps, progress, today, intakes)
        progress.step(_("Comparing orders"), 1.0)
        return Added(result, workflow.growth_lines(sales, result.sales, result.intakes))

    return work
