"""Files damaged at random: a UserError that names them, or every row accounted for."""

from __future__ import annotations

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


@given(st.sampled_from(NAMES), HARM)
def test_harm_is_reported_or_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, name: str, harms: list[tuple[str, int, int, bytes]]
) -> None:
    with resource("samples", name).open("rb") as file:
        data = b"".join(file.readlines()[:120])
    path = tmp_path_factory.mktemp("harmed") / name
    path.write_bytes(harm(data, harms))
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
    assert len(rows) > 1
    starts = [refusal.row for refusal in intake.report.rows_refused]
    assert starts == sorted(set(starts))
    if intake.lines is not None:
        assert len(intake.lines) >= intake.report.lines_kept
