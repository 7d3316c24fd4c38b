"""Files damaged at random: a UserError that names them, or every row accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import UserError
from xsell_desktop.resources import resource
from xsell_desktop.sales.cells import cells
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS

NAMES = (
    "trailhead-orders.csv",
    "trailhead-products-shopify.csv",
    "trailhead-products-woocommerce.csv",
)
BITS = (
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b'""',
    b"\xef\xbb\xbf",
    b";;;",
    b"\t",
    b"'",
    b"-",
)
TORTURE = Path(__file__).parents[1] / "data" / "torture"
TORTURED = sorted(
    path.name for path in TORTURE.iterdir() if path.suffix in {".csv", ".tsv", ".txt", ".html"}
)
HARM = st.lists(
    st.tuples(
        st.sampled_from(["insert", "cut", "repeat", "end"]),
        st.integers(0, 40_000),
        st.integers(1, 300),
        st.sampled_from(BITS),
    ),
    max_size=6,
)


def harm(data: bytes, harms: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, where, length, bit in harms:
        at = where % max(1, len(data))
        if kind == "insert":
            data = data[:at] + bit + data[at:]
        elif kind == "cut":
            data = data[:at] + data[at + length :]
        elif kind == "repeat":
            data = data[: at + length] + data[at:]
        elif length < 30:
            data = data[:at]
    return data


def original(name: str) -> bytes:
    if name in TORTURED:
        return (TORTURE / name).read_bytes()
    with resource("samples", name).open("rb") as file:
        return b"".join(file.readlines()[:120])


@given(st.one_of(st.sampled_from(NAMES), st.sampled_from(TORTURED)), HARM)
def test_harm_is_reported_or_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, name: str, harms: list[tuple[str, int, int, bytes]]
) -> None:
    path = tmp_path_factory.mktemp("harmed") / name
    path.write_bytes(harm(original(name), harms))
    try:
        look = preview(path, LAYOUTS)
        intake = read(path, LAYOUTS)
        rows = list(cells(path))
    except UserError as error:
        assert name in str(error)
        assert error.next_step
        return
    assert intake.report.balanced()
    assert look.format == intake.report.format
    assert rows
    starts = [refusal.row for refusal in intake.report.rows_refused]
    assert starts == sorted(set(starts))
    if intake.lines is not None:
        assert len(intake.lines) >= intake.report.lines_kept


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.zip", "a.gz"]))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(data)
    try:
        assert read(path, LAYOUTS).report.balanced()
        list(cells(path))
    except UserError as error:
        assert name in str(error)
        assert error.next_step
