"""Every scorer that takes part in a contest, what it is called, and the settings it may try."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking import blend, ease, pair_scorers
from xsell_desktop.mining.ranking.blend_parts import has_customers, has_names
from xsell_desktop.mining.ranking.contest_result import PAIR, REST, TASKS
from xsell_desktop.mining.ranking.discounts import best_seller_factor, dial_all
from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.scores import MOST_DENSE, Scores
from xsell_desktop.texts import _

Fit = Callable[[OrderHistory, Options, Progress], Scores]
Ladder = tuple[float, ...]

ENGINES: Mapping[str, Fit] = {
    "popularity": pair_scorers.fit_popularity,
    "confidence": pair_scorers.fit_confidence,
    "raw_lift": pair_scorers.fit_lift,
    "jaccard": pair_scorers.fit_jaccard,
    "cosine": pair_scorers.fit_cosine,
    "g_squared": pair_scorers.fit_g_squared,
    "smoothed": pair_scorers.fit_smoothed,
    "shrunken_lift": pair_scorers.fit_shrunken_lift,
    "size_weighted": pair_scorers.fit_size_weighted,
    "blend": blend.fit_blend,
    "ease": ease.fit_ease,
}
DENSE_ENGINES = frozenset({"ease"})
AFTERWARDS = ("popularity_discount", "best_seller_discount")
NEEDS_DATES = ("half_life_days", "trend")
NEEDS_NAMES = ("names", "borrowed", "name_weight")
NEEDS_CUSTOMERS = ("customers", "customer_weight")

USUAL: Mapping[str, Options] = {
    "size_weighted": {"smoothing": 10},
    "smoothed": {"smoothing": 10},
    "shrunken_lift": {"smoothing": 10},
    "blend": {
        "smoothing": 5,
        "half_life_days": 240,
        "borrowed": 5,
        "names": 1.5,
        "customers": 0.15,
        "trend": 0.2,
    },
    "ease": {"half_life_days": 120, "size_power": 0.5, "best_seller_discount": 0},
}

SMOOTHING: Ladder = (2, 5, 10, 20, 50)
HALF_LIVES: Ladder = (60, 120, 240, 480, 0)  # from fast fading to none, the likelier way
DISCOUNTS: Ladder = (0, 0.1, 0.2, 0.3)
PENALTIES: Ladder = (3000, 1000, 300, 100, 30, 10, 3, 1)


@dataclass(frozen=True)
class Scorer:
    """One row of a contest: an engine, its settings to start from, and those to try in turn.

    `climbs` are tried one after the other, each up and down its ladder while that helps, for
    the tasks `tuned_for`; other tasks take what the first of them found.
    `needs_dates` leaves it out without them, `needs_sides` when neither names nor customers say
    anything, `needs_dense` beyond `MOST_DENSE` products;
    `baseline` is there to be compared with, and `may_win` says whether it can be chosen at all.
    """

    name: str
    engine: str
    start: Options = field(default_factory=dict)
    climbs: tuple[tuple[str, Ladder], ...] = ()
    tasks: tuple[str, ...] = TASKS
    tuned_for: tuple[str, ...] = (PAIR,)
    needs_dates: bool = False
    needs_sides: bool = False
    needs_dense: bool = False
    baseline: bool = False
    may_win: bool = True

    def suits(self, history: OrderHistory, task: str) -> bool:
        """Whether it can take part."""
        dense = self.needs_dense or self.engine in DENSE_ENGINES
        fits = not dense or history.product_count <= MOST_DENSE
        sided = not self.needs_sides or has_names(history) or has_customers(history)
        dated = history.dated or not self.needs_dates
        return task in self.tasks and fits and dated and sided


SCORERS: tuple[Scorer, ...] = (
    Scorer("popularity", "popularity", baseline=True),
    Scorer("confidence", "confidence", baseline=True),
    Scorer("raw_lift", "raw_lift", baseline=True, may_win=False),
    Scorer("jaccard", "jaccard", baseline=True),
    Scorer("cosine", "cosine", baseline=True),
    Scorer("g_squared", "g_squared", baseline=True),
    Scorer("smoothed", "smoothed", {"smoothing": 10}, (("smoothing", SMOOTHING),)),
    Scorer("shrunken_lift", "shrunken_lift", {"smoothing": 10}, (("smoothing", SMOOTHING),)),
    Scorer("size_weighted", "size_weighted", {"smoothing": 10}, (("smoothing", SMOOTHING),)),
    Scorer(
        "size_weighted_recent", "size_weighted", {"smoothing": 10, "half_life_days": 240},
        (("half_life_days", HALF_LIVES[:-1]), ("smoothing", SMOOTHING)), needs_dates=True,
    ),
    Scorer(
        "size_weighted_discounted", "size_weighted", {"smoothing": 10, "popularity_discount": 0.1},
        (("popularity_discount", DISCOUNTS[1:]),), needs_dense=True,
    ),
    Scorer(
        "blend", "blend", USUAL["blend"],
        (
            ("names", (0, 0.5, 1.5, 4)), ("borrowed", (0, 5, 15)), ("customers", (0, 0.15, 0.3)),
            ("trend", (0, 0.1, 0.2, 0.4)), ("smoothing", SMOOTHING),
            ("half_life_days", HALF_LIVES),
        ),
    ),
    Scorer(
        "ease", "ease", {"half_life_days": 0, "size_power": 0},
        (("penalty", (1000, 100, 10)),), tuned_for=TASKS, baseline=True,
    ),
    Scorer(
        "ease_recent", "ease",
        USUAL["ease"],
        (
            ("best_seller_discount", DISCOUNTS), ("penalty", PENALTIES),
            ("half_life_days", HALF_LIVES),
        ),
        tasks=(REST,), tuned_for=(REST,),
    ),
    Scorer(
        "ease_blend", "ease",
        {
            **USUAL["ease"], "best_seller_discount": 0.1, "name_weight": 0.3,
            "customer_weight": 0.2,
        },
        (
            ("name_weight", (0, 0.3, 1)), ("customer_weight", (0, 0.2, 1)),
            ("penalty", PENALTIES),
        ),
        tasks=(REST,), tuned_for=(REST,), needs_sides=True,
    ),
)  # fmt: skip


def useless_options(history: OrderHistory) -> frozenset[str]:
    """Options that nothing in these orders answers to."""
    return frozenset(
        [
            *(() if history.dated else NEEDS_DATES),
            *(() if has_names(history) else NEEDS_NAMES),
            *(() if has_customers(history) else NEEDS_CUSTOMERS),
        ]
    )


def starting_options(scorer: Scorer, history: OrderHistory) -> Options:
    """What a scorer starts from with these orders: nothing about time, names or customers where
    none are known, and the step of its ladder nearest to EASE's usual penalty."""
    useless = useless_options(history)
    options = {name: value for name, value in scorer.start.items() if name not in useless}
    ladder = dict(scorer.climbs).get("penalty")
    if ladder is not None:
        usual = math.log(ease.usual_penalty(history, options))
        options["penalty"] = min(ladder, key=lambda step: abs(math.log(step) - usual))
    return options


