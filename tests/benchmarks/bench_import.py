"""Import of a large clean CSV beside `pandas.read_csv(dtype=str)` on the same file.

Usage: python tests/benchmarks/bench_import.py [--rows N] [--rounds N] [--alone]

Makes a file of N order lines (1,000,000 unless told), then lets the two take turns, each in a
process of its own: seconds of the call (libraries already loaded), peak megabytes of the process;
medians and their ratio are printed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

OURS = """
import sys, time, json, resource
from pathlib import Path
import numpy
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS
begin = time.perf_counter()
intake = read(Path(sys.argv[1]), LAYOUTS, salt=b"bench")
seconds = time.perf_counter() - begin
assert intake.report.lines_kept == int(sys.argv[2]), intake.report
"""
PEER = """
import sys, time, json, resource
import pandas
begin = time.perf_counter()
frame = pandas.read_csv(sys.argv[1], dtype=str)
seconds = time.perf_counter() - begin
assert len(frame) == int(sys.argv[2])
"""
TELL = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
print(json.dumps([seconds, peak]))
"""  # noqa: E501


def write_lines(path: Path, rows: int, seed: int = 7) -> None:
    """A shop of 4,000 products and a customer for every eight orders, 2.5 lines an order."""
    draw = random.Random(seed)
    moment = datetime(2023, 1, 1, 8, 0, 0)
    customers = max(10, rows // 20)
    products = [
        (f"SKU-{n:05d}", f"Product number {n} in {draw.choice(['red', 'blue', 'oak'])}",
         f"{draw.randint(100, 9000) / 100:.2f}")
        for n in range(4000)
    ]  # fmt: skip
    gap = max(1, int(2 * 365 * 86_400 / max(1, rows) * 2.5))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Order ID,SKU,Product name,Quantity,Unit price,Order date,Customer email\n")
        written, order = 0, 100_000
        while written < rows:
            order += 1
            moment += timedelta(seconds=draw.randint(1, 2 * gap))
            who = f"customer{draw.randrange(customers)}@example.com"
            for _line in range(min(draw.choice((1, 1, 2, 2, 3, 4, 5)), rows - written)):
                sku, name, price = products[int(4000 * draw.random() ** 2)]
                file.write(f"{order},{sku},{name},{draw.choice((1, 1, 1, 2, 3))},{price},"
                           f"{moment:%Y-%m-%d %H:%M:%S},{who}\n")  # fmt: skip
                written += 1


def cost_of(script: str, path: Path, rows: int) -> tuple[float, float]:
    """Seconds of the call and peak megabytes of its process."""
    command = [sys.executable, "-c", script + TELL, str(path), str(rows)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).resolve().parents[2]
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="without the peer")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lines.csv")
        write_lines(path, chosen.rows)
        print(f"{chosen.rows:,} lines, {path.stat().st_size / 1e6:.0f} MB")
        ours: list[tuple[float, float]] = []
        peers: list[tuple[float, float]] = []
        for _round in range(chosen.rounds):
            if not chosen.alone:
                peers.append(cost_of(PEER, path, chosen.rows))
            ours.append(cost_of(OURS, path, chosen.rows))
    for name, costs in (("pandas", peers), ("ours", ours)):
        if costs:
            seconds = statistics.median(cost[0] for cost in costs)
            print(f"{name:7} {seconds:7.2f} s   {max(cost[1] for cost in costs):7.0f} MB")
    if peers:
        ratios = [mine[0] / theirs[0] for mine, theirs in zip(ours, peers, strict=True)]
        print(f"ratio   {statistics.median(ratios):7.2f}   (aim: at most 2.5)")


if __name__ == "__main__":
    main()
