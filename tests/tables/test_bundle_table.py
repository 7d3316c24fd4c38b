"""The bundle table and its figures by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Bundle, Part, Plan, pair_of
from xsell_desktop.domain.policies import Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.bundling.figures import count_bundle, figure_bundle
from xsell_desktop.mining.counting.baskets import Baskets
from xsell_desktop.tables.bundles import COLUMNS, bundle_table
from xsell_desktop.tables.write import write_csv

SET = Bundle(
    id="b1",
    name="Tea; for two",
    parts=(Part("007"), Part("MUG", 2)),
    discount=0.1,
    unit_costs={"MUG": 2.5},
    note="=why",
)


def test_a_bundle_of_the_plan_by_hand(four_products: Analysis) -> None:
    row = bundle_table(four_products, edits.put_bundle(Plan(), SET)).iloc[0]
    # 20 + 2 × 5 = 30; a tenth off is 27; costs 12 + 2 × 2.50 = 17
    assert (row["full_price"], row["price"], row["cost"], row["margin"]) == (30, 27, 17, 10)
    assert row["margin_full"] == 13
    assert (row["bundle"], row["source"], row["quantities"]) == ("b1", "you", "1; 2")
    assert row["product_names"] == "Kettle; Mug, blue"


def test_candidates_follow_at_full_price(four_products: Analysis) -> None:
    table = bundle_table(four_products, edits.put_bundle(Plan(), SET))
    row = table.iloc[1]
    assert (row["source"], row["orders_with_all"], row["one_short"]) == ("data", 3, 12)
    assert (row["revenue_together"], row["full_price"], row["discount"]) == (87, 29, 0)
    assert row["products"] == "007; MUG; =TEA"
    assert row["unknown_costs"] == "=TEA"
    assert math.isnan(row["margin"])
    assert row["break_even_extra"] == ""


def test_no_margin_left_is_never_and_a_fraction_is_one_more(four_products: Analysis) -> None:
    three = (Part("007"), Part("MUG"), Part("=TEA"))  # 29 at full price, 3 orders hold all
    costs = {"=TEA": 3.0}
    cheap = figure_bundle(four_products, three, 0.5, costs)
    assert math.isinf(cheap.money.break_even_extra)
    plan = edits.put_bundle(Plan(), Bundle("a", "A", three, 0.5, costs))
    plan = edits.put_bundle(plan, Bundle("b", "B", three, 0.2, costs))
    table = bundle_table(four_products, plan)
    # 20 % off gives away 5.80 × 3 = 17.40; a new sale earns 23.20 − 17 = 6.20; 2.8 → 3
    assert table["break_even_extra"].tolist()[:2] == ["never", "3"]
    assert table["revenue_together"].tolist()[:2] == [87, 87]


def test_the_file_is_safe_and_exact(four_products: Analysis, tmp_path: Path) -> None:
    write_csv(bundle_table(four_products, edits.put_bundle(Plan(), SET)), tmp_path / "b.csv")
    first = (tmp_path / "b.csv").read_text().splitlines()[1]
    assert first.startswith('b1,Tea; for two,you,007; MUG,"Kettle; Mug, blue",1; 2,')
    assert ",'=why," in first


def test_one_short_and_what_it_brings_by_hand(four_products: Analysis) -> None:
    """Kettle and mug at 25, costs 14: of 3 orders one short 2 lack the mug, 1 the kettle.

    A tenth off is 2.50: 2 × 2.50 = 5 are given away; a tenth of the three brings
    (2 × (3 − 2.50) + 1 × (8 − 2.50)) / 10 = 0.65.
    """
    orders = baskets({0, 1}, {0, 1}, {0}, {0, 2}, {1}, {2})
    analysis = replace(four_products, baskets=orders)
    pair = Bundle("p", "P", (Part("007"), Part("MUG")), 0.1)
    row = bundle_table(analysis, edits.put_bundle(Plan(), pair)).iloc[0]
    assert (row["missing_orders"], row["usually_missing"]) == ("1; 2", "MUG")
    assert row["usually_missing_name"] == "Mug, blue"
    assert row["gain"] == pytest.approx(-4.35)
    assert row["conversion_to_break_even"] == f"{5 / 6.5:.4g}"
    assert row["cannibalisation"] == pytest.approx(2 / 2.3, abs=1e-4)
    assert row["cannibalisation_low"] < row["cannibalisation"] < row["cannibalisation_high"]
    # (2 × 3 + 1 × 8) / 10 for 2.3 bundles at 25
    assert row["break_even_discount"] == pytest.approx(1.4 / (25 * 2.3), abs=1e-4)
    assert row["evidence"] == "proven"  # as the pair is
    assert (row["best_by"], row["source"]) == ("", "you")
    assert math.isnan(row["margin_together"])


def test_a_candidate_says_why_it_is_suggested(four_products: Analysis) -> None:
    candidate = replace(
        four_products.bundles[0],
        expected=0.123,
        explained=1.5,
        margin=12.345,
        evidence=Evidence.THIN,
        best_by=("revenue", "margin"),
    )
    row = bundle_table(replace(four_products, bundles=(candidate,)), Plan()).iloc[0]
    assert (row["evidence"], row["best_by"]) == ("thin", "revenue; margin")
    assert (row["expected_orders"], row["explained_orders"]) == (0.12, 1.5)
    assert row["margin_together"] == pytest.approx(12.345, abs=0.01)
    assert row["missing_orders"] == "2; 1; 9"
    assert row["usually_missing"] == "=TEA"
    assert row["conversion_to_break_even"] == ""  # the tea has no cost
    assert list(COLUMNS[:18])[-1] == "note"  # those that scripts know keep their places


def test_what_the_plan_forbids_is_not_suggested(four_products: Analysis) -> None:
    """Kettle, mug and tea are the one candidate; nine of the tea are in stock."""

    def sources(plan: Plan) -> list[str]:
        return bundle_table(four_products, plan)["source"].tolist()

    mug_and_tea = pair_of("MUG", "=TEA")
    assert sources(edits.reject_pairing(Plan(), mug_and_tea)) == []
    assert sources(edits.accept_pairing(Plan(), mug_and_tea)) == ["data"]
    assert sources(edits.reject_pairing(Plan(), pair_of("MUG", "rope"))) == ["data"]
    never = Policy("n", PolicyKind.NEVER_WITH, True,
                   {"products": ("007",), "with_products": ("=TEA",)})  # fmt: skip
    assert sources(replace(Plan(), policies=(never,))) == []
    assert sources(replace(Plan(), policies=(replace(never, enabled=False),))) == ["data"]
    for least, left in ((3.0, ["data"]), (4.0, [])):  # three kettles
        stock = Policy("s", PolicyKind.STOCK, True, {"least": least})
        assert sources(replace(Plan(), policies=(stock,))) == left


def test_no_bundles_no_rows(four_products: Analysis) -> None:
    assert len(bundle_table(replace(four_products, bundles=()), Plan())) == 0


def baskets(*orders: set[int]) -> Baskets:
    """Baskets of rows of products 0 to 3, one set an order."""
    held = [[n for n, order in enumerate(orders) if row in order] for row in range(4)]
    return Baskets(
        start=np.cumsum([0, *map(len, held)]),
        orders=np.array([n for row in held for n in row], dtype=np.int32),
        size=np.array([len(order) for order in orders], dtype=np.int32),
        date=np.full(len(orders), np.datetime64("NaT"), dtype="datetime64[s]"),
        customer=np.full(len(orders), -1, dtype=np.int32),
        order_code=np.arange(len(orders), dtype=np.int32),
        product_code=np.arange(4, dtype=np.int32),
    )


@pytest.mark.parametrize(
    ("products", "expected"),
    [
        (("007", "MUG"), (2, 2)),
        (("007", "MUG", "rope"), (1, 1)),
        (("007", "MUG", "never sold"), (0, 2)),
        (("007", "new", "newer"), (0, 0)),
        (("MUG", "007", "=TEA"), (3, 12)),  # as the candidate says
    ],
)
def test_any_products_can_be_counted(
    four_products: Analysis, products: tuple[str, ...], expected: tuple[int, int]
) -> None:
    orders = baskets({0, 1, 3}, {0, 1}, {0}, {1}, {2})
    counts = count_bundle(replace(four_products, baskets=orders), products)
    assert (counts.orders, counts.one_short) == expected
    assert sum(counts.missing.values()) == counts.one_short


def test_sales_without_prices_have_no_revenue_rather_than_none(four_products: Analysis) -> None:
    products = replace(four_products.products, revenue=np.zeros(4))
    candidate = replace(four_products.bundles[0], revenue=0.0)
    unpriced = replace(four_products, products=products, bundles=(candidate,))
    assert math.isnan(bundle_table(unpriced, Plan()).iloc[0]["revenue_together"])
