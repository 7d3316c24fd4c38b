"""How many pairs are called proven after products were dealt out again at random.

Usage: python tests/benchmarks/bench_shuffles.py [FOLDER] [--shuffles N]

A shuffle keeps the size of every order and the number of orders of every product: two entries
(order, product) trade their products wherever neither order holds the other's product yet, every
entry asked ROUNDS times. Dates and customers stay with their orders. FOLDER holds
online_retail.csv.xz and groceries.csv; without it $XSELL_DATA. Printed are the pairs proven in
the real orders and the mean of those proven in the shuffled ones.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from xsell_desktop import workflow  # noqa: E402
from xsell_desktop.domain.plan import Settings  # noqa: E402
from xsell_desktop.domain.progress import Progress  # noqa: E402
from xsell_desktop.mining.analysis import Evidence  # noqa: E402
from xsell_desktop.mining.counting.baskets import Baskets, Keys, fill_baskets  # noqa: E402
from xsell_desktop.mining.counting.chance import size_aware_chance  # noqa: E402
from xsell_desktop.mining.counting.evidence import check_pairs, judge  # noqa: E402
from xsell_desktop.mining.counting.pairs import count_pairs  # noqa: E402
from xsell_desktop.mining.ranking.size_weighted import make_ranking  # noqa: E402
from xsell_desktop.sales.sales import Sales  # noqa: E402

ROUNDS = 30
ALL = Settings(min_together=1, max_partners=10**6)


def shuffle(baskets: Baskets, seed: int, rounds: int = ROUNDS) -> Baskets:
    """The baskets with products dealt out again; sizes and product counts stay."""
    draw = np.random.default_rng(seed)
    width = max(1, baskets.product_count)
    held = np.repeat(np.arange(width), np.diff(baskets.start))
    entries = baskets.orders.astype(np.int64) * width + held
    for _round in range(rounds):
        draw.shuffle(entries)
        half = len(entries) // 2
        one, other = entries[:half], entries[half : 2 * half]
        swapped_one = one // width * width + other % width
        swapped_other = other // width * width + one % width
        new = np.concatenate((swapped_one, swapped_other))
        free = ~np.isin(new, entries)
        _values, place, times = np.unique(new, return_inverse=True, return_counts=True)
        free &= times[place] == 1
        trade = free[:half] & free[half:]
        one[trade], other[trade] = swapped_one[trade], swapped_other[trade]
    return replace(baskets, orders=_by_product(entries, width))


def _by_product(entries: Keys, width: int) -> np.ndarray:
    order, product = np.divmod(entries, width)
    return order[np.lexsort((order, product))].astype(np.int32)


def count_proven(baskets: Baskets) -> int:
    """Pairs that the program calls proven, among all pairs there are."""
    ranking = make_ranking(baskets, ALL.smoothing, 0.0)
    kept = count_pairs(baskets, size_aware_chance(baskets), ranking, ALL, Progress())
    words = judge(kept, check_pairs(kept, baskets, Progress()))
    return int((words == Evidence.PROVEN).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", default=os.environ.get("XSELL_DATA", "."))
    parser.add_argument("--shuffles", type=int, default=20)
    chosen = parser.parse_args()
    for name in ("groceries.csv", "online_retail.csv.xz"):
        begin = time.perf_counter()
        sales = workflow.import_files(Sales(), [Path(chosen.folder, name)]).sales
        lines, _facts = workflow.merged_lines(sales, roll_up_variants=True)
        baskets = fill_baskets(lines, ALL)
        real = count_proven(baskets)
        found = [count_proven(shuffle(baskets, seed)) for seed in range(chosen.shuffles)]
        mean = statistics.mean(found)
        print(
            f"{name}: {len(baskets):,} orders, {real:,} pairs proven; of {chosen.shuffles} "
            f"shuffles mean {mean:.2f}, most {max(found)}: {mean / max(1, real):.3%} of the real "
            f"(aim: at most 1 %), {time.perf_counter() - begin:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
