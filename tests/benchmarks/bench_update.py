"""What a re-import with 1 % new orders costs beside the first count.

Usage: python tests/benchmarks/bench_update.py [DATA] [--rounds N]

DATA is online_retail.csv or .csv.xz, or the folder that holds it; without it $XSELL_DATA. The shop
without its last 1 % of orders is counted, then brought up to date with all of them; and the same
with the orders twice over. `count` is from baskets to counts that are kept, `update` finds the
orders that changed and counts them; both are told in seconds of processor time, which other
programs do not change. The counts are compared.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parents[1]))

from bench_pairs import Orders, online_retail, small_orders  # noqa: E402
from bench_run import find_data  # noqa: E402

from xsell_desktop.domain.plan import Settings  # noqa: E402
from xsell_desktop.mining.counting.baskets import Baskets, fill_baskets  # noqa: E402
from xsell_desktop.mining.counting.kept_counts import (  # noqa: E402
    PairCounts,
    first_counts,
    update_counts,
)
from xsell_desktop.mining.counting.square import (  # noqa: E402
    OrderWeights,
    multiply_square,
    pack_weights,
)
from xsell_desktop.mining.ranking.size_weighted import make_ranking  # noqa: E402
from xsell_desktop.sales.plain_orders import lines_of_orders  # noqa: E402

Shop = tuple[Baskets, list[str], OrderWeights]


def fill(orders: Orders) -> Shop:
    """Baskets, their products' keys and the orders' weights."""
    lines = lines_of_orders(orders)
    baskets = fill_baskets(lines, Settings())
    keys = [lines.product_keys[code] for code in baskets.product_code]
    return baskets, keys, pack_weights(baskets, make_ranking(baskets, 10.0, 0.0).shared_weight)


def count(shop: Shop) -> PairCounts:
    """All pairs, kept."""
    return first_counts(list(multiply_square(shop[0], shop[2])), *shop)


def same(one: PairCounts, other: PairCounts, keys: list[str]) -> bool:
    """Whether two counts tell the same of every pair."""
    return all(
        np.array_equal(mine.together, theirs.together)
        and np.array_equal(mine.shared, theirs.shared)
        and np.array_equal(mine.column, theirs.column)
        for mine, theirs in zip(one.rows(keys), other.rows(keys), strict=True)
    )


def compare(title: str, orders: Orders, rounds: int) -> None:
    before, after = fill(orders[: len(orders) * 99 // 100]), fill(orders)
    counts, updates = [], []
    for _round in range(rounds):
        gc.collect()
        begin = time.process_time()
        old = count(before)
        counts.append(time.process_time() - begin)
        begin = time.process_time()
        new = update_counts(old, *after)
        updates.append(time.process_time() - begin)
    assert new is not None
    assert same(new, count(after), after[1])
    first, again = statistics.median(counts), statistics.median(updates)
    print(
        f"{title}: {len(orders):,} orders: count {first:.3f} s, update {again:.3f} s, "
        f"{again / first:.3f} of it (aim: under 0.1); equal to counting afresh",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    retail = online_retail(find_data(chosen.data))
    compare("Online Retail", retail, chosen.rounds)
    compare("Online Retail twice over", retail * 2, chosen.rounds)
    compare("Small orders", small_orders(), chosen.rounds)


if __name__ == "__main__":
    main()