def scorer_title(name: str) -> str:
    """What a scorer is called in words; its name when it is not known."""
    titles = {
        "popularity": _("Best sellers"),
        "confidence": _("Attach rate"),
        "raw_lift": _("Raw lift"),
        "jaccard": _("Jaccard"),
        "cosine": _("Cosine"),
        "g_squared": _("Likelihood ratio (G²)"),
        "smoothed": _("Smoothed attach rate"),
        "shrunken_lift": _("Shrunken lift"),
        "size_weighted": _("Attach rate, small orders first"),
        "size_weighted_recent": _("Small and recent orders first"),
        "size_weighted_discounted": _("Small orders first, less of best sellers"),
        "blend": _("Small orders first, with names, customers and trend"),
        "ease": _("EASE"),
        "ease_recent": _("EASE, small and recent orders first"),
        "ease_blend": _("EASE, with names and customers"),
    }
    return titles.get(name, name)


def scorer_meaning(name: str) -> str:
    """What a scorer does, in a sentence."""
    meanings = {
        "popularity": _("Everybody is shown the products in most orders."),
        "confidence": _("Of the orders with a product, the share that also holds the other."),
        "raw_lift": _("How many times more often than if orders were independent draws."),
        "jaccard": _("Orders with both, out of the orders with either."),
        "cosine": _("Orders with both, against the geometric mean of the orders with each."),
        "g_squared": _("How surely two products are not independent, by Dunning's test."),
        "smoothed": _("The attach rate, pulled towards the usual where orders are few."),
        "shrunken_lift": _("Times more often than orders of that size explain, pulled to 1."),
        "size_weighted": _("The attach rate; sharing an order with few products says more."),
        "size_weighted_recent": _("As before, and older orders count less."),
        "size_weighted_discounted": _("As before, and best sellers give way to closer partners."),
        "blend": _(
            "Small orders first; partners with a like name, bought by the same customers or "
            "selling more of late come sooner, and rare products borrow from their namesakes."
        ),
        "ease": _("Weighs all products of the basket against each other in one model."),
        "ease_recent": _("The same model; small and recent orders count more."),
        "ease_blend": _("As before, and it also learns from names and from customers' orders."),
    }
    return meanings.get(name, "")


def fit_engine(
    name: str, history: OrderHistory, options: Options, progress: Progress | None = None
) -> Scores:
    """What an engine learns of the orders, discounted as `discount_scores` does."""
    progress = progress or Progress()
    return discount_scores(ENGINES[name](history, options, progress), history, options, progress)


def discount_scores(
    scores: Scores, history: OrderHistory, options: Options, progress: Progress
) -> Scores:
    """Scores with fewer best sellers, after learning: both options of `AFTERWARDS`.

    `popularity_discount` turns the dial (dense scores only) and `best_seller_discount` d
    multiplies by (mean orders ÷ orders of the partner)^d.
    """
    turned = options.get("popularity_discount", 0.0)
    if turned > 0 and history.product_count <= MOST_DENSE:
        scores = dial_all(scores, history, turned, progress)
    discount = options.get("best_seller_discount", 0.0)
    if discount > 0:
        factor = best_seller_factor(history.orders_of, discount)
        scores = scores.times(factor.astype(np.float32))
    return scores
