"""GraphML as networkx reads it back."""

from __future__ import annotations

import math
import time
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.domain import edits
from xsell_desktop.domain.plan import Plan, pair_of
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picture.graph import relationship_graph
from xsell_desktop.tables.graphml import write_graph, write_graphml

texts = st.text(st.characters(codec="utf-8"), max_size=8)


def legal(text: str) -> str:
    """What XML 1.0 allows of a text."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r"
        or "\x20" <= c <= "\ud7ff"
        or "\ue000" <= c <= "\ufffd"
        or c >= "\U00010000"
    )


def test_a_small_graph_comes_back(tmp_path: Path) -> None:
    graph = nx.Graph()
    graph.add_node("007", label='Kettle <"&"> 1', orders=40, price=20.5, shown=True)
    graph.add_node("MUG", label="Mug\x01\nblue", orders=20, price=math.nan, shown=False)
    graph.add_edge("007", "MUG", weight=0.9, evidence="proven", score=1)
    graph.add_edge("MUG", "rope", weight=1, evidence=None, score=2.5)
    write_graph(graph, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml")
    assert dict(back.nodes(data=True)) == {
        "007": {"label": 'Kettle <"&"> 1', "orders": 40, "price": 20.5, "shown": True},
        "MUG": {"label": "Mug\nblue", "orders": 20, "shown": False},
        "rope": {},
    }
    assert back.edges["007", "MUG"] == {"weight": 0.9, "evidence": "proven", "score": 1.0}
    assert back.edges["MUG", "rope"] == {"weight": 1.0, "score": 2.5}


@given(names=st.lists(texts, min_size=1, max_size=6, unique_by=legal), label=texts)
def test_any_text_makes_a_readable_file(
    names: list[str], label: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("graph") / "g.graphml"
    graph = nx.path_graph(len(names))
    graph = nx.relabel_nodes(graph, dict(enumerate(names)))
    nx.set_node_attributes(graph, label, "label")
    write_graph(graph, path)
    back = nx.read_graphml(path)
    assert list(back.nodes) == [legal(name) for name in names]
    assert {tuple(sorted(e)) for e in back.edges} == {
        tuple(sorted(map(legal, e))) for e in graph.edges
    }
    assert all((data.get("label") or "") == legal(label) for _n, data in back.nodes(data=True))


def test_the_shop_s_graph_is_all_there(four_products: Analysis, tmp_path: Path) -> None:
    plan = edits.draw_pairing(Plan(), pair_of("rope", "007"))
    graph = relationship_graph(four_products, plan)
    write_graphml(four_products, plan, tmp_path / "a.graphml")
    write_graphml(four_products, plan, tmp_path / "b.graphml")
    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()
    back = nx.read_graphml(tmp_path / "a.graphml")
    assert set(back.nodes) == set(graph.nodes)
    assert back.nodes["007"]["label"] == "Kettle"
    assert back.nodes["007"]["family"] == "Cooking"
    assert {frozenset(e) for e in back.edges} == {frozenset(e) for e in graph.edges}
    assert frozenset(("rope", "007")) in {frozenset(e) for e in back.edges}


def test_a_hundred_thousand_relationships_are_no_wait(tmp_path: Path) -> None:
    graph = nx.gnm_random_graph(3_800, 100_000, seed=1)
    nx.set_node_attributes(graph, "A product with a name", "label")
    nx.set_edge_attributes(graph, 0.5, "weight")
    nx.set_edge_attributes(graph, "proven", "evidence")
    start = time.perf_counter()
    write_graph(graph, tmp_path / "g.graphml")
    assert time.perf_counter() - start < 3.0


def test_what_cannot_stand_in_a_file_is_a_programmer_s_error(tmp_path: Path) -> None:
    graph = nx.Graph()
    graph.add_node("a", partners=["b"])
    with pytest.raises(TypeError, match="list cannot stand in GraphML"):
        write_graph(graph, tmp_path / "g.graphml")
    assert not list(tmp_path.iterdir())
