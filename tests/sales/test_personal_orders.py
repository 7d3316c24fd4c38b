"""Order keys that are people, and those that only look odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sales.order_lines import take
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.sales.rules.personal_orders import names_people
from xsell_desktop.shops import LAYOUTS


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("zora@mail.example", True),
        ("Zora Lane", True),
        ("Anne-Marie O’Hara", True),
        ("Ödön Šimek", True),
        ("+44 917 0000000", True),
        ("#1001", False),
        ("SO 2024 17", False),
        ("Order A-17", False),
        ("7f3c2a9e-11aa", False),
        ("WEB", False),
        ("20260105 17", False),
    ],
)
def test_a_key_that_is_a_person_is_hidden(tmp_path: Path, text: str, hidden: bool) -> None:
    rows = [f"{text},a,1", f"{text},b,1", "2,a,1", "2,b,1"]
    lines = take(tmp_path, "order id,sku,quantity", *rows).lines
    assert lines is not None
    assert len(lines.order_keys) == 2
    assert (lines.order_keys[0] != text) == hidden
    assert lines.order_keys[1] == "2"


def test_a_column_of_people_taken_for_orders_is_hidden_whatever_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("member,item\n7001,a\n7001,b\nZora,a\nZora,c\n", encoding="utf-8")
    said = ColumnMap("plain-lines", {"order": "member", "product": "item"})
    hashed = [read(path, LAYOUTS, said, salt=salt).lines for salt in (b"one", b"one", b"other")]
    keys = [lines.order_keys for lines in hashed if lines is not None]
    assert keys[0] == keys[1]
    assert len({*keys[0], *keys[2]}) == 4
    assert not {"7001", "Zora"} & {*keys[0]}


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("Full name", True), ("E-mail", True), ("Customer ID", True), ("Kundennummer", True),
        ("Order name", False), ("Order ID", False), ("Invoice", False), ("Bon", False),
    ],
)  # fmt: skip
def test_columns_of_people_are_known_by_their_names(header: str, people: bool) -> None:
    assert names_people(header) is people
