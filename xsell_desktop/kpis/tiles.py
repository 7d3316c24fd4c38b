"""A figure with its name and its passport, and the answer where a figure cannot be had."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure. `value` is the plain number (shares 0–1, NaN when it cannot be had).

    `text` is the value for people, `detail` the counts beside it or what is missing,
    `passport` the formula in words with what is in and what is out.
    """

    id: str
    label: str
    value: float
    text: str
    detail: str
    passport: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Stands where a figure would, and says in a sentence what the sales lack for it."""

    text: str


def tile(name: str, label: str, value: float, text: str, detail: str, *passport: str) -> Tile:
    """A tile; the passport's sentences are joined, empty ones left out."""
    return Tile(name, label, value, text, detail, " ".join(part for part in passport if part))


def missing_tile(name: str, label: str, missing: Missing, *passport: str) -> Tile:
    """A tile that shows a dash and says why."""
    return tile(name, label, float("nan"), "–", missing.text, *passport)
