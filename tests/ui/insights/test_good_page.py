"""How good is this: asked once, shown in words and bars, taken over with a click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.ranking.contest_result import Contest
from xsell_desktop.mining.ranking.scorers import scorer_meaning
from xsell_desktop.sales.sales import Sales
from xsell_desktop.ui.insights.good import GoodPage, contest_words, held_up_words, use_words
from xsell_desktop.ui.insights.page import Page
from xsell_desktop.ui.insights.standing_bars import rate_text

LEFT = Qt.MouseButton.LeftButton
ShowPage = Callable[[str, Sales, Analysis], Page]


@pytest.fixture(scope="module")
def contest(sample: tuple[Sales, Analysis]) -> Contest:
    return workflow.try_rankings(sample[0], Plan())


@pytest.fixture
def page(show_page: ShowPage, sample: tuple[Sales, Analysis], contest: Contest) -> GoodPage:
    assert contest is workflow.tried_rankings(sample[0], Plan())
    return cast(GoodPage, show_page("good", *sample))


def test_it_says_what_was_asked_and_why_a_ranking_was_chosen(
    page: GoodPage, contest: Contest
) -> None:
    assert page.contest is contest
    assert page.asked_words.text().startswith("4,840 earlier orders were learnt; in 691 of the ")
    for name, view in page.tasks.items():
        assert view.why.text() == contest.tasks[name].why
        assert view.table.columns.rows == len(contest.tasks[name].standings)
        marks = [view.table.columns.columns[1].write(r) for r in range(view.table.columns.rows)]
        assert sum("chosen" in mark for mark in marks) == 1
        assert sum("in use" in mark for mark in marks) == 1
    assert " held up: the orders since 2026-06-19 again" in page.held.text()


def test_bars_are_told_to_who_cannot_see_them(page: GoodPage, contest: Contest) -> None:
    best = contest.tasks["pair"].standings[0]
    told = page.tasks["pair"].bars.accessibleDescription()
    assert told.startswith(f"{best.title}: {rate_text(best)}.")
    assert page.tasks["pair"].bars.height() == 24 * len(contest.tasks["pair"].standings)


def test_the_choice_is_taken_over_and_undone(
    qtbot: QtBot, page: GoodPage, contest: Contest
) -> None:
    before = page.session.plan.settings
    assert workflow.use_contest(before, contest) != before
    assert "can be undone" in page.use.toolTip()
    qtbot.mouseClick(page.use, LEFT)
    assert page.session.plan.settings == workflow.use_contest(before, contest)
    page._show(page.session.sales, contest)
    assert not page.use.isEnabled()
    assert workflow.ranking_in_use(page.session.plan.settings, "pair", contest) == (
        contest.tasks["pair"].chosen
    )
    assert workflow.ranking_in_use(page.session.plan.settings, "rest", contest) == (
        contest.tasks["rest"].chosen
    )
    page.session.undo_stack.undo()
    assert page.session.plan.settings == before


def test_the_button_says_when_it_moves_the_dial() -> None:
    usual, turned = Settings(), Settings(popularity_discount=0.5)
    assert "can be undone" in use_words(usual, usual)
    assert "dial" not in use_words(usual, replace(usual, ranking="blend"))
    assert use_words(turned, usual).endswith("The dial goes back to “popular together”.")
    assert use_words(usual, turned).endswith("The dial moves towards “surprising together”.")
    less = replace(turned, popularity_discount=0.1)
    assert use_words(turned, less).endswith("The dial moves towards “popular together”.")


def test_each_bar_says_what_its_ranking_does(page: GoodPage, contest: Contest) -> None:
    bars, standings = page.tasks["pair"].bars, contest.tasks["pair"].standings
    step = bars.height() / len(standings)
    told = [bars.meaning_at(step * (row + 0.5)) for row in range(len(standings))]
    assert told == [scorer_meaning(one.name) for one in standings]
    assert all(told)
    assert bars.meaning_at(bars.height() + 1) == ""


def test_a_stopped_trial_can_be_started_again(
    qtbot: QtBot, show_page: ShowPage, tmp_path: Path
) -> None:
    path = tmp_path / "baskets.csv"
    rng = np.random.default_rng(1)
    rows = [",".join(rng.choice(list("abcdefgh"), 3, replace=False)) for _n in range(400)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    sales = workflow.import_files(Sales(), [path]).sales
    page = cast(GoodPage, show_page("good", sales, workflow.analyse(sales, Settings())))
    assert "no dates: a fifth of them, drawn at random" in page.warnings.text()
    assert "cannot be told" in page.held.text()
    again = replace(sales)
    page.session.set_sales(again)
    page.session.set_analysis(page.session.analysis, again)
    assert not page.use.isHidden()
    page._try()
    assert page.use.isHidden()
    page.jobs.cancel_all()
    qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)
    if page._states.currentIndex() == 0:
        assert page.empty.button.text() == "Try the rankings"
        qtbot.mouseClick(page.empty.button, LEFT)
        qtbot.waitUntil(lambda: not page.jobs.is_busy, timeout=60_000)
    assert page._states.currentIndex() == 1
    assert not page.use.isHidden()


def test_what_was_asked_is_told_in_the_users_terms(contest: Contest) -> None:
    asked = replace(contest, learn_orders=1200, test_orders=300, questions=90, seeds=1)
    assert contest_words(asked).startswith(
        "1,200 earlier orders were learnt; in 90 of the 300 later ones a product was hidden, 1 time"
    )


def test_held_up_counts_what_is_too_early_to_tell_as_not_borne_out(
    sample: tuple[Sales, Analysis],
) -> None:
    analysis = sample[1]
    verdict = analysis.pairs.held_up[analysis.pairs.evidence == Evidence.PROVEN]
    words = held_up_words(analysis)
    assert (
        f"Of the {len(verdict)} strongest proven pairs {int((verdict > 0).sum())} held up" in words
    )
    assert "cannot be told" in held_up_words(replace(analysis, later=None))
