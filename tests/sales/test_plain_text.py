"""What is left of a cell without its dress."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.plain_text import LONGEST, is_blank, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" 12 ", "12"),
        ("'12", "12"),
        ('="007"', "007"),
        ('=""', '=""'),
        ("１２：３０", "12:30"),
        ("٣", "3"),
        ("1\u00a0234", "1 234"),
        ("\u200f12\ufeff", "12"),
        ("12²", "12²"),
        ("é", "é"),
    ],
)
def test_undresses(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.text("0123456789.-/: ", max_size=LONGEST))
def test_plain_texts_stay(text: str) -> None:
    assert plain_text(text) == text.strip()


def test_far_cells_are_not_looked_at() -> None:
    far = " " * 1_000_000
    assert plain_text(far) is far
    assert not is_blank(far)


def test_blank_words() -> None:
    assert all(map(is_blank, ("", " ", "-", "N/A", "null", "'")))
    assert not any(map(is_blank, ("0", "nan", "none left")))
