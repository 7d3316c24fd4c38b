"""Any view, by Hypothesis."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from hypothesis import strategies as st

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.views import (
    DECISION_WORDS,
    EVIDENCE_WORDS,
    STOCK_WORDS,
    Arrangement,
    Band,
    ColourBy,
    Filter,
    MatrixOrder,
    MatrixShows,
    Mode,
    SizeBy,
    View,
)

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_keys = st.lists(_texts, max_size=3, unique=True).map(tuple)
_names = st.frozensets(_texts, max_size=3)
_ends = st.floats(-1e15, 1e15)
_bands = st.builds(Band, st.just(-inf) | _ends, st.just(inf) | _ends)


def _some(words: Iterable[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(words)))


filters = st.builds(
    Filter,
    strength=st.floats(0, 1),
    evidence=_some(EVIDENCE_WORDS),
    held_up=st.booleans(),
    kinds=st.frozensets(st.sampled_from(Kind)),
    decisions=_some(DECISION_WORDS),
    categories=_names,
    families=_names,
    price=_bands,
    margin=_bands,
    stock=_some(STOCK_WORDS),
    segment=_texts,
    month=_texts,
)
views = st.builds(
    View,
    mode=st.sampled_from(Mode),
    focus=_keys,
    depth=st.integers(1, 3),
    limit=st.integers(0, 10_000),
    extra=_keys,
    filter=filters,
    arrangement=st.sampled_from(Arrangement),
    size_by=st.sampled_from(SizeBy),
    colour_by=st.sampled_from(ColourBy),
    matrix_order=st.sampled_from(MatrixOrder),
    matrix_shows=st.sampled_from(MatrixShows),
)
