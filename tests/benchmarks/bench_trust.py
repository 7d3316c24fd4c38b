"""How many of the strongest pairs are there again in later orders, and what lists reach.

Usage: python tests/benchmarks/bench_trust.py [DATA] [--pairs N] [--top N]

The first 80 % of the orders, in time order, are analysed as a shop of their own; its N strongest
pairs (1,000) are looked for in the last 20 %: held up is more than chance there with p ≤ .05,
chance being that of the later orders. The same-count rate is the share that passes among all pairs
of the shop with the same count, every one counted. Reach is the share of products that stand in any
product's list of N partners (10), lists as they are exported. Last, products are dealt out again at
random (see bench_shuffles.py) and random pairs of the 1,500 most popular looked at: of these, one
in twenty or fewer should pass any test. DATA is online_retail.csv or .csv.xz, or the folder that
holds it; without it $XSELL_DATA.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parents[1]))

from bench_run import find_data  # noqa: E402
from bench_shuffles import shuffle  # noqa: E402
from scipy import sparse, stats  # noqa: E402

from xsell_desktop import workflow  # noqa: E402
from xsell_desktop.domain.plan import Plan, Settings  # noqa: E402
from xsell_desktop.mining.analysis import Analysis, Evidence  # noqa: E402
from xsell_desktop.mining.counting.baskets import fill_baskets  # noqa: E402
from xsell_desktop.mining.counting.chance import size_aware_chance  # noqa: E402
from xsell_desktop.mining.mine import mine  # noqa: E402
from xsell_desktop.mining.trust.later import hold_up  # noqa: E402
from xsell_desktop.mining.trust.seasons import look_through_seasons  # noqa: E402
from xsell_desktop.mining.trust.strata import cut_by_month  # noqa: E402
from xsell_desktop.sales.lines import Floats, Lines  # noqa: E402
from xsell_desktop.sales.sales import Sales  # noqa: E402


def split(lines: Lines) -> tuple[Lines, Lines]:
    """The lines of the first 80 % of the orders that hold a sold product, and the others'."""
    orders = fill_baskets(lines, Settings()).order_code
    by_time = orders[np.argsort(lines.order_date[orders], kind="stable")]
    late = np.zeros(len(lines.order_keys), bool)
    late[by_time[int(0.8 * len(by_time)) :]] = True
    return tuple(_only(lines, kept) for kept in (~late, late))  # type: ignore[return-value]


def _only(lines: Lines, orders: np.ndarray) -> Lines:
    kept = orders[lines.line_order]
    names = ("line_order", "line_product", "line_quantity", "line_revenue", "line_returned")
    return replace(lines, **{name: getattr(lines, name)[kept] for name in names})


def count_both(before: Analysis, late: Lines) -> tuple[Floats, Floats, Floats]:
    """Of all pairs of products (rows of the earlier analysis): earlier and later orders with
    both, and the later orders' chance."""
    baskets, count = fill_baskets(late, Settings()), len(before.products)
    code = {int(c): row for row, c in enumerate(before.baskets.product_code)}
    place = np.array([code.get(int(c), -1) for c in baskets.product_code])
    known = place >= 0
    product = np.repeat(place, np.diff(baskets.start))
    here = product >= 0
    again = sparse.csr_matrix(
        (np.ones(here.sum()), (product[here], baskets.orders[here])), shape=(count, len(baskets))
    )
    classes = size_aware_chance(baskets).rates
    rates = np.zeros((count, classes.shape[1]))
    rates[place[known]] = classes[known]
    ones = np.ones(len(before.baskets.orders))
    first = sparse.csr_matrix(
        (ones, before.baskets.orders, before.baskets.start), shape=(count, before.orders)
    )
    return (first @ first.T).toarray(), (again @ again.T).toarray(), rates @ rates.T


