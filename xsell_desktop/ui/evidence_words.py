"""How the window colours the five words of evidence; by `Evidence` code."""

from __future__ import annotations

import numpy as np

EVIDENCE_CHIPS = ("chance", "chance", "thin", "likely", "proven")
EVIDENCE_TERMS = ("apart", "only_chance", "thin", "likely", "proven")  # words of the glossary
HELD_UP_CHIPS = ("faded", "held_up")  # by verdict: did not hold up, held up
HELD_UP_TINTS = np.array(["caution", "held_up", ""], dtype=object)  # unknown is the last
EVIDENCE_TINTS = np.array(["chance", "chance", "hint", "held_up", "proven", "hint"], dtype=object)
