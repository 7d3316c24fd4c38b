"""The five words of evidence as the window writes and colours them."""

from __future__ import annotations

import numpy as np

from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.texts import _

EVIDENCE_CHIPS = ("chance", "chance", "thin", "likely", "proven")  # by code
EVIDENCE_TINTS = np.array(["chance", "chance", "hint", "held_up", "proven", "hint"], dtype=object)
EVIDENCE_TERMS = ("apart", "only_chance", "thin", "likely", "proven")  # glossary words by code


def evidence_word(code: int) -> str:
    """`proven`, `likely`, `thin`, `only chance` or `kept apart`."""
    return {
        Evidence.PROVEN: _("proven"),
        Evidence.LIKELY: _("likely"),
        Evidence.THIN: _("thin"),
        Evidence.CHANCE: _("only chance"),
        Evidence.APART: _("kept apart"),
    }[Evidence(code)]
