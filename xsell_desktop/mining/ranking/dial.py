"""From popular together to surprising together: how the dial re-weighs scores."""

from __future__ import annotations

import numpy as np

from xsell_desktop.sales.lines import Floats

LIFT_SHRINKAGE = 10.0


def turn_dial(score: Floats, together: Floats, expected: Floats, discount: float) -> Floats:
    """score^(1 − d) · ((n_AB + 10) / (e_AB + 10))^d: at d = 0 the score, at 1 the shrunken lift."""
    if discount <= 0:
        return score
    lift = (together + LIFT_SHRINKAGE) / (expected + LIFT_SHRINKAGE)
    return np.asarray(np.maximum(score, 0.0) ** (1.0 - discount) * lift**discount)
