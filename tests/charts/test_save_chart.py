from __future__ import annotations

import re
from pathlib import Path

import pytest

from xsell_desktop.charts import CHARTS
from xsell_desktop.charts.figure import save_chart
from xsell_desktop.domain.errors import UserError
from xsell_desktop.kpis.summary import Kpis
from xsell_desktop.tokens import DARK

SIGNATURES = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("form", SIGNATURES)
@pytest.mark.parametrize("name", ["attach-rates", "sales-by-month", "category-pairs"])
def test_files_are_whole_and_the_same_each_time(
    name: str, form: str, full: Kpis, tmp_path: Path
) -> None:
    first, second = tmp_path / f"first.{form}", tmp_path / f"second.{form.upper()}"
    save_chart(CHARTS[name], full, first)
    save_chart(CHARTS[name], full, second)
    data = first.read_bytes()
    assert data.startswith(SIGNATURES[form])
    assert data == second.read_bytes()
    assert not re.search(rb"20[2-9]\d-\d\d-\d\dT|CreationDate|Matplotlib v", data)
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.name, second.name]


def test_svg_keeps_its_words_as_shapes(full: Kpis, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    save_chart(CHARTS["pareto"], full, path, DARK)
    text = path.read_text(encoding="utf-8")
    assert "<path" in text
    assert "font-family" not in text
    assert DARK.surface.lower() in text


def test_another_ending_is_refused(full: Kpis, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"chart\.gif") as refusal:
        save_chart(CHARTS["pareto"], full, tmp_path / "chart.gif")
    assert ".png" in refusal.value.next_step


def test_a_folder_that_cannot_be_written_to_is_a_user_error(full: Kpis, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(UserError):
        save_chart(CHARTS["pareto"], full, tmp_path / "file" / "chart.png")
    assert (tmp_path / "file").read_text() == "here"
