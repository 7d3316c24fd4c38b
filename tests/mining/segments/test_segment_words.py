"""Segments in sentences, and as a table."""

from __future__ import annotations

import math

import numpy as np
import pytest
from segment_shops import Orders, make_planted, order_values

from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.counting.intervals import wilson
from xsell_desktop.mining.segments.study import SegmentStudy, study_segments
from xsell_desktop.mining.segments.words import finding_sentence, segment_sentences
from xsell_desktop.tables.segments import COLUMNS, segment_table, strongest_pairs

Studied = tuple[SegmentStudy, Analysis, Orders]


@pytest.fixture(scope="module")
def studied() -> Studied:
    shop = make_planted()
    analysis, lines = shop.analysis(), shop.lines()
    return study_segments(analysis, lines, order_values(lines)), analysis, shop


def count(shop: Orders, country: str, *products: str) -> int:
    return sum(
        set(products) <= set(held) and where == country
        for held, where in zip(shop.products, shop.countries, strict=True)
    )


def test_a_difference_is_told_with_the_counts_of_both_sides(studied: Studied) -> None:
    study, analysis, shop = studied
    here, there = count(shop, "Germany", "a", "b"), count(shop, "France", "a", "b")
    told = segment_sentences(study, analysis, "a", "b")
    assert told[0] == (
        f"From Germany, {here} of the {count(shop, 'Germany', 'a')} orders with Name a hold Name b;"
        f" elsewhere {there} of {count(shop, 'France', 'a')}."
    )
    assert not any(text.startswith("From France") for text in told)
    other_way = segment_sentences(study, analysis, "b", "a")
    assert f"of the {count(shop, 'Germany', 'b')} orders with Name b hold Name a" in other_way[0]
    assert any(text.startswith("Day of the week: ") for text in told)
    assert not any(text.startswith("Country: ") for text in told)


def test_a_pair_like_everywhere_says_so(studied: Studied) -> None:
    study, analysis, _shop = studied
    row = next(
        row for row in study.measured[0].rows
        if "a" not in (analysis.products.keys[analysis.pairs.a[row]],
                       analysis.products.keys[analysis.pairs.b[row]])
    )  # fmt: skip
    keys = analysis.products.keys
    told = segment_sentences(
        study, analysis, keys[analysis.pairs.a[row]], keys[analysis.pairs.b[row]]
    )
    assert told[0] == "No kind of order differs for certain."
    assert any(text.startswith("Country: ") and "% of all orders are)" in text for text in told)


def test_an_unknown_pair_has_nothing_to_tell(studied: Studied) -> None:
    study, analysis, _shop = studied
    assert segment_sentences(study, analysis, "a", "nobody") == ()


def test_the_table_holds_segments_pairs_and_findings(studied: Studied) -> None:
    study, analysis, shop = studied
    frame = segment_table(study, analysis)
    assert tuple(frame.columns) == COLUMNS
    assert set(frame["row"]) == {"segment", "pair", "difference"}
    countries = frame[(frame["row"] == "segment") & (frame["segmentation"] == "country")]
    assert dict(zip(countries["segment"], countries["orders"], strict=True)) == {
        "France": 1200, "Germany": 300,
    }  # fmt: skip
    assert countries["share_of_orders"].sum() == pytest.approx(1)
    assert countries["order_value"].iloc[0] == pytest.approx(
        sum(map(len, (p for p, c in zip(shop.products, shop.countries, strict=True)
                      if c == "France"))) / 1200)  # fmt: skip
    found = frame[frame["row"] == "difference"].set_index("segment").loc["Germany"]
    assert (found["differs"], found["orders_together"]) == (
        "more",
        count(shop, "Germany", "a", "b"),
    )
    anchor = str(found["product"])
    assert found["orders_of_product"] == count(shop, "Germany", anchor)
    low, high = wilson(found["orders_together"], found["orders_of_product"])
    assert (found["attach_low"], found["attach_high"]) == pytest.approx((float(low), float(high)))
    assert found["elsewhere_together"] == count(shop, "France", "a", "b")
    assert found["lift_of_all"] < found["shrunken_lift"] < found["lift"]
    assert found["q_value"] <= 0.05
    rows = range(len(study.differences))
    sentences = [finding_sentence(study, analysis, row) for row in rows]
    assert found["sentence"] in sentences
    assert frame.loc[frame["row"] == "difference", "sentence"].tolist() == sentences


def test_texts_are_never_the_word_nan(studied: Studied) -> None:
    study, analysis, _shop = studied
    frame = segment_table(study, analysis)
    for name in ("rule", "product", "partner_name", "differs", "sentence"):
        assert frame[name].map(lambda text: isinstance(text, str)).all(), name


def test_the_strongest_pairs_stand_out_in_the_segment(studied: Studied) -> None:
    study, analysis, _shop = studied
    measured = study.of("country")
    assert measured is not None
    germany = measured.segmentation.places["Germany"]
    best = strongest_pairs(measured, germany, 5)
    worth = [
        int(measured.together[pair, germany])
        * math.log(float(measured.shrunken_lift(germany, int(pair))))
        for pair in best
    ]
    assert worth == sorted(worth, reverse=True)
    assert measured.rows[best[0]] == analysis.pair_row("a", "b")
    assert (measured.together[best, germany] > 0).all()
    assert len(strongest_pairs(measured, germany, 0)) == 0
    assert np.isin(best, strongest_pairs(measured, germany, 10**6)).all()


def test_a_pair_that_only_the_unknown_buy_is_strong_nowhere_else() -> None:
    shop = make_planted()
    for _again in range(6):
        shop.add(["x", "y"])
    analysis, lines = shop.analysis(), shop.lines()
    measured = study_segments(analysis, lines, order_values(lines)).of("country")
    assert measured is not None
    row = analysis.pair_row("x", "y")
    assert row is not None
    pair = measured.find(row)
    assert pair is not None
    assert measured.lift[pair] == 0
    for place in np.flatnonzero(measured.segmentation.known).tolist():
        assert pair not in strongest_pairs(measured, place, 10**6)
    nowhere = measured.segmentation.places["(unknown)"]
    assert pair not in strongest_pairs(measured, nowhere, 10**6)
