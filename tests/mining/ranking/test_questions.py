"""Which orders are learnt from and what is asked: in time, known products only, same each time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.order_lists import history_of_lists
from xsell_desktop.mining.ranking.questions import ask, order_in_time, split_rows

ORDERS = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1), min_size=10, max_size=60)


@given(orders=ORDERS, dated=st.booleans())
def test_questions_come_from_later_orders_and_known_products(
    orders: list[list[str]], dated: bool
) -> None:
    dates = [f"2024-{1 + n * 5 % 12:02d}-11" for n in range(len(orders))]
    history, keys = history_of_lists(orders, dates if dated else None)
    learn, test = split_rows(order_in_time(history))
    assert len(learn) == int(len(orders) * 0.8)
    assert sorted([*learn, *test]) == list(range(len(orders)))
    if dated:
        assert history.date[learn].max() <= history.date[test].min()
    learnt = history.learn_from(learn)
    known = {keys[row] for row in learnt.product}
    sets = [set(orders[row]) for row in learn]
    assert known == {key for key in keys if sum(key in order for order in sets) >= 5}
    assert (np.diff(learnt.orders_of) <= 0).all()
    questions = ask(history, learnt, test, 3, Progress())
    wanted = [set(orders[row]) & known for row in test]
    wanted = [basket for basket in wanted if len(basket) >= 2]
    assert len(questions) == len(wanted)
    for row, basket in enumerate(wanted):
        held = {keys[learnt.product[c]] for c in questions.baskets[[row]].indices}
        assert held == basket
        for seed in range(3):
            asked = {
                keys[learnt.product[place[seed, row]]]
                for place in (questions.given, questions.hidden)
            }
            assert len(asked) == 2
            assert asked <= basket


def test_the_same_questions_each_time_and_others_with_other_seeds() -> None:
    orders = [["a", "b", "c", "d", "e"]] * 60
    history, _keys = history_of_lists(orders)
    learn, test = split_rows(order_in_time(history))
    learnt = history.learn_from(learn)
    one, other = (ask(history, learnt, test, 2, Progress()) for _n in range(2))
    assert (one.hidden == other.hidden).all()
    assert (one.given == other.given).all()
    assert (one.hidden[0] != one.hidden[1]).any()
    assert len(ask(history, learnt, test, 2, Progress(), most=5)) == 5


def test_sizes_count_products_that_are_not_known() -> None:
    orders = [["a", "b", f"rare{n}"] for n in range(20)]
    history, _keys = history_of_lists(orders)
    learnt = history.learn_from(np.arange(20))
    assert learnt.product_count == 2
    assert set(learnt.size.tolist()) == {3}
