"""The rungs of the ladder in words."""

from __future__ import annotations

from xsell_desktop.mining.choices import Rung
from xsell_desktop.texts import _, count_text


def rung_word(rung: Rung, *, by_category: bool = True, thin: bool | None = None) -> str:
    """What a pick of this rung is, as a label shows it.

    `thin` tells whether the pair itself was seen more often than chance gives; None for both.
    """
    partner = _("category partner") if by_category else _("family partner")
    if rung is Rung.CATEGORY and thin is not False:
        both = _("thin pair, or {partner}").format(partner=partner)
        return _("thin pair") if thin else both
    return {
        Rung.YOURS: _("your choice"),
        Rung.PROVEN: _("proven pair"),
        Rung.LIKELY: _("likely pair"),
        Rung.CATEGORY: partner,
        Rung.CATEGORY_BEST: _("best seller that fits"),
        Rung.BEST_SELLER: _("best seller"),
    }[rung]


def rung_meaning(rung: Rung) -> str:
    """What stands behind a rung, in a sentence or two."""
    return {
        Rung.YOURS: _("You decided it; the sales alone would not list it."),
        Rung.PROVEN: _("Bought together far beyond chance, by enough customers."),
        Rung.LIKELY: _("In five or more orders together and more than chance gives."),
        Rung.CATEGORY: _(
            "Too few orders hold this very pair to be sure. It was seen together a few times, or "
            "it goes with products like this one, or with the product most like a new one."
        ),
        Rung.CATEGORY_BEST: _(
            "No pair is sure. This sells best in a category that goes with this product's."
        ),
        Rung.BEST_SELLER: _(
            "Nothing is known to go with this product. This sells best in the whole shop."
        ),
    }[rung]


def borrowed_sentence(name: str, lender: str, partner: str, together: int, orders: int) -> str:
    """Why a product that never sold shows a partner of another."""
    return _(
        "{name} has no sale yet. {lender} is most like it, and {partner} is in {together} of the"
        " {orders} orders with that."
    ).format(
        name=name, lender=lender, partner=partner,
        together=count_text(together), orders=count_text(orders),
    )  # fmt: skip
