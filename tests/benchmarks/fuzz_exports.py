"""Damages exports at random, thousands of times, and looks for crashes, hangs and lost rows.

    python tests/benchmarks/fuzz_exports.py [--files 20000] [--first 0] [--seed 1] [--only NAME]

Takes the torture files and the sample shop's files (their first lines). Each damaged file is read
with `preview`, `read` and `cells`, in one process that is replaced when a file takes too long.
Writes each file that fails to `fuzz-failures/` in the current folder.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from xsell_desktop.domain.errors import UserError
from xsell_desktop.resources import resource
from xsell_desktop.sales.cells import cells
from xsell_desktop.sales.intake import preview, read
from xsell_desktop.shops import LAYOUTS

SECONDS_A_FILE = 10
TORTURE = Path(__file__).parents[1] / "data" / "torture"
SAMPLES = (
    "trailhead-orders.csv",
    "trailhead-products-shopify.csv",
    "trailhead-products-woocommerce.csv",
)
BITS = (
    b'"', b'""', b"'", b",", b";", b"\t", b";;;", b"\n", b"\r", b"\r\n", b"\n\n\n", b"\x00",
    b"\x1a",
    b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xff\xfe", b"\\", b'\\"', b"-", b"1.23E+12", b"9" * 40,
    b"sep=;\n", b"=1+1", b"NaN", b"inf", b"<table>", "🫖".encode(), "\u2028".encode(), b"0x1f",
)  # fmt: skip


def originals() -> dict[str, bytes]:
    """The files to damage, by name."""
    files = {p.name: p.read_bytes() for p in sorted(TORTURE.iterdir()) if p.suffix != ".json"}
    for name in SAMPLES:
        with resource("samples", name).open("rb") as file:
            files[name] = b"".join(file.readlines()[:80])
    return files


def damage(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six harms done to them."""
    for _harm in range(chance.randint(1, 6)):
        at, length = chance.randint(0, len(data)), chance.randint(1, 200)
        match chance.randrange(7):
            case 0:
                data = data[:at] + chance.choice(BITS) + data[at:]
            case 1:
                data = data[:at] + data[at + length :]
            case 2:
                data = data[: at + length] + data[at:]
            case 3:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 4:
                data = data.replace(chance.choice(BITS), chance.choice(BITS), chance.randint(1, 9))
            case 5:
                lines = data.splitlines(keepends=True)
                chance.shuffle(lines)
                data = b"".join(lines)
            case _:
                data = data[:at] if chance.random() < 0.3 else data + data[at : at + length]
    return data


def judge(path: Path) -> str:
    """What became of a file: read, to be mapped, refused, or how the contract is broken."""
    try:
        look = preview(path, LAYOUTS)
        report = read(path, LAYOUTS).report
        header, *rows = cells(path)
    except UserError as error:
        told = path.name in str(error) and error.next_step
        return "refused" if told else "BROKEN: a refusal that names no file or next step"
    if not report.balanced():
        return "BROKEN: rows are lost"
    if look.format != report.format:
        return "BROKEN: preview and import disagree"
    same = header is not None and tuple(header) == (look.header or ())[: len(header)]
    if report.kind != "none" and same and len(rows) > report.rows_read:
        return "BROKEN: cells shows more rows than the import read"
    return "read" if report.kind != "none" else "to be mapped"


class _Hang(Exception):
    """A file took too long."""


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise _Hang


def main() -> int:
    """Run the damage and print what became of the files; 1 when any broke the contract."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    choice = parser.parse_args()
    files = {name: data for name, data in originals().items() if choice.only in name}
    names = sorted(files)
    outcomes: Counter[str] = Counter()
    slowest, began = (0.0, ""), time.monotonic()
    signal.signal(signal.SIGALRM, _ring)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(choice.first, choice.first + choice.files):
            chance = random.Random(f"{choice.seed}-{number}")
            name = chance.choice(names)
            path = Path(folder) / name
            path.write_bytes(damage(files[name], chance))
            started = time.monotonic()
            signal.alarm(SECONDS_A_FILE)
            try:
                outcome = judge(path)
            except _Hang:
                outcome = "BROKEN: a hang"
            except Exception:  # a crash is what is looked for
                outcome = "BROKEN: " + traceback.format_exc().splitlines()[-1][:80]
            signal.alarm(0)
            slowest = max(slowest, (time.monotonic() - started, f"{name} #{number}"))
            outcomes[outcome] += 1
            if outcome.startswith("BROKEN"):
                keep = Path("fuzz-failures")
                keep.mkdir(exist_ok=True)
                (keep / f"{number}-{name}").write_bytes(path.read_bytes())
                print(f"#{number} {name}: {outcome}", flush=True)
            path.unlink()
    for outcome, count in outcomes.most_common():
        print(f"{count:7,}  {outcome}")
    print(f"{choice.files:,} files of {len(names)} in {time.monotonic() - began:.0f} s; slowest "
          f"{slowest[1]} with {slowest[0]:.2f} s")  # fmt: skip
    return int(any(outcome.startswith("BROKEN") for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
