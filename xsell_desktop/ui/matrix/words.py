"""What the matrix says in words: cells, headers, blocks, its caption."""

from __future__ import annotations

from xsell_desktop.domain.plan import Plan
from xsell_desktop.domain.views import MatrixOrder, MatrixShows
from xsell_desktop.mining.analysis import Analysis, Evidence
from xsell_desktop.mining.reasons import evidence_word, pair_sentence
from xsell_desktop.texts import _, count_text, plural, times_text
from xsell_desktop.ui.matrix.grid import MOST_PRODUCTS, Grid, Mark


def order_words() -> dict[MatrixOrder, str]:
    """How rows and columns may be ordered."""
    return {
        MatrixOrder.FAMILY: _("By family"),
        MatrixOrder.CATEGORY: _("By category"),
        MatrixOrder.PRODUCT: _("By name"),
        MatrixOrder.ORDERS: _("Most sold first"),
    }


def shows_words() -> dict[MatrixShows, str]:
    """What cells may show."""
    return {
        MatrixShows.RATE: _("Share of orders"),
        MatrixShows.LIFT: _("Times chance"),
        MatrixShows.TOGETHER: _("Orders together"),
    }


def shows_meaning(shows: MatrixShows) -> str:
    """What a cell's colour stands for, in a sentence."""
    return {
        MatrixShows.RATE: _(
            "Of the orders with the row's product, the share that also holds the column's."
        ),
        MatrixShows.LIFT: _(
            "Orders with both, as a multiple of what chance gives for orders of their size."
        ),
        MatrixShows.TOGETHER: _("How many orders hold both products."),
    }[shows]


def describe_cell(analysis: Analysis, plan: Plan, grid: Grid, row: int, column: int) -> str:
    """`Filters is in 12 of the 40 orders with Aeropress. Chance gives 5. Proven, accepted.`"""
    if row == column:
        return describe_product(analysis, grid, row)
    one, other = grid.keys[row], grid.keys[column]
    if grid.known[row, column]:
        together, expected = int(grid.together[row, column]), float(grid.expected[row, column])
    else:
        together, expected = analysis.count_together(one, other)
    orders = int(grid.orders[row])
    said = [pair_sentence(grid.names[column], grid.names[row], together, orders, expected)]
    if expected > 0 and together >= 2 * expected:
        said.append(_("{times} as often.").format(times=times_text(together / expected)))
    words = []
    kept = analysis.pair_row(one, other)
    if kept is not None:
        words.append(evidence_word(Evidence(int(analysis.pairs.evidence[kept]))))
    words += mark_words(int(grid.marks[row, column]))
    if grid.known[row, column] and not grid.passing[row, column]:
        words.append(_("left out by the filter"))
    if words:
        said.append(_sentence(", ".join(words)))
    pairing = plan.ruling(one, other)
    if pairing is not None and pairing.message:
        said.append(f"“{pairing.message}”")
    return " ".join(said)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def mark_words(flags: int) -> list[str]:
    """The user's rulings as words."""
    words = {
        Mark.ACCEPTED: _("accepted"),
        Mark.REJECTED: _("rejected"),
        Mark.PINNED: _("pinned"),
        Mark.LOCKED: _("locked"),
        Mark.BY_HAND: _("paired by you"),
    }
    return [word for mark, word in words.items() if flags & mark]


def describe_product(analysis: Analysis, grid: Grid, place: int) -> str:
    """`Aeropress: 40 orders. Coffee makers.`"""
    products, row = analysis.products, int(grid.products[place])
    group, code = grid.group_at(place), int(products.family[row])
    if group is not None:
        belongs = group.name
    else:
        belongs = analysis.families[code].name if code >= 0 else products.categories[row]
    orders = plural("{n} order", "{n} orders", int(grid.orders[place]))
    said = f"{grid.names[place]}: {orders}."
    return f"{said} {belongs}." if belongs else said


def describe_block(rows: int, columns: int, pairs: int) -> str:
    """What a block of cells holds; `pairs` are those a ruling would be about."""
    size = _("{rows} rows × {columns} columns").format(
        rows=count_text(rows), columns=count_text(columns)
    )
    about = plural(
        "{n} pair in it is beyond chance or yours",
        "{n} pairs in it are beyond chance or yours",
        pairs,
    )
    return f"{size}. {about}."


def describe_grid(grid: Grid, analysis: Analysis, *, stale: bool, filtered: bool) -> str:
    """The caption: what is shown, what is not."""
    if not len(grid):
        none = _("No pair here passes the filter") if filtered else _("No relationship to show")
        parts = [none]
    else:
        parts = [
            _("{shown} of {all} products, each with each").format(
                shown=count_text(len(grid)), all=count_text(len(analysis.products))
            )
        ]
        if filtered:
            parts.insert(0, _("Filtered"))
    if grid.hidden:
        parts.append(
            plural(
                "{n} product of weaker relationships has no room",
                "{n} products of weaker relationships have no room",
                grid.hidden,
            )
            + " "
            + _("(at most {n})").format(n=count_text(MOST_PRODUCTS))
        )
    parts.append(plural("{n} order", "{n} orders", analysis.orders))
    if stale:
        parts.insert(0, _("Out of date, being worked out anew"))
    return " · ".join(parts)
