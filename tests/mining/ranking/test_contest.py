"""What a contest finds in shops whose truth is planted, and when it keeps quiet."""

from __future__ import annotations

import math

import numpy as np
import pytest

from xsell_desktop.domain.errors import Cancelled
from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.answers import Answers
from xsell_desktop.mining.ranking.choice import Entry, choose, gain_over_noise
from xsell_desktop.mining.ranking.contest import run_contest
from xsell_desktop.mining.ranking.contest_result import PAIR, REST, Contest
from xsell_desktop.mining.ranking.order_lists import history_of_lists
from xsell_desktop.mining.ranking.scorers import (
    AFTERWARDS,
    SCORERS,
    Scorer,
    discount_scores,
    fit_engine,
    scorer_meaning,
    scorer_title,
    starting_options,
    useless_options,
)
from xsell_desktop.mining.ranking.spec import (
    apply_contest,
    basket_engine,
    pair_engine,
    read_spec,
    write_spec,
)

SOME = tuple(
    scorer for scorer in SCORERS
    if scorer.name in {"popularity", "raw_lift", "size_weighted", "size_weighted_recent", "ease"}
)  # fmt: skip


def twin_shop(orders: int, seed: int = 3) -> tuple[list[list[str]], list[str]]:
    """40 products in 20 pairs; an order is of one to three pairs, and sometimes half a pair."""
    rng = np.random.default_rng(seed)
    lists = []
    for _number in range(orders):
        twins = rng.choice(20, rng.integers(1, 4), replace=False)
        order = [f"{side}{twin}" for twin in twins for side in "ab" if rng.random() < 0.85]
        lists.append(order or ["a0"])
    dates = [str(np.datetime64("2024-01-01") + n * 300 // orders) for n in range(orders)]
    return lists, dates


@pytest.fixture(scope="module")
def contest() -> Contest:
    orders, dates = twin_shop(1500)
    history, _keys = history_of_lists(orders, dates)
    return run_contest(history, scorers=SOME, seeds=3)


def test_partners_are_found_and_best_sellers_are_not_enough(contest: Contest) -> None:
    assert (contest.orders, contest.learn_orders, contest.test_orders) == (1500, 1200, 300)
    assert contest.products == contest.known_products == 40
    assert contest.test_from == "2024-08-28"
    assert 150 < contest.questions < 300
    assert not [w for w in contest.warnings if "dates" in w]
    for task in (PAIR, REST):
        result = contest.tasks[task]
        assert [s.hr10.mean for s in result.standings] == sorted(
            (s.hr10.mean for s in result.standings), reverse=True
        )
        assert result.winner.hr10.mean > 0.55
        assert result.winner.hr10.mean > 1.5 * result.find("popularity").hr10.mean
        assert result.chosen != "raw_lift"
        assert result.winner.title in result.why
        assert f"{100 * result.winner.hr10.mean:.1f} of 100" in result.why
        assert result.find("popularity").top10_share.mean > 0.9
    with pytest.raises(KeyError):
        contest.tasks[PAIR].find("nobody")


def test_the_same_orders_give_the_same_contest(contest: Contest) -> None:
    orders, dates = twin_shop(1500)
    history, _keys = history_of_lists(orders, dates)
    assert run_contest(history, scorers=SOME, seeds=3).as_json() == contest.as_json()


def test_json_holds_what_scripts_rely_on(contest: Contest) -> None:
    told = contest.as_json()
    assert {"orders", "products", "learn_orders", "test_orders", "tasks", "baselines"} <= set(told)
    assert set(told["baselines"]) == {"popularity", "raw_lift", "ease"}
    for task in told["tasks"].values():
        assert {"scorers", "chosen", "settings", "why"} <= set(task)
        for scorer in task["scorers"]:
            for figure in ("hr10", "ndcg10", "mrr", "reach", "top10_share"):
                assert set(scorer[figure]) == {"mean", "sd"}


def test_without_dates_nothing_is_recent() -> None:
    orders, _dates = twin_shop(600)
    history, _keys = history_of_lists(orders)
    found = run_contest(history, scorers=SOME, seeds=2)
    assert found.test_from == ""
    assert any("no dates" in warning for warning in found.warnings)
    for result in found.tasks.values():
        for standing in result.standings:
            assert standing.name != "size_weighted_recent"
            assert "half_life_days" not in standing.settings


def test_nothing_is_tried_that_the_orders_have_no_word_of() -> None:
    """No names, customers or dates: neither settings for them nor a scorer that lives on them."""
    orders, dates = twin_shop(200)
    bare, _keys = history_of_lists(orders)
    assert useless_options(bare) == {
        "half_life_days", "trend", "names", "borrowed", "name_weight", "customers",
        "customer_weight",
    }  # fmt: skip
    by_name = {scorer.name: scorer for scorer in SCORERS}
    assert starting_options(by_name["blend"], bare) == {"smoothing": 5}
    assert not by_name["ease_blend"].suits(bare, REST)
    found = run_contest(bare, scorers=[by_name[name] for name in ("ease", "blend")], seeds=1)
    assert set(found.tasks[PAIR].find("blend").settings) == {"smoothing"}
    names = {f"{side}{twin}": f"cup {twin}" for side in "ab" for twin in range(20)}
    customers = [f"c{n % 9}" for n in range(len(orders))]
    told, _keys = history_of_lists(orders, dates, names, customers)
    assert not useless_options(told)
    assert by_name["ease_blend"].suits(told, REST)
    named, _keys = history_of_lists(orders, names=names)
    assert by_name["ease_blend"].suits(named, REST)
    assert "customer_weight" not in starting_options(by_name["ease_blend"], named)


def test_discounts_come_after_learning() -> None:
    """So that a contest learns once for all of them."""
    history, _keys = history_of_lists(twin_shop(100)[0])
    every = np.arange(history.product_count)
    own = {"smoothing": 10.0}
    plain = fit_engine("size_weighted", history, own)
    for late in ({"popularity_discount": 0.4}, {"best_seller_discount": 0.2}):
        assert set(late) < set(AFTERWARDS)
        after = discount_scores(plain, history, late, Progress()).of_products(every)
        assert (
            after == fit_engine("size_weighted", history, {**own, **late}).of_products(every)
        ).all()
        assert (after != plain.of_products(every)).any()


@pytest.mark.parametrize("orders", [[], [["a"]], [["a", "b"]] * 30])
def test_too_few_orders_keep_the_usual_choice(orders: list[list[str]]) -> None:
    history, _keys = history_of_lists(orders)
    found = run_contest(history, seeds=2)
    assert any("Too few" in warning for warning in found.warnings)
    assert found.tasks[PAIR].chosen == "size_weighted"
    assert found.tasks[REST].chosen == found.tasks[REST].default
    assert "too few to choose" in found.tasks[PAIR].why
    if not found.questions:
        assert math.isnan(found.tasks[PAIR].winner.hr10.mean)


def test_it_can_be_stopped() -> None:
    orders, dates = twin_shop(300)
    history, _keys = history_of_lists(orders, dates)
    progress = Progress()
    shares: list[float] = []

    def report(_label: str, share: float) -> None:
        shares.append(share)
        if share > 0.3:
            progress.cancel()

    progress.report = report
    with pytest.raises(Cancelled):
        run_contest(history, progress, scorers=SOME, seeds=2)
    assert max(shares) < 0.5


def entry(name: str, tuned: float, tested: float, may_win: bool = True) -> Entry:
    """A scorer that finds a share of 400 hidden products; `other` begins with others."""

    def answers(share: float) -> Answers:
        place = np.where(np.arange(400) < share * 400, 0, 50)
        place = np.roll(place, 20 if name == "other" else 0)
        better = np.where(np.arange(400) % 50 == 3, 0, place)  # one seed finds 2 % more
        return Answers(np.array([place, better]), np.zeros((2, 0), np.int64))

    made = Entry(Scorer(name, "size_weighted", may_win=may_win), {}, answers(tuned))
    made.tested = answers(tested)
    return made


@pytest.mark.parametrize(
    ("rival", "chosen"),
    [
        (entry("other", 0.50, 0.50), "other"),  # better twice
        (entry("other", 0.41, 0.50), "other"),  # the test overturns
        (entry("other", 0.405, 0.405), "usual"),  # no sure difference
        (entry("other", 0.50, 0.30), "usual"),  # better while tuning only
        (entry("other", 0.50, 0.39), "usual"),  # and hardly worse later
        (entry("other", 0.90, 0.90, may_win=False), "usual"),
    ],
)
def test_the_usual_stays_unless_another_is_surely_better(rival: Entry, chosen: str) -> None:
    entries = {"usual": entry("usual", 0.40, 0.40), "other": rival}
    assert choose(entries, "usual", 400) == chosen
    assert choose(entries, "usual", 10) == "usual"


def test_gain_is_in_standard_errors() -> None:
    one, other = entry("a", 0.5, 0.5).tested, entry("b", 0.4, 0.4).tested
    gain = one.hits - other.hits
    assert gain_over_noise(one, other) == pytest.approx(gain.mean() / (gain.std() / 20))
    assert gain_over_noise(one, one) == 0


def test_what_was_chosen_becomes_settings(contest: Contest) -> None:
    settings = apply_contest(Settings(top=7, smoothing=3.0, half_life_days=9.0), contest)
    assert settings.top == 7
    engine, options = pair_engine(settings)
    winner = contest.tasks[PAIR].winner
    assert engine == "size_weighted" or winner.name == "ease"
    assert options.items() >= dict(winner.settings).items()
    engine, options = basket_engine(settings)
    assert options.items() >= dict(contest.tasks[REST].winner.settings).items()


def test_a_spec_comes_back_as_written() -> None:
    options = {"penalty": 2.5, "half_life_days": 120.0, "size_power": 0.5}
    engine, read = read_spec(write_spec("ease", options), "ease")
    assert engine == "ease"
    assert read.items() >= options.items()
    assert read_spec("", "size_weighted")[0] == "size_weighted"
    assert read_spec("from_the_future penalty=3", "ease") == read_spec("ease", "ease")
    assert read_spec("ease penalty=much", "ease") == read_spec("ease", "ease")


@pytest.mark.parametrize("scorer", SCORERS, ids=lambda scorer: scorer.name)
def test_every_scorer_has_words(scorer: Scorer) -> None:
    assert scorer_title(scorer.name) != scorer.name
    assert scorer_meaning(scorer.name).endswith(".")
