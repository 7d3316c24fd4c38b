"""Unsaved work is found after a crash, and only then."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from example_projects import assert_same, some_project

from xsell_desktop.domain.errors import UserError
from xsell_desktop.project.file import Project, load
from xsell_desktop.project.lock import lock_project, take_lock
from xsell_desktop.project.recovery import Recovery, discard, find_recovered

CRASHING = """
import os, pathlib, sys
from xsell_desktop.project.file import load
from xsell_desktop.project.recovery import Recovery
recovery = Recovery(pathlib.Path(sys.argv[1]))
recovery.write(load(pathlib.Path(sys.argv[2])), pathlib.Path(sys.argv[2]))
print("written", flush=True)
sys.stdin.readline()
os._exit(1)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


def start(folder: Path, saved: Path) -> subprocess.Popen[str]:
    window = subprocess.Popen(
        [sys.executable, "-c", CRASHING, str(folder), str(saved)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    assert window.stdout.readline() == "written\n"
    return window


def test_work_of_a_crashed_window_is_found(folder: Path, saved: Path) -> None:
    window = start(folder, saved)
    mine = Recovery(folder)
    assert mine.find() == []  # it still runs
    window.kill()
    window.communicate()
    (found,) = mine.find()
    assert found.original == str(saved)
    assert abs(found.saved_at.timestamp() - time.time()) < 60
    assert_same(load(found.copy), some_project())
    discard(found.copy)
    assert mine.find() == []
    assert list(folder.iterdir()) == []


def test_a_window_that_closes_leaves_nothing(folder: Path, project: Project) -> None:
    recovery = Recovery(folder)
    recovery.write(project, None)
    recovery.write(Project(), None)
    assert len(list(folder.glob("*.xsell"))) == 1
    assert recovery.find() == []
    recovery.clear()
    recovery.clear()
    assert list(folder.iterdir()) == []


def test_work_goes_on_after_clearing(folder: Path, project: Project) -> None:
    recovery = Recovery(folder)
    recovery.write(project, None)
    recovery.clear()
    recovery.write(project, Path("shop.xsell"))
    assert len(list(folder.glob("*.xsell"))) == 1
    assert find_recovered(folder) == []


def test_two_windows_keep_two_copies_newest_first(folder: Path, project: Project) -> None:
    for age, name in ((300, "old"), (100, "new")):
        recovery = Recovery(folder)
        recovery.write(project, Path(f"{name}.xsell"))
        assert recovery._lock is not None
        recovery._lock.release()
        os.utime(recovery._copy, (time.time() - age,) * 2)
    assert [found.original for found in find_recovered(folder)] == ["new.xsell", "old.xsell"]


@pytest.mark.parametrize("about", [None, "{", "[]", '{"original": 5}'])
def test_a_copy_whose_origin_is_lost_is_still_found(
    folder: Path, saved: Path, about: str | None
) -> None:
    folder.mkdir(parents=True)
    (folder / "1-ab.xsell").write_bytes(saved.read_bytes())
    if about is not None:
        (folder / "1-ab.json").write_text(about)
    (found,) = find_recovered(folder)
    assert found.original == ""


def test_no_folder_means_nothing_to_recover(tmp_path: Path) -> None:
    assert find_recovered(tmp_path / "never made") == []


def test_a_full_disk_is_told_and_keeps_the_copy_before(
    folder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = Recovery(folder)
    recovery.write(project, None)

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", fail)
    with pytest.raises(UserError, match="could not be kept"):
        recovery.write(Project(), None)
    (copy,) = folder.glob("*.xsell")
    assert_same(load(copy), project)


def test_one_window_holds_a_project(tmp_path: Path) -> None:
    project = tmp_path / "shop.xsell"
    first = lock_project(tmp_path / "locks", project)
    assert first is not None
    assert lock_project(tmp_path / "locks", project) is None
    other = lock_project(tmp_path / "locks", tmp_path / "other.xsell")
    assert other is not None
    other.release()
    first.release()
    first.release()
    again = lock_project(tmp_path / "locks", tmp_path / "." / "shop.xsell")
    assert again is not None
    again.release()


def test_a_lock_is_seen_by_another_process_and_ends_with_its_own(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys; from xsell_desktop.project.lock import take_lock\n"
        "held = take_lock(pathlib.Path(sys.argv[1])); print(held is not None, flush=True)\n"
        "sys.stdin.readline()\n"
    )
    path = tmp_path / "a.lock"

    def run() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", script, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    holder = run()
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert take_lock(path) is None
    assert run().communicate("\n")[0] == "False\n"
    holder.kill()
    holder.communicate()
    lock = take_lock(path)
    assert lock is not None
    lock.release()


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be told"):
        take_lock(tmp_path / "file" / "a.lock")
    (tmp_path / "junk.lock").write_text("no database at all, however you look at it" * 50)
    with pytest.raises(UserError, match=r"junk\.lock"):
        take_lock(tmp_path / "junk.lock")
