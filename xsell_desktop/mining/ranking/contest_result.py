"""What a contest found: how well each scorer predicted the later orders, and which was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PAIR, REST = "pair", "rest"
TASKS = (PAIR, REST)


@dataclass(frozen=True, slots=True)
class Figure:
    """Mean and standard deviation over the seeds."""

    mean: float
    sd: float


@dataclass(frozen=True)
class Standing:
    """One scorer's figures in one task; shares are 0–1, NaN where nothing could be asked.

    `hr10`: questions whose hidden product was among the ten; `ndcg10` and `mrr` also weigh its
    place; `reach`: share of the products that were in any list; `top10_share`: share of all
    slots that the ten most-recommended products took. `settings` were chosen without sight of
    the test. `baseline` is a scorer that is only compared with, never chosen.
    """

    name: str
    title: str
    settings: Mapping[str, float]
    hr10: Figure
    ndcg10: Figure
    mrr: Figure
    reach: Figure
    top10_share: Figure
    baseline: bool = False

    def as_json(self) -> dict[str, Any]:
        """As `backtest --json` says it."""
        figures = {
            name: {"mean": figure.mean, "sd": figure.sd}
            for name in ("hr10", "ndcg10", "mrr", "reach", "top10_share")
            for figure in (getattr(self, name),)
        }
        return {
            "name": self.name, "title": self.title, "settings": dict(self.settings), **figures,
        }  # fmt: skip


@dataclass(frozen=True)
class TaskResult:
    """All scorers of one task by falling `hr10`; `chosen` names one, `why` says it in a sentence.

    `task` is `pair` (one product given) or `rest` (all but one given). `default` names the
    scorer that is used unless another is better by more than chance.
    """

    task: str
    standings: tuple[Standing, ...]
    chosen: str
    default: str
    why: str

    def find(self, name: str) -> Standing:
        """The standing of a scorer; raises KeyError for one that did not take part."""
        for standing in self.standings:
            if standing.name == name:
                return standing
        raise KeyError(name)

    @property
    def winner(self) -> Standing:
        """The standing of the scorer that was chosen."""
        return self.find(self.chosen)


@dataclass(frozen=True)
class Contest:
    """A back-test of all scorers on a shop's own orders.

    `orders` and `products` are all there are; `learn_orders` came first, `test_orders` after
    them; `questions` is how many of the latter could be asked about (two known products or
    more), each once a seed, and `known_products` how many products could be given or hidden
    (five learning orders or more). `test_from` is the ISO day the test begins, '' without
    dates: the test orders are then drawn at random. `warnings` say in words what keeps the
    result from being sure.
    """

    orders: int
    products: int
    known_products: int
    learn_orders: int
    test_orders: int
    questions: int
    seeds: int
    test_from: str
    tasks: Mapping[str, TaskResult]
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """As `backtest --json` prints it."""
        baselines: dict[str, None] = {}
        for result in self.tasks.values():
            baselines.update((s.name, None) for s in result.standings if s.baseline)
        return {
            "orders": self.orders,
            "products": self.products,
            "known_products": self.known_products,
            "learn_orders": self.learn_orders,
            "test_orders": self.test_orders,
            "questions": self.questions,
            "seeds": self.seeds,
            "test_from": self.test_from,
            "tasks": {
                name: {
                    "scorers": [standing.as_json() for standing in result.standings],
                    "chosen": result.chosen,
                    "default": result.default,
                    "settings": dict(result.winner.settings),
                    "why": result.why,
                }
                for name, result in self.tasks.items()
            },
            "baselines": list(baselines),
            "warnings": list(self.warnings),
        }
