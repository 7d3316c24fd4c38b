"""What closes and signs a report: totals, counts, dates of printing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xsell_desktop.sales.recognition.names import bare

_TOTAL_WORDS = (
    "total|totals|grand total|sub total|sum|overall|overall total|report total|gesamt|"
    "gesamtsumme|summe|zwischensumme|endsumme|totale|totale complessivo|subtotale|totaal|"
    "subtotaal|suma|razem|łącznie|suma końcowa|total général|sous total|total general|"
    "subtotal general|total geral|totais|итого|всего|итог|общий итог|totalt|summa|i alt|"
    "i alt total|celkem|součet|mezisoučet|összesen|végösszeg|yhteensä|toplam|genel toplam|"
    "合計|小計|総計|总计|합계|average|mittelwert"
)
_TOTALS = {bare(word) for word in _TOTAL_WORDS.split("|")}
_FOOTER = re.compile(
    r"(?:grand |sub ?|report )?total\b|seller id\b|(?:\d+[ ,]+)?records?(?:\(s\))? (?:downloaded|"
    r"exported|found)"
    r"|(?:generated|created|exported|printed|downloaded|report run|run|produced) (?:on|at|by|"
    r"from)\b"
    r"|(?:report|data|export) (?:generated|created|exported|date|ends?)\b|end of (?:file|report|"
    r"data)"
    r"|(?:page|seite|página|pagina|strona|strana|sida|side|oldal|стр(?:аница|\.)?) \d+"
    r"(?: (?:of|von|sur|de|di|van|z|ze|av|af|из) \d+)?$|eof$"
    r"|(?:\d+[ ,]+)?(?:rows?|records?|lines?|entries|results)"
    r"(?:\(s\))?(?: (?:returned|affected|in set|exported|total)\b.*)?[:=]? ?\d*$|"
    r"erstellt (?:am|von)|stand:|exportiert am|gedruckt am|généré le|exporté le|généré par|"
    r"generado el|exportado el|creado el|generato il|esportato il|wygenerowano|utworzono|"
    r"gegenereerd op|сформировано|выгружено|[-=_*~.# ]{2,}$|©|copyright\b|powered by\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"records?(?:\(s\))? (?:downloaded|exported|found)", re.IGNORECASE)
LONGEST = 40
MOST_WORDS = 4  # filled cells of a footer that has texts


def is_footer(row: Sequence[str]) -> bool:
    """Whether the few filled cells of a row say that it closes or signs a report."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) > 1 and filled[0].isdigit() and _COUNT.match(filled[1]):
        return True
    if not filled or len(filled) > MOST_WORDS:
        return False
    first, *others = filled
    told = _FOOTER.match(first) or bare(first) in _TOTALS
    return bool(told or (first.isdigit() and others and _FOOTER.match(others[0])))


def says_total(text: str) -> bool:
    """Whether the text is a word for a total, in one of many languages."""
    return len(text) < LONGEST and bare(text) in _TOTALS
