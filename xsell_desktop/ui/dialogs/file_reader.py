"""Looks at the dialog's files and reads them whole, in jobs, as often as the mapping changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.texts import _
from xsell_desktop.ui.dialogs.chosen_file import ChosenFile, Word
from xsell_desktop.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from xsell_desktop.sales.catalogue import Catalogue
    from xsell_desktop.sales.intake import Intake, Preview
    from xsell_desktop.sales.joins import Joins

LOOKING, READING = "preview", "reading"


@dataclass(frozen=True)
class Look:
    """What a look at a file's top gives: a preview or an error, and the tables to choose from."""

    preview: Preview | None
    error: UserError | None
    tables: tuple[str, ...]


class FileReader(QObject):
    """`changed` carries the `ChosenFile` something new is known of; `moved` the reading job.

    Whole files are read one at a time: product lists, which tell what the others mean, and then
    the file on show first. `catalogues` are those of the open project.
    """

    changed = Signal(object)
    moved = Signal(object)

    def __init__(
        self,
        parent: QObject,
        jobs: Jobs,
        files: Sequence[ChosenFile],
        catalogues: Sequence[Catalogue] = (),
    ) -> None:
        super().__init__(parent)
        self._jobs, self._files, self._catalogues = jobs, files, catalogues
        self._read_with: dict[ChosenFile, tuple[str, ...]] = {}
        self._looks: dict[ChosenFile, Job] = {}
        self._reading: tuple[ChosenFile, Job] | None = None
        self._tried: set[ChosenFile] = set()
        self._joins: Joins | None = None
        self._joining: Job | None = None
        self._stopped = False
        self.first: ChosenFile | None = None
        jobs.moved.connect(self._pass_on)

    @property
    def job(self) -> Job | None:
        """The job that reads a whole file now."""
        return self._reading[1] if self._reading is not None else None

    @property
    def is_idle(self) -> bool:
        """Whether all that can be known of the files is known."""
        looking = any(file.is_waiting for file in self._files)
        return not looking and self._reading is None and self._joining is None

    def look(self, file: ChosenFile) -> None:
        """Look at the top of a file, with the mapping it has now, then read it whole."""
        file.is_waiting = True
        if (earlier := self._looks.get(file)) is not None:
            self._jobs.cancel(earlier)
        self.drop(file)
        self._joins = None
        work = _look_work(file.path, file.map, file.tables or None)
        self._looks[file] = self._jobs.run(
            _("Looking at {file}").format(file=file.path.name),
            work,
            done=partial(self._looked, file),
            failed=partial(self._failed, file),
            lane=LOOKING,
            reads=True,
        )
        self.changed.emit(file)

    def read_again(self, file: ChosenFile) -> None:
        """Read a file whole again, its first rows staying as they are."""
        self.drop(file)
        self.changed.emit(file)
        self.read_next()

    def compare_again(self) -> None:
        """Find out anew which files belong together, then read what is not read yet."""
        self._joins = None
        self.read_next()

    def drop(self, file: ChosenFile) -> None:
        """Give up what was read of a file and stop reading it."""
        file.intake = None
        self._tried.discard(file)
        if self._reading is not None and self._reading[0] is file:
            job, self._reading = self._reading[1], None
            self._jobs.cancel(job)

    def read_next(self) -> None:
        """Read the next file that is ready and was not read yet with these product lists."""
        if self._reading is not None or self._stopped or any(f.is_waiting for f in self._files):
            return
        if self._joins is None:
            self._find_joins()
            return
        lists = [
            (file.intake.file_id, file.intake.catalogue)
            for file in self._files
            if file.is_usable and file.intake is not None and file.intake.catalogue is not None
        ]
        known = tuple(id_ for id_, _catalogue in lists)
        joins, tables = self._joins, {file.path: file for file in self._files}
        for file, before in self._read_with.items():
            if before != known and file.intake is not None and file.intake.lines is not None:
                file.intake = None
                self._tried.discard(file)
        waiting = [f for f in self._files if f.is_ready and f not in self._tried]
        if not waiting:
            self.moved.emit(None)
            return
        file = min(waiting, key=lambda f: (not f.is_catalogue, f is not self.first))
        self._tried.add(file)
        self._read_with[file] = known
        catalogues = [*self._catalogues, *(catalogue for _id, catalogue in lists)]
        heads = tables[joins.heads[file.path].path] if file.path in joins.heads else None
        together = [file] if heads is None else [file, heads]
        maps = {one.path: one.map for one in together if one.map is not None}
        paths = [one.path for one in together]
        job = self._jobs.run(
            "",  # the dialog shows how far it is
            lambda progress: workflow.read_files(paths, maps, progress, catalogues, joins),
            done=partial(self._read, together),
            failed=partial(self._not_read, file),
            lane=READING,
            reads=True,
        )
        self._reading = (file, job)

    def stop(self) -> None:
        """Stop all jobs."""
        self._stopped = True
        for job in self._looks.values():
            self._jobs.cancel(job)
        if self._reading is not None:
            self._jobs.cancel(self._reading[1])
        if self._joining is not None:
            self._jobs.cancel(self._joining)

    def _looked(self, file: ChosenFile, look: Look) -> None:
        file.tables = look.tables
        if look.preview is None:
            self._failed(file, look.error or UserError(""))
            return
        file.preview, file.error, file.is_waiting = look.preview, None, False
        if file.found is None and file.map is None:
            file.found = look.preview
            known = workflow.remembered_map(file.header)
            if known is not None and _says_more(known, look.preview):
                file.map, file.word = known, Word.LAST_TIME
                self.look(file)
                return
        self.changed.emit(file)
        self.read_next()

    def _failed(self, file: ChosenFile, error: UserError) -> None:
        file.is_waiting = False
        if file.word in (Word.LAST_TIME, Word.OTHER_FILE):  # what fitted another file does not here
            file.map, file.word = None, Word.PROGRAM
            self.look(file)
            return
        file.error = error
        self.changed.emit(file)
        self.read_next()

    def _find_joins(self) -> None:
        """Find out which table of orders belongs to which order lines, then read on."""
        usable = [f for f in self._files if f.is_usable]
        if self._joining is not None:
            self._jobs.cancel(self._joining)
            self._joining = None
        if not any(f.lists_orders for f in usable):
            self._take_joins(None)
            return
        paths = [f.path for f in usable]
        maps = {f.path: f.map for f in usable if f.map is not None}
        self._joining = self._jobs.run(
            _("Comparing order numbers"),
            lambda _progress: workflow.find_joins(paths, maps),
            done=self._take_joins,
            lane=READING,
            reads=True,
        )

    def _take_joins(self, found: Joins | None) -> None:
        from xsell_desktop.sales.joins import Joins

        self._joining = None
        found = found or Joins()
        heads = {path: table for path, table in found.heads.items() if path not in found.doubtful}
        self._joins = Joins(heads, frozenset(), found.kinds)
        tables = tuple(f.path.name for f in self._files if f.is_usable and f.lists_orders)
        for file in self._files:
            joined = ", ".join(path.name for path, t in heads.items() if t.path == file.path)
            if file.path in heads:
                joined = heads[file.path].path.name
            if (file.joined, file.order_tables) != (joined, tables):
                file.joined, file.order_tables = joined, tables
                self.drop(file)
                self.changed.emit(file)
        self.read_next()

    def _read(self, files: Sequence[ChosenFile], intakes: Sequence[Intake]) -> None:
        self._reading = None
        for file, intake in zip(files, intakes, strict=True):
            file.intake = None if intake.needs_mapping else intake
            self.changed.emit(file)
        self.read_next()

    def _not_read(self, file: ChosenFile, error: UserError) -> None:
        self._reading = None
        file.error = error
        self.changed.emit(file)
        self.read_next()

    def _pass_on(self, job: Job) -> None:
        if job is self.job:
            self.moved.emit(job)


def _look_work(
    path: Path, column_map: ColumnMap | None, tables: tuple[str, ...] | None
) -> Callable[[Progress], Look]:
    def work(_progress: Progress) -> Look:
        names = workflow.table_names(path) if tables is None else tables
        try:
            return Look(workflow.preview_file(path, column_map), None, names)
        except UserError as error:
            return Look(None, error, names)

    return work


def _says_more(known: ColumnMap, found: Preview) -> bool:
    """Whether a remembered mapping reads the file otherwise than the program would."""
    bare = ColumnMap(found.column_map.format, found.column_map.columns)
    return known != ColumnMap(format="") and (not found.certain or known != bare)
