"""What a file is, judged by its bytes: packed or not, workbook or text, and how written."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.files.archive import choose_member, is_workbook
from xsell_desktop.sales.files.charset import decodes, find_encoding
from xsell_desktop.sales.files.delimiter import find_delimiter
from xsell_desktop.sales.files.markup import MARKUP, declared_encoding, find_markup
from xsell_desktop.texts import _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SAMPLE_BYTES = 1 << 18
# a packed file may unpack to so much at least, else to so many times its own size
BOMB_BYTES, BOMB_TIMES = 32 << 20, 100
PACKINGS = ((b"\xfd7zXZ\x00", "xz"), (b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"PK\x03\x04", "zip"))
NOT_TABLES = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"), (b"%PDF", "a PDF"), (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"), (b"7z\xbc\xaf", "a 7-Zip archive"), (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"), (b"PK\x05\x06", "an empty archive"),
)  # fmt: skip
WIDE = ("utf-16", "utf-32")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
PACKED_TWICE = tuple(magic for magic, _name in PACKINGS)


DAMAGED = (
    lzma.LZMAError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, EOFError,
    NotImplementedError,  # a zip archive of a version or packing that there is not
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """How to open one file. `packing` is '', xz, gz, bz2 or zip; a workbook has no encoding.

    `damaged`: some of its characters are none in the encoding. `quoting` is a word of `spelling`,
    `markup` one of `markup`.
    """

    path: Path
    packing: str = ""
    member: str = ""
    workbook: bool = False
    encoding: str = ""
    delimiter: str = ","
    damaged: bool = False
    quoting: str = ""
    markup: str = ""


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn what can go wrong while a file is read into a `UserError` that names it."""
    try:
        yield
    except FileNotFoundError as error:
        raise _unusable(path, _("is not there any more"), _("Choose the file again")) from error
    except IsADirectoryError as error:
        raise _unusable(path, _("is a folder"), _("Choose a file inside it")) from error
    except PermissionError as error:
        step = _("Close it in other programs, or copy it to a folder of yours")
        raise _unusable(path, _("may not be read"), step) from error
    except DAMAGED as error:
        step = _("Export or download it again")
        raise _unusable(path, _("is damaged or cut short"), step) from error
    except OSError as error:
        step = _("Copy it to this computer and try again")
        why = _("cannot be read ({reason})").format(reason=error.strerror or _("device error"))
        raise _unusable(path, why, step) from error


def _unusable(path: Path, what: str, step: str) -> UserError:
    return UserError(_("The file cannot be opened"), f"{path.name} {what}", step)


def _bomb(path: Path) -> UserError:
    why = _("unpacks to far more than an export would")
    return _unusable(path, why, _("Export it again, as CSV"))


def _not_a_table(path: Path, what: str) -> UserError:
    return UserError(
        _("This is not a sales export"),
        _("{file} is {what}").format(file=path.name, what=what),
        _("Choose the CSV or Excel file that your shop's order or product export wrote"),
    )


def sniff(path: Path, sheet: str = "") -> Found:
    """How to open the file; raises UserError when it is no table.

    `sheet` chooses among the tables of an archive, as it does among a workbook's sheets.
    """
    with file_errors(path):
        if path.is_dir():
            raise IsADirectoryError(path)
        with path.open("rb") as file:
            head = file.read(64)
        if not head:
            step = _("Export it again; an export without orders has at least a header")
            raise _unusable(path, _("is empty"), step)
        packing = next((name for magic, name in PACKINGS if head.startswith(magic)), "")
        if head.startswith(OLD_WORKBOOK):
            return Found(path, workbook=True)
        found = Found(path, packing)
        if packing == "zip":
            if is_workbook(path):
                return Found(path, workbook=True)
            found = Found(path, packing, choose_member(path, sheet))
        sample = _sample(found)
        if packing and sample.startswith((b"PK\x03\x04", OLD_WORKBOOK)):
            return _workbook_within(found)
    return _sniff_text(found, sample)


def _sample(found: Found) -> bytes:
    """The unpacked file's first bytes; a file that swells like a bomb is refused at once."""
    with found.path.open("rb") as packed, open_bytes(found, packed) as data:
        sample = data.read(SAMPLE_BYTES)
        given = len(sample)
        while found.packing and given < BOMB_BYTES and (piece := data.read(SAMPLE_BYTES)):
            given += len(piece)
        if given >= BOMB_BYTES and found.packing and given > BOMB_TIMES * packed.tell():
            raise _bomb(found.path)
    return sample


def _workbook_within(found: Found) -> Found:
    if found.packing == "zip" and is_workbook(found.path, found.member):
        return Found(found.path, "zip", found.member, workbook=True)
    raise _unusable(
        found.path, _("holds another archive"), _("Unpack it and choose the orders file")
    )


def _sniff_text(found: Found, sample: bytes) -> Found:
    path = found.path
    for magic, what in NOT_TABLES:
        if sample.startswith(magic):
            raise _not_a_table(path, _(what))
    if found.packing and sample.startswith(PACKED_TWICE):
        step = _("Unpack it and choose the orders file")
        raise _unusable(path, _("holds another archive"), step)
    encoding = find_encoding(sample)
    if not encoding:
        raise _not_a_table(path, _("not readable as text"))
    text = sample.decode(encoding, errors="replace")
    start = text[:4000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(MARKUP):
        markup = find_markup(text)
        if not markup:
            raise _not_a_table(path, _("a web page, whatever its name says"))
        declared = declared_encoding(text)
        if declared and not declared.startswith(WIDE) and decodes(sample, declared):
            encoding = declared
        damaged = not decodes(sample, encoding)
        return replace(found, encoding=encoding, delimiter="", damaged=damaged, markup=markup)
    if start.startswith(("{", "[{")):
        raise _not_a_table(path, _("data in JSON form"))
    if not text.strip("\ufeff\x00\x1a \t\r\n"):
        raise _unusable(path, _("is empty"), _("Export it again"))
    damaged = encoding == "utf-8" and not decodes(sample, encoding)
    delimiter, quoting = find_delimiter(text)
    return replace(found, encoding=encoding, delimiter=delimiter, damaged=damaged, quoting=quoting)


def open_bytes(found: Found, file: IO[bytes]) -> IO[bytes]:
    """The unpacked bytes of a text file; `file` is the file itself, closed by the caller."""
    if not found.packing:
        return file
    unpacked: IO[bytes] | lzma.LZMAFile | gzip.GzipFile | bz2.BZ2File
    if found.packing == "zip":
        unpacked = zipfile.ZipFile(file).open(found.member)  # noqa: SIM115
    elif found.packing == "xz":
        unpacked = lzma.LZMAFile(file)  # noqa: SIM115
    elif found.packing == "gz":
        unpacked = gzip.GzipFile(fileobj=file)
    else:
        unpacked = bz2.BZ2File(file)
    return io.BufferedReader(_Unpacked(cast("IO[bytes]", unpacked), found.path), SAMPLE_BYTES)


class _Unpacked(io.RawIOBase):
    """Unpacked bytes that stop with a UserError where no honest file would have so many."""

    def __init__(self, data: IO[bytes], path: Path) -> None:
        super().__init__()
        self._data = data
        self._path = path
        self._most = max(BOMB_BYTES, BOMB_TIMES * path.stat().st_size)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        piece = self._data.read(len(room))
        room[: len(piece)] = piece
        self._given += len(piece)
        if self._given > self._most:
            raise _bomb(self._path)
        return len(piece)

    def close(self) -> None:
        self._data.close()
        super().close()
