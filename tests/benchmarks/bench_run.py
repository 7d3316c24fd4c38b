"""The whole `run` on Online Retail beside a script in mlxtend, process against process.

Usage: python tests/benchmarks/bench_run.py [DATA] [--rounds N]

DATA is online_retail.csv or .csv.xz, or the folder that holds it; without it $XSELL_DATA. The
two take turns, so that a busy machine slows both; medians and their ratio are printed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the clock, seconds of processor, peak megabytes."""

    wall: float
    processor: float
    peak: float


def find_data(given: str | None) -> Path:
    """The file named, or the one in a folder named or set in the environment."""
    place = Path(given or os.environ.get("XSELL_DATA", "."))
    if place.is_file():
        return place
    for name in ("online_retail.csv", "online_retail.csv.xz"):
        if (place / name).is_file():
            return place / name
    sys.exit(f"no online_retail.csv or .csv.xz in {place}; name it, or set XSELL_DATA")


def cost_of(command: list[str]) -> Cost:
    """Run a command to its end; exits when it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=HERE.parents[1])
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}: {' '.join(command)}")
    scale = 1024 if sys.platform != "darwin" else 1024**2
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def run_ours(data: Path) -> Cost:
    """Everything `run` writes, to a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "xsell_desktop", "run", str(data), "--out", folder]
        return cost_of(command)


def run_peer(data: Path) -> Cost:
    """The script in mlxtend."""
    return cost_of([sys.executable, str(HERE / "peer_mlxtend.py"), str(data)])


def median(costs: list[Cost], name: str) -> float:
    return statistics.median(getattr(cost, name) for cost in costs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    data = find_data(chosen.data)
    ours: list[Cost] = []
    peers: list[Cost] = []
    for number in range(chosen.rounds):
        ours.append(run_ours(data))
        peers.append(run_peer(data))
        for name, cost in (("run", ours[-1]), ("mlxtend", peers[-1])):
            print(
                f"round {number + 1}  {name:8} {cost.wall:6.1f} s wall {cost.processor:6.1f} s "
                f"processor {cost.peak:7.0f} MB",
                flush=True,
            )
    for name, costs in (("run", ours), ("mlxtend", peers)):
        print(
            f"median   {name:8} {median(costs, 'wall'):6.1f} s wall "
            f"{median(costs, 'processor'):6.1f} s processor {median(costs, 'peak'):7.0f} MB"
        )
    for name in ("wall", "processor", "peak"):
        ratios = [getattr(o, name) / getattr(p, name) for o, p in zip(ours, peers, strict=True)]
        print(f"ratio run / mlxtend, {name}: {statistics.median(ratios):.2f} (below 1 is better)")


if __name__ == "__main__":
    main()
