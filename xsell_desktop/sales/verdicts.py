"""What becomes of each row: kept, framing, set aside for a reason, or refused for one.

The phrases are stable: they are the keys of a report's counts and are translated where shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.report import Refusal

# set aside
RETURNS = "returns"
RETURNS_IGNORED = "returns, not taken off their orders"
CANCELLED = "cancelled orders"
UNPAID = "orders never paid (voided or expired)"
TEST = "test orders"
STAFF = "staff purchases"
TIPS = "tips and lines without a product"
POSTAGE = "postage and packing"
GIFT_CARDS = "gift cards and vouchers"
DONATIONS = "donations"
BAGS = "carrier bags and deposits"
FEES = "fees, charges and discounts"
COPIES = "exact copies of a row"
STOCK = "stock adjustments"
NEAR_COPIES = "orders placed twice"
GIANTS = "giant orders"
RENEWALS = "repeat deliveries of subscriptions"
BUNDLE_PARTS = "parts of a bundle sold as one"
GIFTS = "free gifts"
FREE = "lines with a price of zero"
NO_QUANTITY = "lines with a quantity of zero"
MINUS_PRICE = "lines with a negative price"
PLACEHOLDER = "placeholder products"
MEASURED = "quantities that count no pieces"
NOTHING_ORDERED = "orders without a product"
NO_LINES = "orders without order lines"
LISTED_TWICE = "orders listed twice"
PICTURES = "rows that only hold a picture"
TRANSLATIONS = "translations of another row"
CONTINUED = "rows that go on with the product above"
UNNUMBERED = "variants without a number of their own"
NOT_PRODUCTS = "rows that describe no product"
# refused
NO_ORDER = "no order number"
NO_PRODUCT = "no product"
BAD_QUANTITY = "quantity is not a number"
BAD_PRICE = "price is not a number"
BAD_DISCOUNT = "discount is not a number"
BAD_DATE = "date cannot be read"
TOO_WIDE = "more cells than columns"
TOO_SHORT = "the row is cut short"
OPEN_QUOTE = "a quotation mark is never closed"
UNREADABLE = "unreadable characters"
BAD_PACK = "the order lines in the cell cannot be read"
DAMAGED_KEY = "a spreadsheet changed the product number"
DAMAGED_ORDER = "a spreadsheet changed the order number"


class Totals(TypedDict):
    """The fields of a report that count rows."""

    rows_read: int
    lines_kept: int
    set_aside: dict[str, int]
    framing: int
    rows_refused: tuple[Refusal, ...]
    rows_refused_total: int
    left_in: dict[str, int]


@dataclass(eq=False)
class Verdicts:
    """One verdict an order line; the first one given stands.

    `starts` holds the line numbers of the file's rows. `origin` is the row each order line came
    from, None where each row is one; a row is kept when any of its lines is, else its first
    line's verdict is the row's. Lines with a reason in `off` are left in and only counted.
    """

    starts: npt.NDArray[np.int64]
    origin: npt.NDArray[np.int64] | None = None
    off: frozenset[str] = frozenset()
    _verdict: npt.NDArray[np.int16] = field(init=False)
    _reasons: list[tuple[str, str]] = field(init=False)
    _left_in: dict[str, Flags] = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.starts) if self.origin is None else len(self.origin)
        self._verdict = np.zeros(size, dtype=np.int16)
        self._reasons = [("kept", "")]
        self._left_in = {}

    @property
    def open(self) -> Flags:
        """The rows nothing has been said about yet."""
        return np.asarray(self._verdict == 0)

    @property
    def readable(self) -> Flags:
        """The rows that are neither framing nor refused, set aside or not."""
        kinds = np.array([kind in ("kept", "aside") for kind, _reason in self._reasons])
        return np.asarray(kinds[self._verdict])

    def frame(self, rows: Flags) -> None:
        """Blank, summary and footer rows."""
        self._give(rows, "framing", "")

    def set_aside(self, rows: Flags, reason: str) -> None:
        """Rows understood but left out of the order lines, unless their filter is off."""
        if reason in self.off:
            self._left_in[reason] = self._left_in.get(reason, False) | (rows & self.open)
        else:
            self._give(rows, "aside", reason)

    def refuse(self, rows: Flags, reason: str) -> None:
        """Rows that cannot be understood."""
        self._give(rows, "refused", reason)

    def is_aside(self, reason: str) -> Flags:
        """The rows set aside for a reason."""
        if ("aside", reason) not in self._reasons:
            return np.zeros(len(self._verdict), dtype=bool)
        return np.asarray(self._verdict == self._reasons.index(("aside", reason)))

    def left_out_within(self) -> dict[str, int]:
        """How many order lines of rows that are kept are left out, by reason."""
        if self.origin is None:
            return {}
        kept = self._by_row()[self.origin] == 0
        counts = np.bincount(self._verdict[kept], minlength=len(self._reasons))
        return {
            reason: int(count)
            for (_kind, reason), count in zip(self._reasons, counts, strict=True)
            if count and reason not in ("", RETURNS)
        }

    def _give(self, rows: Flags, kind: str, reason: str) -> None:
        if (kind, reason) not in self._reasons:
            self._reasons.append((kind, reason))
        code = self._reasons.index((kind, reason))
        self._verdict[rows & (self._verdict == 0)] = code

    def _by_row(self) -> npt.NDArray[np.int16]:
        """The verdict of each row of the file."""
        if self.origin is None:
            return self._verdict
        rows = np.zeros(len(self.starts), dtype=np.int16)
        rows[self.origin[::-1]] = self._verdict[::-1]
        rows[self.origin[self.open]] = 0
        return rows

    def _counts(self, verdict: npt.NDArray[np.int16], kind: str) -> dict[str, int]:
        totals = np.bincount(verdict, minlength=len(self._reasons))
        return {
            reason: int(total)
            for (of, reason), total in zip(self._reasons, totals, strict=True)
            if of == kind and total
        }

    def totals(self) -> Totals:
        """The report's row counts by field name."""
        refusing = [i for i, (kind, _reason) in enumerate(self._reasons) if kind == "refused"]
        verdict = self._by_row()
        refused = np.flatnonzero(np.isin(verdict, refusing))
        return {
            "rows_read": len(self.starts),
            "lines_kept": int((verdict == 0).sum()),
            "set_aside": self._counts(verdict, "aside"),
            "framing": sum(self._counts(verdict, "framing").values()),
            "rows_refused": tuple(
                Refusal(int(self.starts[row]), self._reasons[verdict[row]][1]) for row in refused
            ),
            "rows_refused_total": len(refused),
            "left_in": {
                reason: int((rows & self.open).sum())
                for reason, rows in self._left_in.items()
                if (rows & self.open).any()
            },
        }
