"""What a run found, as the plain dictionary that summary.json holds."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xsell_desktop.domain.kinds import KINDS
from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.trust.held_up import FAILED, HELD, UNKNOWN
from xsell_desktop.sales.report import Report
from xsell_desktop.workflow.follow_ups import follow_ups
from xsell_desktop.workflow.outputs import Material


def summarise(material: Material, reports: Sequence[Report]) -> dict[str, Any]:
    """Inputs, counts, the strongest pairs and the figures; no time, path or machine in it."""
    analysis = material.analysis
    evidence = analysis.pairs.evidence
    return {
        "inputs": [report.to_json() for report in reports],
        "orders": analysis.orders,
        "lines": analysis.lines,
        "products": len(analysis.products),
        "customers": analysis.customers,
        "first_date": analysis.first_date,
        "last_date": analysis.last_date,
        "currency": analysis.currency,
        "other_currencies": list(analysis.other_currencies),
        "pairs_counted": analysis.pairs_counted,
        "pairs_kept": len(analysis.pairs),
        "evidence": {word.name.lower(): int((evidence == word).sum()) for word in Evidence},
        "kinds": _kinds(analysis),
        "alternatives": len(analysis.alternatives),
        "follow_ups": len(follow_ups(analysis)),
        "segments": _segments(material),
        "held_up": _held_up(analysis),
        "changes": _changes(material),
        "expected_effect": _effect(material),
        "coverage": _coverage(material),
        "families": len(analysis.families),
        "ranking": analysis.settings.ranking,
        "basket_ranking": material.plan.settings.basket_ranking,
        "recommendations": len(material.picks),
        "products_with_recommendations": len(material.picks.by_anchor),
        "decisions": sum(_decisions(material.plan).values()),
        "decided": _decisions(material.plan),
        "policies": _policies(material),
        "strongest_pairs": _strongest(material, 10),
        "kpis": {tile.id: tile.value for tile in material.kpis.tiles},
    }


def _decisions(plan: Plan) -> dict[str, int]:
    """How many rulings the plan holds, by what they are on."""
    return {
        "pairings": len(plan.pairings),
        "bundles": len(plan.bundles),
        "lists": len(plan.lists),
        "products": len(plan.products),
    }


def _kinds(analysis: Analysis) -> dict[str, int]:
    """Likely and proven pairs of each kind."""
    good = analysis.pairs.kind[analysis.pairs.evidence >= Evidence.LIKELY]
    return {kind.value: int((good == code).sum()) for code, kind in enumerate(KINDS)}


def _changes(material: Material) -> dict[str, int] | None:
    """Pairs that turned with the new imports; None in a first run."""
    changes = material.changes if material.since > 0 else None
    if changes is None:
        return None
    from xsell_desktop.mining.changes import Turn

    turns = {turn.name.lower(): changes.count(turn) for turn in Turn}
    return {"new_orders": changes.new_orders, **turns, "made_sure": changes.made_sure}


def _effect(material: Material) -> dict[str, list[float] | None] | None:
    """Orders, revenue and margin a month: the estimate and its 95 % interval; None unknown."""
    if material.effect is None:
        return None
    total = material.effect.total
    parts = {"orders": total.orders, "revenue": total.revenue, "margin": total.margin}
    return {
        name: None
        if math.isnan(part.value)
        else [round(number, 2) for number in (part.value, part.low, part.high)]
        for name, part in parts.items()
    }


def _coverage(material: Material) -> dict[str, int]:
    """Active products by the rung their list comes from, and what stands out."""
    coverage = material.coverage
    return {
        "active_products": int(coverage.active.sum()),
        **{f"rung_{rung}": count for rung, count in coverage.on_rung.items() if rung >= 0},
        "no_list": coverage.on_rung[-1],
        "classic_thresholds": coverage.classic,
        "lonely": int(coverage.lonely.sum()),
        "hubs": int(coverage.hubs.sum()),
        "slow_movers": int(coverage.slow.sum()),
        "never_sold": len(coverage) - coverage.sold,
        "products_in_a_list": int((coverage.lists > 0).sum()),
    }


def _segments(material: Material) -> dict[str, Any]:
    """Orders of each segment of each way to cut them, and how many pairs differ somewhere."""
    study = material.segments
    return {
        "ways": {
            one.key: {segment.name: segment.orders for segment in one.segments}
            for one in study.segmentations.made
        },
        "missing": dict(study.segmentations.missing),
        "tests": study.differences.tests,
        "differences": len(study.differences),
    }


def _held_up(analysis: Analysis) -> dict[str, int]:
    """Pairs that later orders bear out, those they do not, and those too early to tell."""
    verdict = analysis.pairs.held_up
    words = {"yes": HELD, "no": FAILED, "unknown": UNKNOWN}
    return {word: int((verdict == code).sum()) for word, code in words.items()}


def _policies(material: Material) -> list[dict[str, Any]]:
    """Each policy in priority order, with what became of the picks that lists would hold."""
    screening = material.picks.screening
    done = [(policy, screening.effects.get(policy.id)) for policy in material.plan.policies]
    return [
        {
            "id": policy.id,
            "kind": policy.kind.value,
            "enabled": policy.enabled,
            "removed": effect.removed if effect is not None else 0,
            "kept": effect.kept if effect is not None else 0,
            "lists_reordered": effect.moved if effect is not None else 0,
        }
        for policy, effect in done
    ]


def _strongest(material: Material, count: int) -> list[dict[str, Any]]:
    products, pairs = material.analysis.products, material.analysis.pairs
    return [
        {
            "a": products.keys[pairs.a[row]],
            "a_name": products.names[pairs.a[row]],
            "b": products.keys[pairs.b[row]],
            "b_name": products.names[pairs.b[row]],
            "orders_together": int(pairs.together[row]),
            "expected_together": round(float(pairs.expected[row]), 3),
            "evidence": Evidence(int(pairs.evidence[row])).name.lower(),
        }
        for row in range(min(count, len(pairs)))
    ]


def as_json(value: Any) -> str:
    """Readable JSON with a newline at the end; numbers that are not finite become null."""
    return json.dumps(_clean(value), ensure_ascii=False, indent=2) + "\n"


def write_json(value: Any, path: Path) -> None:
    """Write `as_json` to a file, whole or not at all."""
    from xsell_desktop.tables.write import atomic_path

    with atomic_path(path) as temporary:
        temporary.write_text(as_json(value), encoding="utf-8")


def _clean(item: Any) -> Any:
    if isinstance(item, float):
        return item if math.isfinite(item) else None
    if isinstance(item, Mapping):
        return {str(key): _clean(value) for key, value in item.items()}
    if isinstance(item, (list, tuple)):
        return [_clean(value) for value in item]
    return item
