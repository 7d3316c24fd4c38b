"""Which encoding a file's text is in."""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "koi8_r", "mac_roman",
    "cp850", "cp932", "gb18030", "big5", "cp949",
)  # fmt: skip
WESTERN = {"cp1252", "cp1254", "cp1257", "latin_1", "iso8859_15", "iso8859_9"}
FEW = 32


def find_encoding(sample: bytes) -> str:
    """The Python codec for a file that starts with the sample; '' when it is no text."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    if b"\x00" in sample:
        return _wide(sample)
    if decodes(sample, "utf-8"):
        # an export that blank lines were put in front of carries its mark further down
        return "utf-8"
    return guess_encoding(sample)


def decodes(sample: bytes, encoding: str) -> bool:
    """Whether the bytes are text in the encoding; a character cut at the end is allowed."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def guess_encoding(sample: bytes) -> str:
    """The likeliest codec for text that is not UTF-8 throughout.

    Where most lines that tell are UTF-8 the others are damaged, and it is UTF-8 nevertheless.
    """
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    if lines and 2 * sum(map(_is_utf8, lines)) >= len(lines):
        return "utf-8"
    telling = b"\n".join(lines)
    high = sum(byte > 127 for byte in telling)
    if high >= FEW or not decodes(telling, "cp1252"):
        from charset_normalizer import from_bytes

        best = from_bytes(telling[:60_000], cp_isolation=list(LIKELY)).best()
        if best is not None and best.encoding not in WESTERN and decodes(sample, best.encoding):
            return best.encoding
    return "cp1252" if decodes(sample, "cp1252") else "latin-1"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str:
    """UTF-16 without its mark shows as a zero in nearly every second byte."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""
