"""Plain delimited lines cut by their bytes, and cells coded without making a text of each.

Only lines without a quotation mark and with as many cells as the header are taken; all others go
to the parser of `records`. What comes out is what that parser would have given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from operator import ne
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from xsell_desktop.sales.lines import Codes

Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

WIDEST = 256  # bytes of a cell; longer ones are coded one by one
PADDING = bytes(WIDEST + 8)
NEWLINE, RETURN, QUOTE = b"\n"[0], b"\r"[0], b'"'[0]
SOON = 20_000  # cells after which it is known how often they are met again
ENOUGH, SELDOM = 500, 0.95  # cells of a chunk that tell, and how many of them are new
SLOT_BITS = 17
SLOTS = 1 << SLOT_BITS
_KEPT = np.array([(1 << (8 * count)) - 1 for count in range(9)], dtype=np.uint64)
_GOLDEN = 0x9E3779B97F4A7C15
_MIX = np.uint64(_GOLDEN)
_FACTORS = np.array([pow(_GOLDEN, at, 1 << 64) for at in range(1, WIDEST // 8 + 2)], np.uint64)
_HALF = np.uint64(29)
_TOP = np.uint64(64 - SLOT_BITS)


class Cut(NamedTuple):
    """Where the lines of a chunk are. `plain` are the lines cut, by number from 0, and `marks`
    (lines × marks) where their delimiters are; `others` are the rest.
    """

    marks: Places
    plain: Places
    others: Places
    line_begins: Places
    line_ends: Places

    def column(self, place: int) -> tuple[Places, Places]:
        """Where the cells of a column begin and end."""
        marks = self.marks
        begins = marks[:, place - 1] + 1 if place else self.line_begins[self.plain]
        last = place == marks.shape[1]
        return begins, self.line_ends[self.plain] if last else marks[:, place].copy()


def cut_lines(chunk: bytes, delimiter: str, width: int) -> Cut | None:
    """The lines of a chunk that ends with a newline; None where only a parser can tell them."""
    if width < 2 or b"\0" in chunk or not delimiter.isascii():
        return None
    view = np.frombuffer(chunk, dtype=np.uint8)
    breaks = np.flatnonzero(view == NEWLINE)
    line_begins = np.concatenate(([0], breaks[:-1] + 1))
    line_ends = breaks
    if RETURN in chunk:
        returned = view[np.maximum(breaks - 1, 0)] == RETURN
        if chunk.count(b"\r") != returned.sum():
            return None
        line_ends = breaks - returned
    marks: npt.NDArray[np.int64] = np.flatnonzero(view == delimiter.encode()[0])
    counts = np.diff(np.searchsorted(marks, breaks), prepend=0)
    odd = counts != width - 1
    if QUOTE in chunk:
        odd[np.searchsorted(breaks, np.flatnonzero(view == QUOTE))] = True
    plain = np.flatnonzero(~odd)
    if len(plain) < len(breaks):
        marks = marks[np.repeat(~odd, counts)]
    marks = marks.reshape(len(plain), width - 1)
    return Cut(marks, plain, np.flatnonzero(odd), line_begins, line_ends)


class Chunk:
    """A chunk's bytes, ready to be read eight at a time from any place.

    Raises UnicodeError when they are no text in the encoding.
    """

    def __init__(self, data: bytes, encoding: str) -> None:
        self._bytes = data
        self._encoding = encoding
        text = data.decode(encoding)
        self._ascii = text if len(text) == len(data) and data.isascii() else ""
        padded = data + PADDING
        self._words: Words = np.ndarray((len(padded) - 7,), "<u8", padded, strides=(1,))

    def texts(self, begins: Places, ends: Places) -> list[str]:
        """The texts between pairs of places."""
        places = zip(begins.tolist(), ends.tolist(), strict=True)
        if self._ascii:
            return [self._ascii[begin:end] for begin, end in places]
        return [self._bytes[begin:end].decode(self._encoding) for begin, end in places]

    def words(self, begins: Places, sizes: Places) -> list[Words]:
        """The cells' bytes, eight a word, zeros behind their ends."""
        shortest, longest = int(sizes.min()), int(sizes.max())
        words = []
        for at in range(0, max(longest, 1), 8):
            word = self._words[begins + at]
            if shortest < at + 8:
                word &= _KEPT[np.clip(sizes - at, 0, 8)]
            words.append(word)
        return words


@dataclass(frozen=True, eq=False)
class CutPart:
    """Some rows of a block, their cells still bytes."""

    where: npt.NDArray[np.int64]
    chunk: Chunk
    cut: Cut

    def row(self, at: int) -> list[str]:
        """The cells of one of its rows."""
        line = self.cut.plain[at]
        begin, end = self.cut.line_begins[line], self.cut.line_ends[line]
        marks = self.cut.marks[at]
        return self.chunk.texts(np.append(begin, marks + 1), np.append(marks, end))


