"""EASE with words and customers: the closed form over the rows written out."""

from __future__ import annotations

import numpy as np
import pytest

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking import side_rows
from xsell_desktop.mining.ranking.customer_baskets import customer_baskets
from xsell_desktop.mining.ranking.ease import fit_ease
from xsell_desktop.mining.ranking.name_words import unit_rows, weigh_words
from xsell_desktop.mining.ranking.order_lists import history_of_lists
from xsell_desktop.mining.ranking.scorers import SCORERS

NAMES = {"a": "red bag", "b": "blue bag", "c": "red cup", "d": "blue cup", "e": "red lamp"}
ORDERS = [["a", "b"], ["a", "c", "e"], ["b", "d"], ["d"], ["c", "e"], ["a", "d", "e"]] * 3
BUYERS = ["ann", "bob", None, "ann", "eve", "bob"] * 3


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_words_and_customers_are_rows_like_orders(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_rows, "CELLS_A_BLOCK", block)
    history, keys = history_of_lists(ORDERS, names=NAMES, customers=BUYERS)
    options = {"penalty": 2.0, "name_weight": 0.5, "customer_weight": 0.3}
    found = fit_ease(history, options, Progress()).of_products(np.arange(len(keys)))
    words = unit_rows(weigh_words(history.product_names)).toarray().T
    people = customer_baskets(history).toarray()
    root = people.sum(axis=1, keepdims=True) ** -0.25
    rows = np.vstack([history.held.toarray(), 0.5**0.5 * words, 0.3**0.5 * root * people])
    inverse = np.linalg.inv(rows.T @ rows + 2.0 * np.eye(len(keys)))
    wanted = -inverse / np.diag(inverse)
    np.fill_diagonal(wanted, 0.0)
    assert found == pytest.approx(wanted, abs=1e-5)


def test_without_names_and_customers_it_is_plain() -> None:
    history, keys = history_of_lists(ORDERS)
    every = np.arange(len(keys))
    plain = fit_ease(history, {"penalty": 2.0}, Progress()).of_products(every)
    options = {"penalty": 2.0, "name_weight": 1.0, "customer_weight": 1.0}
    assert (fit_ease(history, options, Progress()).of_products(every) == plain).all()


def test_both_blends_take_part_and_may_win() -> None:
    scorers = {scorer.name: scorer for scorer in SCORERS}
    assert scorers["blend"].may_win and scorers["ease_blend"].may_win
    assert {"names", "borrowed", "customers", "trend"} <= set(scorers["blend"].start)
    assert {"name_weight", "customer_weight"} <= set(scorers["ease_blend"].start)
