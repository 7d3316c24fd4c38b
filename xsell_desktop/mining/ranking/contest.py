"""The contest: every scorer learns the earlier orders and is asked about the later ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.answers import Answers, answer
from xsell_desktop.mining.ranking.choice import (
    Entry,
    choose,
    gain_over_noise,
    weak_spots,
    why_chosen,
)
from xsell_desktop.mining.ranking.contest_result import (
    PAIR,
    REST,
    TASKS,
    Contest,
    TaskResult,
)
from xsell_desktop.mining.ranking.history import OrderHistory, Rows
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.questions import Questions, ask, order_in_time, split_rows
from xsell_desktop.mining.ranking.scorers import (
    AFTERWARDS,
    SCORERS,
    Scorer,
    discount_scores,
    fit_engine,
    scorer_title,
    starting_options,
    useless_options,
)
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.texts import _

SEEDS = 5
DEFAULTS = {PAIR: "size_weighted", REST: "ease_recent"}
WITHOUT_EASE = "size_weighted"
MOST_TUNING, MOST_ASKED = 4_000, 8_000
TUNING_SHARE = 0.55
BETTER_BY = 0.5  # standard errors by which a setting must be better to be taken


@dataclass(eq=False)
class _Round:
    """One split of the orders: what is learnt and what is asked; fits are shared by tasks."""

    learnt: OrderHistory
    questions: Questions
    progress: Progress
    spread: bool = False
    told: dict[tuple[object, ...], Answers] = field(default_factory=dict)
    fitted: tuple[tuple[object, ...], Scores] | None = None

    def ask(self, engine: str, options: Options, tasks: Sequence[str]) -> list[Answers]:
        """The answers of an engine with these settings, for each of the tasks."""
        settings = tuple(sorted(options.items()))
        scores = None
        for task in tasks:
            if (engine, settings, task) not in self.told:
                scores = scores or self._learn(engine, options)
                found = answer(scores, self.questions, task, self.progress, self.spread)
                self.told[engine, settings, task] = found
        return [self.told[engine, settings, task] for task in tasks]

    def _learn(self, engine: str, options: Options) -> Scores:
        own = {name: value for name, value in options.items() if name not in AFTERWARDS}
        key = (engine, *sorted(own.items()))
        if self.fitted is None or self.fitted[0] != key:
            self.fitted = None  # the old one makes room first
            self.fitted = key, fit_engine(engine, self.learnt, own, self.progress)
        return discount_scores(self.fitted[1], self.learnt, options, self.progress)


def run_contest(
    history: OrderHistory,
    progress: Progress | None = None,
    *,
    seeds: int = SEEDS,
    scorers: Sequence[Scorer] = SCORERS,
    tasks: Sequence[str] = TASKS,
) -> Contest:
    """Back-test the scorers on a shop's own orders, as docs/measures.md says."""
    progress = progress or Progress()
    rows = order_in_time(history)
    learn, test = split_rows(rows)
    progress.step(_("Splitting the orders"), 0.0)
    learnt = history.learn_from(learn)
    entries = _tune(history, learn, scorers, tasks, seeds, progress.part(0.0, TUNING_SHARE))
    quiet = Progress(stopped=progress.stopped)
    last = _Round(learnt, ask(history, learnt, test, seeds, quiet, MOST_ASKED), quiet, spread=True)
    _test(entries, last, progress.part(TUNING_SHARE, 1.0))
    first_asked = history.date[test].min() if history.dated and len(test) else None
    questions = len(last.questions)
    return Contest(
        orders=len(history),
        products=history.product_count,
        known_products=learnt.product_count,
        learn_orders=len(learn),
        test_orders=len(test),
        questions=questions,
        seeds=seeds,
        test_from="" if first_asked is None else str(first_asked.astype("datetime64[D]")),
        tasks={task: _judge(task, entries, questions) for task in tasks},
        warnings=tuple(weak_spots(history, learnt, last.questions)),
    )


def _tune(
    history: OrderHistory, learn: Rows, scorers: Sequence[Scorer], tasks: Sequence[str],
    seeds: int, progress: Progress,
) -> list[tuple[str, Entry]]:  # fmt: skip
    """Each scorer's settings, chosen on the last fifth of the learning part."""
    early, late = split_rows(learn)
    learnt = history.learn_from(early)
    quiet = Progress(stopped=progress.stopped)
    tuning = _Round(learnt, ask(history, learnt, late, seeds, quiet, MOST_TUNING), quiet)
    suited = list(_suited(learnt, scorers, tasks))
    entries: list[tuple[str, Entry]] = []
    for number, (scorer, task) in enumerate(suited):
        label = _("Trying settings: {scorer}").format(scorer=scorer_title(scorer.name))
        progress.step(label, number / len(suited))
        found = next((e.options for _task, e in entries if e.scorer is scorer), None)
        if found is not None and task not in scorer.tuned_for:
            entry = Entry(scorer, found, tuning.ask(scorer.engine, found, [task])[0])
        else:
            others = [t for s, t in suited if s is scorer and t != task and t in scorer.tuned_for]
            entry = _climb(scorer, [task, *others], tuning)
        entries.append((task, entry))
    return entries


def _suited(
    history: OrderHistory, scorers: Sequence[Scorer], tasks: Sequence[str]
) -> Iterator[tuple[Scorer, str]]:
    for scorer in scorers:
        fitting = [task for task in tasks if scorer.suits(history, task)]
        for task in sorted(fitting, key=lambda task: task not in scorer.tuned_for):
            yield scorer, task


def _climb(scorer: Scorer, tasks: Sequence[str], tuning: _Round) -> Entry:
    """Up each ladder from where it stands while that is better in the first task, else down.

    What is tried is asked about the other tasks too, whose turn comes, while it is at hand.
    """
    best = starting_options(scorer, tuning.learnt)
    answers = tuning.ask(scorer.engine, best, tasks)[0]
    useless = useless_options(tuning.learnt)
    for name, ladder in scorer.climbs:
        if name in useless:
            continue
        at = min(range(len(ladder)), key=lambda i: abs(ladder[i] - best.get(name, 0.0)))
        for step in (1, -1):
            moved = False
            while 0 <= at + step < len(ladder):
                tried = {**best, name: ladder[at + step]}
                found = tuning.ask(scorer.engine, tried, tasks)[0]
                if not _is_better(found, answers):
                    break
                best, answers, at, moved = tried, found, at + step, True
            if moved:
                break
    return Entry(scorer, best, answers)


def _is_better(one: Answers, other: Answers) -> bool:
    return gain_over_noise(one, other) > BETTER_BY


def _test(entries: list[tuple[str, Entry]], last: _Round, progress: Progress) -> None:
    for number, (task, entry) in enumerate(entries):
        label = _("Asking about later orders: {scorer}")
        progress.step(label.format(scorer=scorer_title(entry.scorer.name)), number / len(entries))
        entry.tested = last.ask(entry.scorer.engine, entry.options, [task])[0]


def _judge(task: str, entries: list[tuple[str, Entry]], questions: int) -> TaskResult:
    own = {entry.scorer.name: entry for of, entry in entries if of == task}
    default = DEFAULTS[task] if DEFAULTS[task] in own else WITHOUT_EASE
    chosen = choose(own, default, questions)
    standings = sorted((entry.standing() for entry in own.values()), key=lambda s: -s.hr10.mean)
    return TaskResult(
        task, tuple(standings), chosen, default,
        why_chosen(own, task, chosen, default, questions),
    )  # fmt: skip
