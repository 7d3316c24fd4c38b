"""Lines that are no goods: tips, postage, gift cards, fees, donations, carrier bags."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np

from xsell_desktop.sales import pseudo_names
from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft

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
    "tip": reasons.TIPS, "tips": reasons.TIPS, "gratuity": reasons.TIPS,
    "trinkgeld": reasons.TIPS,
    "shipping": reasons.POSTAGE, "postage": reasons.POSTAGE, "delivery": reasons.POSTAGE,
    "versand": reasons.POSTAGE, "versandkosten": reasons.POSTAGE, "freight": reasons.POSTAGE,
    "giftcard": reasons.GIFT_CARDS, "giftvoucher": reasons.GIFT_CARDS,
    "gutschein": reasons.GIFT_CARDS,
    "discount": reasons.FEES, "rabatt": reasons.FEES, "fee": reasons.FEES,
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
_APART = re.compile(r"[^\w¤]+|_+")
_LETTERS = str.maketrans("łøı", "loi")
_LONGEST = 80


def plain(name: str) -> str:
    """A name as the patterns are written: `P&P (£3.50)` is `p and p ¤`."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = _MONEY.sub(" ¤ ", text)
    text = _DIGITS.sub("0", text).replace("&", " and ").replace("+", " and ")
    return _APART.sub(" ", _without_accents(text)).strip()


def _without_accents(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile(_without_accents("|".join(patterns))))
        for reason, patterns in _PATTERNS.items()
    )


def pseudo_product(name: str) -> str:
    """The reason to leave a line of this name out; '' for goods.

    Only a whole name tells: a Gift Card Holder, Tip Top Tape and a Shipping Box are goods.
    """
    if not name or len(name) > _LONGEST:
        return ""
    text = plain(name)
    return next((reason for reason, known in _compiled() if known.fullmatch(text)), "")


def pseudo_key(key: str) -> str:
    """The reason to leave a line with this product key out; '' for goods."""
    return _KEYS.get("".join(c for c in key.casefold() if c.isalnum()), "") if key else ""


def set_pseudo_products_aside(draft: Draft) -> None:
    """Lines whose whole name, or whose key where the name does not gainsay it, is no product's.

    A name that holds more words beside those gainsays the key: Tip Top Tape with the SKU TIP.
    """
    numbers = {reason: at for at, reason in enumerate(REASONS, start=1)} | {"": 0}
    of_name = np.array([numbers[pseudo_product(name)] for name in draft.name.values], dtype=np.int8)
    keys = draft.key.values
    as_name = np.array([numbers[pseudo_product(key)] for key in keys], dtype=np.int8)
    as_key = np.array([numbers[pseudo_key(key)] for key in keys], dtype=np.int8)
    by_name, by_key = draft.name.spread(of_name), draft.key.spread(as_key)
    unnamed = draft.name.blank() | _is_own_name(draft)
    by_key = np.where(by_key > 0, by_key, np.where(unnamed, draft.key.spread(as_name), 0))
    found = np.where(by_name > 0, by_name, np.where(_gainsays(draft), 0, by_key))
    for at, reason in enumerate(REASONS, start=1):
        draft.verdicts.set_aside(found == at, reason)


def _is_own_name(draft: Draft) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows whose key is their name."""
    place = {key: at for at, key in enumerate(draft.key.values)}
    code = np.array([place.get(name, -1) for name in draft.name.values], dtype=np.int32)
    return np.asarray(draft.name.spread(code) == draft.key.codes)


def _gainsays(draft: Draft) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows whose name holds such a word among others."""
    words = {word for word in _KEYS if len(word) > 2} | {"gift", "carrier", "bag", "charge"}

    def holds(name: str) -> bool:
        return not words.isdisjoint(plain(name).split())

    return draft.name.where(holds)
