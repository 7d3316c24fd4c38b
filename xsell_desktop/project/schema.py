"""The tables of a project file, and the marks in its header."""

from __future__ import annotations

import hashlib
import json
import sqlite3

APPLICATION_ID = int.from_bytes(b"xsel", "big")
VERSION = 3

# The CHECKs are what makes a row trustworthy: they refuse it on saving, and on opening
# `integrity_check` repeats them for every row of a file somebody else made.
SCHEMA = """
CREATE TABLE meta (
  key TEXT NOT NULL CHECK (typeof(key) = 'text') PRIMARY KEY,
  value TEXT NOT NULL CHECK (typeof(value) = 'text')
) WITHOUT ROWID;
CREATE TABLE settings (
  name TEXT NOT NULL CHECK (typeof(name) = 'text') PRIMARY KEY,
  value TEXT NOT NULL CHECK (typeof(value) = 'text')
) WITHOUT ROWID;
CREATE TABLE pairings (
  a TEXT NOT NULL CHECK (typeof(a) = 'text'),
  b TEXT NOT NULL CHECK (typeof(b) = 'text' AND a < b),
  decision TEXT NOT NULL CHECK (decision IN ('none', 'accepted', 'rejected')),
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
  direction TEXT NOT NULL CHECK (direction IN ('both', 'from_a', 'from_b')),
  message TEXT NOT NULL CHECK (typeof(message) = 'text'),
  note TEXT NOT NULL CHECK (typeof(note) = 'text'),
  decided_on TEXT NOT NULL CHECK (typeof(decided_on) = 'text'),
  kind TEXT NOT NULL CHECK (kind IN ('', 'cross_sell', 'collection', 'up_sell', 'substitute',
    'variant', 'follow_up', 'season', 'by_product')),
  season_begin TEXT NOT NULL CHECK (typeof(season_begin) = 'text'),
  season_end TEXT NOT NULL CHECK (typeof(season_end) = 'text'
    AND (season_end = '') = (season_begin = '')),
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE bundles (
  id TEXT NOT NULL CHECK (typeof(id) = 'text') PRIMARY KEY,
  name TEXT NOT NULL CHECK (typeof(name) = 'text'),
  discount REAL NOT NULL CHECK (typeof(discount) = 'real' AND discount BETWEEN 0 AND 1),
  note TEXT NOT NULL CHECK (typeof(note) = 'text'),
  decided_on TEXT NOT NULL CHECK (typeof(decided_on) = 'text')
) WITHOUT ROWID;
CREATE TABLE bundle_parts (
  bundle TEXT NOT NULL CHECK (typeof(bundle) = 'text'),
  place INTEGER NOT NULL CHECK (typeof(place) = 'integer'),
  product TEXT NOT NULL CHECK (typeof(product) = 'text'),
  quantity INTEGER NOT NULL CHECK (typeof(quantity) = 'integer' AND quantity >= 1),
  PRIMARY KEY (bundle, place)
) WITHOUT ROWID;
CREATE TABLE bundle_costs (
  bundle TEXT NOT NULL CHECK (typeof(bundle) = 'text'),
  product TEXT NOT NULL CHECK (typeof(product) = 'text'),
  cost REAL NOT NULL CHECK (typeof(cost) = 'real' AND cost BETWEEN 0 AND 1e15),
  PRIMARY KEY (bundle, product)
) WITHOUT ROWID;
CREATE TABLE positions (
  product TEXT NOT NULL CHECK (typeof(product) = 'text') PRIMARY KEY,
  x REAL NOT NULL CHECK (typeof(x) = 'real' AND abs(x) <= 1e15),
  y REAL NOT NULL CHECK (typeof(y) = 'real' AND abs(y) <= 1e15)
) WITHOUT ROWID;
CREATE TABLE notes (
  product TEXT NOT NULL CHECK (typeof(product) = 'text') PRIMARY KEY,
  note TEXT NOT NULL CHECK (typeof(note) = 'text')
) WITHOUT ROWID;
CREATE TABLE policies (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (typeof(id) = 'text') UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('stock', 'price_band', 'margin', 'category', 'never_with',
    'always_first', 'season', 'at_most', 'diversity', 'not_bought')),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  parameters TEXT NOT NULL CHECK (typeof(parameters) = 'text')
);
CREATE TABLE own_lists (
  anchor TEXT NOT NULL CHECK (typeof(anchor) = 'text'),
  place INTEGER NOT NULL CHECK (typeof(place) = 'integer' AND place BETWEEN 0 AND 49),
  partner TEXT NOT NULL CHECK (typeof(partner) = 'text' AND partner <> anchor),
  decided_on TEXT NOT NULL CHECK (typeof(decided_on) = 'text'),
  PRIMARY KEY (anchor, place),
  UNIQUE (anchor, partner)
) WITHOUT ROWID;
CREATE TABLE products (
  product TEXT NOT NULL CHECK (typeof(product) = 'text') PRIMARY KEY,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  never INTEGER NOT NULL CHECK (never IN (0, 1)),
  same_as TEXT NOT NULL CHECK (typeof(same_as) = 'text'
    AND (same_as = '' OR same_as <> product)),
  decided_on TEXT NOT NULL CHECK (typeof(decided_on) = 'text')
) WITHOUT ROWID;
CREATE TABLE views (
  name TEXT NOT NULL CHECK (typeof(name) = 'text' AND name <> '') PRIMARY KEY,
  view TEXT NOT NULL CHECK (typeof(view) = 'text')
) WITHOUT ROWID;
CREATE TABLE layout (
  product TEXT NOT NULL CHECK (typeof(product) = 'text') PRIMARY KEY,
  x REAL NOT NULL CHECK (typeof(x) = 'real' AND abs(x) <= 20000),
  y REAL NOT NULL CHECK (typeof(y) = 'real' AND abs(y) <= 20000)
) WITHOUT ROWID;
CREATE TABLE imports (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (typeof(id) = 'text'),
  kind TEXT NOT NULL CHECK (kind IN ('sales', 'catalogue')),
  source TEXT NOT NULL CHECK (typeof(source) = 'text'),
  imported_on TEXT NOT NULL CHECK (typeof(imported_on) = 'text'),
  report TEXT NOT NULL CHECK (typeof(report) = 'text')
);
CREATE TABLE blobs (
  import INTEGER NOT NULL CHECK (typeof(import) = 'integer'),
  name TEXT NOT NULL CHECK (typeof(name) = 'text'),
  dtype TEXT NOT NULL CHECK (typeof(dtype) = 'text'),
  length INTEGER NOT NULL CHECK (typeof(length) = 'integer' AND length >= 0),
  size INTEGER NOT NULL CHECK (typeof(size) = 'integer' AND size >= 0),
  sha256 TEXT NOT NULL CHECK (typeof(sha256) = 'text'),
  data BLOB NOT NULL CHECK (typeof(data) = 'blob'),
  UNIQUE (import, name)
);
"""

