"""Zip archives: whether one is a workbook, and which of its files is the table."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _

TABLES = {".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".htm", ".html"}
MAYBE_TABLES = {".txt", ".dat", ".asc", ""}


def is_workbook(path: Path, member: str = "") -> bool:
    """Whether the zip file, or the member of it, is an XLSX or ODS workbook."""
    with zipfile.ZipFile(path) as archive:
        if not member:
            return _is_workbook(archive)
        if archive.getinfo(member).file_size > path.stat().st_size * 100:
            return False
        with archive.open(member) as data:
            head = data.read(8)
            if not head.startswith(b"PK"):
                return True
            data.seek(0)
            try:
                with zipfile.ZipFile(data) as inner:
                    return _is_workbook(inner)
            except zipfile.BadZipFile:
                return False


def _is_workbook(archive: zipfile.ZipFile) -> bool:
    names = set(archive.namelist())
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def table_names(path: Path) -> tuple[str, ...]:
    """The members that may be tables: by their endings, else by not having another one."""
    with zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist() if _is_shown(info)]
    for endings in (TABLES, MAYBE_TABLES):
        tables = [name for name in names if PurePosixPath(name).suffix.lower() in endings]
        if tables:
            return tuple(tables)
    return tuple(names)


def _is_shown(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return not info.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts)


def choose_member(path: Path, wanted: str = "") -> str:
    """The member to read; raises UserError when several may be meant or it is locked."""
    names = table_names(path)
    title = _("The file cannot be opened")
    if wanted in names:
        names = (wanted,)
    if len(names) != 1:
        why = _("{file} holds {n} files, and it is not clear which one: {names}").format(
            file=path.name, n=len(names), names=", ".join(names[:20])
        )
        raise UserError(title, why, _("Unpack it and choose the orders file"))
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo(names[0]).flag_bits & 1:
            why = _("{file} is locked with a password").format(file=path.name)
            raise UserError(title, why, _("Unpack it first"))
    return names[0]
