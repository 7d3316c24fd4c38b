"""How the user had files read, remembered by their headers for the next export.

Kept on this computer as JSON: a hash of the header, and which column (by number) plays which
part. No text of a file is in it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.recognition.names import bare

MOST = 200


def header_key(header: Sequence[str]) -> str:
    """What tells headers apart: their names in order, bare of case, accents and punctuation."""
    text = "\x1f".join(bare(cell) for cell in header)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def remembered_map(header: Sequence[str] | None) -> ColumnMap | None:
    """The mapping last used for this header as the program finds it; None when there is none."""
    entry = _load().get(header_key(header)) if header else None
    if not isinstance(entry, dict) or header is None:
        return None
    try:
        kept = ColumnMap.from_json(entry)
    except (ValueError, AttributeError):
        return None
    keys = column_keys(header)
    numbers = {role: int(n) if n.isdecimal() else 0 for role, n in kept.columns.items()}
    if any(number > len(keys) for number in numbers.values()):
        return None
    columns = {role: keys[number - 1] if number else "" for role, number in numbers.items()}
    return replace(kept, columns=columns)


def remember_map(header: Sequence[str] | None, column_map: ColumnMap) -> None:
    """Keep a mapping for the next file with this header; it is lost where no file can be kept."""
    if not header:
        return
    places = {key: str(at) for at, key in enumerate(column_keys(header), start=1)}
    columns = {role: places.get(key, "") for role, key in column_map.columns.items()}
    entry = replace(column_map, columns=columns, sheet="", orders="").to_json()
    kept = {key: value for key, value in _load().items() if key != header_key(header)}
    newest = [*kept.items(), (header_key(header), entry)][-MOST:]
    _store(dict(newest))


def forget_map(header: Sequence[str] | None) -> None:
    """Read files with this header as the program finds them again."""
    kept = _load()
    if header and kept.pop(header_key(header), None) is not None:
        _store(kept)


def column_keys(header: Sequence[str], width: int = 0) -> list[str]:
    """What a mapping calls each column: its header, or its 1-based number where that is unclear."""
    often = Counter(bare(cell) for cell in header)
    return [
        header[at]
        if at < len(header) and bare(header[at]) and often[bare(header[at])] == 1
        else str(at + 1)
        for at in range(max(width, len(header)))
    ]


def _path() -> Path:
    return user_data_path("xsell-desktop", appauthor=False) / "mappings.json"


def _load() -> dict[str, Any]:
    try:
        data = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _store(entries: dict[str, Any]) -> None:
    from xsell_desktop.tables.atomic import atomic_path

    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        with atomic_path(_path()) as temporary:
            temporary.write_text(json.dumps(entries, indent=1), encoding="utf-8")
    except (OSError, UserError):
        return
