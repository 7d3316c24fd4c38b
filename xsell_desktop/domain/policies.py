"""The user's business rules: what lists may hold, whatever the sales say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Value = str | float | bool | tuple[str, ...]


class PolicyKind(StrEnum):
    """What a policy is about."""

    STOCK = "stock"
    PRICE_BAND = "price_band"
    MARGIN = "margin"
    CATEGORY = "category"
    NEVER_WITH = "never_with"
    ALWAYS_FIRST = "always_first"
    SEASON = "season"
    AT_MOST = "at_most"
    DIVERSITY = "diversity"
    NOT_BOUGHT = "not_bought"


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule of the list in priority order; `values` are its kind's own parameters."""

    id: str
    kind: PolicyKind
    enabled: bool = True
    values: Mapping[str, Value] = field(default_factory=dict)
