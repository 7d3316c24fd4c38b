"""How long all segments of a shop take, what differs, and what shuffled segments find.

Usage: python tests/benchmarks/bench_segments.py [DATA] [--runs N]

Segments are dealt out again in three ways, N times each (5): among all orders, among orders of
nearly one size, and (classes of customers and countries) among customers with nearly as many
orders. In none of these is there anything to find. DATA is online_retail.csv or .csv.xz, or the
folder that holds it; without it $XSELL_DATA.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parents[1]))

from bench_run import find_data  # noqa: E402

from xsell_desktop import workflow  # noqa: E402
from xsell_desktop.domain.plan import Plan  # noqa: E402
from xsell_desktop.mining.analysis import Analysis  # noqa: E402
from xsell_desktop.mining.counting.baskets import Baskets  # noqa: E402
from xsell_desktop.mining.segments.differences import find_differences  # noqa: E402
from xsell_desktop.mining.segments.pairs import measure_segments  # noqa: E402
from xsell_desktop.mining.segments.segmentation import Segmentation  # noqa: E402
from xsell_desktop.mining.segments.study import best_partners  # noqa: E402
from xsell_desktop.mining.segments.words import finding_sentence  # noqa: E402
from xsell_desktop.sales.sales import Sales  # noqa: E402

NEIGHBOURS = 100  # orders, or 35 customers, among which labels are dealt out
OF_CUSTOMERS = ("rfm", "country")
Ranks = npt.NDArray[np.int64]


def deal(labels: Ranks, order: Ranks, group: int, rng: np.random.Generator) -> Ranks:
    """The labels, exchanged among neighbours of an order."""
    dealt = labels.copy()
    for near in np.array_split(order, max(1, len(order) // group)):
        dealt[near] = labels[rng.permutation(near)]
    return dealt


def among_customers(one: Segmentation, baskets: Baskets, rng: np.random.Generator) -> Segmentation:
    """Whole customers exchange their labels with others who have nearly as many orders."""
    known = baskets.customer >= 0
    customer = baskets.customer[known].astype(np.int64)
    orders = np.bincount(customer)
    labels = np.zeros(len(orders), np.int64)
    labels[customer] = one.of_order[known]
    there = np.flatnonzero(orders)
    there = there[np.lexsort((rng.random(len(there)), orders[there]))]
    labels = deal(labels, there, 35, rng)
    of_order = one.of_order.copy()
    of_order[known] = labels[customer]
    return replace(one, of_order=of_order)


def count_findings(analysis: Analysis, cuts: Sequence[Segmentation]) -> int:
    """How many differences are told of some segments."""
    baskets = analysis.baskets
    assert baskets is not None
    measured = measure_segments(analysis.pairs, baskets, cuts)
    return len(find_differences(measured, baskets, best_partners(analysis)))


def shuffle(analysis: Analysis, cuts: Sequence[Segmentation], runs: int) -> None:
    """Print how many findings each way of dealing labels out gives."""
    baskets = analysis.baskets
    assert baskets is not None
    rng = np.random.default_rng(0)
    results: dict[str, list[int]] = {"orders": [], "orders of one size": [], "customers": []}
    for _run in range(runs):
        every = np.arange(len(baskets))
        by_size = np.lexsort((rng.random(len(baskets)), baskets.size))
        for name, order, group in (("orders", every, len(every)),
                                   ("orders of one size", by_size, NEIGHBOURS)):  # fmt: skip
            dealt = [
                replace(one, of_order=deal(one.of_order.astype(np.int64), order, group, rng))
                for one in cuts
            ]
            results[name].append(count_findings(analysis, dealt))
        whole = [among_customers(one, baskets, rng) for one in cuts if one.key in OF_CUSTOMERS]
        results["customers"].append(count_findings(analysis, whole))
    for name, found in results.items():
        print(f"shuffled among {name}: {found}")


def main() -> None:
    """Study the shop, then its shuffles."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    choices = parser.parse_args()
    sales = workflow.import_files(Sales(), [find_data(choices.data)]).sales
    analysis = workflow.analyse(sales, Plan().settings)
    start = time.perf_counter()
    study = workflow.study_segments(sales, analysis)
    print(f"all segments: {time.perf_counter() - start:.2f} s")
    for measured in study.measured:
        one = measured.segmentation
        print(f"{one.name}: {len(one.segments)} segments, prior {measured.prior:.0f}")
    print(f"{len(study.differences)} of {study.differences.tests} tests differ")
    for row in range(len(study.differences)):
        print(f"  q {study.differences.q_value[row]:.3f}", finding_sentence(study, analysis, row))
    shuffle(analysis, study.segmentations.made, choices.runs)


if __name__ == "__main__":
    main()
