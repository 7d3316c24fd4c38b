"""Two threads at work change neither the order nor the failures of what they make."""

from __future__ import annotations

import time

import pytest

from xsell_desktop.mining.counting.ahead import both_at_once, read_ahead


def test_results_come_in_the_order_of_the_items() -> None:
    def slow_at_first(number: int) -> int:
        time.sleep(0.01 if number < 3 else 0.0)
        return number * number

    assert list(both_at_once(slow_at_first, range(20))) == [n * n for n in range(20)]
    assert list(both_at_once(slow_at_first, ())) == []
    assert list(read_ahead(iter(range(1, 20)))) == list(range(1, 20))


def test_a_failure_is_told_at_its_item() -> None:
    made = both_at_once(lambda number: 12 // number, (4, 3, 0, 2))
    assert [next(made), next(made)] == [3, 4]
    with pytest.raises(ZeroDivisionError):
        next(made)


def test_few_items_are_begun_before_they_are_asked_for() -> None:
    begun: list[int] = []
    made = both_at_once(begun.append, range(1000))
    next(made)
    made.close()
    assert len(begun) < 10
