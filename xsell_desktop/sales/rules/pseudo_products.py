"""Lines that are no goods: tips, postage, gift cards, fees, donations, carrier bags."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.rules import pseudo_names

_PATTERNS = {
    reasons.TIPS: pseudo_names.TIPS,
    reasons.POSTAGE: pseudo_names.POSTAGE,
    reasons.GIFT_CARDS: pseudo_names.GIFT_CARDS,
    reasons.FEES: pseudo_names.FEES,
    reasons.DONATIONS: pseudo_names.DONATIONS,
    reasons.BAGS: pseudo_names.BAGS,
}
REASONS = tuple(_PATTERNS)
# product keys that say it though the name does not, such as SHIPPING on a line called UPS Ground
_KEYS = {
    "tips": reasons.TIPS, "gratuity": reasons.TIPS,
    "trinkgeld": reasons.TIPS,
    "shipping": reasons.POSTAGE, "postage": reasons.POSTAGE, "delivery": reasons.POSTAGE,
    "versand": reasons.POSTAGE, "versandkosten": reasons.POSTAGE, "freight": reasons.POSTAGE,
    "giftcard": reasons.GIFT_CARDS, "giftvoucher": reasons.GIFT_CARDS,
    "gutschein": reasons.GIFT_CARDS,
    "discount": reasons.FEES, "rabatt": reasons.FEES,
    "servicecharge": reasons.FEES, "rounding": reasons.FEES,
    "donation": reasons.DONATIONS, "carrierbag": reasons.BAGS, "pfand": reasons.BAGS,
}  # fmt: skip
_CODES = "eur|euro|usd|gbp|chf|aud|cad|pln|sek|dkk|nok|czk|huf|rub"
_SIGN = rf"(?:[€£$¥₹₽]|(?:us|au|ca|nz|c|a|r) ?\$|{_CODES})"
_AFTER = rf"(?:[€£$¥₹₽%％円]|{_CODES}|zł|zl|kč|kc|kr|ft|руб|р|p|c|ct|cent|cents|pence)"
_NUMBER = r"\d+(?:[.,  '’]\d{3})*(?:[.,]\d+)?"
_MONEY = re.compile(
    rf"(?<!\w)[-−]?{_SIGN} ?[-−]?{_NUMBER}(?! ?%)(?!\w)|(?<!\w)[-−]?{_NUMBER} ?{_AFTER}(?!\w)"
    r"|(?<!\w)[-−]?\d+[.,]\d\d(?!\w)"
)
_DIGITS = re.compile(r"(?<!\w)\d+(?!\w)")
_HAS_DIGIT = re.compile(r"\d")
_APART = re.compile(r"[^\w¤]+|_+")
_LETTERS = str.maketrans("łøı", "loi")
_LONGEST = 80


def plain(name: str) -> str:
    """A name as the patterns are written: `P&P (£3.50)` is `p and p ¤`."""
    text = name.casefold() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    if _HAS_DIGIT.search(text):
        text = _DIGITS.sub("0", _MONEY.sub(" ¤ ", text))
    text = text.replace("&", " and ").replace("+", " and ")
    return _APART.sub(" ", _without_accents(text)).strip()


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _compiled() -> re.Pattern[str]:
    """All patterns as one, the group `reason0` and so on telling whose it is."""
    texts = (_without_accents("|".join(each)) for each in _PATTERNS.values())
    return re.compile("|".join(f"(?P<reason{at}>{text})" for at, text in enumerate(texts)))


def pseudo_product(name: str) -> str:
    """The reason to leave a line of this name out; '' for goods.

    Only a whole name tells: a Gift Card Holder, Tip Top Tape and a Shipping Box are goods.
    """
    if not name or len(name) > _LONGEST:
        return ""
    text = plain(name)
    found = _compiled().fullmatch(text)
    return REASONS[int((found.lastgroup or "").removeprefix("reason"))] if found else ""


def pseudo_key(key: str) -> str:
    """The reason to leave a line with this product key out; '' for goods."""
    return _KEYS.get("".join(c for c in key.casefold() if c.isalnum()), "") if key else ""


def set_pseudo_products_aside(draft: Draft) -> None:
    """Lines whose whole name, or whose key where the name does not gainsay it, is no product's.

    A name that holds more words beside those gainsays the key: Tip Top Tape with the SKU TIP.
    """
    numbers = {reason: at for at, reason in enumerate(REASONS, start=1)} | {"": 0}
    unnamed = draft.name.blank() | _is_own_name(draft)
    named = np.array([numbers[pseudo_product(name)] for name in draft.name.values], dtype=np.int8)
    keys = draft.key.values
    alone = np.zeros(len(keys), dtype=bool)
    alone[draft.key.codes[unnamed]] = True
    told = np.array([numbers[pseudo_key(key)] for key in keys], dtype=np.int8)
    for at in np.flatnonzero(alone & (told == 0)).tolist():
        told[at] = numbers[pseudo_product(keys[at])]
    found, by_key = draft.name.spread(named), draft.key.spread(told)
    keyed = (found == 0) & (by_key > 0)
    if keyed.any():
        found = np.where(keyed & ~_gainsays(draft, keyed), by_key, found)
    for at, reason in enumerate(REASONS, start=1):
        draft.verdicts.set_aside(found == at, reason)


def _is_own_name(draft: Draft) -> Flags:
    """Rows whose key is their name."""
    place = {key: at for at, key in enumerate(draft.key.values)}
    code = np.array([place.get(name, -1) for name in draft.name.values], dtype=np.int32)
    return np.asarray(draft.name.spread(code) == draft.key.codes)


def _gainsays(draft: Draft, among: Flags) -> Flags:
    """Rows among those whose name holds such a word beside others."""
    words = {word for word in _KEYS if len(word) > 2} | {"gift", "carrier", "bag", "charge"}

    def holds(name: str) -> bool:
        return not words.isdisjoint(plain(name).split())

    return draft.name.where(holds, among)
