"""How a file of an earlier version becomes one of today's.

A new version does three things here: it raises `VERSION` in `schema`, it keeps the schema that
was valid until now under its number, and it says in SQL and Python how to get to the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import NamedTuple

from xsell_desktop.project import schema


class Older(NamedTuple):
    """A version no longer written: its tables, and the step to the version after it."""

    schema: str
    upgrade: Callable[[sqlite3.Connection], None]


OLDER: Mapping[int, Older] = {}


def schema_of(version: int) -> str:
    """The tables of a version; raises KeyError for one that never was."""
    return schema.SCHEMA if version == schema.VERSION else OLDER[version].schema


def upgrade_copy(database: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """A copy in memory, brought from `version` to today's; the original stays as it is."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    database.backup(copy)
    for step in range(version, schema.VERSION):
        OLDER[step].upgrade(copy)
    return copy
