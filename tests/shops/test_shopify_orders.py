"""Shopify's orders export, in each of its widths."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from order_files import header_of

from xsell_desktop.domain.errors import UserError
from xsell_desktop.resources import resource
from xsell_desktop.sales.intake import Intake, read
from xsell_desktop.sales.lines import Lines
from xsell_desktop.shops import LAYOUTS

FULL = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
    "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Notes,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,Source,"
    "Lineitem discount,Phone"
).split(",")
TRIMMED = (
    "Name,Financial Status,Currency,Discount Amount,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem sku,Lineitem requires shipping,Cancelled at,Payment Method,Vendor"
).split(",")


def first(order: str, **cells: str) -> dict[str, str]:
    """An order's first row, which carries the order's own fields."""
    return {
        "Name": order, "Email": "ann@example.com", "Financial Status": "paid", "Currency": "EUR",
        "Created at": "2024-03-05 10:00:00 +0100", "Lineitem quantity": "1",
        "Lineitem name": "Tea", "Lineitem price": "4.00", "Lineitem sku": "007",
        "Lineitem requires shipping": "true", "Vendor": "House", "Payment Method": "card",
        "Lineitem discount": "0.00", "Discount Amount": "0.00",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }  # fmt: skip


def later(order: str, **cells: str) -> dict[str, str]:
    """A further row of an order: the order's own fields are blank."""
    blank = {"Financial Status": "", "Currency": "", "Discount Amount": "", "Payment Method": ""}
    return first(order) | blank | {n.replace("_", " "): cell for n, cell in cells.items()}


def take(
    folder: Path, rows: Sequence[Mapping[str, str]], header: Sequence[str] = FULL
) -> tuple[Intake, Lines]:
    path = folder / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    intake = read(path, LAYOUTS, salt=b"salt")
    assert intake.lines is not None
    assert intake.report.balanced()
    assert intake.report.format == "shopify-orders"
    return intake, intake.lines


def test_order_fields_are_carried_to_later_rows(tmp_path: Path) -> None:
    intake, lines = take(
        tmp_path,
        [
            first("#1", Discount_Amount="3.00", Lineitem_discount="1.00", Lineitem_quantity="2"),
            later("#1", Lineitem_name="Mug - Red / L", Lineitem_sku=""),
            first("#2", Currency="USD", Email="", Created_at="2024-03-06 23:59:00 -0800"),
        ],
    )
    assert lines.order_keys == ("#1", "#2")
    assert lines.product_keys == ("007", "Mug - Red / L")
    assert lines.line_revenue.tolist() == [7.0, 4.0, 4.0]
    assert lines.order_discount.tolist() == [2.0, 0.0]
    assert lines.currencies == ("EUR", "USD")
    assert lines.order_currency.tolist() == [0, 1]
    assert [str(moment)[:16] for moment in lines.order_date] == [
        "2024-03-05T10:00",
        "2024-03-06T23:59",
    ]
    assert lines.order_customer.tolist() == [0, -1]
    assert any("EUR, USD" in warning for warning in intake.report.warnings)


def test_what_is_no_sale_is_set_aside_by_reason(tmp_path: Path) -> None:
    custom = {"Lineitem sku": "", "Vendor": "", "Lineitem requires shipping": "false"}
    intake, lines = take(
        tmp_path,
        [
            first("#1"),
            later("#1", Lineitem_name="Tip") | custom,
            later("#1", Lineitem_name="Duplicate Shipment") | custom,
            later("#1", Lineitem_name="Download card", Lineitem_requires_shipping="false"),
            later("#1", Lineitem_name="Unlabelled tin", Lineitem_sku="", Vendor=""),
            first("#2", Cancelled_at="2024-03-06 10:00:00 +0100"),
            later("#2", Lineitem_sku="008"),
            first("#3", Tags="vip, Test"),
            first("#4", Payment_Method="Bogus Gateway"),
            first("#5", Financial_Status="voided"),
            first("#6", Financial_Status="pending"),
            first("#7", Financial_Status="refunded"),
            first("#8", Tags="protest, testimonial"),
        ],
    )
    assert intake.report.set_aside == {
        "tips and lines without a product": 2,
        "cancelled orders": 2,
        "test orders": 2,
        "orders never paid (voided or expired)": 1,
    }
    assert lines.order_keys == ("#1", "#6", "#7", "#8")
    assert any("1 order was refunded in full" in warning for warning in intake.report.warnings)


def test_a_shop_of_downloads_without_skus_keeps_its_lines(tmp_path: Path) -> None:
    plain = {"Lineitem sku": "", "Vendor": "", "Lineitem requires shipping": "false"}
    rows = [first(f"#{n}", Lineitem_name=f"Song {n}") | plain for n in range(5)]
    intake, lines = take(tmp_path, [*rows, later("#4", Lineitem_name="Tip") | plain])
    assert intake.report.set_aside == {"tips and lines without a product": 1}
    assert len(lines) == 5


