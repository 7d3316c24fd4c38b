"""Which scorer a contest chooses, and why, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xsell_desktop.mining.ranking.answers import Answers
from xsell_desktop.mining.ranking.contest_result import PAIR, Standing
from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.questions import Questions
from xsell_desktop.mining.ranking.scorers import Scorer, scorer_title
from xsell_desktop.mining.ranking.scores import MOST_DENSE
from xsell_desktop.texts import _, count_text, plural

TOO_FEW = 50  # questions below which nothing is chosen
FEW = 300  # questions below which a choice is a hint


@dataclass(eq=False)
class Entry:
    """One scorer in one task: its settings, its answers while tuning and in the test."""

    scorer: Scorer
    options: Options
    tuned: Answers
    tested: Answers = field(init=False)

    def standing(self) -> Standing:
        """Its figures."""
        answers = self.tested
        return Standing(
            self.scorer.name, scorer_title(self.scorer.name), self.options, answers.hr10,
            answers.ndcg10, answers.mrr, answers.reach, answers.top10_share,
            self.scorer.baseline,
        )  # fmt: skip


def gain_over_noise(one: Answers, other: Answers) -> float:
    """Difference of the hit rates in its own standard errors, basket against the same basket."""
    gain = one.hits - other.hits
    if not len(gain) or not gain.any():
        return 0.0
    error = max(float(gain.std()) / math.sqrt(len(gain)), 1e-9)
    return float(gain.mean()) / error


def choose(entries: Mapping[str, Entry], default: str, questions: int) -> str:
    """The default, unless another is better by more than noise.

    The best while tuning (on the learning part alone) is taken when it beats the default there,
    by more than one standard error of the difference and than the seeds' standard deviation,
    and does not fall behind it in the test. The test overturns that for one that is better by
    more than its own standard deviation.
    """
    if questions < TOO_FEW:
        return default
    able = {name: entry for name, entry in entries.items() if entry.scorer.may_win}
    first = max(able, key=lambda name: _mean(able[name].tuned))
    agreed = _mean(able[first].tested) >= _mean(able[default].tested)
    chosen = first if agreed and _is_surely_better(able[first], able[default]) else default
    last = max(able, key=lambda name: _mean(able[name].tested))
    ahead = _mean(able[last].tested) - _mean(able[chosen].tested)
    return last if ahead > able[last].tested.hr10.sd else chosen


def _is_surely_better(one: Entry, other: Entry) -> bool:
    """Whether it was while tuning."""
    noise = max(one.tuned.hr10.sd, other.tuned.hr10.sd)
    ahead = _mean(one.tuned) - _mean(other.tuned)
    return ahead > noise and gain_over_noise(one.tuned, other.tuned) > 1.0


def _mean(answers: Answers) -> float:
    return float(answers.hits.mean()) if len(answers.hits) else 0.0


def why_chosen(
    entries: Mapping[str, Entry], task: str, chosen: str, default: str, questions: int
) -> str:
    """One sentence for the shop's owner."""
    title = scorer_title(chosen)
    if questions < TOO_FEW:
        text = plural(
            "Only {n} later order could be asked about, too few to choose by",
            "Only {n} later orders could be asked about, too few to choose by", questions,
        )  # fmt: skip
        return _("{text}: “{title}” stays, which does well in most shops.").format(
            text=text, title=title
        )
    rate = _per_hundred(entries[chosen])
    if task == PAIR:
        text = _(
            "Given one product of a later order, “{title}” named another one of it among its ten "
            "in {rate} of 100 orders"
        )
    else:
        text = _(
            "Given all products of a later order but one, “{title}” named that one among its ten "
            "in {rate} of 100 orders"
        )
    text = text.format(title=title, rate=rate)
    if "popularity" in entries and chosen != "popularity":
        best_sellers = _per_hundred(entries["popularity"])
        text = _("{text}; best sellers alone in {rate}").format(text=text, rate=best_sellers)
    return text + _ending(entries, chosen, default)


def _ending(entries: Mapping[str, Entry], chosen: str, default: str) -> str:
    able = [name for name in entries if entries[name].scorer.may_win and name != chosen]
    if not able:
        return "."
    if chosen != default:
        return _("; the usual choice, “{title}”, in {rate}.").format(
            title=scorer_title(default), rate=_per_hundred(entries[default])
        )
    rival = max(able, key=lambda name: _mean(entries[name].tested))
    if _mean(entries[rival].tested) <= _mean(entries[chosen].tested):
        return _("; no other did better.")
    return _("; “{title}” in {rate}, which is no sure difference.").format(
        title=scorer_title(rival), rate=_per_hundred(entries[rival])
    )


def _per_hundred(entry: Entry) -> str:
    return f"{100 * _mean(entry.tested):.1f}"


def weak_spots(history: OrderHistory, learnt: OrderHistory, questions: Questions) -> Iterator[str]:
    """What keeps the result from being sure, in words."""
    asked = len(questions)
    if asked < TOO_FEW:
        yield _(
            "Too few later orders hold two known products: the contest needs {least} and found "
            "{found}."
        ).format(least=TOO_FEW, found=asked)
    elif asked < FEW:
        yield _(
            "Only {found} later orders could be asked about; with fewer than {few} the figures "
            "are a hint."
        ).format(found=asked, few=FEW)
    if not history.dated:
        yield _(
            "The orders have no dates: a fifth of them, drawn at random, stands in for later ones."
        )
    if learnt.product_count > MOST_DENSE:
        yield _("With more than {most} products EASE does not take part.").format(
            most=count_text(MOST_DENSE)
        )
