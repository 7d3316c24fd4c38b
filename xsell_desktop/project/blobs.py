"""Columns as compressed bytes, each with the SHA-256 of what it holds."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

LEVEL = 1
BUDGET = 1 << 30  # bytes all columns of a project may hold together, unpacked
CHUNK = 20_000  # texts to one JSON list, so that no call keeps the interpreter for long
NUMBERS = ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<f8", "<M8[s]")
TEXTS = "text"

Array = npt.NDArray[Any]


class Damaged(ValueError):
    """The bytes are not what a project file may hold; `load` turns it into a UserError."""


class Blob(NamedTuple):
    """One column: its entries counted in `length`, its unpacked bytes in `size`."""

    name: str
    dtype: str
    length: int
    size: int
    sha256: str
    data: bytes


def pack_array(name: str, array: Array, dtype: str) -> Blob:
    """An array of one dimension, little-endian whatever the machine."""
    raw = np.ascontiguousarray(array, dtype=np.dtype(dtype)).tobytes()
    return _pack(name, dtype, len(array), raw)


def pack_codes(name: str, codes: Array) -> Blob:
    """Whole numbers in the smallest signed type that holds them all."""
    low, high = (int(codes.min()), int(codes.max())) if len(codes) else (0, 0)
    for dtype in ("|i1", "<i2"):
        limits = np.iinfo(np.dtype(dtype))
        if limits.min <= low and high <= limits.max:
            return pack_array(name, codes, dtype)
    return pack_array(name, codes, "<i4")


def pack_floats(name: str, floats: Array) -> tuple[Blob, ...]:
    """Floats bit by bit: as codes into `name.values` where few differ, plain otherwise."""
    bits = np.ascontiguousarray(floats, dtype=np.float64).view(np.int64)
    values, codes = np.unique(bits, return_inverse=True)
    if len(values) > min(1 << 16, len(bits) // 2):
        return (pack_array(name, floats, "<f8"),)
    narrow = "|u1" if len(values) <= 1 << 8 else "<u2"
    return (
        pack_array(name, codes, narrow),
        pack_array(f"{name}.values", values.view(np.float64), "<f8"),
    )


def pack_rows(name: str, rows: Sequence[Any]) -> Blob:
    """Texts, or anything JSON holds, as JSON lists one below the other."""
    chunks = (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
    raw = b"\n".join(
        json.dumps(chunk, ensure_ascii=False, separators=(",", ":")).encode() for chunk in chunks
    )
    return _pack(name, TEXTS, len(rows), raw)


def unpack_array(blob: Blob, allowed: Sequence[str] = NUMBERS) -> Array:
    """The array, not writable; raises Damaged for another dtype or a wrong size."""
    if blob.dtype not in allowed or blob.dtype not in NUMBERS:
        raise Damaged(f"{blob.name} is of type {blob.dtype}")
    dtype = np.dtype(blob.dtype)
    if blob.size != blob.length * dtype.itemsize:
        raise Damaged(f"{blob.name} has {blob.size} bytes for {blob.length} entries")
    raw = _unpack(blob)
    if blob.dtype == "|b1" and blob.size and np.frombuffer(raw, np.uint8).max() > 1:
        raise Damaged(f"{blob.name} holds more than yes and no")
    return np.frombuffer(raw, dtype)


def unpack_codes(blob: Blob, lowest: int, count: int) -> npt.NDArray[np.int32]:
    """Codes from `lowest` to count - 1; raises Damaged outside of it."""
    codes = unpack_array(blob, ("|i1", "<i2", "<i4"))
    if len(codes) and not (lowest <= int(codes.min()) and int(codes.max()) < count):
        raise Damaged(f"{blob.name} points outside its list of {count}")
    return codes.astype(np.int32, copy=False)


def unpack_floats(blob: Blob, values: Blob | None) -> npt.NDArray[np.float64]:
    """Floats that `pack_floats` packed; `values` is the dictionary where there is one."""
    if values is None:
        return unpack_array(blob, ("<f8",)).astype(np.float64, copy=False)
    codes = unpack_array(blob, ("|u1", "<u2"))
    known = unpack_array(values, ("<f8",)).astype(np.float64, copy=False)
    if len(codes) and int(codes.max()) >= len(known):
        raise Damaged(f"{blob.name} points outside its list of {len(known)}")
    return known[codes]


def unpack_rows(blob: Blob) -> list[Any]:
    """What `pack_rows` packed; raises Damaged when it is something else."""
    if blob.dtype != TEXTS:
        raise Damaged(f"{blob.name} is of type {blob.dtype}")
    raw = _unpack(blob)
    rows: list[Any] = []
    for line in raw.split(b"\n") if raw else ():
        try:
            chunk = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Damaged(f"{blob.name} is not readable") from error
        if not isinstance(chunk, list):
            raise Damaged(f"{blob.name} is not a list")
        rows += chunk
    if len(rows) != blob.length:
        raise Damaged(f"{blob.name} holds {len(rows)} of {blob.length} entries")
    return rows


def unpack_texts(blob: Blob) -> tuple[str, ...]:
    """Rows that are all texts."""
    rows = unpack_rows(blob)
    if not all(isinstance(row, str) for row in rows):
        raise Damaged(f"{blob.name} holds more than texts")
    return tuple(rows)


def _pack(name: str, dtype: str, length: int, raw: bytes) -> Blob:
    digest = hashlib.sha256(raw).hexdigest()
    return Blob(name, dtype, length, len(raw), digest, zlib.compress(raw, LEVEL))


def _unpack(blob: Blob) -> bytes:
    """The bytes; stops one byte after the size it was promised, however much there is."""
    packed = zlib.decompressobj()
    try:
        raw = packed.decompress(blob.data, blob.size + 1)
    except zlib.error as error:
        raise Damaged(f"{blob.name} cannot be unpacked") from error
    if len(raw) != blob.size or not packed.eof or packed.unused_data:
        raise Damaged(f"{blob.name} does not unpack to its size")
    if hashlib.sha256(raw).hexdigest() != blob.sha256:
        raise Damaged(f"{blob.name} is not what was written")
    return raw
