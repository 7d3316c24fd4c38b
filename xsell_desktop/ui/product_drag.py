"""Products on their way from a table to a bundle."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

MIME = "application/x-xsell-products"


def pack_products(keys: Iterable[str]) -> QMimeData:
    """Products by key, each once; elsewhere they drop as lines of text."""
    lines = "\n".join(dict.fromkeys(keys))
    packed = QMimeData()
    packed.setData(MIME, lines.encode())
    packed.setText(lines)
    return packed


def unpack_products(packed: QMimeData) -> list[str]:
    """The keys that `pack_products` packed; none of anything else."""
    text = bytes(packed.data(MIME).data()).decode(errors="replace")
    return [line for line in text.split("\n") if line]
