"""Products lie where they lay when the project was saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from xsell_desktop import workflow
from xsell_desktop.domain.plan import Plan, Settings
from xsell_desktop.sales.sales import Sales
from xsell_desktop.workflow.run import RunChoices, run

GROUPS = ["ABCD", "EFGH", "IJKL", "MNOP"]


def write_orders(path: Path, first: int, seed: int) -> Path:
    """200 orders, most of them of products of one group."""
    rng = np.random.default_rng(seed)
    lines = ["order id,order date,sku,product name,quantity,price"]
    for number in range(first, first + 200):
        group = GROUPS[rng.integers(seed % 2 + 2, 4) if number % 3 else 0]
        keys = [key for key in group if rng.random() < 0.7] or [group[0]]
        lines += [f"{number},2026-03-1{number % 9},{key},Name {key},1,5" for key in keys]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def two_imports(folder: Path) -> tuple[Path, Path]:
    return write_orders(folder / "a.csv", 0, 4), write_orders(folder / "b.csv", 1000, 5)


def test_a_project_of_several_imports_opens_as_it_lay(tmp_path: Path) -> None:
    one, other = two_imports(tmp_path)
    early = workflow.import_files(Sales(), [one]).sales
    first = workflow.analyse(early, Settings())
    late = workflow.import_files(early, [other]).sales
    seen = workflow.analyse(late, Settings(), before=first.products.places)
    path = tmp_path / "shop.xsell"
    workflow.save_project(path, late, Plan(), places=seen.products.places)
    project = workflow.open_project(path)
    assert project.places == seen.products.places
    again = workflow.analyse(project.sales, Settings(), before=project.places)
    np.testing.assert_array_equal(again.products.position, seen.products.position)
    afresh = workflow.analyse(project.sales, Settings())
    assert (afresh.products.position != seen.products.position).any()


def test_places_too_far_for_a_picture_are_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "shop.xsell"
    places = {"A": (0.0, 1.5), "B": (1e9, 0.0), "C": (0.0, float("nan"))}
    workflow.save_project(path, Sales(), Plan(), places=places)
    assert workflow.open_project(path).places == {"A": (0.0, 1.5)}


def test_a_run_on_top_of_a_project_keeps_its_places(tmp_path: Path) -> None:
    one, other = two_imports(tmp_path)
    run(RunChoices([one], tmp_path / "first"))
    before = workflow.open_project(tmp_path / "first" / "project.xsell").places
    run(RunChoices([other], tmp_path / "second", project=tmp_path / "first" / "project.xsell"))
    after = workflow.open_project(tmp_path / "second" / "project.xsell")
    expected = workflow.analyse(after.sales, Settings(), before=before).products.places
    assert after.places == expected
    assert after.places != workflow.analyse(after.sales, Settings()).products.places
