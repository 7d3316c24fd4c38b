"""Orders cut into segments: hand-worked shops."""

from __future__ import annotations

import numpy as np
import pytest
from segment_shops import Orders, order_values

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.counting.baskets import fill_baskets
from xsell_desktop.mining.segments.buyers import find_buyers
from xsell_desktop.mining.segments.segmentation import OTHER, UNKNOWN, Segmentation
from xsell_desktop.mining.segments.segmentations import Segmentations, segments_of


def cuts_of(shop: Orders, price: float = 1.0) -> Segmentations:
    lines = shop.lines(price)
    return segments_of(fill_baskets(lines, Settings()), lines, order_values(lines))


def cut_of(shop: Orders, key: str, price: float = 1.0) -> Segmentation:
    return next(one for one in cuts_of(shop, price).made if one.key == key)


def counts(cut: Segmentation) -> dict[str, int]:
    assert sum(segment.orders for segment in cut.segments) == len(cut.of_order)
    assert np.bincount(cut.of_order).tolist() == [segment.orders for segment in cut.segments]
    return {segment.key: segment.orders for segment in cut.segments}


def regulars() -> Orders:
    """Customers who come every ten days, 100 days on record, and others of every class."""
    shop = Orders()

    def visit(customer: str, *days: int, size: int = 1) -> None:
        for day in days:
            date = np.datetime64("2024-01-01") + day
            shop.add([f"p{n}" for n in range(size)], customer=customer, date=f"{date}T10:00:00")

    visit("rich", *range(0, 101, 10), size=9)
    visit("often", *range(0, 91, 10))
    visit("steady", 60, 70, 80, 90)
    visit("twice", 80, 95)
    visit("fresh", 99)
    visit("late", 50, 65)
    visit("gone", 10)
    visit("", 100, 100)
    return shop


def test_customers_fall_into_classes_by_the_shop_s_own_rhythm() -> None:
    """Who comes back does so after 10 days, and the middle of them has 4 orders."""
    cut = cut_of(regulars(), "rfm")
    assert counts(cut) == {
        "champions": 11 + 10, "loyal": 4, "promising": 2, "new": 1, "slipping": 2, "lost": 1,
        UNKNOWN: 2,
    }  # fmt: skip
    assert "after 10 days" in cut.note
    rules = {segment.key: segment.rule for segment in cut.segments}
    assert rules["champions"].startswith("Ordered in the last 20 days, 4 orders or more, and among")
    assert "more than 40 days" in rules["lost"]


def test_the_usual_gap_takes_orders_of_one_day_as_one() -> None:
    shop = regulars()
    for _again in range(40):
        shop.add(["p1"], customer="rich", date="2024-01-01T11:00:00")
    baskets = fill_baskets(shop.lines(), Settings())
    buyers = find_buyers(baskets, np.ones(len(baskets)))
    assert buyers is not None
    assert buyers.gap == 10
    assert buyers.is_first.sum() == 7


def test_without_prices_champions_are_the_loyal_ones() -> None:
    assert counts(cut_of(regulars(), "rfm", price=float("nan")))["champions"] == 25


def test_segments_say_what_they_come_to() -> None:
    cut = cut_of(regulars(), "visits", price=2.0)
    assert counts(cut) == {"first": 7, "later": 24, UNKNOWN: 2}
    first, _later, unknown = cut.segments
    assert (first.customers, first.priced, first.revenue) == (7, 7, 2 * (9 + 6))
    assert first.order_value == pytest.approx(30 / 7)
    assert (unknown.customers, unknown.is_known) == (0, False)


def test_the_first_order_is_the_earliest_whatever_the_file_s_order() -> None:
    shop = Orders()
    shop.add(["a"], customer="ann", date="2024-03-02")
    shop.add(["b"], customer="ann", date="2024-03-01")
    shop.add(["c"], customer="ann", date="2024-03-01")
    cut = cut_of(shop, "visits")
    assert [cut.segments[place].key for place in cut.of_order] == ["later", "first", "later"]


def test_unknown_customers_are_never_one_customer() -> None:
    shop = Orders()
    for day in range(1, 9):
        shop.add(["a"], date=f"2024-03-0{day}")
    cuts = cuts_of(shop)
    assert {"rfm", "visits"}.isdisjoint(one.key for one in cuts.made)
    assert cuts.missing["Customer class"] == "the sales name no customers"


def test_days_and_times() -> None:
    shop = Orders()
    for date in ("2024-01-01T09:00", "2024-01-06T12:00", "2024-01-07T16:59:59", "1969-12-31T17:30",
                 "NaT"):  # fmt: skip
        shop.add(["a"], date=date)
    assert counts(cut_of(shop, "weekday")) == {
        "monday": 1, "wednesday": 1, "saturday": 1, "sunday": 1, UNKNOWN: 1,
    }  # fmt: skip
    assert counts(cut_of(shop, "weekend")) == {"weekdays": 2, "weekend": 2, UNKNOWN: 1}
    assert counts(cut_of(shop, "daytime")) == {
        "morning": 1, "afternoon": 2, "evening": 1, UNKNOWN: 1,
    }  # fmt: skip


def test_days_without_a_time_are_not_all_in_the_morning() -> None:
    shop = Orders()
    for day in range(1, 8):
        shop.add(["a"], date=f"2024-01-0{day}")
    cuts = cuts_of(shop)
    assert "daytime" not in {one.key for one in cuts.made}
    assert cuts.missing["Time of day"] == "the dates have no time of day"


def test_the_commonest_places_have_names_of_their_own() -> None:
    shop = Orders()
    for at, country in enumerate("abcdefghijkl"):
        for _time in range(20 - at):
            shop.add(["x"], country=country, channel="web" if at % 2 else "shop")
    shop.add(["x"])
    assert counts(cut_of(shop, "country")) == {
        **{c: 20 - at for at, c in enumerate("abcdefgh")}, OTHER: 12 + 11 + 10 + 9, UNKNOWN: 1,
    }  # fmt: skip
    other = cut_of(shop, "country").segments[-2]
    assert (other.where, other.rule) == ("from all others", "i, j, k, l")
    assert counts(cut_of(shop, "channel"))[UNKNOWN] == 1


def test_a_ninth_country_needs_no_others() -> None:
    shop = Orders()
    for country in "abcdefghi":
        shop.add(["x"], country=country)
    assert set(counts(cut_of(shop, "country"))) == set("abcdefghi")


def test_one_country_or_no_dates_cannot_be_cut() -> None:
    shop = Orders()
    shop.add(["a", "b"], country="Spain", customer="ann")
    shop.add(["a"], country="Spain", customer="bob")
    cuts = cuts_of(shop)
    assert cuts.made == ()
    assert cuts.missing["Country"] == "all orders are of Spain"
    assert cuts.missing["Sales channel"] == "no file names a sales channel or till"
    assert cuts.missing["Day of the week"] == "the sales have no dates"
    assert cuts.missing["New or returning"] == "the sales have no dates"
