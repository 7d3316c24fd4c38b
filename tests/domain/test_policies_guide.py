"""The guide to policies runs, and names every kind with its values."""

from __future__ import annotations

import doctest
from pathlib import Path

from xsell_desktop.domain.policies import PARAMETERS

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "policies.md"


def test_its_examples_hold() -> None:
    found = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert found.attempted > 4
    assert found.failed == 0


def test_every_value_is_in_its_table() -> None:
    rows = {
        line.split("`")[1]: line
        for line in GUIDE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    }
    assert rows.keys() == {kind.value for kind in PARAMETERS}
    for kind, parameters in PARAMETERS.items():
        assert all(f"`{name}`" in rows[kind.value] for name in parameters)
