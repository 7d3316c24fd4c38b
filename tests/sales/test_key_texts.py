"""Keys and names without what nobody sees."""

from __future__ import annotations

import numpy as np
import pytest

from xsell_desktop.sales.key_texts import seen, spell_keys, spell_names
from xsell_desktop.sales.table import Column


def column(*texts: str) -> Column:
    return Column(np.arange(len(texts), dtype=np.int32), list(texts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  AB 12\t", "AB 12"),
        ("AB\u00a012", "AB 12"),
        ("\u200bAB12\ufeff", "AB12"),
        ("Cafe\u0301", "Café"),
        ("ＡＢ１２", "ＡＢ１２"),
        ("AB12", "AB12"),
    ],
)
def test_only_what_looks_the_same_becomes_the_same(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize("extra", ["x", "ü"])
def test_keys_that_become_equal_share_a_code(extra: str) -> None:
    spelt = spell_keys(column("A1", " A1", "A1 ", extra))
    assert spelt.values == ["A1", extra]
    assert spelt.codes.tolist() == [0, 0, 0, 1]


def test_names_lose_the_spellings_of_web_pages_and_keys_keep_them() -> None:
    names = spell_names(column("Salt &amp; Pepper", "Salt & Pepper", "Caf&#233; 5&quot;", "A&B;"))
    assert names.values == ["Salt & Pepper", 'Café 5"', "A&B;"]
    assert spell_keys(column("A&amp;B", "A&B")).values == ["A&amp;B", "A&B"]
