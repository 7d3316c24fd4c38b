"""Whether orders with one number in two imports are one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Codes, Flags, Floats, Lines
from xsell_desktop.sales.sales import Import

DAYS_APART = 3
DAY, QUARTER = 86_400, 900  # seconds; time zones differ by whole quarters of an hour

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Ledger:
    """One import's orders in terms that all imports share.

    `number`, `customer` and `currency` (-1 unknown) of each order; a customer who stands for many
    orders, as a counter's do, counts as unknown. Two tokens a line: of the product's key and of its
    name. `first` and `last` are the orders at the ends of the
    file, which may be cut there. `void` are the numbers of its void orders.
    """

    format: str
    lines: Lines
    number: Codes
    customer: Codes
    currency: Codes
    key_token: Codes
    name_token: Codes
    first: int
    last: int
    void: Codes

    @property
    def seconds(self) -> Numbers:
        """Each order's date in seconds since 1970; -1 unknown."""
        return seconds_of(self.lines.order_date)

    @property
    def pieces(self) -> Floats:
        """How many pieces were sold in each order; lines without a number are one piece."""
        sold = np.where(self.lines.line_returned, 0.0, self.lines.line_quantity)
        sold[np.isnan(sold)] = 1.0
        counts = np.bincount(self.lines.line_order, sold, len(self.number))
        return counts.astype(np.float64)

    def at_an_end(self, orders: Codes) -> Flags:
        """Which of the orders are the file's first or last."""
        return np.asarray((orders == self.first) | (orders == self.last))


def seconds_of(dates: npt.NDArray[np.datetime64]) -> Numbers:
    """Dates in seconds since 1970, -1 where unknown."""
    seconds = dates.astype("datetime64[s]").astype(np.int64)
    return np.where(np.isnat(dates), -1, seconds)


def open_ledgers(imports: Sequence[Import]) -> list[Ledger]:
    """The imports' orders under shared numbers, in the order given."""
    numbers: dict[str, int] = {}
    people: dict[str, int] = {}
    money: dict[str, int] = {}
    words: dict[str, int] = {}
    ledgers = []
    for entry in imports:
        lines = entry.lines
        number = _numbered([*lines.order_keys, *lines.void_orders], numbers)
        ledgers.append(
            Ledger(
                entry.report.format,
                lines,
                number=number[: len(lines.order_keys)],
                customer=_shared(_personal(lines.order_customer), lines.customer_keys, people),
                currency=_shared(lines.order_currency, lines.currencies, money),
                key_token=_tokens(lines.product_keys, words)[lines.line_product],
                name_token=_tokens(lines.product_names, words)[lines.line_product],
                first=int(lines.line_order[0]) if len(lines) else -1,
                last=int(lines.line_order[-1]) if len(lines) else -1,
                void=number[len(lines.order_keys) :],
            )
        )
    return ledgers


def _numbered(keys: Sequence[str], numbers: dict[str, int]) -> Codes:
    """Order keys as numbers that differ within a file, and between files only if they must.

    A sign in front and leading zeros, which spreadsheets drop, do not make another order.
    """
    bare = [key.lstrip("#0").casefold() or key for key in keys]
    codes = np.array([numbers.setdefault(key, len(numbers)) for key in bare], dtype=np.int32)
    order = np.argsort(codes, kind="stable")
    again = order[1:][codes[order][1:] == codes[order][:-1]]
    for at in again.tolist():
        codes[at] = numbers.setdefault(f"\0{keys[at]}", len(numbers))
    return codes


def _personal(customers: Codes) -> Codes:
    """The customers, without those of more than a third of the orders: till 3 calls every buyer
    the same.
    """
    counts = np.bincount(customers + 1, minlength=1)
    return np.where(counts[customers + 1] > max(2, len(customers) / 3), -1, customers)


def _shared(codes: Codes, values: Sequence[str], into: dict[str, int]) -> Codes:
    table = [into.setdefault(value, len(into)) for value in values]
    return np.array([*table, -1], dtype=np.int32)[codes]


