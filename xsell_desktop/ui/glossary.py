"""The trade's words, each in one or two plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xsell_desktop.texts import _


class Entry(NamedTuple):
    """A word as it is written on the screen, and what it means."""

    word: str
    meaning: str


def glossary() -> Mapping[str, Entry]:
    """Every explained word by its id, in the chosen language."""
    return _Glossary()


class _Glossary(Mapping[str, Entry]):
    """Translates the words that are looked at, and no others."""

    def __getitem__(self, key: str) -> Entry:
        word, meaning = _WORDS[key]
        return Entry(_(word), _(meaning))

    def __iter__(self) -> Iterator[str]:
        return iter(_WORDS)

    def __len__(self) -> int:
        return len(_WORDS)


_WORDS = {
    "pair": ("Pair", "Two products, looked at together: how often one order holds both."),
    "pairing": (
        "Pairing",
        "Your ruling on a pair: accepted, rejected, pinned first, or drawn by hand.",
    ),
    "kind": (
        "Kind",
        "What a relationship is for: cross-sell (goes with it), collection (another one of the "
        "range), up-sell (better and dearer), substitute (instead of it), variant (another size "
        "or colour), follow-up (bought later), season (only sold in the same months), by-product "
        "(brought together by the shop). Lists hold cross-sells and collections.",
    ),
    "anchor": ("Anchor", "The product the customer is looking at when you recommend another."),
    "partner": ("Partner", "The product that is recommended beside the anchor."),
    "together": ("Together", "The number of orders that hold both products."),
    "attach_rate": (
        "Attach rate",
        "Of all orders with the first product, the share that also holds the second. "
        "12 of 40 orders is 30 %.",
    ),
    "support": ("Support", "The share of all orders that hold these products."),
    "chance": (
        "Chance",
        "How many orders would hold both products if customers filled their baskets without "
        "regard to which products go together. Big baskets are allowed for.",
    ),
    "lift": (
        "Against chance (honest lift)",
        "Orders together divided by what chance gives. 1× is chance, 3× is three times as often. "
        "Basket sizes are allowed for, so that giant orders do not make friends of everything.",
    ),
    "shrunken_lift": (
        "Shrunken lift",
        "Orders together against chance, with the same number of orders added to both. It stays "
        "near 1× while orders are few, so that small numbers cannot look large.",
    ),
    "p_value": (
        "Luck (p)",
        "How likely chance alone gives as many orders together, or more. Basket sizes are allowed "
        "for. With thousands of pairs some are small by luck; q takes that into account.",
    ),
    "p_fewer": (
        "Luck of so few",
        "How likely chance alone gives as few orders together, or fewer.",
    ),
    "q_value": (
        "q (Benjamini–Hochberg)",
        "Of all pairs with a q up to 0.05, no more than about one in twenty is luck. It counts "
        "every pair of products with five or more orders as tried.",
    ),
    "raw_lift": (
        "Raw lift",
        "Orders together, divided by what independent orders would give. Large orders and "
        "small numbers inflate it.",
    ),
    "g_squared": (
        "G²",
        "Dunning's likelihood ratio: how badly independence explains the four counts of a pair. "
        "Above 3.8 is called significant.",
    ),
    "leverage": (
        "Leverage",
        "The share of orders with both, less what independence would give. 0 is none.",
    ),
    "conviction": (
        "Conviction",
        "How many times more often the product would go without the partner if they were "
        "independent. Blank where it never goes without.",
    ),
    "jaccard": ("Jaccard", "Orders with both, out of the orders with either."),
    "cosine": ("Cosine", "The geometric mean of the two attach rates."),
    "zhang": (
        "Zhang",
        "From −1, never together, over 0, independent, to 1, always together. Blank where a "
        "product is in every order.",
    ),
    "fisher_p": (
        "Fisher's p",
        "How likely independent orders give as many together, or more, exactly.",
    ),
    "interval": (
        "Interval (Wilson)",
        "The range in which the true rate lies, nineteen times in twenty. Few orders make it wide.",
    ),
    "strength": (
        "Strength",
        "A relationship's place among all of the shop: often together, and beyond chance.",
    ),
    "evidence": (
        "Evidence",
        "How far the sales support a pair: proven, likely, thin, only chance, or kept apart.",
    ),
    "proven": (
        "Proven",
        "Enough orders by enough customers, and far beyond what chance gives.",
    ),
    "likely": (
        "Likely",
        "In five or more orders and in more than chance gives, but not proven: it may be luck, a "
        "season or one customer. The page of the pair says which.",
    ),
    "held_up": (
        "Held up",
        "Found in the first 80 % of the orders, and in the last 20 % again more often than chance "
        "gives there. Most pairs do not: beside it stands how many random pairs seen as often do.",
    ),
    "same_count_rate": (
        "Others hold up",
        "Of random pairs that were in as many orders before, how many held up in the later orders: "
        "what a pair that held up is to be compared with.",
    ),
    "thin": ("Thin", "In fewer than five orders: too few to tell. More sales will show it."),
    "only_chance": (
        "Only chance",
        "Bought together about as often as chance gives: usually because both sell well.",
    ),
    "apart": ("Apart", "Bought together less often than chance gives: often substitutes."),
    "family": ("Family", "Products that keep meeting in the same orders, found from the sales."),
    "relationship": ("Relationship", "A line in the graph: a pair that passes the filters."),
    "pick": ("Pick", "One entry of a product's list of recommendations."),
    "rank": ("Rank", "A pick's place in its list; 1 is shown first."),
    "plan": (
        "Plan",
        "Everything you decided: pairings, bundles, policies, places on the canvas, notes and "
        "settings. It is kept when newer sales come in.",
    ),
    "policy": (
        "Policy",
        "Your business rule for the lists, whatever the sales say: only what is in stock, nothing "
        "dearer than the product, never two brands together.",
    ),
    "aov": ("Average order value (AOV)", "Revenue divided by the number of orders."),
    "revenue": (
        "Revenue",
        "What customers paid for the goods, after discounts and linked returns, before postage.",
    ),
    "assisted_revenue": (
        "Assisted revenue",
        "Revenue of lines whose product is a recommended partner of another product in the order.",
    ),
    "coverage": (
        "Coverage",
        "The share of products on sale that have at least one recommendation.",
    ),
    "rung": (
        "Rung",
        "Where a list comes from, the surest first: proven pair, likely pair, thin pair or partner "
        "by category, best seller of a category that fits, best seller.",
    ),
    "lonely": (
        "Lonely product",
        "Sold lately or in stock, and without a proven or likely partner, or one you decided.",
    ),
    "hub": ("Hub", "A product that very many lists hold, as a rule because it sells best."),
    "slow_mover": (
        "Slow mover",
        "A product whose stock lasts more than 180 days at the pace of the last 90.",
    ),
    "margin": ("Margin", "What is left of the price after the unit cost."),
    "break_even": (
        "Break-even",
        "How many more bundles must sell so that the extra profit makes up for the discount.",
    ),
    "one_short": (
        "One short",
        "Orders that hold all products of a bundle but one. They are its nearest buyers.",
    ),
    "cannibalisation": (
        "Cannibalisation",
        "The share of a bundle's buyers who bought all its products at full price before. The "
        "discount gives them something for nothing.",
    ),
    "bundle_evidence": (
        "Evidence of a bundle",
        "Proven when each two of its products are, and more orders hold all of them than chance "
        "and its own parts explain.",
    ),
    "bundle": ("Bundle", "Two or more products sold together, usually at a discount."),
    "cross_sell": ("Cross-sell", "A product that completes another: filters with a coffee maker."),
    "up_sell": ("Up-sell", "A better or larger version, offered in place of the product on show."),
    "variant": ("Variant", "One size or colour of a product; rolled up, it counts as its parent."),
    "set_aside": (
        "Set aside",
        "Rows that were read and understood but do not count as sold products: returns, postage, "
        "tips, cancelled orders, exact repeats.",
    ),
    "refused": ("Refused", "Rows that could not be understood. Each is listed with its reason."),
    "returns": ("Returns", "Lines that take goods back. They lower revenue and join no basket."),
    "partial_month": (
        "Partial month",
        "A month the file covers only in part. It is marked, and not compared with full months.",
    ),
}
