"""What happens to orders after they are placed, and what goes wrong in the file."""

from __future__ import annotations

from . import planted
from .assortment import Product
from .dice import Dice
from .orders import Line, Order

NOTES = (
    "Please leave with the neighbour.\nThank you",
    "Ring twice,\nthe bell is slow",
    'It is a present, so "no prices" in the box',
)


def happen(orders: list[Order], products: dict[str, Product], dice: Dice) -> None:
    """Cancel, refund, discount, tip, spoil and repeat some of the orders, in place."""
    for order in orders:
        if order.role == "wholesale":
            order.code = "TRADE25"
        if order.role == "sale" and not order.date_text:
            _live(order, dice)
    for order in orders[-6:]:
        if order.status == "paid" and not order.cancelled:
            order.status = "pending"
    clean = [o for o in orders if _is_plain(o)]
    spoiled = dice.some_of(clean, len(planted.BAD_QUANTITIES) + planted.BLANK_PRODUCTS)
    spare = products["Flask Brush"]
    for n, order in enumerate(spoiled):
        if n < len(planted.BAD_QUANTITIES):
            text = planted.BAD_QUANTITIES[n]
            order.lines.append(_bad(spare, spare.name, spare.sku, "bad_quantity", text))
        else:
            order.lines.append(_bad(spare, "", "", "blank_product", ""))
    middle = len(clean) // 2
    still_clean = [o for o in clean[middle:] if o not in spoiled]
    for order in still_clean[: planted.REPEATED_ORDERS]:
        order.repeated = True


def _live(order: Order, dice: Dice) -> None:
    fate = dice.share()
    if dice.drawn("code", 0.08):
        order.code = "WELCOME10"
        order.code_discount = order.goods // 10
    if dice.chance(0.012):
        order.note = dice.one_of(NOTES)
    if fate >= planted.CANCELLED_SHARE:
        _add_what_is_no_product(order, dice)
    if fate < planted.CANCELLED_SHARE:
        order.cancelled, order.status = True, "refunded"
        order.refunded = order.goods - order.code_discount
    elif fate < planted.CANCELLED_SHARE + planted.REFUNDED_SHARE:
        order.status, order.refunded = "refunded", order.goods - order.code_discount
    elif fate < planted.CANCELLED_SHARE + planted.REFUNDED_SHARE + planted.PART_REFUNDED_SHARE:
        line = dice.one_of(order.lines)
        if len(order.lines) > 1:
            order.status = "partially_refunded"
            order.refunded = line.price * line.quantity - line.discount


def _add_what_is_no_product(order: Order, dice: Dice) -> None:
    if dice.drawn("tip", planted.TIP_SHARE):
        order.lines.append(Line("Tip", "", "", 50 * dice.whole(2, 8)))
    elif dice.chance(0.008):
        order.lines.append(Line(dice.one_of(planted.CUSTOM_LINES), "", "", 395))


def _is_plain(order: Order) -> bool:
    usual = order.role == "sale" and order.status == "paid"
    return usual and len(order.lines) == len(order.kept) > 1


def _bad(product: Product, title: str, sku: str, fault: str, text: str) -> Line:
    return Line(title, sku, product.vendor, product.price, 1, 0, product, fault, text)
