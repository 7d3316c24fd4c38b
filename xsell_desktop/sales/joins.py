"""Which of the files chosen together is the table of orders of which order lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.files.source import guess_again, open_source
from xsell_desktop.sales.layouts import Layout
from xsell_desktop.sales.order_heads import KIND, NEVER, OrderHeads, read_heads
from xsell_desktop.sales.recognition.names import bare
from xsell_desktop.sales.recognition.order_names import order_columns
from xsell_desktop.sales.recognition.study import Study, study
from xsell_desktop.sales.table import read_table

MOST, HALF = 0.8, 0.5  # of the lines' orders are listed


@dataclass(frozen=True)
class Joins:
    """`heads` gives the table of orders of files of order lines; that of those in `doubtful` is
    only likely. `kinds` are what the files are.
    """

    heads: Mapping[Path, OrderHeads] = field(default_factory=dict)
    doubtful: frozenset[Path] = frozenset()
    kinds: Mapping[Path, str] = field(default_factory=dict)

    def mapped(self, path: Path, column_map: ColumnMap | None) -> ColumnMap | None:
        """How a file is to be read, with the name of the table of orders that is joined to it."""
        if path not in self.heads:
            return column_map
        return replace(column_map or ColumnMap(format=""), orders=self.heads[path].path.name)

    def group(self, path: Path) -> list[Path]:
        """The file and, of a table of orders, the files of order lines it is joined to."""
        return [path, *(one for one, heads in self.heads.items() if heads.path == path)]


def find_joins(
    paths: Sequence[Path], layouts: Sequence[Layout], maps: Mapping[Path, ColumnMap]
) -> Joins:
    """What belongs together; files that cannot be read are left out.

    A table of orders belongs to order lines that lack what it says, where it lists half of their
    orders under the same column name, or four in five of them under any. A mapping's `orders`
    decides.
    """
    studies = dict(_studied(paths, layouts, maps))
    kinds = {path: one.layout.kind if one.certain else KIND for path, one in studies.items()}
    tables = [path for path, one in studies.items() if one.layout.kind == KIND]
    chosen: dict[Path, OrderHeads] = {}
    doubtful = set()
    for path, lines in studies.items():
        asked = maps[path].orders if path in maps else ""
        if not _may_join(lines) or asked == NEVER:
            continue
        named = [table for table in tables if table.name == asked]
        if asked and not named:
            continue
        gaining = [table for table in tables if _gains(lines, studies[table])]
        ranked = [_best(lines, studies[table], layouts, maps.get(table))
                  for table in named or gaining]  # fmt: skip
        best = max((one for one in ranked if one is not None), key=lambda one: one[0],
                   default=None)  # fmt: skip
        if best is not None:
            share, needed, chosen[path] = best
            if share < needed and not named:
                doubtful.add(path)
    sure = {heads.path for path, heads in chosen.items() if path not in doubtful}
    for path in [path for path in doubtful if chosen[path].path in sure]:
        doubtful.discard(path)
        del chosen[path]
    return Joins(chosen, frozenset(doubtful), kinds)


def _studied(
    paths: Sequence[Path], layouts: Sequence[Layout], maps: Mapping[Path, ColumnMap]
) -> Iterator[tuple[Path, Study]]:
    for path in dict.fromkeys(paths):
        wish = maps.get(path)
        try:
            yield path, study(open_source(path, wish), layouts, wish)
        except UserError:
            continue


def _may_join(lines: Study) -> bool:
    return lines.layout.kind == "sales" and not lines.layout.baskets and "order" in lines.places


def _gains(lines: Study, table: Study) -> bool:
    """Whether the order lines lack something: the date or customer, or any part of a plain
    file's.
    """
    lacking = table.places.keys() - lines.places.keys()
    return bool(lacking if not lines.layout.anchors else lacking & {"date", "customer"})


def _best(
    lines: Study, table: Study, layouts: Sequence[Layout], wish: ColumnMap | None
) -> tuple[float, float, OrderHeads] | None:
    """The share of the lines' orders that a table lists, the share that makes it certain, and
    the table, read by the column of order numbers that fits best.
    """
    own = bare(lines.header[lines.places["order"]]) if lines.header is not None else ""
    header = table.header or ()
    columns = order_columns(header, table.rows) or [table.places["order"]]
    same = [at for at in columns if bare(header[at]) == own]
    columns = same + [at for at in columns if at not in same]
    if wish is not None and wish.columns.get("order"):
        columns = [table.places["order"]]
    top, whole = _orders_at_top(lines), None
    best: tuple[float, float, OrderHeads] | None = None
    for at in columns:
        heads = _read_by(at, table, layouts, wish)
        if heads is None:
            continue
        needed = HALF if at in same else MOST
        share = _share(heads, top) if at in same else 0.0
        if share < MOST:
            whole = whole or _orders_of(lines)
            share = _share(heads, whole)
        if best is None or share > best[0]:
            best = share, needed, heads
        if share >= needed:
            break
    return best


def _read_by(
    order: int, table: Study, layouts: Sequence[Layout], wish: ColumnMap | None
) -> OrderHeads | None:
    """The table of orders by one of its columns; None where it cannot be read."""
    if order != table.places["order"]:
        wish = wish or table.column_map
        wish = replace(wish, columns={**wish.columns, "order": str(order + 1)})
    try:
        return read_heads(table.source.path, layouts, wish)
    except UserError:
        return None


def _share(heads: OrderHeads, orders: Sequence[str]) -> float:
    listed, count = heads.count_listed(orders)
    return listed / count if count else 0.0


def _orders_at_top(lines: Study) -> list[str]:
    at = lines.places["order"]
    return [row[at] for row in lines.rows if at < len(row)]


def _orders_of(lines: Study) -> list[str]:
    """The order numbers of the whole file: its first rows are no sample."""
    places = {"order": lines.places["order"]}
    try:
        table = read_table(lines.source, places, lines.width, lines.header_line)
    except UnicodeError:
        again = guess_again(lines.source)
        table = read_table(again, places, lines.width, lines.header_line)
    return table.columns["order"].values
