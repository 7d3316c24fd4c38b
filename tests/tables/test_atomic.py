"""A file appears whole or not at all, and a refusal names it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pandas as pd
import pytest

from xsell_desktop.domain.errors import UserError
from xsell_desktop.tables.atomic import atomic_path, writing_failed
from xsell_desktop.tables.write import write_csv, write_xlsx


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_old_one_s_place(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "a.txt"
    for text in ("one", "two"):
        with atomic_path(path) as temporary:
            temporary.write_text(text)
        assert path.read_text() == text
    assert names(path.parent) == ["a.txt"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_path(path) as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    for write in (write_csv, lambda frame, path: write_xlsx({"A": frame}, path)):
        with pytest.raises(UserError, match=r"a\.out was not written") as caught:
            write(pd.DataFrame({"a": [1]}), tmp_path / "a.out")
        assert caught.value.title == "The disk is full"
        assert names(tmp_path) == []


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="file"):
        write_csv(pd.DataFrame({"a": [1]}), tmp_path / "file" / "t.csv")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").mkdir()
    with pytest.raises(UserError, match=r"t\.xlsx"):
        write_xlsx({"A": pd.DataFrame({"a": [1]})}, tmp_path / "t.xlsx")
    assert names(tmp_path) == ["t.xlsx"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EIO])
def test_every_refusal_names_the_file_and_a_next_step(number: int) -> None:
    error = writing_failed(Path("somewhere") / "pairs.csv", OSError(number, os.strerror(number)))
    assert "pairs.csv" in error.message
    assert error.next_step.endswith(".")
