"""Fixtures around a saved project; the projects themselves are in example_projects."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "domain"))

from example_projects import some_project

from xsell_desktop.project.file import Project, save


@pytest.fixture
def project() -> Project:
    return some_project()


@pytest.fixture
def saved(tmp_path: Path, project: Project) -> Path:
    path = tmp_path / "shop.xsell"
    save(path, project)
    return path
