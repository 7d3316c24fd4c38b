"""What a project of version 2 held: neither own lists, rulings on products, seasons nor views."""

from __future__ import annotations

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
    "SELECT * FROM imports ORDER BY place",
    "SELECT import, name, dtype, length, size, sha256 FROM blobs ORDER BY import, name",
)
