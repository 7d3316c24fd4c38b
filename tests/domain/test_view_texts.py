"""A view comes back from its text as it was, and no other text is one."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from any_view import views

from xsell_desktop.domain import view_texts
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.view_texts import read_view, view_text
from xsell_desktop.domain.views import Band, Filter, Mode, View


@given(views)
def test_any_view_comes_back(view: View) -> None:
    text = view_text(view)
    assert read_view(text) == view
    assert view_text(read_view(text)) == text


def test_a_view_by_hand() -> None:
    view = View(
        mode=Mode.MATRIX,
        focus=("b", "a"),
        filter=Filter(kinds=frozenset({Kind.UP_SELL}), price=Band(5.0), month="2026-03"),
    )
    stored = json.loads(view_text(view))
    assert stored["focus"] == ["b", "a"]
    assert stored["filter"]["price"] == [5.0, None]
    assert stored["filter"]["margin"] == [None, None]
    assert stored["filter"]["kinds"] == ["up_sell"]
    assert "Infinity" not in view_text(View())


def test_every_part_is_stored() -> None:
    stored = json.loads(view_text(View()))
    assert stored.keys() == {field.name for field in fields(View)}
    assert stored["filter"].keys() == {field.name for field in fields(Filter)}


def test_parts_left_out_are_as_they_come() -> None:
    assert read_view("{}") == View()
    assert read_view('{"filter": {}}') == View()
    assert read_view('{"filter": {"price": [null, 3]}}').filter.price == Band(-inf, 3.0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 100_000,
        '{"zoom": 2}',
        '{"mode": "globe"}',
        '{"mode": 1}',
        '{"mode": null}',
        '{"depth": 0}',
        '{"depth": 4}',
        '{"depth": 1.0}',
        '{"depth": true}',
        '{"limit": -1}',
        '{"limit": 1e400}',
        '{"focus": "a"}',
        '{"focus": [1]}',
        '{"focus": ["\\ud800"]}',
        '{"filter": {"segment": "\\ud800"}}',
        '{"filter": []}',
        '{"filter": {"vip": 1}}',
        '{"filter": {"strength": 1.5}}',
        '{"filter": {"strength": NaN}}',
        '{"filter": {"strength": true}}',
        '{"filter": {"held_up": 1}}',
        '{"filter": {"kinds": ["friends"]}}',
        '{"filter": {"kinds": [[]]}}',
        '{"filter": {"evidence": ["Proven"]}}',
        '{"filter": {"decisions": ["none"]}}',
        '{"filter": {"stock": [3]}}',
        '{"filter": {"price": [1]}}',
        '{"filter": {"price": [NaN, 1]}}',
        '{"filter": {"price": [1, Infinity]}}',
        '{"filter": {"price": [1, 1e300]}}',
        '{"filter": {"month": 3}}',
        json.dumps({"filter": {"segment": "x" * 501}}),
        json.dumps({"focus": ["x"] * 10_001}),
    ],
)
def test_what_is_no_view_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_view(text)


@given(st.dictionaries(st.sampled_from(sorted(view_texts._VIEW)), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(sorted(view_texts._FILTER)), inner, max_size=3),
)))  # fmt: skip
def test_any_json_is_a_view_or_refused(stored: dict[str, object]) -> None:
    try:
        view = read_view(json.dumps(stored))
    except ValueError:
        return
    assert read_view(view_text(view)) == view
