"""The shop's figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from xsell_desktop.kpis.summary import Kpis

COLUMNS = ("id", "label", "value", "text", "detail", "passport")


def kpi_table(kpis: Kpis) -> pd.DataFrame:
    """One row a figure: number (blank where unknown), the text shown, and how it is made."""
    rows = [[getattr(tile, name) for name in COLUMNS] for tile in kpis.tiles]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["value"] = pd.to_numeric(table["value"], errors="coerce").round(6)
    return table
