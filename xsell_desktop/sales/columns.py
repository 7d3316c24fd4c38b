"""Which column of a file plays which part."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xsell_desktop.sales.filters import FILTERS

# parts a column can play in a sales file; a layout or the user names the header for each
SALES_ROLES = (
    "order", "product", "name", "quantity", "price", "total", "discount", "date", "time",
    "customer", "currency", "order_discount", "refunded", "status", "tags",
    "line_type", "till", "country", "channel",
)  # fmt: skip
# and in a plain product list
CATALOGUE_ROLES = (
    "product", "name", "price", "cost", "stock", "category", "parent", "visible",
)  # fmt: skip
DATE_ORDERS = ("auto", "ymd", "dmy", "mdy")
DECIMALS = ("auto", ".", ",")


@dataclass(frozen=True)
class ColumnMap:
    """How to read one file: its format id and the header text (or 1-based number) per role.

    A `format` of '' leaves it and the columns to be recognised; a blank column is given up.
    `date_order` is auto, ymd, dmy or mdy; `decimal` is auto, '.' or ','; `delimiter` and
    `encoding` are '' for what was found. `filters` switches filters (`sales.filters`) on or off
    by id; the others are as they come. `orders` is the name of the file beside this one that has
    a row an order, '' for the one that is found and '-' for none.
    """

    format: str = "plain-lines"
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str = "auto"
    decimal: str = "auto"
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""
    filters: Mapping[str, bool] = field(default_factory=dict)
    orders: str = ""

    def to_json(self) -> dict[str, Any]:
        """The dictionary a saved mapping file holds."""
        return {
            **self.__dict__,
            "columns": dict(self.columns),
            "filters": dict(self.filters),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ColumnMap:
        """The mapping of a saved file; unknown keys are left out.

        Raises ValueError, naming the entry, for a value that cannot be meant.
        """
        known = {k: v for k, v in data.items() if k in cls.__dataclass_fields__}
        columns, filters = known.pop("columns", {}), known.pop("filters", {})
        entries = (*known.items(), *columns.items())
        wrong = [f"{name}: {value!r}" for name, value in entries if not isinstance(value, str)]
        wrong += [f"{id_}: {on!r}" for id_, on in filters.items() if not isinstance(on, bool)]
        if wrong:
            raise ValueError(wrong[0])
        mapping = cls(columns=columns, filters=filters, **known)
        for name, sound in (
            ("columns", columns.keys() <= {*SALES_ROLES, *CATALOGUE_ROLES}),
            ("filters", filters.keys() <= {switch.id for switch in FILTERS}),
            ("date_order", mapping.date_order in DATE_ORDERS),
            ("decimal", mapping.decimal in DECIMALS),
            ("delimiter", re.fullmatch(r"[^\r\n\"\0]?", mapping.delimiter)),
            ("orders", not {"/", "\\", "\0"} & {*mapping.orders}),
            ("encoding", not mapping.encoding or _is_text_codec(mapping.encoding)),
        ):
            if not sound:
                raise ValueError(f"{name}: {getattr(mapping, name)!r}")
        return mapping


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(codecs.decode(b"", name), str)
    except (LookupError, ValueError):
        return False
