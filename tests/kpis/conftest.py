"""The shops of these tests are in tiny_shop."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tiny_shop import coffee_shop

from xsell_desktop.kpis.orders import Orders, count_orders
from xsell_desktop.sales.lines import Lines


@pytest.fixture
def lines() -> Lines:
    return coffee_shop()


@pytest.fixture
def orders(lines: Lines) -> Orders:
    return count_orders(lines, "GBP")
