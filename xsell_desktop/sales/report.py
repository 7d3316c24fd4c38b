"""What an import kept, set aside and refused, with its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

REFUSED_LISTED = 1000


class Refusal(NamedTuple):
    """A refused row: the file's own line number of its first line (or the sheet's row)."""

    row: int
    reason: str


@dataclass(frozen=True)
class Report:
    """One file as it was understood.

    `rows_read == lines_kept + sum(set_aside) + framing + rows_refused_total` always. `kind` is
    sales, catalogue or none; `set_aside` counts rows by reason; `framing` counts blank, summary
    and footer rows. `rows_refused` is whole after an import; `to_json`, and so a project, keeps the
    first 1,000. `left_in` counts order lines kept because the filter they fit is off. Reasons
    never quote a cell, so that a report holds no personal data.
    """

    file: str
    format: str
    kind: str
    encoding: str = ""
    delimiter: str = ""
    decimal: str = "."
    rows_read: int = 0
    lines_kept: int = 0
    set_aside: Mapping[str, int] = field(default_factory=dict)
    framing: int = 0
    rows_refused: tuple[Refusal, ...] = ()
    rows_refused_total: int = 0
    orders: int = 0
    products: int = 0
    customers: int = 0
    first_date: str = ""
    last_date: str = ""
    returns: int = 0
    warnings: tuple[str, ...] = ()
    left_in: Mapping[str, int] = field(default_factory=dict)

    def balanced(self) -> bool:
        """Whether every row read is accounted for."""
        accounted = self.lines_kept + sum(self.set_aside.values()) + self.framing
        return self.rows_read == accounted + self.rows_refused_total

    def to_json(self) -> dict[str, Any]:
        """A plain dictionary in the shape of `inspect --json`."""
        data = asdict(self)
        data["set_aside"] = dict(self.set_aside)
        data["left_in"] = dict(self.left_in)
        data["rows_refused"] = [r._asdict() for r in self.rows_refused[:REFUSED_LISTED]]
        data["warnings"] = list(self.warnings)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        """The report that `to_json` wrote; unknown keys are left out."""
        known = {k: v for k, v in data.items() if k in cls.__dataclass_fields__}
        known["rows_refused"] = tuple(
            Refusal(int(r["row"]), str(r["reason"])) for r in data.get("rows_refused", ())
        )
        known["warnings"] = tuple(data.get("warnings", ()))
        return cls(**known)
