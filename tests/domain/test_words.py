"""Money, errors and progress as people meet them."""

from __future__ import annotations

import pytest

from xsell_desktop.domain.errors import Cancelled, UserError
from xsell_desktop.domain.money import format_money
from xsell_desktop.domain.progress import Progress


@pytest.mark.parametrize(
    ("amount", "currency", "short", "text"),
    [
        (1234.5, "GBP", False, "£1,234.50"),
        (-2.5, "EUR", False, "−€2.50"),
        (-0.001, "EUR", False, "€0.00"),
        (1234.5, "JPY", False, "¥1,234"),
        (36_000, "GBP", True, "£36.0k"),
        (-1_500_000, "USD", True, "−$1.5m"),
        (2e9, "USD", True, "$2.0bn"),
        (5_400, "USD", True, "$5,400"),
        (12, "XYZ", False, "XYZ 12.00"),
        (12, "", False, "12.00"),
        (float("nan"), "GBP", False, "–"),
    ],
)
def test_money(amount: float, currency: str, short: bool, text: str) -> None:
    assert format_money(amount, currency, short=short) == text


def test_a_user_error_reads_as_three_sentences() -> None:
    error = UserError("The disk is full", "a.csv needs 3 MB", "Make room.")
    assert str(error) == "The disk is full. a.csv needs 3 MB. Make room."
    assert str(UserError("Only this")) == "Only this."


def test_a_part_of_the_work_fills_its_part_of_the_bar() -> None:
    seen: list[tuple[str, float]] = []
    progress = Progress(lambda label, share: seen.append((label, share)))
    half = progress.part(0.5, 1.0)
    half.step("a", 0.5)
    half.part(0.0, 0.5).step("b", 1.0)
    half.step("c")
    assert seen == [("a", 0.75), ("b", 0.75), ("c", -1.0)]


def test_cancelling_stops_every_part() -> None:
    progress = Progress()
    part = progress.part(0.0, 0.5).part(0.0, 1.0)
    part.step("goes on")
    progress.cancel()
    with pytest.raises(Cancelled):
        part.step("stops")
