"""Order lines in the making: every row's parts as columns, and the verdicts on the rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.files.records import BROKEN
from xsell_desktop.sales.framing import is_framing
from xsell_desktop.sales.key_texts import spell_keys, spell_names
from xsell_desktop.sales.line_amounts import read_amounts
from xsell_desktop.sales.lines import Codes, Dates, Flags, Floats
from xsell_desktop.sales.moments import read_moments
from xsell_desktop.sales.table import Column, Table
from xsell_desktop.sales.values.countries import name_channel, name_country, spell_alike
from xsell_desktop.sales.verdicts import Verdicts

BESIDES = ("country", "channel")  # say nothing of goods: a row of them alone is blank
EMPTY = "empty"  # the part that marks orders which hold nothing
_GUESTS = (  # what stands for a buyer whom nobody knows
    "0,guest,guest customer,guest checkout,gast,gastkunde,laufkunde,laufkundschaft,barverkauf,"
    "invité,client de passage,client comptoir,invitado,consumidor final,ospite,convidado,gość,"
    "гость,gæst,gäst,vieras,host,vendég,ゲスト,walk in,walk in customer,cash customer,"
    "cash sale,counter sale,anonymous,anonym,anonyme,anonimo,unknown,unbekannt,no customer,"
    "none,null,nan,na,"
)
GUESTS = frozenset(_GUESTS.replace(" ", "").split(","))
PLACEHOLDERS = {"none", "null", "n/a", "#n/a", "nan"}
NO_KEYS = PLACEHOLDERS | {"-", "--", "---", "–", "—", ".", "0", "na", "no sku", "n.a.", "\\n"}
_LONGEST_GUEST = 24
_WHOLE = re.compile(r"(\d+)\.0+\Z")


@dataclass(eq=False)
class Draft:
    """Row by row: `key` is the product's key (its name where it has none), `quantity` 1 where no
    column says; `price`, `total`, `discount` and `order_discount` are NaN where unknown.
    `refunded` counts the pieces of the line that came back, 0 where nothing says so. `notes` are
    for the reader of the report.
    """

    table: Table
    verdicts: Verdicts
    order: Column
    key: Column
    name: Column
    quantity: Floats
    price: Floats
    total: Floats
    discount: Floats
    order_discount: Floats
    refunded: Floats
    date: Dates
    date_order: str = "ymd"
    date_order_certain: bool = True
    notes: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.table)

    def column(self, role: str) -> Column | None:
        """A column by its part; None where the file has none."""
        return self.table.columns.get(role)

    @cached_property
    def customer(self) -> Column | None:
        """Who ordered, each spelt one way, guests as ''; None where the file does not say."""
        column = self.column("customer")
        if column is None:
            return None
        return column.respelt(_spell_customer)

    @cached_property
    def country(self) -> Column | None:
        """Where the order went, each country spelt one way."""
        column = self.column("country")
        return column and column.respelt(spell_alike(name_country, {}))

    @cached_property
    def channel(self) -> Column | None:
        """Where the order was placed: a sales channel, or else the till or store."""
        column = self.column("channel") or self.column("till")
        return column and column.respelt(spell_alike(name_channel, {}))

    def of_order(self, rows: Flags) -> Flags:
        """All rows of the orders that any of the rows belongs to."""
        touched = np.zeros(max(1, len(self.order.values)), dtype=bool)
        touched[self.order.codes[rows]] = True
        return touched[self.order.codes]


def make_draft(
    table: Table,
    decimal: str,
    date_order: str = "auto",
    *,
    header: Mapping[str, str] | None = None,
    carried: Sequence[str] = (),
    usual_order: str = "",
    off: frozenset[str] = frozenset(),
) -> Draft:
    """Read numbers and dates, and refuse the rows that cannot be understood.

    `header` is each part's header text, met again where files were joined; `carried` parts stand
    on an order's first row only; `usual_order` is what dates are read as that prove no order;
    reasons in `off` set nothing aside.
    """
    verdicts = Verdicts(table.starts, table.origin, off)
    judge_shape(table, verdicts, header or {})
    if carried:
        verdicts.frame(_is_head(table))
    table = table.carry(carried)
    empty = Column(np.zeros(len(table), dtype=np.int32), [""])
    order = _spell_orders(table.columns.get("order", empty))
    name = spell_names(table.columns.get("name", empty))
    key = _keys(spell_keys(table.columns.get("product", empty)), name)
    _refuse_blank(verdicts, order, key)
    amounts = read_amounts(table, verdicts, decimal, order, header or {})
    moments = read_moments(table, verdicts, date_order, usual_order)
    return Draft(
        table,
        verdicts,
        order,
        key,
        name,
        quantity=amounts.quantity,
        price=amounts.price,
        total=amounts.total,
        discount=amounts.discount,
        order_discount=amounts.order_discount,
        refunded=amounts.refunded,
        date=moments.date,
        date_order=moments.order,
        date_order_certain=moments.certain,
        notes=[*moments.notes],
    )


def _spell_orders(column: Column) -> Column:
    """Order numbers as the shop writes them: 1234, where a program made all of them 1234.0."""
    column = spell_keys(column)
    if all(text.endswith(".0") for text in column.values if text):
        return column.respelt(whole_number)
    return column


def _keys(product: Column, name: Column) -> Column:
    """The product's own key, or its name on rows that have none but a word for none."""
    blank = product.blank()
    nothing = product.where(lambda key: key.casefold() in NO_KEYS)
    if nothing.any():
        blank |= nothing & ~name.blank() & ~name.where(lambda n: n.casefold() in PLACEHOLDERS)
    codes: Codes = np.where(blank, name.codes + len(product.values), product.codes)
    return Column(codes.astype(np.int32), product.values + name.values).merged()


