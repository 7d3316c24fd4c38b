"""The orders of eighteen months, basket by basket."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from . import planted
from .assortment import Article, Product
from .baskets import Baskets
from .dice import Dice
from .people import CAFE, GUEST, TESTER, WHOLESALER, Crowd, Customer
from .rhythm import days, expected_orders, order_time


@dataclass
class Line:
    """One row of an order; money in pence, `discount` of the whole line.

    `product` is None for what is no product: tips, wrapping, workshops, postage. `fault` names
    what is wrong with the row; `quantity_text` stands in the file instead of the quantity.
    """

    title: str
    sku: str
    vendor: str
    price: int
    quantity: int = 1
    discount: int = 0
    product: Product | None = None
    fault: str = ""
    quantity_text: str = ""


@dataclass
class Order:
    """One order. `role` says why it exists: sale, wholesale, cafe, other, test, workshop.

    `date_text` stands in the file instead of the date; `repeated` puts its rows there twice.
    """

    customer: Customer
    placed: datetime
    lines: list[Line]
    role: str = "sale"
    number: int = 0
    status: str = "paid"
    cancelled: bool = False
    refunded: int = 0
    code: str = ""
    code_discount: int = 0
    at_till: bool = False
    note: str = ""
    date_text: str = ""
    repeated: bool = False

    @property
    def goods(self) -> int:
        """Pence for all lines after their own discounts."""
        return sum(x.price * x.quantity - x.discount for x in self.lines if not x.fault)

    @property
    def products(self) -> list[Product]:
        """The products in it, each once."""
        return list({x.product.name: x.product for x in self.lines if x.product}.values())

    @property
    def kept(self) -> list[Line]:
        """The lines an import should keep."""
        if self.cancelled or self.role == "test" or self.date_text:
            return []
        return [line for line in self.lines if line.product and not line.fault]


@dataclass
class Diary:
    """Who will come back for what, by day."""

    visits: dict[date, list[tuple[Customer, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def remember(self, order: Order, dice: Dice) -> None:
        """Plan the follow-up visits that an order leads to."""
        names = {product.name for product in order.products}
        plans = [(f.first, f.later, f.days, f.share) for f in planted.FOLLOW_UPS]
        plans.append((*planted.UP_SELL, planted.UPGRADE_DAYS, planted.UPGRADE_SHARE))
        for first, later, gap, share in plans:
            if first in names and dice.drawn((first, later), share):
                wait = max(3, round(dice.bell(gap, gap * 0.15)))
                self.visits[order.placed.date() + timedelta(wait)].append((order.customer, later))


class Shop:
    """Makes every order of the sample shop."""

    def __init__(self, products: dict[str, Product], dice: Dice) -> None:
        self.products, self.dice = products, dice
        self.baskets = Baskets(products, dice)
        self.crowd, self.diary = Crowd(dice), Diary()

    def orders(self) -> list[Order]:
        """All of them in the order of time, numbered."""
        every = [order for day in days() for order in self._day(day)]
        every += self._planted_orders()
        every.sort(key=lambda order: (order.placed, order.customer.email))
        for number, order in enumerate(every, 2001):
            order.number = number
        return every

    def _day(self, day: date) -> Iterator[Order]:
        usual = expected_orders(day)
        for _ in range(int(usual * (0.75 + 0.5 * self.dice.share()) + self.dice.share())):
            yield self._sale(self.crowd.next(), day, self.baskets.fill(day))
        for customer, product in self.diary.visits.pop(day, []):
            yield self._sale(customer, day, self.baskets.around(product, day))

    def sale_of(self, name: str, day: date) -> Order:
        """An order of one product by somebody."""
        lines = self.lines([self.products[name].articles[0]])
        return Order(self.crowd.next(), order_time(day, self.dice), lines)

    def _sale(self, customer: Customer, day: date, basket: list[Article]) -> Order:
        dice = self.dice
        at_till = dice.chance(planted.TILL_SHARE)
        if at_till and dice.chance(planted.GUEST_SHARE / planted.TILL_SHARE):
            customer = GUEST
        order = Order(customer, order_time(day, dice), self.lines(basket), at_till=at_till)
        if customer.email:
            self.diary.remember(order, dice)
        return order

    def lines(self, basket: list[Article]) -> list[Line]:
        """Order lines with quantities and now and then an offer."""
        made = []
        for article in basket:
            product = self.products[article.product]
            quantity = 1
            if article.price < 1300 and self.dice.chance(0.18):
                quantity = self.dice.whole(2, 4)
            discount = article.price * quantity // 10 if self.dice.chance(0.04) else 0
            made.append(
                Line(
                    article.title, article.sku, product.vendor, article.price,
                    quantity, discount, product,
                )
            )  # fmt: skip
        return made

    def _planted_orders(self) -> list[Order]:
        return [
            *self._wholesale(), *self._one_customer(), *self._tests(), *self._workshops(),
            *self._undated(),
        ]  # fmt: skip

    def _wholesale(self) -> Iterator[Order]:
        for n in range(planted.WHOLESALE_ORDERS):
            day = planted.FIRST_DAY + timedelta(20 + 43 * n)
            basket = self.baskets.giant(self.dice.whole(*planted.WHOLESALE_LINES))
            lines = self.lines(basket)
            for line in lines:
                line.quantity = (
                    self.dice.whole(2, 5) if line.price > 2500 else 6 * self.dice.whole(1, 3)
                )
                line.discount = line.price * line.quantity // 4
            yield Order(WHOLESALER, order_time(day, self.dice), lines, "wholesale")

    def _one_customer(self) -> Iterator[Order]:
        pair = [self.products[name].articles[0] for name in planted.ONE_CUSTOMER]
        for n in range(planted.ONE_CUSTOMER_ORDERS):
            day = planted.FIRST_DAY + timedelta(9 + 17 * n)
            extra = [a for a in self.baskets.fill(day) if a.product not in planted.ONE_CUSTOMER]
            basket = pair + extra[: self.dice.whole(0, 1)]
            yield Order(CAFE, order_time(day, self.dice), self.lines(basket), "cafe")
        for n in range(planted.OTHERS_ORDERS):
            day = planted.FIRST_DAY + timedelta(100 + 250 * n)
            yield Order(self.crowd.next(), order_time(day, self.dice), self.lines(pair), "other")

    def _tests(self) -> Iterator[Order]:
        for n in range(planted.TEST_ORDERS):
            day = planted.FIRST_DAY + timedelta(3 + 80 * n)
            lines = self.lines(self.baskets.fill(day))
            yield Order(TESTER, order_time(day, self.dice), lines, "test")

    def _undated(self) -> Iterator[Order]:
        for n, text in enumerate(planted.BAD_DATES):
            order = self.sale_of("Bean Bag Clips (4)", planted.FIRST_DAY + timedelta(150 + 90 * n))
            order.date_text = text
            yield order

    def _workshops(self) -> Iterator[Order]:
        for n in range(planted.WORKSHOP_ORDERS):
            day = planted.FIRST_DAY + timedelta(60 + 110 * n)
            ticket = Line("Latte art workshop ticket", "", "", 4500)
            yield Order(self.crowd.next(), order_time(day, self.dice), [ticket], "workshop")
