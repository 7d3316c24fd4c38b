"""Products that the user says are one are counted as one, from the lines to the files."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xsell_desktop import workflow
from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan, Settings, pair_of
from xsell_desktop.domain.product_edits import merge_products, merges_of, split_products
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.sales.sales import Sales

HEADER = "order id,order date,sku,product name,quantity,price"
KEYS = "ABCDEF"


def rows_of(orders: list[str]) -> list[tuple[int, str]]:
    return [(number, key) for number, order in enumerate(orders) for key in order]


def import_orders(folder: Path, rows: list[tuple[int, str]], name: str = "o.csv") -> Sales:
    lines = [
        f"{n},2026-0{1 + n % 6}-1{n % 9},{key},Name {key},1,{ord(key) - 60}" for n, key in rows
    ]
    path = folder / name
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return workflow.import_files(Sales(), [path]).sales


def with_catalogue(sales: Sales, folder: Path, text: str) -> Sales:
    path = folder / "products.csv"
    path.write_text(text, encoding="utf-8")
    return workflow.import_files(sales, [path]).sales


ORDERS = ["AC", "BC", "AC", "BD", "ABC", "CD", "E", "F", "EF", "D"] * 6


@pytest.fixture
def shop(tmp_path: Path) -> Sales:
    return import_orders(tmp_path, rows_of(ORDERS))


def analyse(sales: Sales, plan: Plan) -> Analysis:
    return workflow.analyse(sales, plan.settings, merges=merges_of(plan))


def counts(analysis: Analysis) -> dict[object, object]:
    products, pairs = analysis.products, analysis.pairs
    return {
        **{
            key: (int(products.orders[row]), float(products.units[row]), products.revenue[row])
            for key, row in products.index.items()
        },
        **{
            pair_of(products.keys[a], products.keys[b]): (together, round(expected, 9))
            for a, b, together, expected in zip(
                pairs.a, pairs.b, pairs.together.tolist(), pairs.expected.tolist(), strict=True
            )
        },
    }


@given(
    st.lists(st.text(KEYS, min_size=1, max_size=4).map(lambda o: "".join(sorted(set(o)))),
             min_size=3, max_size=25),
    st.dictionaries(st.sampled_from("CDE"), st.sampled_from("AFX"), max_size=3),
)  # fmt: skip
@settings(max_examples=40)
def test_merged_is_counted_like_lines_that_name_the_product_that_stays(
    orders: list[str], merges: dict[str, str]
) -> None:
    rows = rows_of(orders)
    with tempfile.TemporaryDirectory() as folder:
        sales = import_orders(Path(folder), rows)
    lines, facts = workflow.merged_lines(sales, True, merges)
    held = [
        (lines.order_keys[o], lines.product_keys[p])
        for o, p in zip(lines.line_order.tolist(), lines.line_product.tolist(), strict=True)
    ]
    assert sorted(held) == sorted((str(n), merges.get(key, key)) for n, key in rows)
    assert lines.line_revenue.sum() == pytest.approx(sum(ord(key) - 60 for _n, key in rows))
    assert len(set(lines.product_keys)) == len(lines.product_keys) == len(facts.price)
    for key, name, others in zip(
        lines.product_keys, lines.product_names, lines.product_aliases or ((),) * 99, strict=False
    ):
        gone = {old for old, new in merges.items() if new == key and old in "".join(orders)}
        assert gone <= {*others}
        assert name == f"Name {key}" or key == "X" or key not in "".join(orders)
    assert facts.merges == merges


def test_counts_are_those_of_a_file_with_one_key(shop: Sales, tmp_path: Path) -> None:
    merged = analyse(shop, merge_products(Plan(), ["B"], "A"))
    renamed = [(n, "A" if key == "B" else key) for n, key in rows_of(ORDERS)]
    alike = workflow.analyse(import_orders(tmp_path, renamed, "p.csv"), Settings())
    one, other = counts(merged), counts(alike)
    assert one.keys() == other.keys()
    for key in one.keys() - {"A"}:
        assert one[key] == other[key]
    assert one["A"][:2] == other["A"][:2]  # type: ignore[index]
    assert merged.merges == {"B": "A"}
    assert [*merged.products.list_aliases()] == [("A", "B"), ("A", "Name B")]
    assert merged.name_of("A") == "Name A"


def test_undone_is_as_before(shop: Sales) -> None:
    plan = edits.accept_pairing(Plan(), pair_of("B", "C"))
    merged = merge_products(plan, ["B"], "A")
    assert [*merged.pairings] == [pair_of("A", "C")]
    before, after = analyse(shop, plan), analyse(shop, merged)
    assert counts(before) != counts(after)
    assert counts(analyse(shop, plan)) == counts(before)
    assert counts(analyse(shop, split_products(merged, ["B"]))) == counts(before)


def test_catalogue_facts_of_the_one_that_stays(shop: Sales, tmp_path: Path) -> None:
    shelf = ["A,Alpha,9,,3,", "B,Beta,8,4,5,Tea", "X,Xi,7,1,2,Mugs", ""]
    text = "\n".join(["sku,product name,price,cost,stock,category", *shelf])
    known = with_catalogue(shop, tmp_path, text)
    lines, facts = workflow.merged_lines(known, True, {"B": "A", "C": "X"})
    at = {key: place for place, key in enumerate(lines.product_keys)}
    a, x = at["A"], at["X"]
    assert {"B", "C"}.isdisjoint(at)
    assert (facts.price[a], facts.cost[a], facts.stock[a], facts.category[a]) == (9, 4, 8, "Tea")
    assert (facts.price[x], facts.stock[x], facts.category[x]) == (7, 2, "Mugs")
    assert lines.product_names[x] == "Xi"
    assert {"C", "Name C"} <= {*lines.product_aliases[x]}
    assert {product.key for product in facts.unsold} == set()
    unlisted, facts = workflow.merged_lines(known, True, {"A": "E", "E2": "F"})
    e = unlisted.product_keys.index("E")
    assert (facts.price[e], facts.stock[e], bool(facts.in_catalogue[e])) == (9, 3, True)
    assert {product.key for product in facts.unsold} == {"X"}
    assert np.isnan(facts.stock[unlisted.product_keys.index("F")])


def test_nothing_known_of_it_changes_nothing(shop: Sales) -> None:
    apart = workflow.merged_lines(shop, True)
    lines, facts = workflow.merged_lines(shop, True, {"nobody": "A"})
    assert lines is apart[0]
    assert facts.merges == {"nobody": "A"}
    assert workflow.merged_lines(shop, True, {"B": "A"}) is workflow.merged_lines(
        shop, True, {"B": "A"}
    )
    assert workflow.merged_lines(shop, True) is apart


def test_every_verb_looks_at_the_lines_of_the_analysis(shop: Sales) -> None:
    plan = merge_products(Plan(), ["B"], "A")
    analysis = analyse(shop, plan)
    keys = set(analysis.products.keys)
    assert {"B"}.isdisjoint(keys)
    assert len(workflow.cover(shop, plan, analysis)) == len(keys)
    orders = workflow.list_pair_orders(shop, analysis, "A", "C")
    assert orders is not None
    assert len(orders) == analysis.count_together("A", "C")[0] == 30 - 6
    assert workflow.measure(shop, plan, analysis).tiles
    study = workflow.study_segments(shop, analysis)
    assert study is workflow.studied_segments(analysis)
    assert workflow.count_effect(shop, plan, analysis) is not None
    comparison = workflow.compare(shop, analysis, workflow.LATEST)
    assert comparison is None or set(comparison.before.products.keys) <= keys


def test_a_run_honours_the_merges_and_wishes_of_a_project(shop: Sales, tmp_path: Path) -> None:
    plan = merge_products(edits.accept_pairing(Plan(), pair_of("B", "F")), ["B"], "A")
    project = tmp_path / "shop.xsell"
    workflow.save_project(project, shop, plan)
    out = tmp_path / "out"
    result = workflow.run(workflow.RunChoices((), out, project=project))
    with (out / "recommendations.csv").open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert found
    assert "B" not in {value for row in found for value in row.values()}
    assert result.summary["products"] == 5
    assert result.summary["decisions"] == 2
    assert result.summary["decided"] == {"pairings": 1, "bundles": 0, "lists": 0, "products": 1}
    back = workflow.open_project(out / "project.xsell")
    assert back.plan == plan


def test_merged_keys_that_an_import_renames_still_follow(tmp_path: Path) -> None:
    damaged = [f"{n},2026-01-01,{key},{name},1,5" for n in range(4)
               for key, name in (("123", "Tea"), ("b", "B"), ("c", "C"))]  # fmt: skip
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([HEADER, *damaged, ""]), encoding="utf-8")
    sales = workflow.import_files(Sales(), [path]).sales
    repaired = with_catalogue(
        sales, tmp_path, "sku,product name,price,stock\n00123,Tea,5,3\nb,B,5,3\nc,C,5,3\n"
    )
    for plan, there in (
        (merge_products(Plan(), ["123"], "b"), {"00123": "b"}),
        (merge_products(Plan(), ["c"], "123"), {"c": "00123"}),
    ):
        moved = workflow.follow_products(plan, sales, repaired)
        assert merges_of(moved) == there
        assert len(analyse(repaired, moved).products) == 2
