"""Words of product names that tell a size, a colour or a grade rather than a product."""

from __future__ import annotations

import re

_UNITS = (
    "kg|g|gr|mg|lbs?|oz|ml|cl|dl|l|ltr|litres?|liters?|liter|mm|cm|m|ft|inch|inches|w|kw|v|"
    "mah|gb|tb|cups?|tassen?|tasses?|tazze|tazas?|tabs?|caps|capsules?|kapseln|persons?|"
    "personen|personnes?|years?|yrs"
)
_PACKS = "set|pack|packs|pk|box|case|satz|paket|packung|lot|boîte|caja|juego|confezione|doos"
_PIECES = "er|pack|packs|pk|pcs?|pieces?|pièces?|piezas?|pezzi|ct|count|stk|stück|stuks"
_NUMBER = r"\d+(?:[.,/]\d+)?"

MEASURES = re.compile(
    rf"(?<![\w.]){_NUMBER}(?:\s*[x×]\s*{_NUMBER})*[\s-]*(?:{_UNITS})(?![\w])"
    rf"|\b(?:{_PACKS})\s*(?:of|/|à|a|de|di|da|von|van)?\s*\d+\b"
    rf"|\(\s*x?\s*\d+\s*\)"
    rf"|(?<![\w.])\d+[\s-]*(?:{_PIECES})(?!\w)"
    rf"|(?<!\w)(?:x\s?\d+|\d+\s?x)(?!\w)"
    r"|\b(?:size|gr|grösse|grosse|taille|talla|taglia|maat|eu|uk|us)\b[\s.:]*[\d.]+\b"
)
"""A number with its unit, a number of pieces, a numbered size; on casefolded names."""

WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LETTER_SIZES = _words("xs s m l xl xxl xxxl 2xl 3xl 4xl")  # as a name's last word

SIZES = _words(
    """
    xs xl xxl xxxl small medium large mini midi maxi big jumbo giant extra tall short long
    klein kleine kleiner mittel gross grosse grosser riesig lang kurz
    petit petite moyen moyenne grand grande géant long
    pequeño pequeña mediano mediana grande largo corto
    piccola piccoli medio grandi lungo
    kleine grote groot middel
    """
)
COLOURS = _words(
    """
    red blue green pink black white ivory cream purple violet yellow orange grey gray silver gold
    golden brown beige navy teal turquoise lilac burgundy khaki olive rust charcoal multicolour
    multicolor assorted
    rot blau grün rosa schwarz weiss lila gelb grau silber braun türkis bunt dunkelblau
    hellblau creme
    rouge bleu bleue vert verte noir noire blanc blanche jaune gris grise argent marron
    rojo roja azul verde negro negra blanco blanca amarillo amarilla plata dorado
    rosso rossa blu verde nero nera bianco bianca giallo gialla grigio grigia argento oro
    rood blauw groen zwart wit geel grijs zilver bruin paars
    """
)
GRADES = _words(
    """
    pro plus premium deluxe luxe max ultra basic classic standard lite economy superior advanced
    professional elite signature special edition new
    """
)
FILLERS = _words(
    """
    an and or of the with without in on for to by at as per
    und oder mit ohne für von der die das im aus
    et ou avec sans pour de du des la le les en au aux
    con sin para del el los las di da il lo gli senza
    en van met voor het een zonder
    set pack box
    """
)
