"""What is kept of a history's counts, and what makes room."""

from __future__ import annotations

import numpy as np
import pytest

from xsell_desktop.mining.ranking import kept
from xsell_desktop.mining.ranking.history import OrderHistory
from xsell_desktop.mining.ranking.kept import Kept, KeptRows
from xsell_desktop.mining.ranking.order_lists import history_of_lists
from xsell_desktop.mining.ranking.together import count_together


def history() -> OrderHistory:
    return history_of_lists([["a", "b"], ["a", "c"], ["b"]] * 3)[0]


def test_a_value_is_made_once_and_the_longest_unused_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "MOST_CELLS", 20)
    store, made = Kept(), list[str]()

    def find(key: str) -> None:
        def make() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
            made.append(key)
            return np.zeros(8)

        assert len(store.find(key, make)) == 8

    for key in "abaca":  # c makes room: b was not asked for since
        find(key)
    assert made == ["a", "b", "c"]
    find("b")
    assert made == ["a", "b", "c", "b"]
    assert list(store.values) == ["a", "b"]


def test_one_value_too_large_is_kept_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_CELLS", 5)
    store = Kept()
    store.find("small", lambda: np.zeros(2))
    assert store.find("large", lambda: np.zeros(9)) is store.find("large", lambda: np.zeros(1))
    assert list(store.values) == ["large"]


@pytest.mark.parametrize("most", [3, 100])
def test_rows_are_the_same_kept_or_not(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_WHOLE", most)
    whole, made = np.arange(49, dtype=np.float32).reshape(7, 7), list[slice]()

    def make(rows: slice) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        made.append(rows)
        return whole[rows]

    rows = KeptRows(7, make)
    asked = [slice(0, 3), slice(2, 5), slice(0, 5), slice(5, 9)]
    for part in asked:
        assert (rows.of(part) == whole[part]).all()
    assert len(made) == (4 if most == 3 else 3)  # the third is there already
    assert rows.size == (0 if most == 3 else 49)


def test_counts_are_kept_while_the_history_lives() -> None:
    found = history()
    assert count_together(found, 0.0, 1.0) is count_together(found, 0.0, 1.0)
    assert count_together(found) is not count_together(found, 0.0, 1.0)
    assert not found.take(np.arange(2)).kept.values
    assert not found.by_popularity().kept.values