# what the digest in `meta` covers; a blob's data is covered by its own SHA-256
DIGESTED = (
    "SELECT * FROM meta WHERE key <> 'digest' ORDER BY key",
    "SELECT * FROM settings ORDER BY name",
    "SELECT * FROM pairings ORDER BY a, b",
    "SELECT * FROM bundles ORDER BY id",
    "SELECT * FROM bundle_parts ORDER BY bundle, place",
    "SELECT * FROM bundle_costs ORDER BY bundle, product",
    "SELECT * FROM positions ORDER BY product",
    "SELECT * FROM notes ORDER BY product",
    "SELECT * FROM policies ORDER BY place",
    "SELECT * FROM own_lists ORDER BY anchor, place",
    "SELECT * FROM products ORDER BY product",
    "SELECT * FROM views ORDER BY name",
    "SELECT * FROM layout ORDER BY product",
    "SELECT * FROM imports ORDER BY place",
    "SELECT import, name, dtype, length, size, sha256 FROM blobs ORDER BY import, name",
)


def create_tables(database: sqlite3.Connection) -> None:
    """Make an empty project of the current version."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {VERSION}")
    database.executescript(SCHEMA)


def list_objects(database: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    """Everything the database holds by type, name, table and SQL, in one order."""
    return database.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    ).fetchall()


def list_objects_of(schema: str) -> list[tuple[str, str, str, str | None]]:
    """What `list_objects` says of a database made by this script and nothing else."""
    with_schema = sqlite3.connect(":memory:")
    try:
        with_schema.executescript(schema)
        return list_objects(with_schema)
    finally:
        with_schema.close()


def digest_rows(database: sqlite3.Connection, queries: tuple[str, ...] = DIGESTED) -> str:
    """SHA-256 over every row, so that a changed byte in a note is noticed too."""
    digest = hashlib.sha256()
    for query in queries:
        digest.update(query.encode())
        for row in database.execute(query):
            digest.update(json.dumps(row).encode())
    return digest.hexdigest()