def reach(analysis: Analysis, top: int) -> tuple[float, float]:
    """Share of all products, and of those with 5+ orders, that any list of `top` holds."""
    plan = Plan(settings=replace(Settings(), top=top))
    seen = {pick.partner for pick in workflow.pick_all(analysis, plan)}
    products = analysis.products
    often = [key for key, n in zip(products.keys, products.orders, strict=True) if n >= 5]
    return len(seen) / len(products), len(seen.intersection(often)) / len(often)


def judge_top(before: Analysis, late: Lines, most: int) -> None:
    """Print the share of the strongest pairs that held up, beside the same-count rate."""
    counts, again, chance = count_both(before, late)
    passes = (again > chance) & (stats.poisson.sf(again - 1, chance) <= 0.05)
    pairs = before.pairs
    a, b = pairs.a[:most], pairs.b[:most]
    upper = np.triu_indices(len(counts), 1)
    seen, passed = counts[upper].astype(int), passes[upper]
    of_count = np.bincount(seen, passed) / np.maximum(1, np.bincount(seen))
    held, same = passes[a, b].mean(), of_count[counts[a, b].astype(int)].mean()
    print(f"the {len(a):,} strongest pairs of the first 80 %: {held:.3f} held up, same-count "
          f"rate {same:.3f} ({held / same:.2f}×)")  # fmt: skip
    for word in (Evidence.PROVEN, Evidence.LIKELY, Evidence.THIN):
        rows = pairs.evidence == word
        share = passes[pairs.a[rows], pairs.b[rows]].mean()
        print(f"  {word.name.lower()}: {int(rows.sum()):,} pairs, {share:.3f} held up")


def judge_shuffled(lines: Lines, pairs: int = 20_000, popular: int = 1500) -> None:
    """Print how many random pairs pass where nothing is left to find."""
    baskets = shuffle(fill_baskets(lines, Settings()), seed=1)
    draw = np.random.default_rng(0)
    both = np.sort(draw.integers(0, popular, (pairs, 2)), axis=1)
    a, b = both[both[:, 0] < both[:, 1]].T.astype(np.int32)
    ends = list(zip(a.tolist(), b.tolist(), strict=True))
    together = np.array([len(baskets.orders_with_both(i, j)) for i, j in ends])
    later = hold_up(baskets, a, b, together)
    strata = cut_by_month(baskets)
    lenses = [
        look_through_seasons(baskets, strata, i, j)
        for (i, j), count in zip(ends, together, strict=True)
        if count >= 5
    ]
    print(f"shuffled: {np.mean(later.together >= later.needed):.3f} of random pairs pass in later "
          f"orders; Cochran–Mantel–Haenszel p ≤ .05 in "
          f"{np.mean([x.test.p_value <= 0.05 for x in lenses]):.3f} (textbook form "
          f"{np.mean([x.textbook.p_value <= 0.05 for x in lenses]):.3f}); like-for-like above 1 in "
          f"{np.mean([x.low > 1 for x in lenses]):.3f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?")
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--top", type=int, default=10)
    choices = parser.parse_args()
    sales = workflow.import_files(Sales(), [find_data(choices.data)]).sales
    lines, facts = workflow.merged_lines(sales, roll_up_variants=True)
    early, late = split(lines)
    before = mine(early, facts, Settings())
    judge_top(before, late, choices.pairs)
    begin = time.perf_counter()
    whole = mine(lines, facts, Settings())
    mined = time.perf_counter() - begin
    begin = time.perf_counter()
    hold_up(whole.baskets, whole.pairs.a, whole.pairs.b, whole.pairs.together)
    print(f"looking at later orders takes {time.perf_counter() - begin:.2f} s of {mined:.2f} s")
    for name, analysis in (("all orders", whole), ("first 80 %", before)):
        everything, often = reach(analysis, choices.top)
        print(f"lists of {choices.top}, {name}: {everything:.3f} of all products reached, "
              f"{often:.3f} of those in 5+ orders")  # fmt: skip
    judge_shuffled(lines)


if __name__ == "__main__":
    main()
