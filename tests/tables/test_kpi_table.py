"""The figures as a table."""

from __future__ import annotations

import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from xsell_desktop.kpis.tiles import Tile
from xsell_desktop.tables.kpis import kpi_table
from xsell_desktop.tables.write import write_csv


def test_a_figure_is_a_row(tmp_path: Path) -> None:
    kpis: Any = SimpleNamespace(
        tiles=(
            Tile("aov", "Average order", 41.2345678, "£41.23", "of 50 orders", "Sales ÷ orders."),
            Tile("margin", "Margin", math.nan, "–", "No costs are known.", "Needs costs."),
        )
    )
    write_csv(kpi_table(cast(Any, kpis)), tmp_path / "k.csv")
    assert (tmp_path / "k.csv").read_text().splitlines() == [
        "id,label,value,text,detail,passport",
        "aov,Average order,41.234568,£41.23,of 50 orders,Sales ÷ orders.",
        "margin,Margin,,–,No costs are known.,Needs costs.",
    ]


def test_no_figures_no_rows() -> None:
    assert len(kpi_table(cast(Any, SimpleNamespace(tiles=())))) == 0
