"""Headers that say one thing and cells that say another."""

from __future__ import annotations

import random

import pytest

from xsell_desktop.sales.recognition.guess import guess_roles

PRICES = {"Blue Mug": 4.5, "Green Tea": 3.2, "Tea Spoon": 1.1, "Milk Jug": 7.9, "Big Bowl": 6.0}
BUYERS = ("Ann Lee", "Bob Ray", "Cy Day")


def lines(*kinds: str) -> list[list[str]]:
    """Rows of twelve orders with one to four products, a cell a kind."""
    chance = random.Random(7)
    rows = []
    for order in range(12):
        basket = [(name, chance.choice([1, 1, 2, 3])) for name in chance.sample([*PRICES], 3)]
        basket = basket[: 1 + order % 3]
        for at, (name, pieces) in enumerate(basket):
            gross = PRICES[name] * pieces
            off = 0.4 if at else 0.0
            cells = {
                "order": f"{1000 + order}",
                "name": name,
                "sku": f"S{[*PRICES].index(name)}",
                "pieces": str(pieces),
                "price": f"{PRICES[name]:.2f}",
                "gross": f"{gross:.2f}",
                "net": f"{gross - off:.2f}",
                "off": f"{off:.2f}",
                "order off": f"{order % 3}.00",
                "order total": f"{sum(PRICES[n] * p for n, p in basket):.2f}",
                "order pieces": str(sum(p for _n, p in basket)),
                "buyer": BUYERS[order % 3],
                "buyer id": f"C{order % 4}",
                "back": "yes" if at == 1 else "no",
                "money back": "1.50" if at == 1 else "0",
            }
            rows.append([cells[kind] for kind in kinds])
    return rows


@pytest.mark.parametrize(
    ("columns", "parts"),
    [
        ("Order=order,Item=name,Amount=pieces,Unit price=price", "quantity=2 price=3"),
        ("Order=order,Item=name,Amount=order total", "-total"),
        ("Order=order,Item=name,Qty=pieces,Sales=order total", "-total"),
        ("Order=order,Item=name,Qty=pieces,Amount=gross", "total=3"),
        ("Order=order,Item=name,Qty=pieces,Amount=price", "price=3 -total"),
        ("Order=order,Item=name,Qty=pieces,Price=gross", "total=3 -price"),
        ("Order=order,Item=name,Qty=pieces,Price=price", "price=3"),
        ("Order=order,Item=name,Qty=pieces,Price=order total,Unit price=price", "price=4"),
        ("Order=order,Item=name,Qty=pieces,Price=gross,Unit price=price", "price=4 total=3"),
        (
            "Order=order,SKU=sku,Qty=pieces,Price=price,Subtotal=gross,Discount=off,Total=net",
            "total=6 discount=5",
        ),
        ("Order=order,SKU=sku,Qty=pieces,Price=price,Discount=off,Total=net", "total=5 discount=4"),
        ("Order=order,SKU=sku,Qty=pieces,Price=price,Discount=off,Line total=gross", "-total"),
        ("Order=order,SKU=sku,Qty=pieces,Price=price,Discount=order off",
         "order_discount=4 -discount"),
        ("Order=order,SKU=sku,Qty=pieces,Price=price,Total discount=off",
         "discount=4 -order_discount"),
        ("Order=order,SKU=sku,Qty=pieces,Price=price,Total discount=order off",
         "order_discount=4"),
        ("Order=order,Name=buyer,Product=name,Qty=pieces", "name=2"),
        ("Order=order,Name=buyer,SKU=sku,Qty=pieces", "product=2 -name"),
        ("Order=order,Name=name,SKU=sku,Qty=pieces", "product=2 name=1"),
        ("Order=order,Items=order pieces,Product=name", "name=2 -quantity"),
        ("Order=order,Items=pieces,Product=name", "name=2 quantity=1"),
        ("Order=order,Items=name,Qty=pieces", "name=1"),
        ("Order=order,Product=name,Quantity=order pieces,Qty=pieces", "quantity=3"),
        ("Customer=buyer,Customer ID=buyer id,Order=order,SKU=sku", "customer=1"),
        ("Customer ID=buyer id,Customer=buyer,Order=order,SKU=sku", "customer=0"),
        ("Customer=buyer,Order=order,SKU=sku", "customer=0"),
        ("Order=order,SKU=sku,Returned=back", "refunded=2"),
        ("Order=order,SKU=sku,Refunded=money back", "-refunded"),
    ],
)  # fmt: skip
def test_cells_overrule_names(columns: str, parts: str) -> None:
    """`price=3` puts the price in the fourth column; `-total` gives the part to none."""
    pairs = [column.split("=") for column in columns.split(",")]
    guess = guess_roles([header for header, _kind in pairs], lines(*(kind for _h, kind in pairs)))
    assert guess.certain
    for part in parts.split():
        name, told, at = part.removeprefix("-").partition("=")
        assert guess.places.get(name) == (int(at) if told else None)


def test_pieces_beside_prices_without_cents() -> None:
    rows = [["1", "Tea", "2", "500"], ["1", "Cup", "1", "300"], ["2", "Tea", "1", "500"]]
    guess = guess_roles(["Order", "Item", "Amount", "Unit price"], rows)
    assert (guess.places["quantity"], guess.places["price"]) == (2, 3)


def test_few_rows_prove_nothing() -> None:
    rows = [["1", "Mug", "2", "9.00"], ["1", "Tea", "1", "9.00"]]
    guess = guess_roles(["Order", "Item", "Qty", "Amount"], rows)
    assert guess.places["total"] == 3
