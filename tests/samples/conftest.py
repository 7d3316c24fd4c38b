"""The sample shop's files, and an independent, naive reading of its orders."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


@dataclass
class Row:
    """One record: the file's line number it starts on, and its cells by header."""

    number: int
    cells: dict[str, str]


@dataclass
class Order:
    """What is left of an order once everything that is no sale is gone."""

    placed: datetime
    email: str
    head: dict[str, str]
    keys: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    text = (SAMPLES / "truth.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    with (SAMPLES / "trailhead-orders.csv").open(encoding="utf-8", newline="") as file:
        return list(_numbered(file))


def _numbered(lines: Iterator[str]) -> Iterator[Row]:
    reader = csv.reader(lines)
    header = next(reader)
    number = reader.line_num + 1
    for cells in reader:
        yield Row(number, dict(zip(header, cells, strict=True)))
        number = reader.line_num + 1


@pytest.fixture(scope="session")
def sorted_rows(rows: list[Row]) -> dict[str, list[Row]]:
    """Every row under the one reason that decides about it; `kept` are the sales."""
    heads: dict[str, dict[str, str]] = {}
    seen: set[tuple[str, ...]] = set()
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        head = heads.setdefault(row.cells["Name"], row.cells)
        values = tuple(row.cells.values())
        found[_reason(row.cells, head, values in seen)].append(row)
        seen.add(values)
    return found


def _reason(cells: dict[str, str], head: dict[str, str], again: bool) -> str:
    if again:
        return "repeated"
    if head["Cancelled at"]:
        return "cancelled"
    if head["Tags"] == "test" or head["Payment Method"] == "bogus":
        return "test"
    if not cells["Lineitem sku"] and not cells["Vendor"]:
        return "not_a_product"
    if not cells["Lineitem name"]:
        return "blank_product"
    if not cells["Lineitem quantity"].isdigit():
        return "bad_quantity"
    try:
        datetime.strptime(cells["Created at"], "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return "bad_date"
    return "kept"


@pytest.fixture(scope="session")
def orders(rows: list[Row], sorted_rows: dict[str, list[Row]]) -> dict[str, Order]:
    heads: dict[str, dict[str, str]] = {}
    for row in rows:
        heads.setdefault(row.cells["Name"], row.cells)
    made: dict[str, Order] = {}
    for row in sorted_rows["kept"]:
        cells, name = row.cells, row.cells["Name"]
        if name not in made:
            placed = datetime.strptime(cells["Created at"], "%Y-%m-%d %H:%M:%S %z")
            made[name] = Order(placed.replace(tzinfo=None), cells["Email"], heads[name])
        made[name].keys.append(cells["Lineitem sku"] or cells["Lineitem name"])
        made[name].rows.append(cells)
    return made


@pytest.fixture(scope="session")
def orders_with(orders: dict[str, Order]) -> dict[str, set[str]]:
    """Order names by article key."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, order in orders.items():
        for key in order.keys:
            found[key].add(name)
    return found