def test_rows_repeated_whole_are_copies_and_equal_orders_are_not(tmp_path: Path) -> None:
    one = [first("#1"), later("#1", Lineitem_sku="008")]
    intake, lines = take(tmp_path, [*one, first("#2"), *one])
    assert intake.report.set_aside == {"exact copies of a row": 2}
    assert len(lines) == 3


def test_columns_an_owner_removed(tmp_path: Path) -> None:
    intake, lines = take(
        tmp_path,
        [first("1001", Created_at="31/12/2023 22:36"), later("1001", Lineitem_sku="008")],
        TRIMMED,
    )
    assert lines.order_keys == ("1001",)
    assert intake.report.last_date == "2023-12-31"
    assert str(lines.line_revenue.tolist()) == "[nan, nan]"


@pytest.mark.parametrize("width", [73, 78, 79, 34])
def test_every_width_in_its_own_order_of_columns(tmp_path: Path, width: int) -> None:
    apostrophe = {"Billing Zip": "'75008", "Shipping Zip": "'01234", "Notes": "by hand\nor post"}
    rows = [first("#1") | apostrophe, later("#1", Lineitem_sku="00123", Lineitem_name="Pot")]
    rows = [{**row, "Created at": "31/12/2023 22:36"} for row in rows] if width == 34 else rows
    _intake, lines = take(tmp_path, rows, header_of("shopify-orders", width))
    assert lines.product_keys == ("007", "00123")
    assert lines.order_keys == ("#1",)
    assert lines.currencies == ("EUR",)
    assert len(lines.customer_keys) == (0 if width == 34 else 1)


def test_gift_cards_staff_and_subscriptions(tmp_path: Path) -> None:
    download = {"Lineitem_requires_shipping": "false"}
    rows = [
        first("#1"),
        later("#1", Lineitem_name="Gift card - £50.00", Lineitem_sku="", **download),
        later("#1", Lineitem_name="Gift card holder"),
        first("#2", Tags="Staff, vip"),
        first("#3", Source="subscription_contract"),
        later("#3", Source="", Lineitem_sku="008"),
        first("#4", Source="shopify_draft_order"),
        first("#5", Source="web"),
    ]
    intake, lines = take(tmp_path, rows)
    assert intake.report.set_aside == {"gift cards and vouchers": 1, "staff purchases": 1}
    renewals = "repeat deliveries of subscriptions"
    assert intake.report.left_in[renewals] == 2
    assert len(lines) == 6
    switched = replace(intake.column_map, filters={"renewals": True, "staff": False})
    intake = read(tmp_path / "orders.csv", LAYOUTS, switched)
    assert intake.report.set_aside == {"gift cards and vouchers": 1, renewals: 2}
    assert intake.report.left_in["staff purchases"] == 1


def test_an_export_without_lines_says_what_to_export(tmp_path: Path) -> None:
    path = tmp_path / "payouts.csv"
    path.write_text(
        "Name,Subtotal,Shipping,Taxes,Total,Created at,Billing City,Billing Zip,Billing Province,"
        "Billing Country\n#1,1,1,1,3,2024-03-05 10:00:00 +0100,Bath,,,GB\n"
    )
    with pytest.raises(UserError, match=r"payouts\.csv lists Shopify orders") as caught:
        read(path, LAYOUTS)
    assert "Plain CSV" in caught.value.next_step


def test_the_sample_shop_comes_in_as_its_truth_says() -> None:
    truth = json.loads(resource("samples", "truth.json").read_text(encoding="utf-8"))["expected"]
    intake = read(resource("samples", "trailhead-orders.csv"), LAYOUTS)
    report, lines = intake.report, intake.lines
    assert lines is not None
    assert report.balanced()
    for name in ("rows_read", "lines_kept", "orders", "customers", "first_date", "last_date"):
        assert getattr(report, name) == truth[name]
    assert report.products == truth["articles_sold"]
    assert sorted(report.set_aside.values()) == sorted(truth["set_aside"].values())
    classes = {
        "no product": "blank_product",
        "quantity is not a number": "bad_quantity",
        "date cannot be read": "bad_date",
    }
    assert [(refusal.row, classes[refusal.reason]) for refusal in report.rows_refused] == [
        (refusal["row"], refusal["reason_class"]) for refusal in truth["refused"]
    ]
    pence = round(float(lines.line_revenue.sum()) * 100)
    assert pence == truth["gross_pence"] - truth["line_discount_pence"]
    assert round(float(lines.order_discount.sum()) * 100) == truth["order_discount_pence"]
    assert int(lines.line_quantity.sum()) == truth["units"]
    singles = Counter(lines.line_order.tolist()).values()
    assert sum(count == 1 for count in singles) == truth["single_line_orders"]