def _tokens(texts: Sequence[str], words: dict[str, int]) -> Codes:
    return np.array([words.setdefault(t.casefold(), len(words)) for t in texts], dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Match:
    """Orders two imports share by number (places in the one and in the other).

    `same` are those that are one order; `one_shop` says whether the two come from one shop as
    far as the shared orders tell, `proven` whether any of them tells.
    """

    one: Codes
    other: Codes
    same: Flags
    one_shop: bool
    proven: bool


def match_orders(one: Ledger, other: Ledger) -> Match:
    """Compare the orders of two imports that share a number.

    Dates more than three days apart, or two currencies, make two orders of a number. Of the
    others each speaks for one shop (same customer, same time, mostly the same products), against
    it, or, at the end of a file where it may be cut, neither. Two formats may call no product
    alike: then as many pieces on the same day speak for one shop. Numbers far apart in time speak
    against it between formats only: within one, numbers may begin anew each year. All are one
    order where twice as many speak for one shop as against it.
    """
    mine, theirs = _meet(one.number, other.number)
    apart = _are_apart(one.seconds[mine], other.seconds[theirs])
    money = (one.currency[mine], other.currency[theirs])
    apart |= (money[0] >= 0) & (money[1] >= 0) & (money[0] != money[1])
    agree = _agree(one, other, mine, theirs) & ~apart
    cut = one.at_an_end(mine) | other.at_an_end(theirs)
    against = ~agree & ~cut
    if one.format == other.format:
        against &= ~apart
    one_shop = bool(agree.sum() >= 2 * against.sum())
    return Match(mine, theirs, ~apart & one_shop, one_shop, bool(agree.any()))


def _are_apart(mine: Numbers, theirs: Numbers) -> Flags:
    known = (mine >= 0) & (theirs >= 0)
    return np.asarray(known & (np.abs(mine - theirs) > DAYS_APART * DAY))


def match_void(one: Ledger, other: Ledger, match: Match) -> Codes:
    """The orders of `one` that the later import `other` holds as void."""
    if not len(other.void) or not match.one_shop:
        return np.zeros(0, dtype=np.int32)
    if one.format != other.format and not match.proven:
        return np.zeros(0, dtype=np.int32)
    mine, void = _meet(one.number, other.void)
    dates = seconds_of(other.lines.void_dates)
    return mine[~_are_apart(one.seconds[mine], dates[void])]


def _meet(one: Codes, other: Codes) -> tuple[Codes, Codes]:
    """The places of the numbers that both hold, in the one and in the other."""
    places = np.full(max(one.max(initial=-1), other.max(initial=-1)) + 1, -1, dtype=np.int32)
    places[other] = np.arange(len(other), dtype=np.int32)
    theirs = places[one]
    return np.flatnonzero(theirs >= 0).astype(np.int32), theirs[theirs >= 0]


def _agree(one: Ledger, other: Ledger, mine: Codes, theirs: Codes) -> Flags:
    when = (one.seconds[mine], other.seconds[theirs])
    known = (when[0] >= 0) & (when[1] >= 0)
    timed = known & (when[0] % DAY != 0) & (when[1] % DAY != 0)
    zones = (when[0] - when[1]) % QUARTER == 0
    customers = (one.customer[mine], other.customer[theirs])
    agree: Flags = (customers[0] >= 0) & (customers[0] == customers[1])
    agree |= timed & zones & (when[0] % QUARTER != 0)
    unsaid = ~agree
    if one.format == other.format:
        unsaid &= ~timed | zones
    elif not _speak_alike(one, other):
        same_day = known & (when[0] // DAY == when[1] // DAY)
        agree |= same_day & (one.pieces[mine] == other.pieces[theirs])
        unsaid = ~agree
    agree[unsaid] = _share_goods(one, other, mine[unsaid], theirs[unsaid])
    return agree


def _speak_alike(one: Ledger, other: Ledger) -> bool:
    """Whether half of the lines of either are of products that the other knows by key or name."""
    return _knows(one, other) or _knows(other, one)


def _knows(one: Ledger, other: Ledger) -> bool:
    tokens = [one.key_token, one.name_token, other.key_token, other.name_token]
    known = np.zeros(1 + max(int(some.max(initial=0)) for some in tokens), dtype=bool)
    known[one.key_token] = known[one.name_token] = True
    hits = known[other.key_token] | known[other.name_token]
    return bool(2 * hits.sum() >= len(hits))


def _share_goods(one: Ledger, other: Ledger, mine: Codes, theirs: Codes) -> Flags:
    """Which pairs of orders have half of the lines of either in common, by key or name."""
    width = 1 + max(
        int(tokens.max(initial=0))
        for ledger in (one, other)
        for tokens in (ledger.key_token, ledger.name_token)
    )
    left = _goods(one, mine, width)
    right = _goods(other, theirs, width)
    return _mostly_in(left, right, len(mine)) | _mostly_in(right, left, len(mine))


_Goods = tuple[Numbers, Numbers, Numbers]


def _goods(ledger: Ledger, orders: Codes, width: int) -> _Goods:
    """The pair each line of the orders belongs to, and its two tokens made unique to the pair."""
    pair = np.full(len(ledger.number), -1, dtype=np.int64)
    pair[orders] = np.arange(len(orders))
    pair = pair[ledger.lines.line_order]
    rows = np.flatnonzero(pair >= 0)
    start = pair[rows] * width
    return pair[rows], start + ledger.key_token[rows], start + ledger.name_token[rows]


def _mostly_in(these: _Goods, those: _Goods, pairs: int) -> Flags:
    known = np.sort(np.concatenate(those[1:]))
    found = _are_among(these[1], known) | _are_among(these[2], known)
    hits = np.bincount(these[0][found], minlength=pairs)
    return np.asarray(2 * hits >= np.bincount(these[0], minlength=pairs))


def _are_among(values: Numbers, known: Numbers) -> Flags:
    """Which values are among the sorted ones; unlike `isin`, it lets other threads go on."""
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.asarray(known[at] == values)
