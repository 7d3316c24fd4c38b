"""Places, hits and lists against sorting the whole catalogue question by question."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking import answers
from xsell_desktop.mining.ranking.answers import answer, best, places
from xsell_desktop.mining.ranking.questions import Questions
from xsell_desktop.mining.ranking.scores import Scores


@given(
    seed=st.integers(0, 10_000), products=st.integers(3, 25), asked=st.integers(1, 12),
    task=st.sampled_from(["pair", "rest"]), coarse=st.booleans(), base=st.booleans(),
    cells=st.sampled_from([1, 40, 10_000]),
)  # fmt: skip
def test_places_and_lists_equal_a_plain_sort(
    seed: int, products: int, asked: int, task: str, coarse: bool, base: bool, cells: int
) -> None:
    rng = np.random.default_rng(seed)
    matrix = rng.random((products, products)).astype(np.float32)
    if coarse:  # many ties
        matrix = np.round(matrix * 2)
    np.fill_diagonal(matrix, 0)
    popular = (rng.integers(0, 2, products)).astype(np.float32)
    scores = Scores(
        sparse.csr_matrix(matrix) if base else matrix,
        np.ones(products, np.float32) if base else None,
        popular if base else None,
    )
    questions = draw(rng, products, asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "CELLS_A_BLOCK", cells)
        found = answer(scores, questions, task, Progress(), spread=True)
    slots = np.zeros((2, products), int)
    for s in range(2):
        for row in range(asked):
            hidden, given_one = questions.hidden[s, row], questions.given[s, row]
            basket = set(questions.baskets[[row]].indices.tolist())
            given_ones = {int(given_one)} if task == "pair" else basket - {int(hidden)}
            value = sum(matrix[g] + (popular if base else 0) for g in given_ones)
            free = [p for p in range(products) if p not in given_ones]
            turn = sorted(free, key=lambda p: (-round(float(value[p]), 4), p))
            if coarse:
                assert found.place[s, row] == turn.index(hidden)
                slots[s, turn[:10]] += 1
            else:
                near = [p for p in free if abs(value[p] - value[hidden]) < 1e-4]
                assert abs(found.place[s, row] - turn.index(hidden)) < len(near)
    if coarse:
        assert (found.slots == slots).all()
        share = np.sort(slots, axis=1)[:, -10:].sum(axis=1) / slots.sum(axis=1)
        assert found.top10_share.mean == pytest.approx(share.mean())
        assert found.reach.mean == pytest.approx((slots > 0).mean())


def draw(rng: np.random.Generator, products: int, asked: int) -> Questions:
    held = np.zeros((asked, products), np.float32)
    given_ones, hidden = np.zeros((2, asked), np.int64), np.zeros((2, asked), np.int64)
    for row in range(asked):
        basket = rng.choice(products, rng.integers(2, min(products, 6) + 1), replace=False)
        held[row, basket] = 1
        for s in range(2):
            given_ones[s, row], hidden[s, row] = rng.choice(basket, 2, replace=False)
    return Questions(sparse.csr_matrix(held), given_ones, hidden)


def test_figures_by_hand() -> None:
    """Two seeds, two questions: places 0 and 10, then 1 and 2."""
    found = answers.Answers(np.array([[0, 10], [1, 2]]), np.zeros((2, 0), np.int64))
    assert found.hr10.mean == 0.75
    assert found.hr10.sd == 0.25
    ndcg = (1 / np.log2(2) + 0) / 2, (1 / np.log2(3) + 1 / np.log2(4)) / 2
    assert found.ndcg10.mean == pytest.approx(sum(ndcg) / 2)
    assert found.mrr.mean == pytest.approx((1 + 1 / 11 + 1 / 2 + 1 / 3) / 4)
    assert found.hits.tolist() == [1.0, 0.5]
    nothing = np.zeros((2, 0), np.int64)
    assert np.isnan(answers.Answers(nothing, nothing).hr10.mean)


def test_ties_go_to_the_first() -> None:
    rows = np.array([[1, 1, 1, 1], [0, 2, 2, -np.inf]], np.float32)
    assert places(rows, np.array([2, 2])).tolist() == [2, 1]
    assert best(rows, 2).tolist() == [[True, True, False, False], [False, True, True, False]]
    assert best(rows, 4)[1].tolist() == [True, True, True, False]
