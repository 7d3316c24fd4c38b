"""What a file is, and what is said of files that are no table."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from pathlib import Path

import pytest

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.files.sniff import find_delimiter, sniff
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS

TABLE = "order,product\n1,tea\n1,milk\n2,tea\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.csv", bytes),
        ("a.csv.xz", lzma.compress),
        ("a.csv.gz", gzip.compress),
        ("a.csv.bz2", bz2.compress),
        ("packed-without-saying-so.csv", gzip.compress),
    ],
)
def test_unpacks(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    intake = read(write(tmp_path, name, pack(TABLE.encode())), LAYOUTS)
    assert intake.lines is not None
    assert intake.lines.product_keys == ("tea", "milk")


def test_unpacks_a_zip_of_one_file(tmp_path: Path) -> None:
    path = tmp_path / "orders.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/orders.csv", TABLE)
        archive.writestr("__MACOSX/._orders.csv", "x")
    intake = read(path, LAYOUTS)
    assert intake.report.lines_kept == 3


def test_a_zip_of_several_files_says_so(tmp_path: Path) -> None:
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", TABLE)
        archive.writestr("b.csv", TABLE)
    with pytest.raises(UserError, match=r"both\.zip holds 2 files"):
        read(path, LAYOUTS)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "order,product\n1,Käse\n1,smørrebrød\n"),
        ("utf-8-sig", "order,product\n1,Käse\n1,naïve\n"),
        ("utf-16", "order,product\n1,Käse\n1,Żubr\n"),
        ("utf-16-le", "order,product\n1,Kaese\n1,Butter\n"),
        ("cp1252", "order,product\n1,Käse – alt\n1,5 € Gutschein\n"),
        ("cp1251", "order,product\n" + "1,Чайник заварочный\n1,Молоко пастеризованное\n" * 20),
    ],
)
def test_reads_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    intake = read(write(tmp_path, "a.csv", text.encode(encoding)), LAYOUTS)
    assert intake.lines is not None
    expected = dict.fromkeys(line.split(",")[1] for line in text.splitlines()[1:])
    assert intake.lines.product_keys == tuple(expected)


def test_an_encoding_that_shows_late_is_found(tmp_path: Path) -> None:
    lines = ["order,product"] + [f"{n},plain" for n in range(40_000)] + ["40000,Crème"]
    path = write(tmp_path, "late.csv", ("\n".join(lines) + "\n").encode("cp1252"))
    with pytest.raises(UnicodeDecodeError):
        path.read_text(encoding=sniff(path).encoding)
    mapped = preview(path, LAYOUTS).column_map
    intake = read(path, LAYOUTS, mapped)
    assert intake.lines is not None
    assert intake.lines.product_keys == ("plain", "Crème")
    assert intake.report.encoding == "cp1252"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a,b\n1,2\n", ","),
        ("order;price;total\n1;1,50;3,00\n2;1,20;2,40\n", ";"),
        ("a\tb, c\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("sep=;\na;b\n", ";"),
        ('name,note\n"x; y; z",1\n"a; b; c",2\n', ","),
        ("1 5 9\n2 5\n7\n", " "),
        ("one word\nand two\n", ","),
    ],
)
def test_finds_the_delimiter(text: str, mark: str) -> None:
    assert find_delimiter(text)[0] == mark


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("nothing.csv", b"", "is empty"),
        ("blank.csv", b"\n \n\r\n", "is empty"),
        ("holiday.csv", PNG, "is a picture"),
        ("offer.csv", b"%PDF-1.7\n...", "is a PDF"),
        ("orders.xls", b"<html><p>Please log in</p></html>", "is a web page"),
        ("data.json", b'[{"order": 1}]', "is data in JSON form"),
        ("zeros.csv", b"order,product\n" + bytes(range(12)) * 40, "not readable as text"),
        ("cut.csv.xz", lzma.compress(TABLE.encode() * 500)[:-20], "is damaged or cut short"),
        (
            "cut.csv.gz",
            gzip.compress(TABLE.encode() * 500, mtime=0)[:-20],
            "is damaged or cut short",
        ),
        ("broken.xlsx", b"PK\x03\x04" + b"\x07" * 400, "is damaged or cut short"),
        (
            "old.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "damaged or not a workbook",
        ),
        ("header.csv", b"order,product,quantity\n", "no rows below its header"),
        ("dashes.csv", b"order,product,quantity\n,,\n,,\n", "no rows below its header"),
    ],
)
def test_unusable_files_are_named_with_a_next_step(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(UserError) as caught:
        read(path, LAYOUTS)
    assert name in caught.value.message
    assert says in caught.value.message
    assert caught.value.title
    assert caught.value.next_step


def test_a_folder_and_a_vanished_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        read(tmp_path, LAYOUTS)
    with pytest.raises(UserError, match=r"gone\.csv is not there any more"):
        preview(tmp_path / "gone.csv", LAYOUTS)


def test_a_locked_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "locked.csv", TABLE.encode())

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match=r"locked\.csv may not be read"):
        read(path, LAYOUTS)


def test_an_endless_line_is_not_read_into_memory(tmp_path: Path) -> None:
    path = write(tmp_path, "long.csv.xz", lzma.compress(b"a,b\n" + b"x" * 20_000_000))
    with pytest.raises(UserError, match="more than eight million characters"):
        read(path, LAYOUTS)


def test_an_archive_of_a_version_that_there_is_not(tmp_path: Path) -> None:
    path = tmp_path / "orders.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("orders.csv", TABLE)
    directory = path.read_bytes().rindex(b"PK\x01\x02")
    data = bytearray(path.read_bytes())
    data[directory + 6] = 206  # the version needed to unpack
    path.write_bytes(bytes(data))
    with pytest.raises(UserError, match=r"orders\.zip is damaged or cut short"):
        read(path, LAYOUTS)
