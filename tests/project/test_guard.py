"""A file somebody else made, cut or changed is refused by name, or is the same project."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from example_projects import assert_same, some_project, version_1_project, version_2_project
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain.errors import UserError
from xsell_desktop.project import blobs, guard, migrations, schema
from xsell_desktop.project.blobs import Damaged
from xsell_desktop.project.file import Project, load, save


def saved_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.xsell"
        save(path, some_project())
        return path.read_bytes()


WHOLE = saved_bytes()
DATA = Path(__file__).parents[1] / "data" / "projects"


def tamper(path: Path, *statements: str, honest: bool = True) -> None:
    """Change the file by SQL; an honest forger also mends the digest."""
    with sqlite3.connect(path, isolation_level=None) as database:
        for statement in statements:
            database.execute(statement)
        if honest:
            digest = schema.digest_rows(database)
            database.execute("UPDATE meta SET value = ? WHERE key = 'digest'", (digest,))
    database.close()


def refused(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(UserError) as told:
        load(path)
    assert path.name in told.value.message
    assert told.value.next_step
    assert path.read_bytes() == before
    return str(told.value)


@pytest.mark.parametrize("twentieth", range(20))
def test_a_truncated_file(tmp_path: Path, twentieth: int) -> None:
    path = tmp_path / "cut.xsell"
    path.write_bytes(WHOLE[: len(WHOLE) * twentieth // 20])
    words = refused(path)
    assert "damaged" in words if twentieth else "is empty" in words


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed_or_changes_nothing(place: int, difference: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] ^= difference
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flipped.xsell"
        path.write_bytes(changed)
        try:
            found = load(path)
        except UserError as error:
            assert path.name in error.message
        else:
            assert_same(found, some_project())


@given(st.data())
def test_a_torn_page_is_noticed_or_changes_nothing(data: st.DataObject) -> None:
    start = data.draw(st.integers(100, len(WHOLE) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=600))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "torn.xsell"
        path.write_bytes((WHOLE[:start] + junk + WHOLE[start + len(junk) :])[: len(WHOLE)])
        try:
            found = load(path)
        except UserError as error:
            assert path.name in error.message
        else:
            assert_same(found, some_project())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.xsell", b"", "is empty"),
        ("picture.xsell", b"\x89PNG\r\n\x1a\n" + bytes(200), "not an xsell project"),
        ("orders.xsell", b"order,sku\n1,2\n", "not an xsell project"),
        ("magic.xsell", b"SQLite format 3\x00", "not an xsell project"),
    ],
)
def test_something_else(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refused(path)


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.xsell"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (x)")
    database.close()
    assert "not an xsell project" in refused(path)


def test_a_folder_and_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be opened"):
        load(tmp_path)
    with pytest.raises(UserError, match=r"gone\.xsell was not found"):
        load(tmp_path / "gone.xsell")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a device that is no file")
def test_a_device_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not an xsell project"):
        load(Path(os.devnull))


def test_a_newer_version_is_refused_politely(saved: Path) -> None:
    tamper(saved, "PRAGMA user_version = 7")
    words = refused(saved)
    assert "newer version" in words
    assert "format 7" in words


def test_a_version_that_never_was(saved: Path) -> None:
    tamper(saved, "PRAGMA user_version = 0")
    assert "damaged" in refused(saved)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (x)",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra AFTER INSERT ON notes BEGIN SELECT 1; END",
        "CREATE INDEX extra ON notes (note)",
        "DROP TABLE positions",
        "ALTER TABLE notes ADD COLUMN extra",
    ],
)
def test_other_tables_views_and_triggers_are_refused(saved: Path, statement: str) -> None:
    tamper(saved, statement, honest=False)
    assert "not what was saved" in refused(saved)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pairings SET decision = 'perhaps'",
        "UPDATE pairings SET pinned = 2",
        "UPDATE pairings SET a = b",
        "UPDATE bundles SET discount = 9",
        "UPDATE bundle_parts SET quantity = 0",
        "UPDATE positions SET x = 9e999",
        "UPDATE notes SET note = x'00ff'",
        "UPDATE pairings SET kind = 'friends'",
        "UPDATE policies SET kind = 'vip'",
        "UPDATE policies SET enabled = 2",
        "UPDATE pairings SET season_end = '' WHERE season_begin <> ''",
        "UPDATE pairings SET locked = 'yes'",
        "UPDATE own_lists SET partner = anchor WHERE place = 1",
        "UPDATE own_lists SET place = 50 WHERE place = 1",
        "UPDATE products SET same_as = product",
        "UPDATE products SET never = 2",
        "UPDATE views SET name = '' WHERE name = 'All'",
        "UPDATE imports SET kind = 'orders'",
    ],
)
def test_rows_no_program_writes_are_refused(saved: Path, statement: str) -> None:
    tamper(saved, "PRAGMA ignore_check_constraints = ON", statement, honest=False)
    assert "damaged" in refused(saved)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settings SET value = '1e99' WHERE name = 'top'",
        "UPDATE settings SET value = 'true' WHERE name = 'top'",
        "UPDATE settings SET value = 'NaN' WHERE name = 'smoothing'",
        "UPDATE settings SET value = '{' WHERE name = 'top'",
        "DELETE FROM bundles",
        "UPDATE policies SET parameters = '{'",
        "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
        " INSERT INTO policies SELECT i, 'p' || i, 'at_most', 1, '{}' FROM n",
        "UPDATE policies SET parameters = '[1, 2]'",
        "UPDATE policies SET parameters = '{\"vip\": 1}'",
        "UPDATE policies SET parameters = '{\"low\": 1e999}' WHERE kind = 'price_band'",
        "UPDATE policies SET parameters = '{\"products\": [1]}' WHERE kind = 'never_with'",
        "UPDATE pairings SET season_begin = '02-30' WHERE season_begin <> ''",
        "UPDATE pairings SET season_begin = 'May', season_end = 'June'",
        "UPDATE own_lists SET decided_on = '2026-01-01' WHERE place = 1",
        "INSERT INTO products VALUES ('b3', 0, 0, 'b2', '')",
        "UPDATE products SET same_as = 'b2' WHERE product = 'b'",
        "UPDATE views SET view = '{'",
        "UPDATE views SET view = '{\"depth\": 9}'",
        "UPDATE views SET view = '{\"zoom\": 1}'",
        "UPDATE views SET view = '" + "[" * 50_000 + "'",
        "UPDATE views SET name = ' Winter' WHERE name = 'Winter'",
        "UPDATE views SET name = '" + "x" * 61 + "' WHERE name = 'All'",
        "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
        " INSERT INTO views SELECT 'v' || i, '{}' FROM n",
        "UPDATE imports SET report = '[]'",
        "UPDATE imports SET report = '" + "[" * 50_000 + "'",
        "UPDATE imports SET report = json_set(report, '$.lines_kept', 'many')",
        "UPDATE imports SET report = json_set(report, '$.set_aside', 5)",
        "UPDATE imports SET report = json_set(report, '$.warnings[0]', 5)",
        "UPDATE imports SET report = json_set(report, '$.rows_refused', 'x')",
        "UPDATE imports SET kind = 'catalogue'",
        "UPDATE imports SET kind = 'sales'",
        "DELETE FROM blobs WHERE name = 'line_order'",
        "DELETE FROM blobs WHERE name = 'products'",
        "DELETE FROM blobs WHERE name = 'void_dates'",
        "UPDATE blobs SET sha256 = '' WHERE name = 'line_order'",
        "UPDATE blobs SET dtype = '|O' WHERE name = 'line_order'",
        "UPDATE blobs SET dtype = 'text' WHERE name = 'line_order'",
        "UPDATE blobs SET dtype = '<f8' WHERE name = 'order_date'",
        "UPDATE blobs SET length = 3 WHERE name = 'line_order'",
        "UPDATE blobs SET size = 2000000000 WHERE name = 'order_keys'",
        "UPDATE blobs SET data = x'' WHERE name = 'line_order'",
        "UPDATE blobs SET data = CAST(data || x'00' AS BLOB) WHERE name = 'line_order'",
    ],
)
def test_a_forger_who_mends_the_digest_is_still_refused(saved: Path, statement: str) -> None:
    tamper(saved, statement)
    assert "damaged" in refused(saved)


def test_a_decision_changed_behind_our_back_is_noticed(saved: Path) -> None:
    tamper(saved, "UPDATE notes SET note = 'other'", honest=False)
    assert "not what was saved" in refused(saved)


def test_half_a_character_in_the_file(saved: Path) -> None:
    tamper(saved, "UPDATE notes SET note = CAST(x'ff' AS TEXT)", honest=False)
    assert "part of it cannot be read" in refused(saved)


def replace_blob(path: Path, blob: blobs.Blob) -> None:
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute(
            "UPDATE blobs SET dtype = ?, length = ?, size = ?, sha256 = ?, data = ? WHERE name = ?",
            (*blob[1:], blob.name),
        )
    database.close()
    tamper(path)


@pytest.mark.parametrize(
    "forged",
    [
        lambda: blobs.pack_codes("line_order", np.array([0, 0, 1, 3])),
        lambda: blobs.pack_codes("line_product", np.array([0, -1, 1, 0])),
        lambda: blobs.pack_codes("order_customer", np.array([-2, 0, 0])),
        lambda: blobs.pack_codes("line_order", np.array([0, 0, 1])),
        lambda: blobs.pack_array("line_returned", np.array([0, 0, 0, 7]), "|i1")._replace(
            dtype="|b1"
        ),
        lambda: blobs.pack_rows("order_keys", ["1", "2"]),
        lambda: blobs.pack_rows("order_keys", ["1", "2", 3]),
        lambda: blobs.pack_rows("product_names", ["1", "2"]),
        lambda: blobs.pack_rows("products", [["007"]]),
        lambda: blobs.pack_rows("products", ["007"]),
        lambda: blobs.pack_rows("products", [["k", "n", "dear"] + [None] * 10]),
        lambda: blobs.pack_rows("catalogue", ["shopify-products"]),
        lambda: blobs.pack_rows("parts", [[3, "007", 1.0]]),
        lambda: blobs.pack_rows("parts", [[0, "007"]]),
        lambda: blobs.pack_rows("parts", [[0, 7, 1.0]]),
        lambda: blobs.pack_rows("product_aliases", [["Filter paper"], []]),
        lambda: blobs.pack_rows("product_aliases", [["Filter paper"], [], "x"]),
        lambda: blobs.pack_rows("product_aliases", [["Filter paper"], [], [1]]),
        lambda: blobs.pack_rows("void_orders", ["1003"]),
    ],
)
def test_columns_that_do_not_fit_together(saved: Path, forged: Callable[[], blobs.Blob]) -> None:
    replace_blob(saved, forged())
    assert "damaged" in refused(saved)


@pytest.mark.parametrize("raw", [b"[" * 100_000, b"{}", b"\xff", b'["a"]\n\n'])
def test_texts_that_are_not_lists(saved: Path, raw: bytes) -> None:
    replace_blob(saved, blobs._pack("order_keys", "text", 3, raw))
    assert "damaged" in refused(saved)


def test_a_bomb_is_not_unpacked() -> None:
    packed = zlib.compress(bytes(50_000_000), 9)
    bomb = blobs.Blob("x", "|i1", 10, 10, "", packed)
    with pytest.raises(Damaged, match="size"):
        blobs.unpack_array(bomb)


def test_opening_ends_at_its_deadline(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "DEADLINE", -1.0)
    tamper(saved, *[f"INSERT INTO notes VALUES ('{n}', '')" for n in range(3000)])
    assert "took too long" in refused(saved)


def test_a_file_opens_from_a_folder_nobody_may_write_to(saved: Path, project: Project) -> None:
    for name in ("with space.xsell", "50% #1?.xsell", "日本.xsell"):
        other = saved.with_name(name)
        other.write_bytes(saved.read_bytes())
        other.chmod(0o444)
    saved.parent.chmod(0o555)
    try:
        for path in sorted(saved.parent.iterdir()):
            assert_same(load(path), project)
        assert len(list(saved.parent.iterdir())) == 4
    finally:
        saved.parent.chmod(0o755)


OLD = {"version-1.xsell": version_1_project, "version-2.xsell": version_2_project}


@pytest.mark.parametrize("name", sorted(OLD))
def test_an_older_version_is_brought_up_to_date(tmp_path: Path, name: str) -> None:
    """A file that the version wrote: the same plan, with nothing in it that came later."""
    path = tmp_path / "old.xsell"
    path.write_bytes((DATA / name).read_bytes())
    before = path.read_bytes()
    opened = load(path)
    assert path.read_bytes() == before
    assert_same(opened, OLD[name]())
    save(path, opened)
    assert_same(load(path), OLD[name]())
    assert guard.read_header(path).version == schema.VERSION


@pytest.mark.parametrize("name", sorted(OLD))
def test_an_older_version_is_guarded_too(tmp_path: Path, name: str) -> None:
    """Its own tables and its own digest are asked for."""
    path = tmp_path / "old.xsell"
    path.write_bytes((DATA / name).read_bytes())
    tamper(path, "UPDATE notes SET note = 'other'", honest=False)
    assert "not what was saved" in refused(path)
    path.write_bytes((DATA / name).read_bytes())
    tamper(path, "CREATE TABLE views (x)", honest=False)
    assert "not what was saved" in refused(path)


def test_every_version_up_to_today_can_be_opened() -> None:
    assert sorted(migrations.OLDER) == list(range(1, schema.VERSION))
    for version in migrations.OLDER:
        with sqlite3.connect(":memory:", isolation_level=None) as database:
            database.executescript(migrations.schema_of(version))
            upgraded = migrations.upgrade_copy(database, version)
        assert columns_of(upgraded) == columns_of_script(schema.SCHEMA)


def columns_of(database: sqlite3.Connection) -> dict[str, set[str]]:
    return {
        name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")}
        for kind, name, *_rest in schema.list_objects(database)
        if kind == "table"
    }


def columns_of_script(script: str) -> dict[str, set[str]]:
    with sqlite3.connect(":memory:") as database:
        database.executescript(script)
        return columns_of(database)


def test_the_header_says_whose_file_it_is(saved: Path) -> None:
    head = saved.read_bytes()[:100]
    assert head[68:72] == b"xsel"
    assert guard.read_header(saved).version == schema.VERSION == 3
    assert guard.read_header(saved).size == saved.stat().st_size


def test_limits_are_in_force(saved: Path) -> None:
    from xsell_desktop.domain.progress import Progress

    with guard.open_guarded(saved, Progress()) as (database, _version):
        assert database.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0
        assert database.execute("PRAGMA trusted_schema").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.execute("DELETE FROM notes")
