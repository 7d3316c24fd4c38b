"""Answering the questions: at which place a scorer names what was hidden, and whom it names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.contest_result import PAIR, Figure
from xsell_desktop.mining.ranking.history import Dense, Rows
from xsell_desktop.mining.ranking.questions import Questions
from xsell_desktop.mining.ranking.scores import Scores
from xsell_desktop.sales.lines import Flags, Floats

LIST = 10
CELLS_A_BLOCK = 1_500_000


@dataclass(frozen=True, eq=False)
class Answers:
    """`place` is (seeds, T): products named before the hidden one, so 0 is the first place.

    `slots` is (seeds, P): in how many lists of ten each product stood; empty unless asked for.
    """

    place: Rows
    slots: Rows

    @property
    def hits(self) -> Floats:
        """Share of the seeds, by basket, whose hidden product was among the ten."""
        return np.asarray((self.place < LIST).mean(axis=0))

    @property
    def hr10(self) -> Figure:
        """Hit rate at ten."""
        return _figure(self.place < LIST)

    @property
    def ndcg10(self) -> Figure:
        """1 ÷ log2(place + 2) where the place is among the ten, else 0."""
        return _figure((self.place < LIST) / np.log2(self.place + 2))

    @property
    def mrr(self) -> Figure:
        """1 ÷ (place + 1), over the whole catalogue."""
        return _figure(1.0 / (self.place + 1))

    @property
    def reach(self) -> Figure:
        """Share of the products that stood in any list."""
        return _figure(self.slots > 0)

    @property
    def top10_share(self) -> Figure:
        """Share of all slots that the ten most-recommended products took."""
        most = np.sort(self.slots, axis=1)[:, -LIST:].sum(axis=1)
        share = most / np.maximum(self.slots.sum(axis=1), 1)
        return _figure(share[:, None])


def answer(
    scores: Scores, questions: Questions, task: str, progress: Progress, spread: bool = False
) -> Answers:
    """Rank the full catalogue for every question; ties go to the more popular, then the key."""
    seeds, products = questions.seeds, scores.product_count
    place = np.empty((seeds, len(questions)), np.int64)
    slots = np.zeros((seeds, products if spread else 0), np.int64)
    step = max(1, CELLS_A_BLOCK // max(1, products))
    if task == PAIR:
        _answer_pairs(scores, questions, place, slots, step, progress)
    else:
        _answer_baskets(scores, questions, place, slots, step, progress)
    return Answers(place, slots)


def _answer_pairs(
    scores: Scores, questions: Questions, place: Rows, slots: Rows, step: int, progress: Progress
) -> None:
    given, hidden = questions.given.ravel(), questions.hidden.ravel()
    order = np.argsort(given, kind="stable")
    anchors, start = np.unique(given[order], return_index=True)
    ends = np.append(start, len(given))
    seed = np.arange(len(given)) // max(1, len(questions))
    for first in range(0, len(anchors), step):
        progress.step("", first / len(anchors))
        some = anchors[first : first + step]
        rows = scores.of_products(some)
        rows[np.arange(len(some)), some] = -np.inf
        asked = order[ends[first] : ends[min(first + step, len(anchors))]]
        which = np.searchsorted(some, given[asked])
        for begin in range(0, len(asked), step):
            part = slice(begin, begin + step)
            place.ravel()[asked[part]] = places(rows[which[part]], hidden[asked[part]])
        if slots.size:
            listed = best(rows, LIST)
            times = np.zeros((len(slots), len(some)), np.float32)
            np.add.at(times, (seed[asked], which), 1.0)
            slots += (times @ listed.astype(np.float32)).astype(np.int64)


def _answer_baskets(
    scores: Scores, questions: Questions, place: Rows, slots: Rows, step: int, progress: Progress
) -> None:
    """The score of all but one is the score of all, less that of the one."""
    baskets = questions.baskets
    for first in range(0, len(questions), step):
        progress.step("", first / len(questions))
        some = baskets[first : first + step]
        whole = scores.of_baskets(some)
        inside = some.nonzero()
        for seed in range(questions.seeds):
            progress.step("", first / len(questions))
            hidden = questions.hidden[seed, first : first + step]
            rows = scores.of_products(hidden)
            np.subtract(whole, rows, out=rows)
            own = np.arange(len(hidden))
            value = rows[own, hidden].copy()
            rows[inside] = -np.inf
            rows[own, hidden] = value
            place[seed, first : first + step] = places(rows, hidden)
            if slots.size:
                slots[seed] += best(rows, LIST).sum(axis=0)


def places(rows: Dense, wanted: Rows) -> Rows:
    """How many products each row ranks before the wanted one; of equals the first comes first."""
    value = rows[np.arange(len(wanted)), wanted][:, None]
    before = count_true(rows > value)
    equal = rows == value
    tied = np.flatnonzero(count_true(equal) > 1)
    if len(tied):
        earlier = np.arange(rows.shape[1]) < wanted[tied, None]
        before[tied] += count_true(equal[tied] & earlier)
    return before


def count_true(flags: Flags) -> Rows:
    """How many are true in each row; several times as fast as numpy's own count by rows."""
    bits = np.bitwise_count(np.packbits(flags, axis=1))
    return np.asarray(bits.sum(axis=1), np.int64)


def best(rows: Dense, count: int) -> Flags:
    """Which products are among each row's best `count`; of equals the first are."""
    if rows.shape[1] <= count:
        return np.asarray(rows > -np.inf)
    least = np.partition(rows, rows.shape[1] - count, axis=1)[:, [rows.shape[1] - count]]
    chosen = rows >= least
    many = np.flatnonzero(count_true(chosen) > count)
    if len(many):
        above = rows[many] > least[many]
        equal = chosen[many] & ~above
        room = count - count_true(above)
        chosen[many] = above | (equal & (np.cumsum(equal, axis=1) <= room[:, None]))
    return np.asarray(chosen & (rows > -np.inf))


def _figure(values: npt.NDArray[np.bool_] | Floats) -> Figure:
    """Mean and standard deviation of the seeds' means; `values` has a row a seed."""
    if not values.size:
        return Figure(float("nan"), float("nan"))
    means = values.mean(axis=1)
    return Figure(float(means.mean()), float(means.std()))
