"""How a file of an earlier version becomes one of today's.

A new version does three things here: it raises `VERSION` in `schema`, it keeps the schema that
was valid until now in a module of its own (as `version_1`), and it says in SQL and Python how to
get from there to the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import NamedTuple

from xsell_desktop.project import schema, version_1, version_2


class Older(NamedTuple):
    """A version no longer written: its tables, what its digest covers, the step to the next."""

    schema: str
    digested: tuple[str, ...]
    upgrade: Callable[[sqlite3.Connection], None]


def _add_policies(database: sqlite3.Connection) -> None:
    """Version 2: policies, and the user's word on the kind of a pair."""
    database.execute("ALTER TABLE pairings ADD COLUMN kind TEXT NOT NULL DEFAULT ''")
    database.execute(
        "CREATE TABLE policies (place INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,"
        " enabled INTEGER NOT NULL, parameters TEXT NOT NULL)"
    )


def _add_rulings(database: sqlite3.Connection) -> None:
    """Version 3: own lists, rulings on products, seasons, locks, named views, the layout."""
    for column in (
        "season_begin TEXT NOT NULL DEFAULT ''",
        "season_end TEXT NOT NULL DEFAULT ''",
        "locked INTEGER NOT NULL DEFAULT 0",
    ):
        database.execute(f"ALTER TABLE pairings ADD COLUMN {column}")
    database.execute(
        "CREATE TABLE own_lists (anchor TEXT NOT NULL, place INTEGER NOT NULL,"
        " partner TEXT NOT NULL, decided_on TEXT NOT NULL)"
    )
    database.execute(
        "CREATE TABLE products (product TEXT NOT NULL, hidden INTEGER NOT NULL,"
        " never INTEGER NOT NULL, same_as TEXT NOT NULL, decided_on TEXT NOT NULL)"
    )
    database.execute("CREATE TABLE views (name TEXT NOT NULL, view TEXT NOT NULL)")
    database.execute(
        "CREATE TABLE layout (product TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL)"
    )


OLDER: Mapping[int, Older] = {
    1: Older(version_1.SCHEMA, version_1.DIGESTED, _add_policies),
    2: Older(version_2.SCHEMA, version_2.DIGESTED, _add_rulings),
}


def schema_of(version: int) -> str:
    """The tables of a version; raises KeyError for one that never was."""
    return schema.SCHEMA if version == schema.VERSION else OLDER[version].schema


def digested_of(version: int) -> tuple[str, ...]:
    """What a version's digest covers; raises KeyError for one that never was."""
    return schema.DIGESTED if version == schema.VERSION else OLDER[version].digested


def upgrade_copy(database: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """A copy in memory, brought from `version` to today's; the original stays as it is."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    database.backup(copy)
    for step in range(version, schema.VERSION):
        OLDER[step].upgrade(copy)
    return copy
