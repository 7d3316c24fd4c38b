"""What a file is, judged by its bytes: packed or not, workbook or text, and how written."""

from __future__ import annotations

import bz2
import csv
import gzip
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.charset import decodes, find_encoding
from xsell_desktop.texts import _

SAMPLE_BYTES = 1 << 18
DELIMITERS = (",", ";", "\t", "|")
PACKINGS = ((b"\xfd7zXZ\x00", "xz"), (b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"PK\x03\x04", "zip"))
NOT_TABLES = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"), (b"%PDF", "a PDF"), (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"), (b"7z\xbc\xaf", "a 7-Zip archive"), (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"), (b"PK\x05\x06", "an empty archive"),
)  # fmt: skip
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Found:
    """How to open one file. `packing` is '', xz, gz, bz2 or zip; a workbook has no encoding.

    `damaged`: some of its characters are none in the encoding.
    """

    path: Path
    packing: str = ""
    member: str = ""
    workbook: bool = False
    encoding: str = ""
    delimiter: str = ","
    damaged: bool = False


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
    except (lzma.LZMAError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, EOFError) as error:
        step = _("Export or download it again")
        raise _unusable(path, _("is damaged or cut short"), step) from error
    except OSError as error:
        step = _("Copy it to this computer and try again")
        why = _("cannot be read ({reason})").format(reason=error.strerror or _("device error"))
        raise _unusable(path, why, step) from error


def _unusable(path: Path, what: str, step: str) -> UserError:
    return UserError(_("The file cannot be opened"), f"{path.name} {what}", step)


def _not_a_table(path: Path, what: str) -> UserError:
    return UserError(
        _("This is not a sales export"),
        _("{file} is {what}").format(file=path.name, what=what),
        _("Choose the CSV or Excel file that your shop's order or product export wrote"),
    )


def sniff(path: Path) -> Found:
    """How to open the file; raises UserError when it is no table."""
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
            found = _zip_member(path)
            if found.workbook:
                return found
        with path.open("rb") as packed, open_bytes(found, packed) as data:
            sample = data.read(SAMPLE_BYTES)
    return _sniff_text(found, sample)


def _zip_member(path: Path) -> Found:
    with zipfile.ZipFile(path) as archive:
        names = [i for i in archive.infolist() if not i.is_dir() and "__MACOSX" not in i.filename]
        inside = {info.filename for info in names}
        if "[Content_Types].xml" in inside or {"mimetype", "content.xml"} <= inside:
            return Found(path, workbook=True)
        if len(names) != 1:
            why = _("holds {n} files, and it is not clear which one").format(n=len(names))
            raise _unusable(path, why, _("Unpack it and choose the orders file"))
        if names[0].flag_bits & 1:
            raise _unusable(path, _("is locked with a password"), _("Unpack it first"))
        return Found(path, "zip", names[0].filename)


def _sniff_text(found: Found, sample: bytes) -> Found:
    path = found.path
    for magic, what in NOT_TABLES:
        if sample.startswith(magic):
            raise _not_a_table(path, _(what))
    start = sample[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise _not_a_table(path, _("a web page, whatever its name says"))
    if start.startswith((b"{", b"[{")):
        raise _not_a_table(path, _("data in JSON form"))
    encoding = find_encoding(sample)
    if not encoding:
        raise _not_a_table(path, _("not readable as text"))
    text = sample.decode(encoding, errors="replace")
    if not text.strip("\ufeff \t\r\n"):
        raise _unusable(path, _("is empty"), _("Export it again"))
    damaged = encoding == "utf-8" and not decodes(sample, encoding)
    delimiter = find_delimiter(text)
    return Found(path, found.packing, found.member, False, encoding, delimiter, damaged)


def find_delimiter(text: str) -> str:
    """The mark between cells: the one that cuts the first rows into equally many cells."""
    lines = re.split(r"\r\n|\r|\n", text)[:-1] or [text]
    declared = re.fullmatch(r"\ufeff?sep=(.)", lines[0].strip(" "))
    if declared:
        return declared.group(1)
    lines = lines[:200]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        cut = [width for width in widths if width > 1]
        if not cut:
            continue
        width, times = Counter(cut).most_common(1)[0]
        score = times / len(widths) + 0.5 * len(cut) / len(widths) + 0.001 * min(width, 100)
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    numbers = [line.split() for line in lines if line.strip()]
    if best_score == 0 and all(all(word.isdigit() for word in row) for row in numbers):
        return " " if any(len(row) > 1 for row in numbers) else ","
    return best


def open_bytes(found: Found, file: IO[bytes]) -> IO[bytes]:
    """The unpacked bytes of a text file; `file` is the file itself, closed by the caller."""
    if found.packing == "xz":
        return cast("IO[bytes]", lzma.open(file, "rb"))
    if found.packing == "gz":
        return cast("IO[bytes]", gzip.open(file, "rb"))
    if found.packing == "bz2":
        return cast("IO[bytes]", bz2.open(file, "rb"))
    if found.packing == "zip":
        return zipfile.ZipFile(file).open(found.member)
    return file
