"""The relationships as GraphML, for Gephi, Cytoscape, yEd and networkx.

networkx could write the file too; writing the lines as they come takes a fifth of the time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx

from xsell_desktop.domain.plan import Plan
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.picture.graph import relationship_graph
from xsell_desktop.tables.atomic import atomic_path

TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
LINES_AT_ONCE = 10_000
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""
_not_xml = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_special = re.compile('[&<>"\r\n\t]')
_entities = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
             "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}  # fmt: skip


def write_graphml(analysis: Analysis, plan: Plan, path: Path) -> None:
    """Write products and relationships with all that the graph says of them.

    Characters that XML forbids are left out; unknown figures have no entry.
    """
    graph = relationship_graph(analysis, plan)
    for _key, data in graph.nodes(data=True):
        data["label"] = data["name"]  # what graph programs show
    write_graph(graph, path)


def write_graph(graph: nx.Graph, path: Path) -> None:
    """Write any undirected graph with plain attributes."""
    nodes = _Keys("node", (data for _node, data in graph.nodes(data=True)), 0)
    edges = _Keys("edge", (data for _a, _b, data in graph.edges(data=True)), len(nodes.ids))
    lines = _lines(graph, nodes, edges)
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        while part := list(islice(lines, LINES_AT_ONCE)):
            file.write(("\n".join(part) + "\n").encode())


def _lines(graph: nx.Graph, nodes: _Keys, edges: _Keys) -> Iterator[str]:
    yield HEAD
    yield from nodes.declarations()
    yield from edges.declarations()
    yield '<graph edgedefault="undirected">'
    names = {node: _xml(str(node)) for node in graph}
    for node, data in graph.nodes(data=True):
        yield f'<node id="{names[node]}">{nodes.entries(data)}</node>'
    for one, other, data in graph.edges(data=True):
        entries = edges.entries(data)
        yield f'<edge source="{names[one]}" target="{names[other]}">{entries}</edge>'
    yield "</graph>"
    yield "</graphml>"


class _Keys:
    """The attributes of nodes or of edges: a short id and a type for each name."""

    def __init__(self, owner: str, rows: Iterable[Mapping[str, Any]], first: int) -> None:
        self._owner = owner
        self.ids: dict[str, str] = {}
        self._types: dict[str, str] = {}
        for data in rows:
            for name, value in data.items():
                if name not in self._types or self._types[name] == "long":
                    kind = _plain_type(value)
                    if kind:
                        self.ids.setdefault(name, f"d{first + len(self.ids)}")
                        self._types[name] = kind

    def declarations(self) -> Iterator[str]:
        for name, short in self.ids.items():
            yield (
                f'<key id="{short}" for="{self._owner}" attr.name="{_xml(name)}" '
                f'attr.type="{self._types[name]}"/>'
            )

    def entries(self, data: Mapping[str, Any]) -> str:
        return "".join(
            f'<data key="{self.ids[name]}">{_value(value)}</data>'
            for name, value in data.items()
            if _plain_type(value)
        )


def _plain_type(value: Any) -> str:
    """GraphML's word for the value's type; '' for what is unknown."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if type(value) in TYPES:
        return TYPES[type(value)]
    for kind, word in TYPES.items():
        if isinstance(value, kind):
            return word
    raise TypeError(f"{type(value).__name__} cannot stand in GraphML")


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _xml(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


@lru_cache(maxsize=10_000)
def _xml(text: str) -> str:
    text = _not_xml.sub("", text)
    return _special.sub(lambda found: _entities[found[0]], text)
