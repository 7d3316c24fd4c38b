"""What is saved is what is opened, byte for byte, and saving never harms an earlier file."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from example_projects import assert_same, lines, plans, some_lines, some_project
from hypothesis import given

from xsell_desktop.domain.errors import Cancelled, UserError
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.project import blobs, file, sales_rows
from xsell_desktop.project.file import Project, load, save
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import Import, Sales


def only_file(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_everything_comes_back(saved: Path, project: Project) -> None:
    assert_same(load(saved), project)
    assert only_file(saved.parent) == ["shop.xsell"]


def test_an_empty_project_comes_back(tmp_path: Path) -> None:
    save(tmp_path / "empty.xsell", Project())
    assert_same(load(tmp_path / "empty.xsell"), Project())


@given(plans())
def test_any_plan_comes_back(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.xsell"
        save(path, Project(plan=plan))
        assert load(path).plan == plan


@given(lines())
def test_any_lines_come_back(any_lines: Lines) -> None:
    sales = Sales((Import("1", "a", "2026-01-01", Report("a", "f", "sales"), any_lines),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.xsell"
        save(path, Project(sales))
        assert_same(load(path), Project(sales))


def test_long_columns_come_back_coded_or_plain() -> None:
    few = np.repeat(np.array([1.5, np.nan, -0.0, 0.0]), 1000)
    many = np.arange(70_000, dtype=float).repeat(2)
    different = np.arange(10.0)
    for floats, count in ((few, 2), (many, 1), (different, 1)):
        packed = blobs.pack_floats("x", floats)
        assert len(packed) == count
        back = blobs.unpack_floats(packed[0], packed[1] if count == 2 else None)
        assert back.tobytes() == floats.tobytes()
    for high, dtype in ((127, "|i1"), (128, "<i2"), (32_768, "<i4")):
        packed_codes = blobs.pack_codes("x", np.array([-1, high], np.int32))
        assert packed_codes.dtype == dtype
        assert blobs.unpack_codes(packed_codes, -1, high + 1).tolist() == [-1, high]
    texts = [f"key {n}" for n in range(45_000)]
    assert blobs.unpack_texts(blobs.pack_rows("t", texts)) == tuple(texts)


def test_arrays_that_were_opened_cannot_be_written(saved: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        load(saved).sales.imports[0].lines.line_returned[0] = True


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    project = some_project()
    save(tmp_path / "a.xsell", project)
    backwards = replace(
        project.plan,
        pairings=dict(reversed(project.plan.pairings.items())),
        positions=dict(reversed(project.plan.positions.items())),
    )
    again = replace(some_project(), plan=backwards)
    save(tmp_path / "b.xsell", again)
    save(tmp_path / "c.xsell", load(tmp_path / "a.xsell"))
    first = (tmp_path / "a.xsell").read_bytes()
    assert (tmp_path / "b.xsell").read_bytes() == first
    assert (tmp_path / "c.xsell").read_bytes() == first


def test_half_a_character_does_not_stop_saving(tmp_path: Path) -> None:
    save(tmp_path / "a.xsell", Project(plan=Plan(notes={"a": "pasted \ud83d"})))
    assert load(tmp_path / "a.xsell").plan.notes == {"a": "pasted ?"}


def test_a_link_stays_a_link(saved: Path) -> None:
    link = saved.with_name("link.xsell")
    link.symlink_to(saved)
    save(link, Project())
    assert link.is_symlink()
    assert_same(load(saved), Project())


def test_the_file_keeps_its_permissions(saved: Path) -> None:
    saved.chmod(0o600)
    save(saved, Project())
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "protected"), (errno.EIO, "cannot be written")],
)
@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failing_disk_leaves_the_earlier_file(
    saved: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str, step: str
) -> None:
    before = saved.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError) as told:
        save(saved, Project())
    assert words in str(told.value)
    assert "shop.xsell" in told.value.message
    assert saved.read_bytes() == before
    assert only_file(saved.parent) == ["shop.xsell"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_while_writing(saved: Path) -> None:
    """A real short write, in a process whose files may not grow beyond 8 kB."""
    before = saved.read_bytes()
    script = (
        "import resource, sys, pathlib; from xsell_desktop.project.file import *\n"
        "from xsell_desktop.domain.errors import UserError\n"
        "path = pathlib.Path(sys.argv[1]); project = load(path)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "try: save(path, project)\n"
        "except UserError as error: print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(saved)], capture_output=True, text=True, check=True
    )
    assert "shop.xsell" in ran.stdout
    assert ran.stdout.startswith("A file cannot be written")
    assert saved.read_bytes() == before
    assert only_file(saved.parent) == ["shop.xsell"]


def test_a_vanished_folder_and_a_folder_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder is not there"):
        save(tmp_path / "gone" / "a.xsell", Project())
    (tmp_path / "folder.xsell").mkdir()
    with pytest.raises(UserError, match=r"folder\.xsell"):
        save(tmp_path / "folder.xsell", Project())
    assert only_file(tmp_path) == ["folder.xsell"]
    assert not (tmp_path / "gone").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_write_protected_file_is_respected(saved: Path) -> None:
    saved.chmod(0o444)
    with pytest.raises(UserError, match="protected"):
        save(saved, Project())


def test_cancelling_leaves_the_earlier_file(saved: Path) -> None:
    before = saved.read_bytes()
    progress = Progress()
    progress.report = lambda label, share: progress.cancel() if share > 0.5 else None
    with pytest.raises(Cancelled):
        save(saved, some_project(), progress)
    assert saved.read_bytes() == before
    assert only_file(saved.parent) == ["shop.xsell"]


def test_opening_can_be_cancelled(saved: Path) -> None:
    progress = Progress()
    progress.report = lambda label, share: progress.cancel()
    with pytest.raises(Cancelled):
        load(saved, progress)


def test_what_could_not_be_opened_again_is_not_saved(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_bytes()
    monkeypatch.setattr(sales_rows, "BUDGET", 100)
    with pytest.raises(UserError, match="too large"):
        save(saved, some_project())
    broken = replace(some_lines(), line_order=np.array([0], np.int32))
    sales = Sales((Import("1", "a", "", Report("a", "f", "sales"), broken),))
    monkeypatch.undo()
    for project in (Project(sales), Project(plan=Plan(settings=Settings(top=-1)))):
        with pytest.raises(ValueError):
            save(saved, project)
    assert saved.read_bytes() == before
    assert only_file(saved.parent) == ["shop.xsell"]


def test_nothing_is_stored_beyond_the_lines(saved: Path) -> None:
    """Every table is named here, so that a new one is thought about."""
    with sqlite3.connect(saved) as database:
        names = {row[0] for row in database.execute("SELECT name FROM blobs")}
        meta = dict(database.execute("SELECT key, value FROM meta"))
    columns = {name.removesuffix(".values") for name in names}
    assert columns == {*vars(some_lines()), "catalogue", "products", "parts"}
    assert meta.keys() == {"written_by", "digest"}
    assert file.__version__ in meta["written_by"]
