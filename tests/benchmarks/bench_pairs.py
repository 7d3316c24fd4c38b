"""Every pair measured, beside what others take to find the frequent ones.

Usage: python tests/benchmarks/bench_pairs.py [DATA] [--rounds N] [--skip-slow] [--giant]

All start from the same lists of product keys, one list an order, and encode them themselves; they
take turns in one process, and medians and ratios are printed. DATA is online_retail.csv or .csv.xz,
or the folder that holds it; without it $XSELL_DATA. Ours returns sixteen figures of every pair with
five or more orders. pyfim finds the counts of the same pairs; mlxtend and efficient-apriori
find pairs in 1 % of the orders (a thousandth of ours). Shops: Online Retail; Online Retail twice
over (1 M lines); a shop of small orders (1 M lines, 4,000 products). --giant measures a shop of
10 M lines, 2 M orders and 20,000 products in a process of its own and tells its peak memory.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parents[1]))

from bench_run import find_data  # noqa: E402

from xsell_desktop import workflow  # noqa: E402
from xsell_desktop.domain.plan import Settings  # noqa: E402
from xsell_desktop.mining.counting.baskets import fill_baskets  # noqa: E402
from xsell_desktop.mining.counting.measures import PairMeasures, measure_pairs  # noqa: E402
from xsell_desktop.sales.plain_orders import lines_of_orders  # noqa: E402
from xsell_desktop.sales.sales import Sales  # noqa: E402

Orders = list[list[str]]

GIANT = """
import json, resource, sys, time
import numpy as np
sys.path[:0] = sys.argv[1:]
from bench_pairs import fill_baskets, giant_lines, measure_pairs, Settings
lines = giant_lines()
begin = time.perf_counter()
found = measure_pairs(fill_baskets(lines, Settings()))
seconds = time.perf_counter() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
print(json.dumps([len(lines), int(lines.line_order.max()) + 1, len(found), seconds, peak]))
"""  # noqa: E501


def online_retail(path: Path) -> Orders:
    """The orders of the file as the program cleans them."""
    sales = workflow.import_files(Sales(), [path]).sales
    lines, _facts = workflow.merged_lines(sales, roll_up_variants=True)
    sold = ~lines.line_returned
    order, product = lines.line_order[sold], lines.line_product[sold]
    by_order = np.argsort(order, kind="stable")
    keys = np.array(lines.product_keys, object)[product[by_order]]
    parts = np.split(keys, np.flatnonzero(np.diff(order[by_order])) + 1)
    return [sorted(set(part.tolist())) for part in parts]


def small_orders(count: int = 400_000, products: int = 4000, seed: int = 7) -> Orders:
    """Orders of 1–5 products, best sellers drawn more often."""
    draw = np.random.default_rng(seed)
    keys = [f"SKU-{n:05d}" for n in range(products)]
    sizes = draw.choice((1, 1, 2, 2, 3, 4, 5), count)
    chosen = (products * draw.random(int(sizes.sum())) ** 2).astype(int)
    parts = np.split(chosen, np.cumsum(sizes)[:-1])
    return [[keys[p] for p in set(part.tolist())] for part in parts]


def giant_lines(rows: int = 10_000_000, orders: int = 2_000_000, products: int = 20_000) -> object:
    """Lines of a very large shop, as an import would leave them."""
    from dataclasses import replace

    draw = np.random.default_rng(1)
    small = lines_of_orders([[f"P{n}" for n in range(products)]])
    return replace(
        small,
        order_keys=tuple(map(str, range(orders))),
        order_date=np.full(orders, np.datetime64("NaT"), "datetime64[s]"),
        order_customer=np.full(orders, -1, np.int32),
        order_currency=np.full(orders, -1, np.int32),
        order_discount=np.zeros(orders),
        line_order=np.sort(np.append(np.arange(orders), draw.integers(0, orders, rows - orders)))
        .astype(np.int32),
        line_product=(products * draw.random(rows) ** 2).astype(np.int32),
        line_quantity=np.ones(rows),
        line_revenue=np.full(rows, np.nan),
        line_returned=np.zeros(rows, bool),
    )  # fmt: skip


def ours(orders: Orders) -> int:
    found: PairMeasures = measure_pairs(fill_baskets(lines_of_orders(orders), Settings()))
    return len(found)


def pyfim(name: str) -> Callable[[Orders], int]:
    """One of pyfim's algorithms, finding the pairs in five or more orders."""
    import fim

    return lambda orders: len(getattr(fim, name)(orders, supp=-5, zmin=2, zmax=2))


def by_mlxtend(orders: Orders) -> int:
    import pandas as pd
    from mlxtend.frequent_patterns import fpgrowth
    from mlxtend.preprocessing import TransactionEncoder

    encoder = TransactionEncoder()
    held = encoder.fit(orders).transform(orders, sparse=True)
    table = pd.DataFrame.sparse.from_spmatrix(held, columns=encoder.columns_)
    frequent = fpgrowth(table, min_support=0.01, use_colnames=True, max_len=2)
    return int((frequent["itemsets"].map(len) == 2).sum())


def by_efficient_apriori(orders: Orders) -> int:
    from efficient_apriori import itemsets_from_transactions

    found, _count = itemsets_from_transactions(orders, min_support=0.01, max_length=2)
    return len(found.get(2, {}))


def compare(title: str, orders: Orders, peers: dict[str, Callable[[Orders], int]], rounds: int
            ) -> None:  # fmt: skip
    """Let all take turns, and print their medians and our ratio to each."""
    print(f"{title}: {len(orders):,} orders, {sum(map(len, orders)):,} lines", flush=True)
    seconds: dict[str, list[float]] = {name: [] for name in ("ours", *peers)}
    found: dict[str, int] = {}
    for _round in range(rounds):
        for name, work in {"ours": ours, **peers}.items():
            gc.collect()
            begin = time.perf_counter()
            found[name] = work(orders)
            seconds[name].append(time.perf_counter() - begin)
    mine = statistics.median(seconds["ours"])
    for name, taken in seconds.items():
        middle = statistics.median(taken)
        print(f"  {name:20} {middle:6.2f} s  {found[name]:>9,} pairs   {middle / mine:5.2f}x ours")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--skip-slow", action="store_true", help="pyfim alone")
    parser.add_argument("--giant", action="store_true", help="only the giant shop")
    chosen = parser.parse_args()
    if chosen.giant:
        command = [sys.executable, "-c", GIANT, str(HERE), str(HERE.parents[1])]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        lines, orders, pairs, seconds, peak = json.loads(done.stdout)
        print(f"{lines:,} lines, {orders:,} orders: {pairs:,} pairs in {seconds:.1f} s, "
              f"peak {peak:,.0f} MB (aim: under 4,096)")  # fmt: skip
        return
    counts = {f"pyfim {name}": pyfim(name) for name in ("eclat", "fpgrowth", "apriori")}
    slow = {"mlxtend fpgrowth": by_mlxtend, "efficient-apriori": by_efficient_apriori}
    retail = online_retail(find_data(chosen.data))
    compare("Online Retail", retail, counts if chosen.skip_slow else slow | counts, chosen.rounds)
    compare("Online Retail twice over", retail * 2, counts, chosen.rounds)
    compare("Small orders", small_orders(), counts, chosen.rounds)


if __name__ == "__main__":
    main()
