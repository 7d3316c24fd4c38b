"""A plan written as a list and taken back says the same of every pair."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import (
    Decision,
    Direction,
    OwnList,
    Pairing,
    Plan,
    pair_of,
)
from xsell_desktop.workflow.pairing_lists.diff import Step, compare_list
from xsell_desktop.workflow.pairing_lists.names import ProductNames
from xsell_desktop.workflow.pairing_lists.rows import find_columns, read_rows
from xsell_desktop.workflow.pairing_lists.taking import write_pairing_list
from xsell_desktop.workflow.pairing_lists.understanding import Ways, understand

ON = "2026-11-22"
KEYS = ("85123A", "0042", "=1+1", "-7", "Tea, loose", 'Mug "big"', "a;b", "Ærø 5", "@home", "x|y")
NAMES = {key: f"Name of {key}" for key in KEYS}
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40
).map(str.strip) | st.sampled_from(("-", "–", "'-", "'–", "''=1"))
DAYS = st.sampled_from(("01-06", "02-29", "11-15", "12-31"))


@st.composite
def pairings(draw: st.DrawFn) -> Pairing:
    one, other = draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True))
    decision = draw(st.sampled_from(Decision))
    decided = decision is not Decision.NONE
    return Pairing(
        pair_of(one, other),
        decision,
        pinned=decision is Decision.ACCEPTED and draw(st.booleans()),
        by_hand=decided and draw(st.booleans()),
        direction=draw(st.sampled_from(Direction)),
        message=draw(TEXTS),
        note=draw(TEXTS),
        decided_on="2025-03-04" if decided else "",
        kind=draw(st.none() | st.sampled_from(Kind)),
        season=draw(st.none() | st.tuples(DAYS, DAYS)),
        locked=draw(st.booleans()),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    ruled = {ruling.pair: ruling for ruling in draw(st.lists(pairings(), max_size=8))}
    said = {pair: ruling for pair, ruling in ruled.items() if ruling != Pairing(pair)}
    lists = {}
    for anchor in draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True)):
        others = [key for key in KEYS if key != anchor]
        partners = draw(st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True))
        lists[anchor] = OwnList(anchor, tuple(partners), ON)
    return Plan(pairings=said, lists=lists)


@settings(max_examples=80)
@given(plans())
def test_a_written_list_says_the_same_when_it_is_taken_back(plan: Plan) -> None:
    names = ProductNames(NAMES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        count = write_pairing_list(path, plan, None)
        rows = read_rows(path)
    assert len(rows) == count + 1
    columns = find_columns(rows[0][1])
    assert columns is not None and columns.names_pairs
    found = understand(rows[1:], columns, names, Ways("2026-12-01", accepts=True))
    assert found.problems == []
    taken = compare_list(Plan(), found, names, ON)
    assert taken.plan.pairings == plan.pairings
    assert taken.plan.lists == plan.lists
    again = compare_list(plan, found, names, ON)
    assert again.plan is plan and again.changes == again.count(Step.LOCKED) == 0


@given(st.lists(st.lists(TEXTS, max_size=6), max_size=12), st.booleans())
def test_no_list_however_odd_breaks_a_plan(cells: list[list[str]], blank_clears: bool) -> None:
    rows = [(number, row) for number, row in enumerate(cells, 1)]
    columns = find_columns(["product", "partner", "decision", "season", "rank", "message"])
    assert columns is not None
    names = ProductNames({**NAMES, "": "nothing"})
    found = understand(rows, columns, names, Ways(ON, blank_clears=blank_clears))
    assert found.rows == len(rows)
    for pair in compare_list(Plan(), found, names, ON).plan.pairings:
        assert pair.a < pair.b and pair.a in NAMES


def test_a_name_of_many_products_is_nobodys(seed: int = 3) -> None:
    random = np.random.default_rng(seed)
    words = ("Red", "Blue", "Mug", "Tin", "Lamp")
    names = {
        f"K{n}": " ".join(words[int(at)] for at in random.integers(0, 5, 2)) for n in range(60)
    }
    finder = ProductNames(names)
    for key, name in names.items():
        twins = [other for other, text in names.items() if text == name]
        found = finder.find(name.upper() + " ")
        assert found.key == (key if len(twins) == 1 else "")
        assert finder.find(key.lower()).key == key
        assert bool(found.reason) == (len(twins) > 1)
