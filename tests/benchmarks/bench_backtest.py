"""The default contest on Online Retail and Groceries: its table, its time, and what it must reach.

Usage: python tests/benchmarks/bench_backtest.py [DATA] [--seeds N]

DATA is the folder that holds online_retail.csv(.xz) and groceries.csv; without it $XSELL_DATA.
Printed are every scorer's figures in both tasks, the seconds the contest took (import apart), the
longest it ran without a chance to stop, and whether the choice keeps its promises: at least .122
(pair) and .312 (rest) on Online Retail, never below the best baseline by more than its standard
deviation, never raw lift.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Settings
from xsell_desktop.domain.progress import Progress
from xsell_desktop.mining.ranking.contest_result import Contest
from xsell_desktop.sales.sales import Sales

FILES = {
    "Online Retail": ("online_retail.csv", "online_retail.csv.xz"),
    "Groceries": ("groceries.csv",),
}
WANTED = {("Online Retail", "pair"): 0.122, ("Online Retail", "rest"): 0.312}
MOST_SECONDS = 60.0


@dataclass
class Gaps(Progress):
    """A progress that remembers the longest time between two steps, and what came before it."""

    last: float = field(default_factory=time.perf_counter)
    longest: float = 0.0

    def step(self, label: str, share: float = -1.0) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self.last)
        self.last = now


def find_file(folder: Path, names: tuple[str, ...]) -> Path | None:
    """The first of the names that is in the folder."""
    return next((folder / name for name in names if (folder / name).is_file()), None)


def check(name: str, contest: Contest, seconds: float) -> list[str]:
    """What was promised and is not kept."""
    broken = []
    for task, result in contest.tasks.items():
        winner = result.winner
        if winner.hr10.mean < WANTED.get((name, task), 0.0):
            broken.append(f"{task}: {winner.hr10.mean:.4f} < {WANTED[name, task]}")
        if result.chosen == "raw_lift":
            broken.append(f"{task}: raw lift was chosen")
        for standing in result.standings:
            if standing.baseline and standing.hr10.mean - winner.hr10.mean > standing.hr10.sd:
                broken.append(f"{task}: {standing.name} {standing.hr10.mean:.4f} is better")
    if seconds > MOST_SECONDS:
        broken.append(f"{seconds:.0f} s")
    return broken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", nargs="?", default=os.environ.get("XSELL_DATA", "."))
    parser.add_argument("--seeds", type=int, default=workflow.SEEDS)
    chosen = parser.parse_args()
    failed = False
    for name, files in FILES.items():
        path = find_file(Path(chosen.data), files)
        if path is None:
            print(f"{name}: no {' or '.join(files)} in {chosen.data}\n")
            continue
        sales = workflow.import_files(Sales(), [path]).sales
        workflow.merged_lines(sales, roll_up_variants=True)
        gaps = Gaps()
        begin, used = time.perf_counter(), time.process_time()
        contest = workflow.backtest(sales, Settings(), gaps, seeds=chosen.seeds)
        seconds, used = time.perf_counter() - begin, time.process_time() - used
        print(f"== {name}: {seconds:.1f} s, {used:.1f} s of processor, ", end="")
        print(f"longest step {gaps.longest:.2f} s")
        print("\n".join(workflow.backtest_lines(contest)))
        broken = check(name, contest, seconds)
        failed |= bool(broken)
        print("\n" + ("; ".join(broken) if broken else "All promises are kept.") + "\n")
    sys.exit(failed)


if __name__ == "__main__":
    main()
