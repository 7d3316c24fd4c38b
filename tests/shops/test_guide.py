"""The guide names every format that is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from xsell_desktop.sales.layouts import Layout
from xsell_desktop.shops import LAYOUTS

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "importing.md"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_the_guide_names_the_format(layout: Layout) -> None:
    rows = [
        row for row in GUIDE.read_text(encoding="utf-8").splitlines() if f"`{layout.id}`" in row
    ]
    assert rows
    if not layout.proven:
        assert any("ask" in row for row in rows)
