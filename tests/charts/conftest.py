"""Figures of shops that have everything, or lack something; the shops are in tests/kpis."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "kpis"))

import numpy as np
from tiny_shop import NAN, Row, make_analysis, make_facts, make_lines, make_picks

from xsell_desktop.kpis.summary import Kpis, measure

CASES = ("full", "no dates", "no prices", "one order", "empty")
NAMES = (
    "Espresso cups",
    "Whole bean Ethiopia Yirgacheffe 1 kg",
    "Filters",
    "Tent, two persons, $99 or $89",
    "Sleeping bag",
    "咖啡豆埃塞俄比亚",
    "Kettle",
    "Grinder with adjustable ceramic burrs and a very long name",
    "Mug",
    "Rope 10 m",
)


@lru_cache
def kpis_of(case: str) -> Kpis:
    """The figures of a case, always the same."""
    if case == "empty":
        rows, about = [], {}
    elif case == "one order":
        rows, about = [Row("o", "p0", 20.0), Row("o", "p1", 5.0)], {"o": {"date": "2025-02-03"}}
    else:
        rows, about = _many(dated=case != "no dates", priced=case != "no prices")
    lines = make_lines(rows, about)
    aisles = ("Coffee", "Camp kitchen and everything that goes with it", "Sleeping", "Walking")
    facts = make_facts(lines, category=[aisles[int(key[1:]) % 4] for key in lines.product_keys])
    lists = {"p0": ["p1", "p2"], "p1": ["p0"], "p3": ["p4", "p7"], "p5": ["p6"]} if rows else {}
    names = tuple(NAMES[int(key[1:])] for key in lines.product_keys)
    object.__setattr__(lines, "product_names", names)
    return measure(lines, facts, make_picks(lines, lists), make_analysis(lines, "GBP"))


def _many(*, dated: bool, priced: bool) -> tuple[list[Row], dict[str, dict[str, object]]]:
    """700 orders of fifteen months; a few large, some sent back."""
    random = np.random.default_rng(7)
    rows: list[Row] = []
    about: dict[str, dict[str, object]] = {}
    for n in range(700):
        key = f"o{n}"
        held = random.choice(10, size=min(10, 1 + random.poisson(1.6)), replace=False)
        for product in held.tolist():
            money = float(np.round(random.lognormal(3, 1), 2)) if priced else NAN
            rows.append(Row(key, f"p{product}", money))
            if random.random() < 0.06:
                rows.append(Row(key, f"p{product}", -money, -1))
        day = np.datetime64("2024-03-01") + int(n * 0.64)
        about[key] = {"currency": "GBP"} if priced else {}
        if dated:
            about[key]["date"] = str(day)
        if random.random() < 0.8:
            about[key]["customer"] = f"c{int(random.pareto(1) * 10) % 200}"
    return rows, about


@pytest.fixture(params=CASES)
def kpis(request: pytest.FixtureRequest) -> Kpis:
    return kpis_of(request.param)


@pytest.fixture
def full() -> Kpis:
    return kpis_of("full")
