"""How plausible a text is as words of some language, told by its letters beyond ASCII.

A text decoded with the wrong codec shows letters that no one language has together, capitals
inside words, words of two scripts, or symbols between letters. Plausibility is a log-likelihood:
each language gives its letters a share that falls with their place in the list.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

# accented or non-Latin letters of each language, the most frequent first
SPELLINGS: dict[str, tuple[str, ...]] = {
    "latin": (
        "éàèêçâîôûùïëœæ", "äüöß", "áéíóñúü", "ãçáéíóõêâú", "àèéìòù", "öäåéü", "øåæéü", "ëéïöèü",
    ),
    "central": (
        "łóąężśćńź", "íáěéýřčžšůúťďňó", "áéöóőüíúű", "áíéýčšžúľťňôďäó", "ăâîșțşţ", "čšžćđ",
        "äüöß", "éàèêçâîôûùïëœ",
    ),
    "baltic": ("ėšųąžįčęū", "āīēšņļžķčģū", "õäöüšž"),
    "turkish": ("ıüşöçğâ", "äüöß", "éàèêçâîôûùïë"),
    "cyrillic": ("оеаинтсрлвкмдпуяыьгзбчйхжшюцщэфёъ", "оанівитеріслкдумпзягьбчхйцжїюєшщфґ"),
    "greek": ("αοιετσνηυρπκμλςωδγχθάόίέφβήξύζώψϊϋ",),
}  # fmt: skip
TYPOGRAPHY = frozenset("’‘“”„–—…€£®™°·•«»‹›¿¡\u00a0№")
RARE, ODD, NONE = math.log(2e-4), math.log(5e-5), math.log(1e-6)
CAPITAL, CAPITAL_INSIDE, INSIDE, MIXED, CROWDED, LONE = (
    math.log(share) for share in (0.25, 0.002, 0.02, 0.002, 0.15, 0.1)
)
FOLLOWED_BY = {"œ": "u", "õ": "e"}  # what nearly always comes next


def _shares(spelling: str) -> dict[str, float]:
    total = sum(1 / (place + 3) for place in range(len(spelling)))
    return {letter: math.log(1 / (place + 3) / total) for place, letter in enumerate(spelling)}


LANGUAGES = {script: tuple(map(_shares, spellings)) for script, spellings in SPELLINGS.items()}


def plausibility(text: str, script: str) -> float:
    """The log-likelihood of the text's letters beyond ASCII in the script's likeliest language."""
    letters: Counter[str] = Counter()
    context = 0.0
    alone = script in {"cyrillic", "greek"}
    padded = f" {text} "
    for before, letter, after in zip(padded, padded[1:], padded[2:], strict=False):
        if letter.isascii():
            continue
        if not letter.isalpha():
            context += _symbol(letter, before, after)
            continue
        letters[letter.lower()] += 1
        if letter.isupper() and before.isalpha():
            context += CAPITAL_INSIDE if before.islower() or after.islower() else 0.0
        elif letter.isupper():
            context += CAPITAL
        if FOLLOWED_BY.get(letter, after) != after or not (before + after).strip(" ,;\t\n\r"):
            context += LONE
        if before.isalpha():
            context += (MIXED if before.isascii() else 0.0) if alone else (
                0.0 if before.isascii() else CROWDED
            )  # fmt: skip
        elif alone and after.isalpha() and after.isascii():
            context += MIXED
    return context + max(_in_language(letters, shares) for shares in LANGUAGES[script])


def _in_language(letters: Counter[str], shares: Mapping[str, float]) -> float:
    return sum(count * shares.get(letter, RARE) for letter, count in letters.items())


def _symbol(letter: str, before: str, after: str) -> float:
    if not letter.isprintable() and letter != "\u00a0":
        return NONE
    likelihood = math.log(0.02) if letter in TYPOGRAPHY else ODD
    if before.isalpha() and after.isalpha() and letter not in "’·":
        likelihood += INSIDE
    return likelihood


def wide_plausibility(text: str, codec: str) -> float:
    """The log-likelihood of a text in one of the codecs of two bytes a character."""
    return sum(_wide_character(letter, codec) for letter in text if not letter.isascii())


def _wide_character(letter: str, codec: str) -> float:
    encoded = letter.encode(codec, "replace")
    if "\u3040" <= letter <= "\u30ff":
        return -4.0 if codec == "cp932" else -8.0
    if "\uac00" <= letter <= "\ud7a3":
        return -5.0 if encoded[0] >= 0xB0 and encoded[-1] >= 0xA1 else -11.0
    if "\u4e00" <= letter <= "\u9fff":
        common = {
            "cp932": 0x88 <= encoded[0] <= 0x97,
            "gb18030": 0xB0 <= encoded[0] <= 0xD7 and encoded[-1] >= 0xA1,
            "big5": 0xA4 <= encoded[0] <= 0xC6,
        }
        return -6.0 if common.get(codec, False) else -10.0
    if "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uff5e":
        return -6.0
    return -9.0 if letter.isprintable() else NONE
