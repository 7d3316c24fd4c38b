"""Products are found by names and keys, and no analysis lives on for the sake of its names."""

from __future__ import annotations

import gc
import weakref

from shop_builder import make_analysis

from xsell_desktop.ui.finding.products import find_products


def test_what_is_found_holds_every_word_and_an_exact_key_comes_first() -> None:
    analysis = make_analysis()
    key = analysis.products.keys[-1]
    name = analysis.name_of(key)
    assert find_products(analysis, key)[0].key == key
    found = find_products(analysis, name.upper())
    assert key in [one.key for one in found]
    assert all(word in one.name.lower() for one in found for word in name.lower().split())
    assert find_products(analysis, "no such thing at all") == []


def test_an_analysis_that_is_gone_is_not_kept_for_its_names() -> None:
    analysis = make_analysis()
    find_products(analysis, "a")
    there = weakref.ref(analysis)
    del analysis
    gc.collect()
    assert there() is None
