"""What builds and checks the frozen program agrees with the project."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from xsell_desktop import cli

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "packaging" / "xsell.spec"


@pytest.fixture(scope="module")
def smoke() -> ModuleType:
    spec = importlib.util.spec_from_file_location("smoke", ROOT / "packaging" / "smoke.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def constant(name: str) -> Any:
    """The value a plain name is given in the spec file."""
    for node in ast.parse(SPEC.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise AssertionError(f"the spec has no {name}")


def rule(name: str) -> Any:
    """A function of the spec file, with the names it leans on."""
    scope: dict[str, Any] = {
        "RESOURCES": ROOT / "resources",
        "UNNEEDED_FILES": constant("UNNEEDED_FILES"),
    }
    for node in ast.parse(SPEC.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            exec(compile(ast.Module([node], []), str(SPEC), "exec"), scope)
            return scope[name]
    raise AssertionError(f"the spec has no {name}")


def test_versions_of_every_dependency_travel() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = tomllib.loads(text)["project"]["dependencies"]
    names = {re.split(r"[<>=; ]", requirement)[0].lower() for requirement in needed}
    assert names <= {name.lower() for name in constant("DISTRIBUTIONS")}


def test_the_sample_shop_travels_and_its_maker_does_not() -> None:
    travels, samples = rule("travels"), ROOT / "resources" / "samples"
    assert travels(samples / "trailhead-orders.csv")
    assert travels(ROOT / "resources" / "icons" / "app.svg")
    assert not travels(samples / "make_samples.py")
    assert not travels(samples / "maker" / "assortment.csv")
    assert not travels(samples)


def test_parts_of_qt_that_nothing_uses_stay_at_home() -> None:
    needed = rule("needed")
    for name in ("libQt6Widgets.so.6", "plugins/platforms/libqxcb.so", "libQt6Svg.so.6"):
        assert needed((f"PySide6/Qt/{name}", "", "BINARY"))
    for name in ("lib/libQt6Quick.so.6", "lib\\Qt6Network.dll", "plugins/platforms/libqvnc.so"):
        assert not needed((f"PySide6/Qt/{name}", "", "BINARY"))


def test_the_smoke_tests_workbook_is_a_workbook(
    smoke: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Order", "Product"], ["A1", "007"]]
    smoke.write_workbook(tmp_path / "lines.xlsx", rows)
    assert cli.main(["inspect", str(tmp_path / "lines.xlsx"), "--cells"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == rows


def test_the_desktop_file_starts_the_program() -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[method-assign, assignment]
    entry.read(ROOT / "packaging" / "linux" / "xsell-desktop.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Type"] == "Application"
    assert section["Exec"].split() == ["xsell-desktop", "%F"]
    assert section["Terminal"] == "false"
