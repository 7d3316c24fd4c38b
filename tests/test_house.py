"""The rules of the house: small files, short functions, no network, nothing hidden."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import grimp
import networkx as nx
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "xsell_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "urllib3", "requests", "ftplib", "smtplib",
    "PySide6.QtNetwork", "asyncio",
}  # fmt: skip
HEAVY = {"pandas", "scipy", "networkx", "matplotlib"}
MAY_CATCH_ALL = {"ui/jobs.py", "ui/faults.py", "__main__.py"}
SAYING = {
    "setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "QLabel", "QPushButton",
    "QAction", "QCheckBox", "QRadioButton", "QGroupBox", "addAction", "addMenu", "addTab",
    "setStatusTip", "setAccessibleName", "setTitle", "UserError",
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_files_are_small() -> None:
    sizes = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCES}
    long = {name: size for name, size in sizes.items() if size > 400}
    assert not long
    assert statistics.median(sizes.values()) <= 110


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 60
    ]
    assert not long


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_network_and_no_nested_event_loop(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "processEvents" not in text
    assert "QThread(" not in text
    assert not NETWORK.intersection(imports_of(tree_of(path)))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_edges_catch_everything(path: Path) -> None:
    if name_of(path) in MAY_CATCH_ALL:
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except at line {node.lineno}"
            names = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
            assert not names & {"Exception", "BaseException"}, f"line {node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_text_goes_through_the_translation_door(path: Path) -> None:
    """A literal with a word in it, handed straight to something a user reads, is a defect."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        first = node.args[0]
        if name in SAYING and isinstance(first, ast.Constant) and isinstance(first.value, str):
            assert not any(c.isalpha() for c in first.value), f"line {node.lineno}: {first.value}"


def test_heavy_libraries_are_not_imported_by_the_front_ends() -> None:
    front = [PACKAGE / "app.py", PACKAGE / "cli.py", PACKAGE / "__main__.py"]
    front += [*(PACKAGE / "ui").rglob("*.py"), *(PACKAGE / "workflow").rglob("*.py")]
    for path in front:
        for node in tree_of(path).body:
            heads = {name.split(".")[0] for name in imports_of(node)} if is_import(node) else set()
            assert not heads & HEAVY, name_of(path)


def test_scipy_stats_is_never_loaded() -> None:
    """It costs more than a second; scipy.special has the distributions."""
    for path in SOURCES:
        assert "scipy.stats" not in set(imports_of(tree_of(path))), name_of(path)


def is_import(node: ast.stmt) -> bool:
    return isinstance(node, (ast.Import, ast.ImportFrom))


def test_no_machine_path_in_the_project() -> None:
    for path in [*SOURCES, *ROOT.glob("docs/**/*.md"), ROOT / "README.md"]:
        text = path.read_text(encoding="utf-8")
        assert "/root/" not in text, path.name
        assert "/work/" not in text.replace("/work/<", ""), path.name


def test_no_circle_of_imports_hidden_ones_included() -> None:
    """Imports in functions and for type checkers count too."""
    graph = grimp.build_graph("xsell_desktop", cache_dir=None)
    arrows = nx.DiGraph(
        (module, target)
        for module in graph.modules
        for target in graph.find_modules_directly_imported_by(module)
    )
    circles = [sorted(ring) for ring in nx.strongly_connected_components(arrows) if len(ring) > 1]
    assert not circles
