"""How far a pair can be trusted, on the sample shop: the section, the months, the orders."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Pair, Plan, pair_of
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.trust.held_up import HELD, UNKNOWN
from xsell_desktop.mining.trust.sentences import buyer_sentences, held_up_sentences
from xsell_desktop.sales.plain_orders import lines_of_orders
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Import, Sales
from xsell_desktop.ui.inspector.month_chart import MonthChart
from xsell_desktop.ui.places.pairings import PairingsPlace
from xsell_desktop.ui.session import Session, State
from xsell_desktop.ui.tables.orders_panel import order_columns

Shop = tuple[Sales, Analysis]
WAIT = 20_000  # milliseconds: pandas may be loaded first, beside other tests


@pytest.fixture(scope="module")
def shop() -> Shop:
    sales = workflow.import_files(Sales(), workflow.sample_files()).sales
    return sales, workflow.analyse(sales, Plan().settings)


@pytest.fixture
def sample(new_place: Callable[[Session], PairingsPlace], shop: Shop) -> PairingsPlace:
    session = Session()
    place = new_place(session)
    session.open(State(sales=shop[0], plan=Plan(), analysis=shop[1]), saved=True)
    return place


def pair_at(analysis: Analysis, row: int) -> Pair:
    keys, pairs = analysis.products.keys, analysis.pairs
    return pair_of(keys[pairs.a[row]], keys[pairs.b[row]])


def wait_for_trust(qtbot: QtBot, place: PairingsPlace) -> None:
    section = place.inspector.pair_page.trust
    qtbot.waitUntil(lambda: not section.buyers.isHidden(), timeout=WAIT)


def test_a_pair_is_weighed_beside_the_window(
    qtbot: QtBot, sample: PairingsPlace, shop: Shop
) -> None:
    analysis = shop[1]
    pair = pair_at(analysis, 0)
    sample.selection.select_pair(pair, pair.b)
    page = sample.inspector.pair_page
    assert page.trust.buyers.isHidden()
    wait_for_trust(qtbot, sample)
    trust = workflow.weigh_pair(analysis, pair.b, pair.a)
    assert trust is not None and trust.later is not None
    assert page.trust.buyers.text.text() == " ".join(buyer_sentences(trust))
    assert page.trust.later.text.text() == " ".join(held_up_sentences(trust.later, 0))
    assert page.trust.months.accessibleDescription().startswith("April 2025: ")
    assert page.orders.text() == f"Show the {trust.together} orders with both"


def test_the_last_pair_chosen_is_the_one_on_show(
    qtbot: QtBot, sample: PairingsPlace, shop: Shop
) -> None:
    for row in (0, 1, 2):
        pair = pair_at(shop[1], row)
        sample.selection.select_pair(pair, pair.a)
    wait_for_trust(qtbot, sample)
    trust = workflow.weigh_pair(shop[1], pair.a, pair.b)
    assert trust is not None
    text = sample.inspector.pair_page.trust.buyers.text.text()
    assert text == " ".join(buyer_sentences(trust))
    sample.selection.select_products([pair.a])
    sample.selection.select_pair(pair, pair.a)
    assert sample.inspector.pair_page.trust.buyers.text.text() == text  # kept, not asked again


def test_the_badge_says_what_the_later_orders_say(sample: PairingsPlace, shop: Shop) -> None:
    analysis = shop[1]
    page = sample.inspector.pair_page
    held = int(np.flatnonzero(analysis.pairs.held_up == HELD)[0])
    sample.selection.select_pair(pair_at(analysis, held))
    assert not page.held.isHidden()
    assert page.held.text() == "held up"
    assert "Held up: in " in page.held.toolTip()
    unknown = int(np.flatnonzero(analysis.pairs.held_up == UNKNOWN)[0])
    sample.selection.select_pair(pair_at(analysis, unknown))
    assert page.held.isHidden()


def carried_by_one(analysis: Analysis, row: int) -> bool:
    pairs, baskets = analysis.pairs, analysis.baskets
    assert baskets is not None
    held = [set(baskets.orders_with(int(side[row])).tolist()) for side in (pairs.a, pairs.b)]
    both = sorted(held[0] & held[1])
    made = Counter(who for who in baskets.customer[both].tolist() if who >= 0)
    return len(both) >= 5 and max(made.values(), default=0) > len(both) / 2


def test_cards_of_partners_that_held_up_carry_it(sample: PairingsPlace, shop: Shop) -> None:
    analysis = shop[1]
    sample.selection.select_products([pair_at(analysis, 0).a])
    for card in sample.inspector.product_page.cards:
        row = analysis.pair_row(*card.pair)
        held = row is not None and analysis.pairs.held_up[row] == HELD
        alone = row is not None and carried_by_one(analysis, row)
        assert card.sign.isHidden() is not (held or alone)
        if not card.sign.isHidden():
            assert card.sign.text() == ("one customer" if alone else "held up")


def test_a_card_warns_of_a_pair_that_one_customer_carries(
    sample: PairingsPlace, shop: Shop
) -> None:
    pairs = shop[1].pairs
    row = int(np.flatnonzero(pairs.top_customer > 0.5)[0])
    pair = pair_at(shop[1], row)
    sample.selection.select_products([pair.a])
    page = sample.inspector.product_page
    page.partners.more.click()
    card = page.partners.card_of(pair)
    assert card is not None
    assert card.sign.text() == "one customer"
    most = round(float(pairs.top_customer[row]) * int(pairs.together[row]))
    assert f"One customer made {most} of these {pairs.together[row]} orders." in card.sign.toolTip()


def test_a_card_warns_as_well_where_other_tests_of_proven_failed(
    sample: PairingsPlace, shop: Shop
) -> None:
    analysis, pairs = shop[1], shop[1].pairs
    likely = np.flatnonzero((pairs.evidence == Evidence.LIKELY) & np.isnan(pairs.top_customer))
    row = next(row for row in likely.tolist() if carried_by_one(analysis, row))
    pair = pair_at(analysis, row)
    sample.selection.select_products([pair.a])
    sample.inspector.product_page.partners.more.click()
    card = sample.inspector.product_page.partners.card_of(pair)
    assert card is not None
    assert card.sign.text() == "one customer"


def test_figures_of_textbooks_are_folded_away(
    qtbot: QtBot, sample: PairingsPlace, shop: Shop
) -> None:
    sample.selection.select_pair(pair_at(shop[1], 0))
    wait_for_trust(qtbot, sample)
    more = sample.inspector.pair_page.more
    assert more.text.isHidden()
    QTest.mouseClick(more.head, Qt.MouseButton.LeftButton)
    assert not more.text.isHidden()
    told = more.text.text()
    assert told.startswith("Support: ")
    assert told.index("\nShrunken lift: ") < told.index(
        "\nTextbook (assumes independent orders):\nLift: "
    )


def test_the_orders_open_below_and_close_again(
    qtbot: QtBot, sample: PairingsPlace, shop: Shop
) -> None:
    analysis = shop[1]
    sample.bar.table.setChecked(False)
    sample.selection.select_pair(pair_at(analysis, 0))
    QTest.mouseClick(sample.inspector.pair_page.orders, Qt.MouseButton.LeftButton)
    panel = sample.orders
    assert sample.bar.table.isChecked()
    assert panel.isVisible() and not sample.panel.isVisible()
    qtbot.waitUntil(lambda: panel.table.columns.rows == analysis.pairs.together[0], timeout=WAIT)
    assert panel.table.hasFocus()
    sample.selection.select_pair(pair_at(analysis, 1))  # the orders follow the selection
    qtbot.waitUntil(lambda: panel.table.columns.rows == analysis.pairs.together[1], timeout=WAIT)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert sample.panel.isVisible() and not panel.isVisible()


def test_the_orders_close_when_no_pair_is_selected(sample: PairingsPlace, shop: Shop) -> None:
    sample.show_orders(pair_at(shop[1], 0))
    sample.selection.select_pair(pair_at(shop[1], 0))
    sample.selection.select_products([])
    assert sample.panel.isVisible()


def test_the_orders_are_saved(
    qtbot: QtBot, sample: PairingsPlace, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.selection.select_pair(pair_at(shop[1], 0))
    sample.show_orders(pair_at(shop[1], 0))
    panel = sample.orders
    qtbot.waitUntil(panel.save.isEnabled, timeout=WAIT)
    chosen = str(tmp_path / "both")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (chosen, ""))
    QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    target = tmp_path / "both.csv"
    qtbot.waitUntil(lambda: panel.count.text().startswith("Saved both.csv"), timeout=WAIT)
    with target.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == shop[1].pairs.together[0]
    assert rows[0]["order"] == panel.table.columns.columns[0].write(0)


def test_a_place_that_cannot_be_written_is_said(
    qtbot: QtBot, sample: PairingsPlace, shop: Shop, tmp_path: Path
) -> None:
    sample.show_orders(pair_at(shop[1], 0))
    qtbot.waitUntil(sample.orders.save.isEnabled, timeout=WAIT)
    (tmp_path / "file").write_text("")
    sample.orders.save_as(tmp_path / "file" / "orders.csv")
    qtbot.waitUntil(lambda: "orders.csv" in sample.orders.count.text(), timeout=WAIT)


def test_orders_of_two_currencies_are_not_written_in_one(shop: Shop) -> None:
    sales, analysis = shop
    pair = pair_at(analysis, 0)
    orders = workflow.list_pair_orders(sales, analysis, *pair)
    assert orders is not None
    columns = {column.title: column for column in order_columns(analysis, orders)}
    assert columns["Revenue"].kind == "money"
    names = analysis.products.names
    others = orders.others_of(0)
    text = columns["What else is in it"].write(0)
    assert text == "nothing else" if not len(others) else text.startswith(names[others[0]])
    assert columns["What else is in it"].values[0:2] == [
        columns["What else is in it"].write(row) for row in (0, 1)
    ]


def test_a_month_without_orders_is_drawn_too(qtbot: QtBot) -> None:
    chart = MonthChart()
    qtbot.addWidget(chart)
    chart.resize(300, chart.height())
    assert chart.grab().toImage().pixelColor(5, 60) == chart.grab().toImage().pixelColor(150, 60)
    chart.show_months(("2026-01", "2026-02"), (7, 0), (1.04, 0.0))
    image = chart.grab().toImage()
    assert image.pixelColor(30, 60) != image.pixelColor(90, 60)
    assert chart.text_of(0) == "January 2026: 7 together, chance gives 1."
    assert chart.accessibleDescription() == chart.text_of(0)


def test_a_shop_without_orders_at_hand_says_nothing(place: PairingsPlace) -> None:
    analysis = place.session.analysis
    assert analysis is not None
    place.selection.select_pair(pair_at(analysis, 0))
    page = place.inspector.pair_page
    assert page.held.isHidden()
    assert page.trust.later.isHidden() and page.trust.season.isHidden()


def test_a_shop_without_dates_or_customers_says_so(
    qtbot: QtBot, new_place: Callable[[Session], PairingsPlace]
) -> None:
    orders = [["pot", "lid"]] * 8 + [["tea", "mug"], ["tea", "pot"]] * 9
    report = Report(file="orders.csv", format="plain-lines", kind="sales")
    sales = Sales((Import("1", "orders.csv", "2026-09-01", report, lines_of_orders(orders)),))
    analysis = workflow.analyse(sales, Plan().settings)
    session = Session()
    place = new_place(session)
    session.open(State(sales=sales, plan=Plan(), analysis=analysis), saved=True)
    place.selection.select_pair(pair_of("pot", "lid"))
    section = place.inspector.pair_page.trust
    qtbot.waitUntil(lambda: not section.later.isHidden(), timeout=WAIT)
    assert section.later.text.text().startswith("These orders have no dates")
    assert section.buyers.text.text().startswith("No customer of these orders is known")
    assert section.season.isHidden() and section.gap.isHidden()


def test_who_buys_both_is_told_by_kind_of_order(
    qtbot: QtBot, sample: PairingsPlace, shop: Shop
) -> None:
    pair = pair_at(shop[1], 0)
    sample.selection.select_pair(pair, pair.a)
    section = sample.inspector.pair_page.trust
    qtbot.waitUntil(lambda: not section.segments.isHidden(), timeout=WAIT)
    first, *others = workflow.pair_segments(*shop, *pair)
    assert section.segments.text.text() == first
    assert section.by_segment.text.text() == "\n".join(others)
    assert section.by_segment.text.isHidden()
    sample.selection.select_products([pair.a])
    sample.selection.select_pair(pair_at(shop[1], 1))
    assert section.segments.isHidden()
