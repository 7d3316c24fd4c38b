"""Partners that only fill a list say so on their cards; preferences say how far down lists go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from xsell_desktop.domain.plan import Pair, Pairing, Settings
from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.picks import Pick
from xsell_desktop.ui.dialogs.preferences import PreferencesDialog
from xsell_desktop.ui.inspector.partner_card import PartnerCard
from xsell_desktop.ui.inspector.partners import Entry
from xsell_desktop.ui.settings import AppSettings


def pick(rung: Rung, evidence: Evidence | None, together: int = 3) -> Pick:
    return Pick(
        anchor="tea", anchor_name="Tea", partner="mug", partner_name="Mug", rank=1,
        kind="cross_sell", together=together, anchor_orders=40, attach_rate=together / 40,
        attach_low=0.0, attach_high=0.3, expected=2.0, score=0.1, evidence=evidence,
        reason="Mug is a best seller of the whole shop.", source="data", message="", rung=rung,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rung", "evidence", "by_category", "word"),
    [
        (Rung.BEST_SELLER, Evidence.CHANCE, True, "best seller"),
        (Rung.BEST_SELLER, None, True, "best seller"),
        (Rung.CATEGORY_BEST, None, True, "best seller that fits"),
        (Rung.CATEGORY, None, True, "category partner"),
        (Rung.CATEGORY, Evidence.CHANCE, False, "family partner"),
    ],
)
def test_a_partner_that_fills_a_list_says_so(
    qtbot: QtBot, rung: Rung, evidence: Evidence | None, by_category: bool, word: str
) -> None:
    card = PartnerCard()
    qtbot.addWidget(card)
    shown = pick(rung, evidence)
    card.show_entry(Entry(shown), Pairing(Pair("mug", "tea")), "", 1.0, by_category=by_category)
    assert card.evidence.text() == word
    assert card.evidence.toolTip()
    assert card.sentence.text() == shown.reason
    assert card.bar.isHidden()


@pytest.mark.parametrize(
    ("rung", "evidence"), [(Rung.CATEGORY, Evidence.THIN), (Rung.LIKELY, Evidence.LIKELY)]
)
def test_a_pair_that_was_counted_shows_its_counts(
    qtbot: QtBot, rung: Rung, evidence: Evidence
) -> None:
    card = PartnerCard()
    qtbot.addWidget(card)
    card.show_entry(Entry(pick(rung, evidence)), Pairing(Pair("mug", "tea")), "", 1.0)
    assert card.evidence.text() == evidence.name.lower()
    assert card.sentence.text() == "in 3 of its 40 orders; chance gives 2"
    assert not card.bar.isHidden()


def test_preferences_say_how_far_down_lists_go(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreferencesDialog(parent, AppSettings(tmp_path / "settings.ini"), Settings())
    assert dialog.settings == Settings()
    dialog.lowest_rung.setCurrentIndex(dialog.lowest_rung.findText("likely pair"))
    dialog.fill.setChecked(True)
    assert dialog.settings == Settings(lowest_rung=2, fill_lists=True)