def judge_shape(table: Table, verdicts: Verdicts, header: Mapping[str, str]) -> None:
    """Frame the rows around a table's and refuse those that have lost or gained cells."""
    blank = np.ones(len(table), dtype=bool)
    for part, column in table.columns.items():
        if part not in BESIDES:
            blank &= column.blank()
    broken = table.widths == BROKEN
    verdicts.refuse(broken, reasons.OPEN_QUOTE)
    verdicts.frame(blank)
    verdicts.frame(is_framing(table, header))
    verdicts.refuse(table.widths > table.width, reasons.TOO_WIDE)
    verdicts.refuse(table.widths <= table.last_needed, reasons.TOO_SHORT)
    if EMPTY in table.columns:
        verdicts.set_aside(~table.columns[EMPTY].blank(), reasons.NOTHING_ORDERED)


def _is_head(table: Table) -> Flags:
    """Rows that hold an order's own fields, with its lines on the rows below."""
    head = ~table.columns["order"].blank() if "order" in table.columns else table.widths < 0
    for role in ("product", "name", "quantity", "price", "total"):
        if role in table.columns:
            head &= table.columns[role].blank()
    return head


def _refuse_blank(verdicts: Verdicts, order: Column, key: Column) -> None:
    verdicts.refuse(order.blank(), reasons.NO_ORDER)
    verdicts.refuse(key.blank(), reasons.NO_PRODUCT)
    for column in (order, key):
        verdicts.refuse(column.holding("\x00"), reasons.UNREADABLE)


def _spell_customer(text: str) -> str:
    spelt = whole_number(text).casefold()
    short = len(spelt) < _LONGEST_GUEST and "@" not in spelt
    return "" if short and "".join(filter(str.isalnum, spelt)) in GUESTS else spelt


def whole_number(text: str) -> str:
    """`17850.0`, which a detour through a spreadsheet makes of a number, as `17850`."""
    text = text.strip()
    found = _WHOLE.match(text)
    return found.group(1) if found else text
