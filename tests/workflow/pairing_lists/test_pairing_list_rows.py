"""Lists as merchandisers keep them: long, wide, without titles, with slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from xsell_desktop.domain.edits import (
    accept_pairing,
    clear_decision,
    draw_pairing,
    lock_pairings,
    pin_pairing,
    reject_pairing,
    set_season,
    write_message,
)
from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Decision, Direction, Plan, pair_of
from xsell_desktop.workflow.pairing_lists.cells import CellError, Field, read_field, read_season
from xsell_desktop.workflow.pairing_lists.diff import ListDiff, Step, compare_list
from xsell_desktop.workflow.pairing_lists.names import ProductNames
from xsell_desktop.workflow.pairing_lists.rows import (
    bare_columns,
    find_columns,
    read_rows,
    split_rows,
)
from xsell_desktop.workflow.pairing_lists.understanding import Ways, understand

ON = "2026-11-22"
SHOP = ProductNames(
    {"M1": "Aeropress", "M2": "Paper filters", "M3": "Coffee grinder", "M4": "Tea tin", "9": "Mug"},
    [("M4", "Old tea caddy")],
)


def take(text: str, folder: Path, plan: Plan | None = None) -> ListDiff:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    rows = read_rows(path)
    columns = find_columns(rows[0][1])
    start = 1 if columns is not None else 0
    columns = columns or bare_columns(max(len(cells) for _number, cells in rows))
    found = understand(rows[start:], columns, SHOP, Ways(ON, accepts=True))
    return compare_list(plan or Plan(), found, SHOP, ON)


def test_a_list_of_names_accepts_what_it_names(tmp_path: Path) -> None:
    diff = take("Product,Partner\nAeropress,paper  FILTERS\nM1,M3\nM4,old tea caddy\n", tmp_path)
    assert diff.plan.pairings.keys() == {pair_of("M1", "M2"), pair_of("M1", "M3")}
    assert {p.decision for p in diff.plan.pairings.values()} == {Decision.ACCEPTED}
    assert [p.row for p in diff.problems] == [4]
    assert "itself" in diff.problems[0].reason


def test_every_column_is_taken(tmp_path: Path) -> None:
    diff = take(
        "product;partner;decision;kind;direction;season;message;note;pinned\n"
        "M3;M1;accepted;up-sell;from_product;15 Nov – 6 Jan;Grind it;tried;yes\n"
        "M2;M1;rejected;;;;;;\n",
        tmp_path,
    )
    ruling = diff.plan.pairings[pair_of("M1", "M3")]
    assert (ruling.decision, ruling.kind, ruling.pinned) == (Decision.ACCEPTED, Kind.UP_SELL, True)
    assert (ruling.direction, ruling.season) == (Direction.FROM_B, ("11-15", "01-06"))
    assert (ruling.message, ruling.note) == ("Grind it", "tried")
    assert diff.plan.pairings[pair_of("M1", "M2")].decision is Decision.REJECTED
    assert diff.count(Step.NEW) == diff.changes == 2


def test_the_kind_in_a_report_says_something_where_the_user_changed_it(tmp_path: Path) -> None:
    """Also when other sales have come meanwhile, which would say another kind."""
    diff = take(
        "product,partner,orders_together,decision,kind,kind_in_sales\n"
        "M1,M2,9,,cross_sell,cross_sell\n"
        "M1,M3,9,accepted,cross_sell,cross_sell\n"
        "M2,M3,9,,up_sell,cross_sell\n",
        tmp_path,
    )
    said = {pair: ruling.kind for pair, ruling in diff.plan.pairings.items()}
    assert said == {pair_of("M1", "M3"): None, pair_of("M2", "M3"): Kind.UP_SELL}


def test_wide_lists_order_the_partners(tmp_path: Path) -> None:
    diff = take("sku,related 1,related 2,related 3\nM1,M3,M2,\nM4,9,,nothing\n", tmp_path)
    assert diff.plan.lists["M1"].partners == ("M3", "M2")
    assert diff.plan.lists["M4"].partners == ("9",)
    assert len(diff.plan.pairings) == 3
    assert [(p.row, p.reason) for p in diff.problems] == [(3, "no product is called “nothing”")]


def test_several_partners_in_a_cell(tmp_path: Path) -> None:
    diff = take('Product,Partners\nM1,M2|Tea tin|9\nM3,"M2, M4"\n', tmp_path)
    assert len(diff.plan.pairings) == 5
    assert not diff.plan.lists


def test_a_list_without_titles(tmp_path: Path) -> None:
    diff = take("Aeropress,Mug\nTea tin,Mug\n", tmp_path)
    assert diff.plan.pairings.keys() == {pair_of("M1", "9"), pair_of("M4", "9")}


def test_slips_are_told_with_the_row_and_what_may_be_meant(tmp_path: Path) -> None:
    diff = take(
        "product,partner,decision,season\nM1,Paper filter,accepted,\nM1,M2,perhaps,\n"
        "M1,M3,accepted,31 June – 1 May\nM1,M4,accepted,\nM4,M1,rejected,\n,M1,accepted,\nM2,,,\n",
        tmp_path,
    )
    assert [problem.row for problem in diff.problems] == [2, 3, 4, 6, 7, 8]
    assert diff.problems[0].near[0] == "Paper filters"
    assert "“perhaps”" in diff.problems[1].reason
    assert "row 5" in diff.problems[3].reason
    assert diff.plan.pairings.keys() == {pair_of("M1", "M4")}


def test_what_is_locked_stays_and_is_said(tmp_path: Path) -> None:
    one, other = pair_of("M1", "M2"), pair_of("M1", "M3")
    plan = accept_pairing(accept_pairing(Plan(), one, ON), other, ON)
    plan = lock_pairings(plan, [one])
    diff = take(
        "product,partner,decision,note\nM1,M2,rejected,x\nM1,M3,rejected,\n", tmp_path, plan
    )
    assert [entry.step for entry in diff.entries] == [Step.LOCKED, Step.CHANGED]
    assert diff.plan.pairings[one] == plan.pairings[one]
    assert diff.entries[1].words == "accepted → rejected"


def test_a_blank_says_nothing_and_a_dash_takes_back(tmp_path: Path) -> None:
    pair = pair_of("M1", "M2")
    plan = reject_pairing(Plan(), pair, ON)
    assert not take("product,partner,decision,message\nM1,M2,,\n", tmp_path, plan).changes
    assert not take("product,partner,decision\nM1,M2,-\n", tmp_path, plan).plan.pairings


def test_undecided_takes_back_what_clearing_the_decision_does(tmp_path: Path) -> None:
    pair = pair_of("M1", "M2")
    plan = draw_pairing(Plan(), pair, Direction.FROM_A, "2026-01-05")
    plan = set_season(pin_pairing(plan, pair), [pair], ("11-15", "01-06"))
    plan = write_message(plan, pair, "Goes well")
    taken = take("product,partner,decision\nM1,M2,undecided\n", tmp_path, plan).plan
    assert taken == clear_decision(plan, pair) != plan
    kept = take("product,partner,decision,season\nM1,M2,undecided,15 Nov - 6 Jan\n", tmp_path, plan)
    assert kept.plan.pairings[pair].season == ("11-15", "01-06")


def test_rejected_and_pinned_contradict(tmp_path: Path) -> None:
    diff = take("product,partner,decision,pinned\nM1,M2,rejected,yes\n", tmp_path)
    assert not diff.plan.pairings and len(diff.problems) == 1


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("11-15..01-06", ("11-15", "01-06")),
        ("15 November – 6 January", ("11-15", "01-06")),
        ("Nov 15 to 6. Jan", ("11-15", "01-06")),
        ("2026-03-01 00:00:00 – 2026-05-31", ("03-01", "05-31")),
        ("all year", None),
        ("", None),
    ],
)
def test_seasons_are_read_as_people_write_them(text: str, season: tuple[str, str] | None) -> None:
    assert read_season(text) == season


@pytest.mark.parametrize("text", ["March", "30 Feb – 1 May", "1 – 2 – 3", "13-01..01-01", "winter"])
def test_what_is_no_season_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="“"):
        read_season(text)


def test_pinning_accepts_and_rejecting_unpins() -> None:
    assert read_field(Field.PINNED, "yes", ON)["decision"] is Decision.ACCEPTED
    assert read_field(Field.DECISION, "rejected", ON)["pinned"] is False
    for field in (Field.DECISION, Field.KIND, Field.DIRECTION, Field.PINNED, Field.LOCKED):
        with pytest.raises(CellError):
            read_field(field, "what is this", ON)


def test_clipboards_of_spreadsheets() -> None:
    assert split_rows("a\tb\r\nc\td\r\n") == [(1, ["a", "b"]), (2, ["c", "d"])]
    assert split_rows('x\t"two\nlines"\ny\t"say ""hi"""\n') == [
        (1, ["x", "two\nlines"]), (3, ["y", 'say "hi"']),
    ]  # fmt: skip
    assert split_rows("") == split_rows("\n\n\t\n") == []
    broken = split_rows('5" pipe\tb\n"open\tc\nd\te')
    assert [cells for _row, cells in broken] == [['5" pipe', "b"], ['"open', "c"], ["d", "e"]]


def test_hostile_clipboards_end() -> None:
    many = "\n".join("\t".join("cell" for _column in range(10)) for _row in range(10_000))
    assert len(split_rows(many)) == 10_000
    assert split_rows("\0\x01\x02\xff\t\0")
    ragged = "\n".join("\t" * (row % 40) + "x" for row in range(500))
    assert len(split_rows(ragged)) == 500


def test_titles_are_told_from_values() -> None:
    assert find_columns(["M1", "M2"]) is None
    assert find_columns(["Take", "both"]) is None
    found = find_columns(["Message", "Note"])
    assert found is not None and not found.names_pairs
    found = find_columns(
        ["Product", "Partner", "Together", "Message", "Product key", "Partner key"]
    )
    assert found is not None and found.products == (4, 0) and found.partners == ((5, 1),)
