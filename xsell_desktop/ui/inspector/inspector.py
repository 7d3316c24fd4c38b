"""The panel beside the canvas: one page for each kind of selection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Pair
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.kinds.later import FollowUps
from xsell_desktop.mining.trust.pair_trust import PairTrust
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.decisions import Decisions
from xsell_desktop.ui.inspector.guide_page import GuidePage
from xsell_desktop.ui.inspector.pair_page import PairPage
from xsell_desktop.ui.inspector.product_page import ProductPage
from xsell_desktop.ui.inspector.several_page import SeveralPage
from xsell_desktop.ui.jobs import Jobs
from xsell_desktop.ui.review.review import Review
from xsell_desktop.ui.selection import Selection
from xsell_desktop.ui.session import Session

WIDTH = 340
TOLD_MS = 6000
NARROWEST, USUAL_WIDEST = 320, 380
WIDEST = 400  # the least width never grows beyond this
LANE = "trust"
DIVIDING = "pair segments"
STUDYING = "study of segments"
FOLLOWING = "later"
COMPLETING = "basket"


class Inspector(QFrame):
    """`focus_asked` carries a product key or '', `bundle_requested` product keys, `orders_asked`
    a Pair, `policy_asked` the id of a policy; `review_asked` and `review_ended` speak for
    themselves."""

    focus_asked = Signal(str)
    bundle_requested = Signal(list)
    orders_asked = Signal(object)
    policy_asked = Signal(str)
    review_asked = Signal()
    review_ended = Signal()

    def __init__(
        self, session: Session, jobs: Jobs, selection: Selection, decisions: Decisions
    ) -> None:
        super().__init__()
        theme.set_role(self, "panel")
        self._session, self._selection, self._jobs = session, selection, jobs
        self._weighed: tuple[Analysis, Pair, str] | None = None
        self._followed: Analysis | None = None
        self._studied: Analysis | None = None
        self._completed: tuple[Analysis, tuple[str, ...], str] | None = None
        self._focus = ""
        self.product_page = ProductPage(decisions, jobs)
        self.pair_page = PairPage(decisions)
        self.several_page = SeveralPage(decisions)
        self.guide_page = GuidePage()
        self.review = Review(session, jobs, selection, decisions)
        self.resume, self.told = QPushButton(_("Back to the review")), QLabel()
        self._told_until = QTimer(self, singleShot=True, interval=TOLD_MS)
        self.pages = QStackedWidget()
        self._scrolls: dict[QWidget, QScrollArea] = {}
        for page in (self.guide_page, self.product_page, self.pair_page, self.several_page,
                     self.review.page):  # fmt: skip
            scroll = QScrollArea()
            scroll.setAccessibleName(_("Details of the selection"))
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            theme.set_role(page, "page")
            scroll.setWidget(page)
            self._scrolls[page] = scroll
            self.pages.addWidget(scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.resume)
        layout.addWidget(self.told)
        layout.addWidget(self.pages)
        self.setAccessibleName(_("Details of the selection"))
        self._dress()
        self._connect(decisions)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._take_width()

    def show_selection(self) -> None:
        """Fill the page that fits what is selected now."""
        if self.review.follow():
            self.resume.hide()
            self._show(self.review.page)
            return
        self.resume.setVisible(self.review.is_on)
        analysis, plan = self._session.analysis, self._session.plan
        chosen, pair = self._selection.products, self._selection.pair
        if analysis is None or not chosen:
            self.guide_page.show_plan(plan)
            self._show(self.guide_page)
        elif pair is not None:
            self._open_pair()
        elif len(chosen) > 1:
            self.several_page.show_products(analysis, plan, chosen)
            self._complete(analysis, chosen)
            self._show(self.several_page)
        else:
            self.product_page.show_product(analysis, plan, chosen[0], self._focus)
            self._follow(analysis)
            self._show(self.product_page)

    def _open_pair(self) -> None:
        """Show all of the selected pair, also in the middle of a review."""
        analysis, pair, anchor = (
            self._session.analysis, self._selection.pair, self._selection.product,
        )  # fmt: skip
        if analysis is not None and pair is not None:
            self.pair_page.show_pair(analysis, self._session.plan, pair, anchor)
            self._weigh(analysis, pair, anchor)
            self.resume.setVisible(self.review.is_on)
            self._show(self.pair_page)

    def show_focus(self, key: str) -> None:
        """Know which product is shown alone, '' for the overview."""
        before, self._focus = self._focus, key
        if key != before and self._selection.product in (before, key):
            self.show_selection()  # the page of any other product says the same

    def edit_message(self) -> None:
        """Put the keyboard into the message of the selected pair."""
        if self._selection.pair is not None:
            self._open_pair()
            self.pair_page.message.setFocus()
            self.pair_page.message.selectAll()

    def edit_season(self) -> None:
        """Put the keyboard into the days between which the selected pair is recommended."""
        if self._selection.pair is not None:
            self._open_pair()
            self.pair_page.rulings.season.ask_days()

    def edit_note(self) -> None:
        """Put the keyboard into the note of the selected pair, else of the selected product."""
        page = self.product_page if self._selection.pair is None else self.pair_page
        if self._selection.pair is not None:
            self._open_pair()
        page.note.setFocus()
        page.note.selectAll()

    def _weigh(self, analysis: Analysis, pair: Pair, anchor: str) -> None:
        """Have the pair looked at under every lens, unless that is on show or under way."""
        asked = analysis, pair, anchor
        if asked == self._weighed:
            return
        self._weighed = asked
        other = pair.b if anchor == pair.a else pair.a
        one = pair.a if other == pair.b else pair.b

        def take(trust: PairTrust | None) -> None:
            if self._weighed == asked:
                self.pair_page.show_trust(analysis, trust)

        self._jobs.run(
            "",
            lambda progress: workflow.weigh_pair(analysis, one, other, progress),
            done=take,
            lane=LANE,
            replaces=True,
            reads=True,
        )
        self._divide(analysis, one, other)

    def _divide(self, analysis: Analysis, one: str, other: str) -> None:
        """Have the orders with both looked at by segment."""
        asked, sales = self._weighed, self._session.analysed
        section = self.pair_page.trust
        if sales is None or analysis.baskets is None:
            section.show_segments(())
            return
        if workflow.studied_segments(analysis) is None:
            self._study(sales, analysis)
            return

        def take(sentences: tuple[str, ...]) -> None:
            if self._weighed == asked:
                section.show_segments(sentences)

        self._jobs.run(
            "",
            lambda progress: workflow.pair_segments(sales, analysis, one, other, progress),
            done=take,
            lane=DIVIDING,
            replaces=True,
            reads=True,
        )

    def _study(self, sales: Sales, analysis: Analysis) -> None:
        """Have the segments studied once an analysis, whichever pairs are looked at meanwhile."""
        if self._studied is analysis:
            return
        self._studied = analysis

        def divide(_study: object) -> None:
            if self._weighed is not None and self._weighed[0] is analysis:
                pair, anchor = self._weighed[1:]
                other = pair.b if anchor == pair.a else pair.a
                self._divide(analysis, pair.a if other == pair.b else pair.b, other)

        self._jobs.run(
            "",
            lambda progress: workflow.study_segments(sales, analysis, progress),
            done=divide,
            lane=STUDYING,
            replaces=True,
            reads=True,
        )

    def _follow(self, analysis: Analysis) -> None:
        """Have customers followed from product to product, once an analysis."""
        if self._followed is analysis or workflow.found_follow_ups(analysis) is not None:
            return
        self._followed = analysis

        def take(_found: FollowUps) -> None:
            if self._session.analysis is analysis and self._selection.pair is None:
                self.show_selection()

        self._jobs.run(
            "",
            lambda progress: workflow.follow_ups(analysis, progress=progress),
            done=take,
            lane=FOLLOWING,
            replaces=True,
            reads=True,
        )

    def _complete(self, analysis: Analysis, basket: tuple[str, ...]) -> None:
        """Have the basket of the selected products completed."""
        settings = self._session.plan.settings
        asked = analysis, basket, settings.basket_ranking
        if asked == self._completed:
            return
        self._completed = asked
        self.several_page.show_next(None, ())

        def take(found: list[workflow.Next]) -> None:
            if self._completed == asked:
                self.several_page.show_next(analysis, found)

        self._jobs.run(
            "",
            lambda _progress: workflow.complete_basket(analysis, settings, basket),
            done=take,
            lane=COMPLETING,
            replaces=True,
            reads=True,
        )

    def tell(self, text: str) -> None:
        """Say something for a while."""
        self.told.setText(text)
        self.told.show()
        self._told_until.start()

    def _take_width(self) -> None:
        """Be as wide as the size of texts asks for, and leave the canvas its room."""
        self.setMinimumWidth(min(theme.text_px(NARROWEST), WIDEST))
        self.setMaximumWidth(max(theme.text_px(USUAL_WIDEST), WIDEST))
        needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        for scroll in self._scrolls.values():
            is_tight = theme.text_px(NARROWEST) > WIDEST
            scroll.setHorizontalScrollBarPolicy(needed if is_tight else off)

    def _dress(self) -> None:
        self._take_width()
        theme.set_role(self.resume, "quiet")
        theme.set_role(self.told, "caution")
        self.told.setWordWrap(True)
        self.told.setContentsMargins(14, 8, 14, 8)
        self.resume.hide()
        self.told.hide()

    def _connect(self, decisions: Decisions) -> None:
        selection = self._selection
        for source in (self.product_page.product_asked, self.pair_page.product_asked):
            source.connect(lambda key: selection.select_products([key]))
        self.product_page.focus_asked.connect(self.focus_asked)
        self.product_page.pair_chosen.connect(self._choose_pair)
        self.product_page.policy_asked.connect(self.policy_asked)
        self.pair_page.orders_asked.connect(self.orders_asked)
        self.several_page.bundle_requested.connect(self.bundle_requested)
        self.several_page.product_chosen.connect(
            lambda key: selection.select_products([*selection.products, key])
        )
        self.guide_page.review_asked.connect(self.review_asked)
        self.review.changed.connect(self.show_selection)
        self.review.ended.connect(self.review_ended)
        self.review.page.pair_asked.connect(lambda _pair: self._open_pair())
        self.resume.clicked.connect(self.review.resume)
        decisions.told.connect(self.tell)
        self._told_until.timeout.connect(self.told.hide)

    def _choose_pair(self, pair: object) -> None:
        if isinstance(pair, tuple):
            self._selection.select_pair(pair, self._selection.product)  # type: ignore[arg-type]

    def _show(self, page: QWidget) -> None:
        scroll = self._scrolls[page]
        if self.pages.currentWidget() is not scroll:
            scroll.verticalScrollBar().setValue(0)
            self.pages.setCurrentWidget(scroll)
