"""Small shops whose products have categories, names and prices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.mining.mine import mine
from xsell_desktop.sales.lines import Lines, ProductFacts


@pytest.fixture(scope="session")
def mine_shop(
    make_lines: Callable[..., Lines], make_facts: Callable[..., ProductFacts]
) -> Callable[..., Analysis]:
    """`mine_shop(orders, names=…, categories=…, prices=…, parents=…, parts=…, free=…)`."""

    def run(
        orders: Sequence[Sequence[str]],
        *,
        names: Mapping[str, str] | None = None,
        categories: Mapping[str, str] | None = None,
        prices: Mapping[str, float] | None = None,
        parents: Mapping[str, str] | None = None,
        parts: Mapping[str, Sequence[str]] | None = None,
        free: Sequence[str] = (),
        **more: object,
    ) -> Analysis:
        lines = make_lines(orders, **more)
        keys = lines.product_keys
        code = {key: place for place, key in enumerate(keys)}
        gifts = np.isin(lines.line_product, [code[key] for key in free])
        lines = replace(
            lines,
            product_names=tuple((names or {}).get(key, key) for key in keys),
            line_revenue=np.where(gifts, 0.0, lines.line_revenue),
        )
        facts = replace(
            make_facts(lines),
            category=tuple((categories or {}).get(key, "") for key in keys),
            price=np.array([(prices or {}).get(key, np.nan) for key in keys]),
            parent=tuple((parents or {}).get(key, "") for key in keys),
            parts={code[k]: tuple(code[p] for p in held) for k, held in (parts or {}).items()},
        )
        return mine(lines, facts, Settings())

    return run
