"""The window: bars, rail, places, and the flows between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QHBoxLayout as Row
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from xsell_desktop.domain.change import Change
from xsell_desktop.texts import _
from xsell_desktop.ui import icons
from xsell_desktop.ui.actions import PLACE_KEYS, Actions
from xsell_desktop.ui.deck import EVERYTHING, Deck
from xsell_desktop.ui.filters.memory import ViewMemory
from xsell_desktop.ui.finding.command_palette import CommandPalette
from xsell_desktop.ui.finding.entries import list_actions
from xsell_desktop.ui.history_popup import HistoryPopup
from xsell_desktop.ui.import_flow import ImportFlow
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.list_flow import ListFlow
from xsell_desktop.ui.looks import Looks
from xsell_desktop.ui.menu_key import add_menu_key
from xsell_desktop.ui.mining_flow import MiningFlow
from xsell_desktop.ui.places.place import Place
from xsell_desktop.ui.project_flow import SUFFIX, ProjectFlow
from xsell_desktop.ui.rail import Rail
from xsell_desktop.ui.recovery_flow import RecoveryFlow
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.side_dialogs import SideDialogs
from xsell_desktop.ui.status_bar import StatusBar
from xsell_desktop.ui.tab_stops import move_focus
from xsell_desktop.ui.top_bar import TopBar, project_name
from xsell_desktop.ui.widgets.banner import Banner

SHUT_DOWN_SECONDS = 5.0
FIRST_SIZE, FRAME = QSize(1280, 800), QSize(0, 40)


class MainWindow(QMainWindow):
    """What the program looks like; `commands` holds its actions, `deck` its places."""

    def __init__(
        self, session: Session, jobs: Jobs, selection: Selection, settings: AppSettings
    ) -> None:
        super().__init__()
        self.session, self.jobs, self.selection = session, jobs, selection
        self.settings = settings
        self._leaving = self._closing = False
        self.banner = Banner()
        self.projects = ProjectFlow(self, session, jobs, settings)
        self.imports = ImportFlow(self, session, jobs, settings, self.projects)
        self.lists = ListFlow(self, session, jobs, settings)
        self.mining = MiningFlow(session, jobs, self)
        self.recovery = RecoveryFlow(session, jobs, settings, self.projects, self.banner)
        self.deck = Deck(session, jobs, selection)
        self.looks = Looks(self, settings)
        self.side = SideDialogs(self, session, settings, self.deck, self.looks)
        self.palette_popup = CommandPalette(self)
        self.history = HistoryPopup(self, session)
        self.commands = Actions(self, self._handlers())
        self.top_bar = TopBar(session, self.commands)
        self.rail = Rail(self.commands)
        self.status = StatusBar(session, jobs)
        self._lay_out()
        self._connect()
        add_menu_key(self)
        self.setAcceptDrops(True)
        self.setWindowIcon(icons.app_icon())
        if not self.restoreGeometry(settings.geometry):
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - FRAME))
        self._refresh(Change(EVERYTHING))
        self.show_place("start").setFocus()

    def show_place(self, key: str) -> Place:
        """Bring a place into view, building it or catching it up first."""
        place = self.deck.show_place(key)
        self.rail.show_place(key)
        return place

    def set_theme(self, choice: str) -> None:
        """Use `system`, `light` or `dark` from now on."""
        self.looks.set_theme(choice)

    def open_palette(self) -> None:
        """Offer every command of the window and the place on show, and every product."""
        roots = filter(None, (self.menuBar(), self.deck.currentWidget(), self))
        self.palette_popup.open(list_actions(*roots), self.session.analysis)

    def open_files(self, paths: list[Path]) -> None:
        """Open a project, or show what the files are before importing them."""
        projects = [path for path in paths if path.suffix.lower() == SUFFIX]
        if projects:
            self.projects.open(projects[0])
        elif paths:
            self.imports.offer(paths)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closing = True
        if not self._leaving:
            self.projects.close(self.leave_unasked)
        self._closing = False
        event.setAccepted(self._leaving)
        if self._leaving:
            self.settings.geometry = self.saveGeometry()
            self.jobs.cancel_all()
            self.jobs.wait(SHUT_DOWN_SECONDS)
            self.recovery.close()
            self.projects.release()

    def leave_unasked(self) -> None:
        """Close the window; whatever had to be asked was answered."""
        self._leaving = True
        if not self._closing:
            self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _dropped(event):
            event.acceptProposedAction()
            self.open_files(paths)

    def _wire(self, key: str) -> None:
        place = self.deck.places[key]
        place.asked.connect(lambda wanted: self.commands[wanted].trigger())
        if key == "start":
            place.open_recent.connect(lambda path: self.projects.open(Path(path)))  # type: ignore[attr-defined]
            self._show_recent()
        if key == "pairings":
            place.under.use_settings(self.settings)  # type: ignore[attr-defined]
            place.bundle_requested.connect(self._make_bundle)  # type: ignore[attr-defined]
            place.policy_asked.connect(self._open_policy)  # type: ignore[attr-defined]
            ViewMemory(self.settings, self.session, place.viewing)  # type: ignore[attr-defined]

    def _make_bundle(self, products: list[str]) -> None:
        self.show_place("bundles").make_bundle(products)  # type: ignore[attr-defined]

    def _open_policy(self, policy_id: str) -> None:
        self.show_place("policies").open_policy(policy_id)  # type: ignore[attr-defined]

    def _find_product(self, key: str) -> None:
        self.show_place("pairings").find_product(key)  # type: ignore[attr-defined]

    def _take_looks(self) -> None:
        self.top_bar.refresh()
        self.rail.retheme()
        self.deck.retheme()

    def _refresh(self, change: Change) -> None:
        self.deck.refresh(change)
        self.status.refresh(change)
        self.top_bar.refresh()
        title = _("{project}[*] – xsell-desktop")
        self.setWindowTitle(title.format(project=project_name(self.session)))

    def _handlers(self) -> dict[str, Callable[[], object]]:
        session = self.session
        handlers: dict[str, Callable[[], object]] = {
            "new": self.projects.new,
            "open": self.projects.open_dialog,
            "sample": self.imports.open_sample,
            "import": self.imports.choose_sales,
            "import_catalogue": self.imports.choose_catalogue,
            "import_list": self.lists.choose,
            "save_list": self.lists.save,
            "save": self.projects.save,
            "save_as": self.projects.save_as,
            "quit": self.close,
            "analyse": self.mining.analyse,
            "undo": session.undo_stack.undo,
            "redo": session.undo_stack.redo,
            "history": lambda: self.history.open(self.top_bar.undo),
            "palette": self.open_palette,
        }
        handlers |= {f"place_{key}": partial(self.show_place, key) for key in PLACE_KEYS}
        return handlers | self.side.handlers() | self.looks.handlers()

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._refresh)
        self.deck.built.connect(self._wire)
        session.saved_state_changed.connect(lambda saved: self.setWindowModified(not saved))
        self.rail.chosen.connect(self.show_place)
        for failed in (
            self.projects.failed, self.imports.failed, self.mining.failed, self.lists.failed,
        ):  # fmt: skip
            failed.connect(self.banner.show_error)
        self.jobs.refused.connect(self.banner.show_error)
        self.imports.imported.connect(self._sales_imported)
        self.imports.noted.connect(self._tell_imported)
        self.lists.noted.connect(self.banner.say)
        self.projects.opened.connect(self._project_opened)
        stack = session.undo_stack
        for signal in (stack.canUndoChanged, stack.canRedoChanged, stack.indexChanged):
            signal.connect(self._name_undo)
        self._name_undo()
        self.looks.mark_choice(self.commands)
        self.looks.changed.connect(self._take_looks)
        self.palette_popup.product_chosen.connect(self._find_product)
        self.commands.recent.aboutToShow.connect(self._fill_recent)

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        shelf = Row()
        shelf.setContentsMargins(12, 0, 12, 0)
        shelf.addWidget(self.banner)
        content.addLayout(shelf)
        content.addWidget(self.deck, 1)
        middle = Row()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(content, 1)
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar)
        whole.addLayout(middle, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _sales_imported(self) -> None:
        self.banner.forget_failure()
        self.show_place("data")

    def _tell_imported(self, title: str, text: str) -> None:
        leads: list[tuple[str, Callable[[], object]]] = [
            (_("See what sells together"), partial(self.show_place, "pairings"))
        ]
        if len(self.session.sales.imports) > 1:
            leads.insert(0, (_("See what changed"), self._show_changes))
        self.banner.say(title, text, buttons=leads if self.session.sales else [])

    def _show_changes(self) -> None:
        self.show_place("insights").show_page("changes")  # type: ignore[attr-defined]

    def _project_opened(self) -> None:
        self.selection.clear()
        self._show_recent()
        path, sales = self.session.path, self.session.sales
        if not (path or sales):
            self.banner.forget_failure()
        self.show_place("pairings" if path else "data" if sales else "start")

    def _show_recent(self) -> None:
        if (start := self.deck.places.get("start")) is not None:
            start.show_recent(self.settings.recent)  # type: ignore[attr-defined]

    def _fill_recent(self) -> None:
        menu = self.commands.recent
        menu.clear()
        for path in self.settings.recent:
            action = menu.addAction(Path(path).name.replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(partial(self.projects.open, Path(path)))
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    def _name_undo(self) -> None:
        stack = self.session.undo_stack
        for key, can, text, words in (
            ("undo", stack.canUndo(), stack.undoText(), _("Undo")),
            ("redo", stack.canRedo(), stack.redoText(), _("Redo")),
        ):
            self.commands[key].setEnabled(can)
            self.commands[key].setText(f"{words}: {text}" if can else words)
            self.commands[key].setProperty("words", words)


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
