"""Lists ordered by hand, rulings on products and named views as rows and back."""

from __future__ import annotations

import sqlite3

from xsell_desktop.domain.list_edits import MOST_PLACES
from xsell_desktop.domain.plan import OwnList, Plan, ProductRuling
from xsell_desktop.domain.view_edits import LONGEST_NAME, MOST_VIEWS
from xsell_desktop.domain.view_texts import read_view, view_text
from xsell_desktop.domain.views import View
from xsell_desktop.project.blobs import Damaged


def write_rulings(database: sqlite3.Connection, plan: Plan) -> None:
    """Write what the plan says of lists, products and views."""
    insert = database.executemany
    insert(
        "INSERT INTO own_lists VALUES (?, ?, ?, ?)",
        [
            (anchor, place, partner, plan.lists[anchor].decided_on)
            for anchor in sorted(plan.lists)
            for place, partner in enumerate(plan.lists[anchor].partners)
        ],
    )
    rulings = [plan.products[key] for key in sorted(plan.products)]
    insert(
        "INSERT INTO products VALUES (?, ?, ?, ?, ?)",
        [(own.product, own.hidden, own.never, own.same_as, own.decided_on) for own in rulings],
    )
    views = [(typed_text(name), view_text(plan.views[name])) for name in sorted(plan.views)]
    insert("INSERT INTO views VALUES (?, ?)", views)


def read_lists(database: sqlite3.Connection) -> dict[str, OwnList]:
    """The lists by anchor; raises Damaged for one no edit makes."""
    partners: dict[str, list[str]] = {}
    days: dict[str, set[str]] = {}
    rows = "SELECT anchor, partner, decided_on FROM own_lists ORDER BY anchor, place"
    for anchor, partner, decided_on in database.execute(rows):
        partners.setdefault(anchor, []).append(partner)
        days.setdefault(anchor, set()).add(decided_on)
    if any(len(found) > 1 for found in days.values()):
        raise Damaged("a list was decided on two days")
    if any(len(listed) > MOST_PLACES for listed in partners.values()):
        raise Damaged("a list of too many places")
    return {
        anchor: OwnList(anchor, tuple(listed), *days[anchor]) for anchor, listed in partners.items()
    }


def read_rulings(database: sqlite3.Connection) -> dict[str, ProductRuling]:
    """The rulings by product; raises Damaged where products are merged in a chain or a circle."""
    rows = "SELECT product, hidden, never, same_as, decided_on FROM products ORDER BY product"
    rulings = {
        product: ProductRuling(product, bool(hidden), bool(never), same_as, decided_on)
        for product, hidden, never, same_as, decided_on in database.execute(rows)
    }
    for ruling in rulings.values():
        target = rulings.get(ruling.same_as) if ruling.same_as else None
        if target is not None and target.same_as:
            raise Damaged("a product is merged into one that is merged itself")
    return rulings


def read_views(database: sqlite3.Connection) -> dict[str, View]:
    """The views by name; raises Damaged for what is none."""
    views: dict[str, View] = {}
    for name, text in database.execute("SELECT name, view FROM views ORDER BY name"):
        try:
            views[name] = read_view(text)
        except ValueError as error:
            raise Damaged("a view is not readable") from error
        if name != name.strip() or len(name) > LONGEST_NAME or len(views) > MOST_VIEWS:
            raise Damaged("a name that no view has, or more views than a plan holds")
    return views


def typed_text(typed: str) -> str:
    """What was typed, half characters that no file can hold replaced."""
    return typed.encode("utf-8", "replace").decode("utf-8")
