"""Tests of the window: garbage is collected in this thread only, as in the program."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def collects_here() -> Iterator[None]:
    """Python collects in whatever thread allocates next; in a job's thread it would take widgets
    apart there, which now and then crashes the run (`ui/collector.py`)."""
    gc.disable()
    yield
    gc.enable()
    gc.collect(1)
