"""Export: everything that can be written, looked at before, and noted afterwards."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.domain.change import Change
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.jobs import Job, Jobs
from xsell_desktop.ui.places.before import BeforeAnalysis
from xsell_desktop.ui.places.export_list import OfferList
from xsell_desktop.ui.places.export_offers import (
    Offer,
    existing_files,
    first_ticked,
    look_at,
    offer_groups,
)
from xsell_desktop.ui.places.export_preview import PreviewPane
from xsell_desktop.ui.places.export_target import TargetBar
from xsell_desktop.ui.places.export_written import WrittenPanel
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session, State

PREVIEW_LANE = "export preview"
NEEDS = (
    "sales", "analysis", "settings", "pairings", "bundles", "policies", "lists", "products",
)  # fmt: skip


class ExportPlace(Place):
    """Ticks at the left, the preview at the right, the folder and the button below."""

    key = "export"
    icon = "export"

    def __init__(self, session: Session, jobs: Jobs, selection: Selection) -> None:
        super().__init__(session, jobs, selection)
        self._offers: dict[str, Offer] = {}
        self._material: workflow.Material | None = None
        self._writing: Job | None = None
        self._written: State | None = None
        self.list, self.preview = OfferList(), PreviewPane()
        self.target, self.written = TargetBar(), WrittenPanel()
        self.stale = QLabel(
            _("The analysis is older than the sales or the settings, and so are these rows.")
        )
        theme.set_role(self.stale, "caution")
        self.empty = BeforeAnalysis(self, nothing_yet(), _being_analysed())
        self.full = QWidget()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.full)
        self._lay_out()
        self.preview.catalogue_asked.connect(lambda: self.asked.emit("import_catalogue"))
        self.list.ticks_changed.connect(self._show_choice)
        self.list.looked_at.connect(self._look)
        self.list.format_chosen.connect(lambda _ending: self._take_material())
        self.target.folder_chosen.connect(self._show_choice)
        self.target.write_asked.connect(self.write_files)
        self.target.stop_asked.connect(self._stop)
        jobs.started.connect(self._follow_job)
        jobs.moved.connect(self._follow_job)
        jobs.ended.connect(self._follow_job)

    @property
    def title(self) -> str:
        return _("Export")

    def refresh(self, change: Change) -> None:
        if change.touches("path"):
            self.target.propose_folder(self.session.path)
        self._show_page()
        if self.session.analysis is None:
            self._material = None
            return
        if change.touches(*NEEDS):
            self._take_material()
            self._note_age()
        self._show_choice()

    def write_files(self) -> None:
        """Write what is ticked to the folder, in a job."""
        material, folder, names = self._material, self.target.folder, self.list.ticked()
        if material is None or not names:
            return
        state, offers = self.session.state, self._offers
        self.written.hide()

        def done(outputs: tuple[workflow.Output, ...]) -> None:
            self._written = state
            titles = {name: offer.title for name, offer in offers.items()}
            self.written.show_outputs(folder, outputs, titles)
            self._note_age()
            self._show_choice()

        self._writing = self.jobs.run(
            _("Writing files"),
            lambda progress: workflow.write_exports(material, folder, names, progress),
            done=done,
        )
        self.target.show_writing(0.0)

    def _take_material(self) -> None:
        """Read the session anew: other offers, other rows."""
        session = self.session
        if session.analysis is None or (self._material is not None and session.is_stale):
            return
        ending = self.list.chart_format.currentData()
        sales = session.analysed or session.sales
        self._material = workflow.Material(
            sales, session.plan, session.analysis, chart_format=ending,
            since=workflow.last_import(sales),
        )  # fmt: skip
        groups = offer_groups(session.sales, ending)
        self._offers = {offer.name: offer for _heading, group in groups for offer in group}
        self.list.show_offers(groups, first_ticked(self._offers.values(), session.sales))
        self._look(self.list.chosen)
        self._show_choice()

    def _look(self, name: str) -> None:
        """Make the preview of one offer; a newer wish replaces the running one."""
        if self._material is None:
            return
        self.preview.show_waiting(self._offers[name])
        self.jobs.run(
            "",
            partial(look_at, self._material, name),
            done=self.preview.show_look,
            failed=self.preview.show_refusal,
            lane=PREVIEW_LANE,
            replaces=True,
        )

    def _show_page(self) -> None:
        session = self.session
        if session.analysis is not None:
            self._pages.setCurrentWidget(self.full)
            self.stale.setVisible(session.is_stale)
            return
        self._pages.setCurrentWidget(self.empty)
        self.empty.tell()

    def _show_choice(self) -> None:
        ticked = [self._offers[name] for name in self.list.ticked()]
        existing = existing_files(self.target.folder, ticked)
        obstacle = ""
        if self.empty.is_analysing:
            obstacle = _("The sales are being analysed; files can be written after that.")
        elif self.session.is_stale:
            obstacle = _("The analysis is not up to date. Edit › Analyse again catches up.")
        self.target.show_choice(len(ticked), len(existing), obstacle)

    def _note_age(self) -> None:
        then, now = self._written, self.session.state
        if then is None or self.written.isHidden():
            return
        if (then.plan, then.sales, then.analysis) != (now.plan, now.sales, now.analysis):
            self.written.say_outdated()

    def _stop(self) -> None:
        if (job := self._writing) is not None:
            self.jobs.cancel(job)

    def _end_writing(self) -> None:
        self._writing = None
        self.target.show_writing(None)
        self._show_choice()

    def _follow_job(self, job: Job) -> None:
        if job is self._writing:
            if job in self.jobs.running:
                self.target.show_writing(job.share)
            else:
                self._end_writing()
        elif job.lane == "analysis":
            self._show_page()
            self._show_choice()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.stale)
        right.addWidget(self.preview, 1)
        right.addWidget(self.written)
        right.addWidget(self.target)
        row = QHBoxLayout(self.full)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)


def _being_analysed() -> tuple[str, str]:
    return (
        _("The sales are being analysed"),
        _("The lists can be written as soon as that is done. It can be stopped below."),
    )


def nothing_yet() -> tuple[str, str, str]:
    """Title, sentence and button of the place before any sale is imported."""
    return (
        _("Nothing to write yet"),
        _("Import an orders export first; then its recommendations can be written."),
        _("Import sales…"),
    )
