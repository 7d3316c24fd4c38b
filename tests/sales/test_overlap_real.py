"""A real export cut in overlapping pieces, imported in any order, is the whole."""

from __future__ import annotations

import lzma
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from xsell_desktop.sales.intake import read
from xsell_desktop.sales.merging.merge import merge
from xsell_desktop.sales.merging.overlap import Growth, measure_growth
from xsell_desktop.sales.sales import Import, Sales
from xsell_desktop.shops import LAYOUTS


def figures_of(imports: Sequence[Import]) -> tuple[int, int, int, float, float]:
    lines, _facts = merge(Sales(tuple(imports)), True)
    money = round(float(np.nansum(lines.line_revenue)), 2)
    pieces = float(lines.line_quantity.sum())
    return len(lines.order_keys), len(lines), len(lines.product_keys), pieces, money


def test_online_retail_in_pieces(shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    with lzma.open(shared_data("online_retail.csv.xz")) as file:
        head, *rows = file.read().split(b"\n")
    size = len(rows)
    cuts = [(0, size), (0, 200_003), (150_001, 380_007), (380_007, size)]
    whole, *pieces = (take(tmp_path / f"{a}.csv", head, rows[a:b]) for a, b in cuts)
    expected = figures_of([whole])
    assert expected[0] > 20_000
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        assert figures_of([pieces[at] for at in order]) == expected
    assert measure_growth(Sales((whole,)), pieces[1]).new_lines == 0
    growth = measure_growth(Sales((pieces[0], pieces[1])), pieces[2])
    assert growth == Growth(growth.new_orders, 1, growth.new_lines)  # the order that was cut


def take(path: Path, head: bytes, rows: Sequence[bytes]) -> Import:
    path.write_bytes(b"\n".join([head, *rows]))
    intake = read(path, LAYOUTS, salt=b"salt")
    assert intake.lines is not None
    return Import(str(path), path.name, "", intake.report, intake.lines)
