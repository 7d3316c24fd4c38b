"""Which column of a file plays which part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# parts a column can play in a sales file; a layout or the user names the header for each
SALES_ROLES = (
    "order", "product", "name", "quantity", "price", "total", "discount", "date", "customer",
    "currency", "order_discount",
)  # fmt: skip
REQUIRED_ROLES = ("order", "product")  # product may be played by name alone


@dataclass(frozen=True)
class ColumnMap:
    """How to read one file: its format id and the header text (or 1-based number) per role.

    `date_order` is auto, ymd, dmy or mdy; `decimal` is auto, '.' or ','; `delimiter` and
    `encoding` are '' for what was found.
    """

    format: str = "plain-lines"
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str = "auto"
    decimal: str = "auto"
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""

    def to_json(self) -> dict[str, Any]:
        """The dictionary a saved mapping file holds."""
        return {**self.__dict__, "columns": dict(self.columns)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ColumnMap:
        """The mapping of a saved file; unknown keys are left out."""
        known = {k: v for k, v in data.items() if k in cls.__dataclass_fields__}
        return cls(**known)
