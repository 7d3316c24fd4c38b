"""A shop of four products whose every figure can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import (
    Analysis,
    BundleCandidate,
    Evidence,
    Family,
    Pairs,
    Products,
)

NAN = float("nan")


@pytest.fixture
def four_products() -> Analysis:
    """40 orders; kettle–mug 12 together, kettle–tea 3, mug–tea 6; rope alone."""
    products = Products(
        keys=("007", "MUG", "=TEA", "rope"),
        names=("Kettle", "Mug, blue", "=Tea", "Rope"),
        categories=("Cooking", "Cooking", "Drinks", ""),
        orders=np.array([40, 20, 10, 2]),
        units=np.array([41.0, 25.0, 10.0, 2.0]),
        revenue=np.array([820.0, 125.0, 40.0, NAN]),
        price=np.array([20.0, 5.0, 4.0, NAN]),
        cost=np.array([12.0, 2.0, NAN, NAN]),
        stock=np.array([3.0, NAN, 9.0, NAN]),
        visible=np.array([True, True, False, True]),
        family=np.array([0, 0, 1, -1], dtype=np.int32),
        position=np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.5], [9.0, 9.0]]),
    )
    pairs = Pairs(
        a=np.array([0, 1, 0], dtype=np.int32),
        b=np.array([1, 2, 2], dtype=np.int32),
        together=np.array([12, 6, 3]),
        expected=np.array([5.0, 1.5, 3.75]),
        q_value=np.array([1.23456e-9, 0.04, 1.0]),
        evidence=np.array([Evidence.PROVEN, Evidence.LIKELY, Evidence.CHANCE], dtype=np.int8),
        score_ab=np.array([0.3, 0.2, 0.1]),
        score_ba=np.array([0.5, 0.4, 0.2]),
        strength=np.array([0.9, 0.5, 0.1]),
        top_customer=np.array([0.25, NAN, NAN]),
        like_for_like=np.array([2.2, NAN, NAN]),
    )
    return Analysis(
        settings=Settings(),
        orders=50,
        lines=72,
        customers=9,
        first_date="2026-01-01",
        last_date="2026-06-30",
        currency="GBP",
        other_currencies=(),
        pairs_counted=5,
        products=products,
        pairs=pairs,
        bundles=(BundleCandidate((0, 1, 2), 3, 12, 87.0, missing=(2, 1, 9)),),
        families=(Family("Cooking", 2), Family("Drinks", 1)),
    )
