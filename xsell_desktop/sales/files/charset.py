"""Which encoding a file's text is in."""

from __future__ import annotations

import codecs
import re

from xsell_desktop.sales.files.letters import plausibility, wide_plausibility
from xsell_desktop.sales.recognition.names import ALL_NAMES, bare

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# with the likelihood of meeting it at all, as a logarithm
SINGLE = (
    ("cp1252", "latin", 0.0), ("cp1250", "central", -1.0), ("cp1251", "cyrillic", -1.0),
    ("cp1253", "greek", -2.0), ("cp1254", "turkish", -2.0), ("iso8859_15", "latin", -3.0),
    ("iso8859_2", "central", -3.0), ("iso8859_9", "turkish", -3.0),
    ("iso8859_7", "greek", -4.0), ("koi8_r", "cyrillic", -3.0), ("mac_roman", "latin", -5.0),
    ("cp850", "latin", -6.0), ("cp852", "central", -8.0), ("cp866", "cyrillic", -6.0),
    ("cp1257", "baltic", -3.0),
)  # fmt: skip
DOUBLE = (("cp932", -2.0), ("gb18030", -2.0), ("big5", -3.0), ("cp949", -3.0))
JUDGED = 3000
PADDING = b"\x00\x1a"
KNOWN_NAME = 5.0
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b\x00")


def find_encoding(sample: bytes) -> str:
    """The Python codec for a file that starts with the sample; '' when it is no text."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    if b"\x00" in sample:
        body = sample.rstrip(PADDING)
        wide = _wide(body)
        if wide or body.count(0) > 0.05 * len(body):
            return wide
    if len(sample) - len(sample.translate(None, CONTROLS)) > 0.05 * len(sample):
        return ""
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

    Where most characters beyond ASCII are sound UTF-8 the others are damaged, and it is UTF-8
    nevertheless.
    """
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if len(text) - len(text.encode("ascii", "ignore")) - broken >= max(1, broken):
        return "utf-8"
    telling = _telling_lines(sample)
    best, best_score = "latin-1", -float("inf")
    for codec, script, prior in SINGLE:
        text = _decoded(telling, codec)
        if text:
            score = prior + plausibility(text, script) + _names_known(text)
            if score > best_score and decodes(sample, codec):
                best, best_score = codec, score
    for codec, prior in DOUBLE:
        text = _decoded(telling, codec)
        if text:
            score = prior + wide_plausibility(text, codec) + _names_known(text)
            if score > best_score and decodes(sample, codec):
                best, best_score = codec, score
    return best


def _telling_lines(sample: bytes) -> bytes:
    """Whole lines with bytes beyond ASCII, as many as are needed to judge by."""
    telling = bytearray()
    lines = [*dict.fromkeys(li for li in re.split(rb"[\r\n]+", sample) if not li.isascii())]
    step = max(1, sum(map(len, lines)) // (4 * JUDGED))
    for line in lines[:1] + lines[1::step]:
        telling += line[:JUDGED] + b"\n"
        if len(telling) > JUDGED:
            break
    return bytes(telling)


def _decoded(telling: bytes, codec: str) -> str:
    try:
        return codecs.getincrementaldecoder(codec)().decode(telling)
    except UnicodeDecodeError:
        return ""


def _names_known(text: str) -> float:
    cells = re.split(r"[,;|\t\n\"]", text)
    return KNOWN_NAME * sum(
        not cell.isascii() and len(cell) < 40 and bare(cell) in ALL_NAMES for cell in cells
    )


def _wide(sample: bytes) -> str:
    """UTF-16 or UTF-32 without its mark: zeros, and all of them in the same places."""
    zeros = [sample[at::4].count(0) / max(1, len(sample) / 4) for at in range(4)]
    first, second, third, fourth = zeros
    if min(third, fourth) > 0.9 and first < 0.05:
        return "utf-32-le"
    if min(first, second) > 0.9 and fourth < 0.05:
        return "utf-32-be"
    if min(second, fourth) > 0.1 and max(first, third) < 0.02:
        return "utf-16-le"
    if min(first, third) > 0.1 and max(second, fourth) < 0.02:
        return "utf-16-be"
    return ""
