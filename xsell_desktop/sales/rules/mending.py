"""Product and order numbers that a spreadsheet changed: repaired, or their rows refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.sales.draft import Draft, whole_number
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.rules.damage import Originals, is_date_like, is_scientific, may_be_damaged
from xsell_desktop.sales.table import Column
from xsell_desktop.texts import plural


def mend_keys(draft: Draft, catalogues: Sequence[Catalogue]) -> None:
    """Give products the numbers of the catalogues that a spreadsheet made something else of.

    Rows whose product it left unreadable (1.23E+12) and no catalogue brings back are refused, and
    so are unreadable order numbers: several products or orders may share what is left.
    """
    originals = Originals(product for catalogue in catalogues for product in catalogue.products)
    draft.verdicts.refuse(_scientific(draft.order), reasons.DAMAGED_ORDER)
    repaired = _repair(draft, originals) + _drop_decimals(draft, originals)
    if repaired:
        draft.notes.append(
            plural("{n} product number that a spreadsheet had changed was repaired",
                   "{n} product numbers that a spreadsheet had changed were repaired",
                   repaired))  # fmt: skip
    lost = draft.key.where(lambda key: is_scientific(key) and key not in originals)
    lost &= draft.verdicts.open
    if lost.any():
        draft.verdicts.refuse(lost, reasons.DAMAGED_KEY)
        draft.notes.append(
            plural("A spreadsheet made {n} product number unreadable; import the shop's products "
                   "along with the file, or the file as the shop wrote it",
                   "A spreadsheet made {n} product numbers unreadable; import the shop's products "
                   "along with the file, or the file as the shop wrote it",
                   len(np.unique(draft.key.codes[lost]))))  # fmt: skip
    _note_doubts(draft, originals)


def _scientific(orders: Column) -> Flags:
    """A look at all texts together is far cheaper than one at each."""
    if "e+" not in "".join(orders.values).casefold():
        return np.zeros(len(orders.codes), dtype=bool)
    return orders.where(is_scientific)


def _repair(draft: Draft, originals: Originals) -> int:
    """How many product numbers were found in the catalogues and put right."""
    suspects = np.array(
        [key not in originals and may_be_damaged(key) for key in draft.key.values], dtype=bool
    )
    if not originals or not suspects.any():
        return 0
    rows = np.flatnonzero(suspects[draft.key.codes] & draft.verdicts.open)
    width = len(draft.name.values)
    pairs, place = np.unique(
        draft.key.codes[rows].astype(np.int64) * width + draft.name.codes[rows],
        return_inverse=True,
    )
    values = list(draft.key.values)
    intact = {value.casefold() for value in values}
    added: dict[str, int] = {}
    codes = np.empty(len(pairs), dtype=np.int32)
    mended: set[int] = set()
    for at, pair in enumerate(pairs.tolist()):
        code, name = divmod(pair, width)
        original = originals.find(values[code], draft.name.values[name], intact)
        codes[at] = code
        if original is not None:
            mended.add(code)
            codes[at] = added.setdefault(original, len(values) + len(added))
    if mended:
        all_codes = draft.key.codes.copy()
        all_codes[rows] = codes[place]
        draft.key = Column(all_codes, [*values, *added]).merged()
    return len(mended)


def _drop_decimals(draft: Draft, originals: Originals) -> int:
    """Write 17850.0 as 17850 where every number among the products is written so; how many."""
    numbers = [key for key in draft.key.values if key.replace(".", "", 1).isdecimal()]
    floats = {key for key in numbers if whole_number(key) != key and key not in originals}
    if not floats or len(floats) < len(numbers):
        return 0
    draft.key = draft.key.respelt(lambda key: whole_number(key) if key in floats else key)
    return len(floats)


def _note_doubts(draft: Draft, originals: Originals) -> None:
    """Say what may be damage and cannot be told from it."""
    used = np.zeros(len(draft.key.values), dtype=bool)
    used[draft.key.codes[draft.verdicts.open]] = True
    keys = [key for key, is_used in zip(draft.key.values, used, strict=True) if is_used]
    dates = sum(is_date_like(key) and key not in originals for key in keys)
    if 0 < dates < len(keys):
        draft.notes.append(
            plural("{n} product number looks like a date; a spreadsheet may have changed it",
                   "{n} product numbers look like dates; a spreadsheet may have changed them",
                   dates))  # fmt: skip
    twins = count_zero_twins(keys)
    if twins:
        draft.notes.append(
            plural("{n} product number stands with and without leading zeros; it counts as several "
                   "products",
                   "{n} product numbers stand with and without leading zeros; they count as "
                   "several products", twins))  # fmt: skip


def count_zero_twins(keys: Sequence[str]) -> int:
    """How many numbers are among the keys in several spellings that differ in leading zeros."""
    spellings = Counter(key.lstrip("0") for key in set(keys) if key.isdecimal())
    return sum(count > 1 for count in spellings.values())


def set_bundle_parts_aside(draft: Draft, catalogues: Sequence[Catalogue]) -> None:
    """The parts without a price of bundles that stand in the same order."""
    parts = {
        product.key.casefold(): [key.casefold() for key, _number in product.parts]
        for catalogue in catalogues
        for product in catalogue.products
        if product.parts
    }
    if not parts:
        return
    places: dict[str, list[int]] = {}
    for code, key in enumerate(draft.key.values):
        places.setdefault(key.casefold(), []).append(code)
    size = len(draft.key.values)
    bundles = {code: key for key in parts for code in places.get(key, ())}
    expected: set[int] = set()
    is_bundle = np.isin(draft.key.codes, list(bundles)) & draft.verdicts.open
    for row in np.flatnonzero(is_bundle).tolist():
        start = int(draft.order.codes[row]) * size
        for part in parts[bundles[int(draft.key.codes[row])]]:
            expected.update(start + code for code in places.get(part, ()))
    free: Flags = (draft.price == 0) | (draft.total == 0)
    rows = draft.order.codes.astype(np.int64) * size + draft.key.codes
    inside = np.isin(rows, np.array(sorted(expected), dtype=np.int64))
    draft.verdicts.set_aside(inside & free & ~is_bundle, reasons.BUNDLE_PARTS)
