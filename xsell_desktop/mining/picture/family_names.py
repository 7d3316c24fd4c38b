"""Names for families: their commonest category, else the words their products share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from math import log2

from xsell_desktop.mining.analysis import Family
from xsell_desktop.sales.lines import Codes

Phrase = tuple[str, ...]

WORD = re.compile(r"[^\W\d_][\w'’]*|\d+")
LONGEST = 3  # words in a phrase
WEIGHT = {1: 1.0, 2: 1.6, 3: 1.9}  # longer phrases say more, if as many products have them
WEAK = 0.25  # share of the products below which words shared say less than two products do
BEST, LONG = 3, 26  # products, with their most letters, that can tell a family from another
SHORT = 20  # letters of a product's name, of two words at most, that can stand for its family
# words that say nothing at the ends of a phrase, and words that say nothing by themselves
LOOSE_WORDS = """of in and with for the a an to on at by from or no de la le des du und mit für im
von der die das el y con para per di"""
PLAIN_WORDS = """set pack box bundle assorted design designs small large medium big mini new old
colour color red blue green pink white black grey gray yellow orange purple brown ivory cream silver
gold size style kit pair piece pieces ml cl kg cm mm oz lb"""
LOOSE = frozenset(LOOSE_WORDS.split())
PLAIN = LOOSE.union(PLAIN_WORDS.split())


def name_families(
    family: Codes, names: Sequence[str], categories: Sequence[str]
) -> tuple[Family, ...]:
    """A name for each family, all different. Products come with the best known first."""
    members: list[list[int]] = [[] for _place in range(int(family.max(initial=-1)) + 1)]
    for product, place in enumerate(family.tolist()):
        if place >= 0:
            members[place].append(product)
    spoken = [_words(name) for name in names]
    phrases = [frozenset(_phrases(words)) for words in spoken]
    everywhere = Counter(phrase for some in phrases for phrase in some)
    vocabulary = {word for words in spoken for word in words}
    spell = partial(_spell, vocabulary=vocabulary, spellings=_spellings(names))
    taken: set[str] = set()
    result: list[Family] = []
    for products in members:
        own = _shared([spoken[p] for p in products], everywhere, len(names))
        words = [spell(phrase) for phrase, _share in own]
        category = _commonest([categories[p] for p in products])
        if not category and (not own or own[0][1] < WEAK):
            words = [*_two_products([names[p] for p in products]), *words]
        known = [names[p] for p in products if categories[p] == category]
        best = [name for name in known[:BEST] if len(name) <= LONG]
        name = _distinct(category, [*words, *best], taken)
        taken.add(name.casefold())
        result.append(Family(name, len(products)))
    return tuple(result)


def _words(name: str) -> list[str]:
    return [word.lower() for word in WORD.findall(name)]


def _phrases(words: list[str]) -> Iterator[Phrase]:
    """Up to three neighbouring words that begin and end with a word that says something."""
    for begin in range(len(words)):
        for end in range(begin + 1, min(begin + LONGEST, len(words)) + 1):
            phrase = tuple(words[begin:end])
            loose = {phrase[0], phrase[-1]} & LOOSE
            numbers = any(word.isdigit() for word in phrase)
            if not loose and not numbers and len(phrase[0]) > 1 and not PLAIN.issuperset(phrase):
                yield phrase


def _shared(
    members: list[list[str]], everywhere: Counter[Phrase], products: int
) -> list[tuple[Phrase, float]]:
    """Phrases that tell the family from the rest, with the share of it that has them, best
    first, no two with a word in common."""
    inside: Counter[Phrase] = Counter()
    edges: Counter[Phrase] = Counter()  # what begins or ends a name is what the product is
    for words in members:
        named = [word for word in words if not word.isdigit()]
        for phrase in set(_phrases(words)):
            inside[phrase] += 1
            edges[phrase] += 2 * (tuple(named[-len(phrase) :]) == phrase)
            edges[phrase] += tuple(named[: len(phrase)]) == phrase
    scored = []
    for phrase, count in inside.items():
        if count >= 2 and sum(map(len, phrase)) >= 3:
            rarity = (count / len(members)) / (everywhere[phrase] / products)
            edge = 1.0 + 0.2 * edges[phrase] / count
            score = count * log2(1 + rarity) * WEIGHT[len(phrase)] * edge
            scored.append((-score, phrase, count / len(members)))
    best: list[tuple[Phrase, float]] = []
    for _score, phrase, share in sorted(scored):
        if not any(set(phrase) & set(other) - LOOSE for other, _share in best):
            best.append((phrase, share))
        if len(best) == 3:
            break
    return best


def _two_products(names: list[str]) -> list[str]:
    """The two best known products, or the best known one, where their names are short."""
    short = [_calm(name) for name in names[:2] if 0 < len(name) <= SHORT and len(name.split()) <= 2]
    if len(short) == 2:
        return [f"{short[0]} & {_inside(short[1])}", short[0]]
    return short[:1]


def _spellings(names: Sequence[str]) -> dict[str, str]:
    """How a word is mostly written, unless the shop writes its names in capitals."""
    if sum(name == name.upper() for name in names) * 2 >= len(names):
        return {}
    written: dict[str, Counter[str]] = {}
    for name in names:
        if name != name.upper() and name != name.lower():
            for word in WORD.findall(name):
                written.setdefault(word.lower(), Counter())[word] += 1
    return {
        word: min(forms.items(), key=lambda item: (-item[1], item[0]))[0]
        for word, forms in written.items()
    }


def _spell(phrase: Phrase, vocabulary: set[str], spellings: dict[str, str]) -> str:
    """A phrase as a heading: in the plural where the shop has a word for it."""
    *rest, last = phrase
    for plural in (f"{last}s", f"{last}es", f"{last[:-1]}ies"):
        if plural in vocabulary and not last.endswith("s"):
            singular = spellings.get(last, last)
            spellings = {**spellings, plural: spellings.get(plural, plural)}
            if singular[:1].isupper():
                spellings[plural] = spellings[plural][:1].upper() + spellings[plural][1:]
            last = plural
            break
    text = " ".join(spellings.get(word, word) for word in (*rest, last))
    return text[:1].upper() + text[1:]


def _calm(name: str) -> str:
    """A product's name as a heading: capitals throughout become small letters."""
    text = " ".join(name.split())
    text = text.lower() if text == text.upper() else text
    return text[:1].upper() + text[1:]


def _commonest(categories: Iterable[str]) -> str:
    """The category of at least a third of the products; '' where there is none."""
    listed = list(categories)
    counts = Counter(category for category in listed if category)
    if not counts:
        return ""
    name, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return name if 3 * count >= len(listed) else ""


def _inside(phrase: str) -> str:
    """A phrase as it is written after others: small letters but for abbreviations."""
    words = phrase.split()
    return " ".join(w if len(w) > 1 and w == w.upper() else w.lower() for w in words)


def _distinct(category: str, own: list[str], taken: set[str]) -> str:
    """The category, else the family's own words; with a further word, or one of its products,
    where that is taken."""
    base = category or (own[0] if own else "")
    rest = own if category else own[1:]
    further = [f"{base}, {_inside(word)}" if base else word for word in rest]
    for candidate in (base, *further):
        if candidate and candidate.casefold() not in taken:
            return candidate
    number = 2
    while f"{base} {number}".strip().casefold() in taken:
        number += 1
    return f"{base} {number}".strip()
