"""A first look at a file: its format, its header, and which column plays which part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import CATALOGUE_ROLES, SALES_ROLES, ColumnMap
from xsell_desktop.sales.files.source import Source, guess_again
from xsell_desktop.sales.layouts import Layout, find_places, mapped_parts
from xsell_desktop.sales.one_hot import find_items, find_one_hot
from xsell_desktop.sales.recognition.forms import (
    ONE_HOT,
    SPMF,
    Form,
    find_form,
    find_matrix,
    find_pair,
)
from xsell_desktop.sales.recognition.guess import Guess, guess_roles
from xsell_desktop.sales.recognition.header import (
    SEARCHED,
    clean_header,
    find_header,
    is_number,
    is_value,
    numbers_places,
)
from xsell_desktop.sales.recognition.order_names import names_no_goods
from xsell_desktop.sales.recognition.product_guess import guess_products
from xsell_desktop.sales.spmf import LINE, PAIRS, SEQUENCES, find_kind, read_whole_lines
from xsell_desktop.texts import _

HEAD_ROWS = 300
PLAIN, BASKETS, PRODUCTS = "plain-lines", "plain-baskets", "plain-products"


@dataclass(frozen=True)
class Study:
    """`places` are 0-based columns by part, the layout's own parts included; `header_line` is
    the line the header starts on (0 without one); `rows` are the first ones below it.
    """

    source: Source
    layout: Layout
    header: tuple[str, ...] | None
    header_line: int
    width: int
    places: Mapping[str, int]
    certain: bool
    rows: list[list[str]]
    message: str = ""
    notes: tuple[str, ...] = ()

    @property
    def column_map(self) -> ColumnMap:
        """The mapping as a user sees, changes and saves it."""
        roles: Sequence[str] = SALES_ROLES if self.layout.kind != "catalogue" else ()
        if self.layout.id == PRODUCTS:
            roles = CATALOGUE_ROLES
        parts = mapped_parts(self.places, self.header, roles)
        return ColumnMap(self.layout.id, parts, sheet=self.source.sheet)


def study(source: Source, layouts: Sequence[Layout], wish: ColumnMap | None = None) -> Study:
    """Recognise the file, or read it as the mapping wishes; raises UserError for a file that has
    no rows or whose format is known to hold no order lines.
    """
    try:
        starts, rows = source.head(HEAD_ROWS)
    except UnicodeError:
        source = guess_again(source)
        starts, rows = source.head(HEAD_ROWS)
    if rows and len(rows[0]) == 1 and rows[0][0].lstrip("\ufeff").startswith("sep="):
        starts, rows = starts[1:], rows[1:]
    if not any(cell.strip() for row in rows for cell in row):
        raise _without_rows(source)
    known = {layout.id: layout for layout in layouts}
    if wish is not None and wish.format:
        found = _as_wished(source, known, starts, rows, wish)
    else:
        found = _recognised(source, layouts, starts, rows) or _guessed(source, known, starts, rows)
    if not any(cell.strip() for row in found.rows for cell in row):
        raise _without_rows(source)
    return found


def _without_rows(source: Source) -> UserError:
    return UserError(
        _("There is nothing to import"),
        _("{file} has no rows below its header").format(file=source.path.name),
        _("Export a period in which the shop had orders"),
    )


def _recognised(
    source: Source, layouts: Sequence[Layout], starts: list[int], rows: list[list[str]]
) -> Study | None:
    headers = [clean_header(row) for row in rows[:SEARCHED]]
    for layout in layouts:
        for at, header in enumerate(headers):
            if layout.matches(header):
                places = layout.find_columns(header)
                message = _(layout.title)
                if not layout.proven:
                    message = _("{title}, as far as known; check the columns").format(title=message)
                complete = _is_complete(layout, places)
                if not complete:
                    message = _("{title} without the order number or the product").format(
                        title=message)  # fmt: skip
                return Study(source, layout, header, starts[at], len(rows[at]), places,
                             layout.proven and complete, rows[at + 1 :], message)  # fmt: skip
    for end in (end for layout in layouts for end in layout.dead_ends):
        if any(map(end.matches, headers)):
            raise UserError(
                _("There is nothing to work with in this export"),
                f"{source.path.name} {_(end.why)}",
                _(end.advice),
                copy_text=end.query,
            )
    return None


def _is_complete(layout: Layout, places: Mapping[str, int]) -> bool:
    """Whether the columns can tell which products were sold together."""
    if layout.kind == "catalogue" or layout.baskets or layout.unpack is not None:
        return True
    if layout.kind == "none":
        return "order" in places
    named = bool({"product", "name"} & places.keys()) or layout.arrange is not None
    return "order" in places and named


def _guessed(
    source: Source, known: Mapping[str, Layout], starts: list[int], rows: list[list[str]]
) -> Study:
    numbers = _numbered_orders(source, known, rows)
    if numbers is not None:
        return numbers
    form = find_matrix(rows)
    if form is not None:
        return _formed(source, known, starts, rows, form)
    at = find_header(rows)
    if at is None:
        numbered = numbers_places(rows)
        if _are_baskets(rows[numbered:], source.found.delimiter):
            message = _("One order a line") if numbered else _("One order a line, without a header")
            head = clean_header(rows[0]) if numbered else None
            return Study(source, known[BASKETS], head, starts[0] * numbered, max(map(len, rows)),
                         {}, True, rows[numbered:], message)  # fmt: skip
        message = _("No header was found; say which column holds what")
        width = max(map(len, rows))
        return Study(source, known[PLAIN], None, 0, width, find_pair(rows), False, rows, message)
    header = clean_header(rows[at])
    below = rows[at + 1 :]
    guess = guess_roles(header, below)
    sure = guess.certain and not names_no_goods(header, below)
    form = None if sure else find_form(rows, at, guess)
    if form is not None:
        return _formed(source, known, starts, rows, form)
    message = _("Order lines, by the names of the columns")
    listed = None if guess.certain else guess_products(header, below)
    if listed is not None:
        message = _("A product list, by the names of the columns")
        if not listed.certain:
            message = _("This looks like a product list; check that its quantities are stock")
        return Study(source, known[PRODUCTS], header, starts[at], len(rows[at]), listed.places,
                     listed.certain, below, message)  # fmt: skip
    if not guess.certain:
        lacking = [
            word for parts, word in ((("order",), _("order number")), (("product", "name"),
            _("product"))) if not any(part in guess.places for part in parts)
        ]  # fmt: skip
        message = _("Several columns could hold the order number")
        if guess.lone_rows:
            message = _("No two rows share an order number; say which column holds it")
        if guess.by_shape:
            message = _("Columns were told by their cells, not by their names; check them")
        if lacking:
            message = _("No column for: {parts}").format(parts=", ".join(lacking))
    places = {**known[PLAIN].find_columns(header), **guess.places}
    return Study(source, known[PLAIN], header, starts[at], len(rows[at]), places,
                 guess.certain, below, message, _unfit_notes(header, guess))  # fmt: skip


def _formed(
    source: Source,
    known: Mapping[str, Layout],
    starts: list[int],
    rows: list[list[str]],
    form: Form,
) -> Study:
    at = form.header_at
    return Study(source, known[form.format], clean_header(rows[at]), starts[at], len(rows[at]),
                 form.places, True, rows[at + 1 :], form.message)  # fmt: skip


def _numbered_orders(
    source: Source, known: Mapping[str, Layout], rows: list[list[str]]
) -> Study | None:
    """Lines of product numbers; raises UserError where they are sequences of events."""
    if source.found.workbook or source.found.markup:
        return None
    kind = find_kind([source.found.delimiter.join(row) for row in rows])
    if kind == SEQUENCES:
        raise UserError(
            _("These are not orders"),
            _("{file} holds sequences of events (SPMF), marked by -1 and -2").format(
                file=source.path.name
            ),
            _("Choose a file of transactions: one order a line, product numbers and blanks"),
        )
    if not kind:
        return None
    if kind == PAIRS:
        message = _("Two numbers a line: check that they are the order and the product")
        return Study(source, known[PLAIN], None, 0, 2, find_pair(rows), False, rows, message)
    message = _("Numbered products, one order a line (SPMF)")
    return _whole_lines(source, known[SPMF], message)


def _whole_lines(source: Source, layout: Layout, message: str = "") -> Study:
    source = read_whole_lines(source)
    _starts, rows = source.head(HEAD_ROWS)
    return Study(source, layout, None, 0, 1, {LINE: 0}, True, rows, message)


def _unfit_notes(header: tuple[str, ...], guess: Guess) -> tuple[str, ...]:
    text = _("Column {name} was left out: its cells are not what its name says")
    return tuple(text.format(name=header[at]) for at in guess.unfit)


def _are_baskets(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Rows of names, blanks only behind the last one, and the same names in several columns."""
    filled = [[cell.strip() for cell in row] for row in rows]
    counts = [sum(map(bool, row)) for row in filled]
    if any(not all(row[:count]) for row, count in zip(filled, counts, strict=True)):
        return False
    if delimiter == " ":
        return True
    cells = [cell for row in filled for cell in row if cell]
    values = sum(is_value(cell) and not cell.isdigit() for cell in cells)
    if values > 0.02 * len(cells):
        return False
    if any(map(is_number, cells)) and len(set(counts)) < 3:
        return False
    columns: dict[str, set[int]] = {}
    for row in filled:
        for at, cell in enumerate(row):
            columns.setdefault(cell, set()).add(at)
    moving = sum(len(columns[cell]) > 1 for cell in cells)
    return moving >= 0.3 * len(cells)


