"""Writes the torture files, and the tables that a careful reader would write down for them.

    python make_torture.py [FOLDER]

The tables stand in the case modules, by hand; no reader of this project has a part in them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torture_books
import torture_exports
import torture_texts


def main(folder: Path) -> None:
    """Write every file and `expected.json` into the folder, the same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    expected: dict[str, dict[str, object]] = {}
    for case in [*torture_texts.CASES, *torture_exports.CASES, *torture_books.CASES]:
        name, data, *table = case
        if name in expected:
            raise ValueError(f"two files are called {name}")
        (folder / name).write_bytes(data)
        if len(table) == 1:
            expected[name] = {"refused": table[0]}
        else:
            expected[name] = {"header": table[0], "rows": table[1]}
    text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "torture")