class Coder:
    """Codes the cells of one column; `vocabulary` gives each new text the next code.

    The latest cells are kept by a hash of their bytes and compared in full, so that no two texts
    share a code whatever they are; the others go to the vocabulary. Where cells are hardly ever
    met again, as order numbers are, they get negative codes, -1 downwards, until `settle`.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._codes = np.full(SLOTS, -1, dtype=np.int32)
        self._kept: list[Words] = []
        self._sought = 0
        self._is_late = False
        self._late: list[str] = []
        self._late_hashes: list[Words] = []

    def code(self, chunk: Chunk, begins: Places, ends: Places) -> Codes:
        """A code a cell."""
        sizes = ends - begins
        if not len(sizes):
            return np.zeros(0, dtype=np.int32)
        if sizes.max() > WIDEST:
            return self._one_by_one(chunk, begins, ends)
        words = chunk.words(begins, sizes)
        fresh = _changes(words)
        first = np.flatnonzero(fresh)
        if len(first) > 0.8 * len(fresh):
            return self._coded(chunk, words, begins, ends)
        codes = self._coded(chunk, [word[first] for word in words], begins[first], ends[first])
        return np.repeat(codes, np.diff(first, append=len(fresh)))

    def settle(self, codes: Codes) -> tuple[Codes, list[str]]:
        """The codes with the negative ones made final, and the texts they stand for."""
        known = list(self._vocabulary)
        if not self._late:
            return codes, known
        leader = self._leaders()
        is_first = leader == np.arange(len(leader))
        texts = list(compress(self._late, is_first))
        met = np.fromiter(map(self._vocabulary.__contains__, texts), np.bool_, len(texts))
        of_text = len(known) - 1 + np.cumsum(~met, dtype=np.int32)
        if met.any():
            of_text[met] = [self._vocabulary[text] for text in compress(texts, met)]
            texts = list(compress(texts, ~met))
        of_place = np.empty(len(leader), dtype=np.int32)
        of_place[is_first] = of_text
        final = codes.copy()
        late = codes < 0
        final[late] = of_place[leader[-1 - codes[late]]]
        return final, known + texts

    def _leaders(self) -> Places:
        """For each cell put off the first one with the same text."""
        hashes = np.concatenate(self._late_hashes)
        sorting = np.argsort(hashes)
        same = np.flatnonzero(hashes[sorting][1:] == hashes[sorting][:-1])
        text_at = self._late.__getitem__
        before, after = sorting[same].tolist(), sorting[same + 1].tolist()
        if any(map(ne, map(text_at, before), map(text_at, after))):
            first: dict[str, int] = {}
            every = (first.setdefault(text, at) for at, text in enumerate(self._late))
            return np.fromiter(every, np.int64, len(self._late))
        leader = np.arange(len(hashes))
        if len(same):
            starts = np.ones(len(hashes), dtype=bool)
            starts[same + 1] = False
            lowest = np.minimum.reduceat(sorting, np.flatnonzero(starts))
            leader[sorting] = lowest[np.cumsum(starts) - 1]
        return leader

    def _one_by_one(self, chunk: Chunk, begins: Places, ends: Places) -> Codes:
        texts = chunk.texts(begins, ends)
        return np.fromiter(map(self._vocabulary.__getitem__, texts), np.int32, len(begins))

    def _coded(self, chunk: Chunk, words: list[Words], begins: Places, ends: Places) -> Codes:
        hashes = _hash(words)
        if self._is_late and (ends > begins).all():
            return self._put_off(chunk, hashes, begins, ends)
        nothing = np.zeros(len(begins), dtype=np.uint64)
        words += [nothing] * (len(self._kept) - len(words))
        while len(self._kept) < len(words):
            self._kept.append(np.zeros(SLOTS, dtype=np.uint64))
        slots = (hashes >> _TOP).astype(np.int64)
        codes = self._codes[slots]
        known = codes >= 0
        for kept, word in zip(self._kept, words, strict=True):
            known &= kept[slots] == word
        missing = np.flatnonzero(~known)
        self._sought += len(known)
        if len(known) > ENOUGH:
            self._is_late = self._sought > SOON and len(missing) > SELDOM * len(known)
        if len(missing):
            codes[missing] = self._one_by_one(chunk, begins[missing], ends[missing])
            self._codes[slots[missing]] = codes[missing]
            for kept, word in zip(self._kept, words, strict=True):
                kept[slots[missing]] = word[missing]
        return codes

    def _put_off(self, chunk: Chunk, hashes: Words, begins: Places, ends: Places) -> Codes:
        count = len(self._late)
        self._late += chunk.texts(begins, ends)
        self._late_hashes.append(hashes)
        return -1 - np.arange(count, len(self._late), dtype=np.int32)


def _changes(words: list[Words]) -> npt.NDArray[np.bool_]:
    """The cells that differ from the one above."""
    fresh = np.zeros(len(words[0]), dtype=bool)
    fresh[0] = True
    for word in words:
        fresh[1:] |= word[1:] != word[:-1]
    return fresh


def _hash(words: list[Words]) -> Words:
    """A number a cell, the same however many words of zeros follow it."""
    mixed: Words = words[0] * _FACTORS[0]
    for word, factor in zip(words[1:], _FACTORS[1:], strict=False):
        mixed += word * factor
    mixed ^= mixed >> _HALF
    mixed *= _MIX
    mixed ^= mixed >> _HALF
    mixed *= _MIX
    return mixed
