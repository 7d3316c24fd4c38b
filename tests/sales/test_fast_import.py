"""An import read by its bytes is the import read by the parser, line for line."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import UserError
from xsell_desktop.resources import resource
from xsell_desktop.sales.files import byte_cells, plain_lines, source
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

TORTURE = sorted((Path(__file__).parents[1] / "data" / "torture").glob("*.csv"))


def outcome(path: Path) -> dict[str, Any] | str:
    """All that an import gives, as values that compare."""
    try:
        intake = read(path, LAYOUTS, salt=b"salt")
    except UserError as error:
        return str(error)
    lines = vars(intake.lines) if intake.lines is not None else {}
    columns = {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in lines.items()
    }
    return {"report": intake.report.to_json(), "catalogue": intake.catalogue} | {
        name: repr(value) for name, value in columns.items()
    }


def both(path: Path) -> tuple[dict[str, Any] | str, dict[str, Any] | str]:
    """The outcome by bytes in tiny chunks, cells put off early, and by the parser alone."""
    with (
        patch.object(plain_lines, "CHUNK_BYTES", 300),
        patch.object(byte_cells, "SOON", 3),
        patch.object(byte_cells, "ENOUGH", 1),
    ):
        fast = outcome(path)
    with patch.object(source, "ASCII_BELOW", frozenset()):
        return fast, outcome(path)


@pytest.mark.parametrize("path", TORTURE, ids=lambda path: path.name)
def test_torture_files(path: Path) -> None:
    fast, strict = both(path)
    assert fast == strict


def test_the_sample_shop() -> None:
    for name in ("trailhead-orders.csv", "trailhead-products-woocommerce.csv"):
        fast, strict = both(resource("samples", name))
        assert fast == strict


cells = st.one_of(
    st.sampled_from(["", "Tea", "Pot, blue", "Œuf", '5" pipe', "  mug ", "A1", "0012", "x" * 300]),
    st.text("ab, é\n\"'", max_size=8),
)


@given(
    st.lists(st.tuples(st.integers(1, 40), cells, st.integers(0, 3)), min_size=1, max_size=60),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_order_lines(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, int]], ending: str
) -> None:
    path = tmp_path_factory.mktemp("lines") / "lines.csv"
    text = "Order ID,Product,Quantity,Date" + ending
    for number, (order, product, quantity) in enumerate(rows):
        quoted = '"' + product.replace('"', '""') + '"' if set(product) & set('",\n') else product
        text += f"{order},{quoted},{quantity},2024-03-{number % 28 + 1:02}" + ending
    path.write_bytes(text.encode())
    fast, strict = both(path)
    assert fast == strict
