"""The plan as rows and back. Rows are sorted, so that equal plans make equal files."""

from __future__ import annotations

import json
import math
import sqlite3
from dataclasses import asdict, fields
from typing import Any

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import (
    Bundle,
    Decision,
    Direction,
    Pair,
    Pairing,
    Part,
    Plan,
    Settings,
)
from xsell_desktop.domain.policies import Policy, PolicyKind, complete_values, is_day
from xsell_desktop.domain.policy_edits import MOST_POLICIES
from xsell_desktop.project.blobs import Damaged
from xsell_desktop.project.ruling_rows import (
    read_lists,
    read_rulings,
    read_views,
    typed_text,
    write_rulings,
)

_COLUMNS = (
    "a, b, decision, pinned, by_hand, direction, message, note, decided_on, kind,"
    " season_begin, season_end, locked"
)
_LARGEST = 1e9  # no setting means anything beyond


def write_plan(database: sqlite3.Connection, plan: Plan) -> None:
    """Write every decision; raises ValueError for a setting no file may hold."""
    insert = database.executemany
    settings = asdict(plan.settings)
    if not all(map(_in_range, settings.values())):
        raise ValueError(f"settings out of range: {plan.settings}")
    rows = [(name, json.dumps(settings[name])) for name in sorted(settings)]
    insert("INSERT INTO settings VALUES (?, ?)", rows)
    insert(
        "INSERT INTO pairings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_pairing_row(pair, plan.pairings[pair]) for pair in sorted(plan.pairings)],
    )
    bundles = [plan.bundles[key] for key in sorted(plan.bundles)]
    insert(
        "INSERT INTO bundles VALUES (?, ?, ?, ?, ?)",
        [(b.id, typed_text(b.name), b.discount, typed_text(b.note), b.decided_on) for b in bundles],
    )
    insert(
        "INSERT INTO bundle_parts VALUES (?, ?, ?, ?)",
        [(b.id, place, *part) for b in bundles for place, part in enumerate(b.parts)],
    )
    insert(
        "INSERT INTO bundle_costs VALUES (?, ?, ?)",
        [(b.id, *cost) for b in bundles for cost in sorted(b.unit_costs.items())],
    )
    positions = sorted(plan.positions.items())
    insert("INSERT INTO positions VALUES (?, ?, ?)", [(key, *place) for key, place in positions])
    notes = sorted(plan.notes.items())
    insert("INSERT INTO notes VALUES (?, ?)", [(key, typed_text(note)) for key, note in notes])
    policies = [(place, *_policy_row(policy)) for place, policy in enumerate(plan.policies)]
    insert("INSERT INTO policies VALUES (?, ?, ?, ?, ?)", policies)
    write_rulings(database, plan)


def read_plan(database: sqlite3.Connection) -> Plan:
    """The plan; raises Damaged where a row is not one that `write_plan` writes."""
    rows = database.execute
    pairings = map(_pairing, rows(f"SELECT {_COLUMNS} FROM pairings ORDER BY a, b"))
    places = rows("SELECT product, x, y FROM positions ORDER BY product")
    return Plan(
        settings=_settings(dict(rows("SELECT name, value FROM settings"))),
        pairings={pairing.pair: pairing for pairing in pairings},
        bundles=_bundles(database),
        positions={product: (x, y) for product, x, y in places},
        notes=dict(rows("SELECT product, note FROM notes ORDER BY product")),
        policies=_policies(database),
        lists=read_lists(database),
        products=read_rulings(database),
        views=read_views(database),
    )


def _pairing_row(pair: Pair, ruling: Pairing) -> tuple[Any, ...]:
    return (
        *pair,
        ruling.decision.value,
        ruling.pinned,
        ruling.by_hand,
        ruling.direction.value,
        typed_text(ruling.message),
        typed_text(ruling.note),
        ruling.decided_on,
        ruling.kind.value if ruling.kind is not None else "",
        *(ruling.season or ("", "")),
        ruling.locked,
    )


def _pairing(row: tuple[Any, ...]) -> Pairing:
    a, b, decision, pinned, by_hand, direction, message, note, on, kind, *season, locked = row
    if any(season) and not all(map(is_day, season)):
        raise Damaged("a season that is no part of a year")
    return Pairing(
        Pair(a, b),
        Decision(decision),
        bool(pinned),
        bool(by_hand),
        Direction(direction),
        message,
        note,
        on,
        Kind(kind) if kind else None,
        (season[0], season[1]) if any(season) else None,
        bool(locked),
    )


def _policy_row(policy: Policy) -> tuple[Any, ...]:
    values = complete_values(policy.kind, policy.values)
    return policy.id, policy.kind.value, policy.enabled, json.dumps(values, sort_keys=True)


def _policies(database: sqlite3.Connection) -> tuple[Policy, ...]:
    rows = database.execute("SELECT id, kind, enabled, parameters FROM policies ORDER BY place")
    policies = []
    for id_, kind, enabled, parameters in rows:
        try:
            values = complete_values(PolicyKind(kind), dict(json.loads(parameters)))
        except (ValueError, TypeError, RecursionError) as error:
            raise Damaged(f"the policy {id_} is not readable") from error
        policies.append(Policy(id_, PolicyKind(kind), bool(enabled), values))
        if len(policies) > MOST_POLICIES:
            raise Damaged("more policies than a plan holds")
    return tuple(policies)


def _bundles(database: sqlite3.Connection) -> dict[str, Bundle]:
    rows = database.execute
    parts: dict[str, list[Part]] = {}
    for bundle, product, quantity in rows(
        "SELECT bundle, product, quantity FROM bundle_parts ORDER BY bundle, place"
    ):
        parts.setdefault(bundle, []).append(Part(product, quantity))
    costs: dict[str, dict[str, float]] = {}
    for bundle, product, cost in rows(
        "SELECT bundle, product, cost FROM bundle_costs ORDER BY bundle, product"
    ):
        costs.setdefault(bundle, {})[product] = cost
    heads = rows("SELECT id, name, discount, note, decided_on FROM bundles ORDER BY id").fetchall()
    if not {head[0] for head in heads} >= parts.keys() | costs.keys():
        raise Damaged("a part belongs to no bundle")
    return {
        key: Bundle(
            key, name, tuple(parts.get(key, ())), discount, costs.get(key, {}), note, decided_on
        )
        for key, name, discount, note, decided_on in heads
    }


def _settings(stored: dict[str, str]) -> Settings:
    """The settings; one that this version does not know is left out."""
    values: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name not in stored:
            continue
        try:
            value = json.loads(stored[field.name])
        except (ValueError, RecursionError) as error:
            raise Damaged(f"the setting {field.name} is not readable") from error
        if isinstance(field.default, float) and type(value) is int:
            value = float(value)
        if type(value) is not type(field.default) or not _in_range(value):
            raise Damaged(f"the setting {field.name} is out of range")
        values[field.name] = value
    return Settings(**values)


def _in_range(value: Any) -> bool:
    if isinstance(value, (int, float)):
        return math.isfinite(value) and 0 <= value <= _LARGEST
    return True
