"""The textbook's measures against mlxtend, scipy and tables worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mlxtend.frequent_patterns import association_rules, fpgrowth
from mlxtend.preprocessing import TransactionEncoder
from scipy import stats

from xsell_desktop.mining.counting.textbook import (
    conviction,
    cosine,
    fisher_p,
    jaccard,
    leverage,
    zhang,
)
from xsell_desktop.sales.lines import Floats


def one(value: float) -> Floats:
    return np.array([float(value)])


def test_by_hand() -> None:
    """Both in 3 of 10 orders, a in 4, b in 5: shares .3, .4 and .5."""
    n, a, b = one(3), one(4), one(5)
    assert leverage(n, a, b, 10)[0] == pytest.approx(0.1)
    assert conviction(n, a, b, 10)[0] == pytest.approx(0.5 / 0.25)
    assert conviction(n, b, a, 10)[0] == pytest.approx(0.6 / 0.4)
    assert jaccard(n, a, b)[0] == pytest.approx(3 / 6)
    assert cosine(n, a, b)[0] == pytest.approx(3 / math.sqrt(20))
    assert zhang(n, a, b, 10)[0] == pytest.approx(0.1 / max(0.3 * 0.6, 0.4 * 0.2))


def test_where_there_is_no_value() -> None:
    """Conviction at confidence 1, Zhang where both shares are whole."""
    assert math.isnan(conviction(one(4), one(4), one(5), 10)[0])
    assert math.isnan(conviction(one(10), one(10), one(10), 10)[0])
    assert math.isnan(zhang(one(10), one(10), one(10), 10)[0])
    assert math.isnan(zhang(one(4), one(10), one(4), 10)[0])
    assert zhang(one(4), one(4), one(10), 10)[0] == 0
    assert zhang(one(0), one(4), one(5), 10)[0] == pytest.approx(-1)


@given(
    orders=st.lists(
        st.sets(st.sampled_from("abcde"), min_size=1, max_size=4), min_size=2, max_size=40
    )
)
def test_as_mlxtend_has_it(orders: list[set[str]]) -> None:
    encoder = TransactionEncoder()
    table = pd.DataFrame(encoder.fit_transform(orders), columns=encoder.columns_)
    frequent = fpgrowth(table, min_support=1e-9, use_colnames=True, max_len=2)
    with np.errstate(invalid="ignore"):
        rules = association_rules(frequent, metric="support", min_threshold=0.0)
    rules = rules.rename(columns=lambda name: name.replace(" ", "_"))
    size = len(orders)
    for rule in rules.itertuples():
        n = one(round(rule.support * size))
        a = one(round(rule.antecedent_support * size))
        b = one(round(rule.consequent_support * size))
        assert leverage(n, a, b, size)[0] == pytest.approx(rule.leverage, abs=1e-12)
        assert jaccard(n, a, b)[0] == pytest.approx(rule.jaccard)
        mine = conviction(n, a, b, size)[0]
        assert math.isnan(mine) if n == a else mine == pytest.approx(rule.conviction)
        mine = zhang(n, a, b, size)[0]
        if not math.isnan(mine):
            assert mine == pytest.approx(rule.zhangs_metric, abs=1e-9)


@given(
    both=st.integers(0, 90), only_a=st.integers(0, 30), only_b=st.integers(0, 30),
    neither=st.integers(0, 900),
)  # fmt: skip
def test_fisher_as_scipy_has_it(both: int, only_a: int, only_b: int, neither: int) -> None:
    table = [[both, only_a], [only_b, neither]]
    wanted = stats.fisher_exact(table, alternative="greater").pvalue
    size = both + only_a + only_b + neither
    mine = fisher_p(one(both), one(both + only_a), one(both + only_b), size)[0]
    assert mine == pytest.approx(wanted, rel=1e-8, abs=1e-300)