def _as_wished(
    source: Source,
    known: Mapping[str, Layout],
    starts: list[int],
    rows: list[list[str]],
    wish: ColumnMap,
) -> Study:
    layout = known.get(wish.format)
    if layout is None:
        raise UserError(
            _("The column mapping cannot be used"),
            _("It names the unknown format {format}").format(format=wish.format),
            _("Use one of: {formats}").format(formats=", ".join(known)),
        )
    if layout.id == SPMF:
        return _whole_lines(source, layout)
    names = {name for name in wish.columns.values() if name.strip()}
    at = next((i for i, row in enumerate(rows[:SEARCHED]) if names and names <= set(
        clean_header(row))), None)  # fmt: skip
    if at is None:
        own = (i for i, row in enumerate(rows[:SEARCHED]) if layout.matches(clean_header(row)))
        numbered = 0 if numbers_places(rows) else None
        at = numbered if layout.baskets else next(own, find_header(rows))
    if layout.id == ONE_HOT:
        matrix = find_one_hot(rows)
        at = matrix[0] if matrix is not None else at or 0
    header = clean_header(rows[at]) if at is not None else None
    places = layout.find_columns(header or ()) | find_places(wish.columns, header)
    if layout.id == ONE_HOT and header is not None and at is not None:
        places |= find_items(header, rows[at + 1 :], places.values(), sure=True)
    given_up = {role for role, name in wish.columns.items() if not name.strip()}
    places = {role: at for role, at in places.items() if role not in given_up}
    missing = [name for role, name in wish.columns.items() if name.strip() and role not in places]
    if missing:
        raise UserError(
            _("The column mapping does not fit"),
            _("{file} has no column {names}").format(
                file=source.path.name, names=", ".join(missing)
            ),
            _("Choose the columns again"),
        )
    below = rows[at + 1 :] if at is not None else rows
    width = len(rows[at]) if at is not None else max(map(len, rows))
    complete = _is_complete(layout, places)
    message = "" if complete else _("Choose the columns of the order number and the product")
    if layout.id == PRODUCTS and not {"product", "name"} & places.keys():
        complete, message = False, _("Choose the column of the product")
    return Study(source, layout, header, starts[at] if at is not None else 0, width, places,
                 complete, below, message)  # fmt: skip
