"""Words of names: which are read, what they weigh, and how alike two names are."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.mining.ranking.name_words import read_words, unit_rows, weigh_words

NAMES = st.lists(
    st.lists(st.sampled_from(["Red", "blue", "bag", "Bags", "12", "é", "of"]), max_size=4).map(
        " ".join
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("JUMBO BAG Red-Spot", {"jumbo", "bag", "red", "spot"}),
        ("Set of 6 T-Lights", {"set", "of", "6", "light"}),
        ("Straße & Glass's", {"strasse", "glas"}),
        ("bus gas", {"bus", "gas"}),
        ("", set()),
        ("- / _", set()),
    ],
)
def test_words_read(name: str, words: set[str]) -> None:
    assert read_words(name) == words


def test_a_rare_word_weighs_more_and_a_lone_or_common_one_nothing() -> None:
    names = ["shop red bag", "shop red cup", "shop red bag", "shop lamp", "shop"]
    found = weigh_words(names).toarray()
    assert found.shape == (5, 2)  # red and bag
    assert sorted(found[0].tolist()) == pytest.approx([math.log(5 / 3), math.log(5 / 2)])
    assert found[3:].sum() == 0


@given(names=NAMES)
def test_likeness_is_the_cosine_of_the_words(names: list[str]) -> None:
    words = [read_words(name) for name in names]
    count = {word: sum(word in each for each in words) for each in words for word in each}
    weight = {w: math.log(len(names) / n) for w, n in count.items() if 1 < n < len(names)}
    rows = unit_rows(weigh_words(names))
    found = (rows @ rows.T).toarray()
    for a, mine in enumerate(words):
        for b, theirs in enumerate(words):
            shared, own, other = (
                sum(weight.get(word, 0.0) ** 2 for word in part)
                for part in (mine & theirs, mine, theirs)
            )
            wanted = shared / math.sqrt(own * other) if own and other else 0.0
            assert found[a, b] == pytest.approx(wanted, abs=1e-5)


def test_names_do_not_depend_on_the_order_of_words() -> None:
    one, other = weigh_words(["a1 b2", "b2 a1", "c3"]), weigh_words(["b2 a1", "a1 b2", "c3"])
    assert np.allclose((one @ one.T).toarray(), (other @ other.T).toarray())
