"""Where products lay when a project was saved, as rows and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

FAR = 20_000.0  # from the middle; a picture is as large as its farthest place

Places = Mapping[str, tuple[float, float]]


def write_layout(database: sqlite3.Connection, places: Places) -> None:
    """Write the places that are not too far away."""
    rows = [(key, x, y) for key, (x, y) in places.items() if abs(x) <= FAR and abs(y) <= FAR]
    database.executemany("INSERT INTO layout VALUES (?, ?, ?)", sorted(rows))


def read_layout(database: sqlite3.Connection) -> dict[str, tuple[float, float]]:
    """The places by product."""
    rows = database.execute("SELECT product, x, y FROM layout ORDER BY product")
    return {product: (x, y) for product, x, y in rows}
