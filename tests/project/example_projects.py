"""Projects to save: a small one by hand, and any by Hypothesis."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from any_view import views
from hypothesis import strategies as st

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import (
    Bundle,
    Decision,
    Direction,
    OwnList,
    Pair,
    Pairing,
    Part,
    Plan,
    ProductRuling,
    Settings,
)
from xsell_desktop.domain.policies import (
    PARAMETERS,
    Parameter,
    Policy,
    PolicyKind,
    complete_values,
    is_day,
)
from xsell_desktop.domain.views import Band, Filter, Mode, View
from xsell_desktop.project.file import Project
from xsell_desktop.sales.catalogue import Catalogue, Product
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.report import Refusal, Report
from xsell_desktop.sales.sales import CatalogueImport, Import, Sales


def some_lines() -> Lines:
    """Three orders of three products, with everything that can be unknown unknown once."""
    nan, nat = float("nan"), np.datetime64("NaT", "s")
    return Lines(
        order_keys=("1001", "1002", "A\n3"),
        product_keys=("007", 'Ä, "b"', "日本"),
        product_names=("Filter", "", "Kettle"),
        customer_keys=("9f8e",),
        currencies=("EUR", "GBP"),
        order_date=np.array([np.datetime64("2026-01-05T10:00:00", "s"), nat, nat]),
        order_customer=np.array([0, -1, 0], np.int32),
        order_currency=np.array([1, 0, -1], np.int32),
        order_discount=np.array([0.0, 1.5, -0.0]),
        line_order=np.array([0, 0, 1, 2], np.int32),
        line_product=np.array([0, 2, 1, 0], np.int32),
        line_quantity=np.array([1.0, 2.0, 0.5, -1.0]),
        line_revenue=np.array([9.99, nan, 1e-300, -9.99]),
        line_returned=np.array([False, False, False, True]),
        product_aliases=(("Filter paper", "Old filter"), (), ("やかん",)),
        void_orders=("1003", "1004"),
        void_dates=np.array([np.datetime64("2026-01-06T09:00:00", "s"), nat]),
        countries=("France", "Österreich"),
        channels=("web",),
        order_country=np.array([1, -1, 0], np.int32),
        order_channel=np.array([-1, 0, 0], np.int32),
    )


def some_project() -> Project:
    """One import, one catalogue, one of every decision."""
    report = Report(
        "o.csv", "shopify-orders", "sales", rows_read=6, lines_kept=4, set_aside={"tip": 1},
        rows_refused=(Refusal(7, "no product"),), rows_refused_total=1,
        warnings=("two currencies",),
    )  # fmt: skip
    shelf = Report("p.csv", "shopify-products", "catalogue", rows_read=2, lines_kept=2)
    products = (
        Product("007", "Filter", 9.99, None, 0.0, "Coffee", cross_sells=("日本", "x,y")),
        Product("007-L", "Filter L", parent="007", visible=False, upsells=("007",)),
        Product("KIT", "Kit", parts=(("007", 2.0), ("日本", 1.0))),
    )
    ab, bc = Pair("007", "日本"), Pair("b", "c")
    plan = Plan(
        settings=Settings(top=3, smoothing=2.5, currency="GBP", roll_up_variants=False),
        pairings={
            bc: Pairing(
                bc,
                Decision.REJECTED,
                note="no",
                decided_on="2026-02-01",
                kind=Kind.SUBSTITUTE,
                season=("11-15", "01-06"),
                locked=True,
            ),
            ab: Pairing(ab, Decision.ACCEPTED, True, True, Direction.FROM_B, "Try both\x00"),
        },
        bundles={"k2": Bundle("k2", "Kit", (Part("b"), Part("a", 2)), 0.125, {"a": 1.5}, "n", "d")},
        positions={"日本": (1.5, -2.0), "": (0.1 + 0.2, 1e9)},
        notes={"007": "x" * 100_000},
        policies=(
            some_policy(
                "b", PolicyKind.NEVER_WITH, products=("日本",), with_categories=("Coffee",)
            ),
            some_policy("a", PolicyKind.PRICE_BAND, low=0.1, high=0.75),
            some_policy("c", PolicyKind.SEASON, enabled=False, begin="12-01", end="01-06"),
        ),
        lists={"007": OwnList("007", ("日本", "b", ""), "2026-02-03"), "b": OwnList("b", ("a",))},
        products={
            "b": ProductRuling("b", hidden=True, never=True, decided_on="2026-02-04"),
            "b2": ProductRuling("b2", same_as="b"),
        },
        views={"Winter": View(Mode.MATRIX, ("b",), filter=Filter(price=Band(2.5))), "All": View()},
    )
    catalogue = Catalogue("shopify-products", "p.csv", products, "URL handle")
    sales = Sales(
        (Import("aa11", "o.csv", "2026-03-01", report, some_lines()),),
        (CatalogueImport("bb22", "p.csv", "2026-03-02", shelf, catalogue),),
    )
    return Project(sales, plan, {"007": (12.5, -3.0), "b": (0.0, 41.0)})


def some_policy(id_: str, kind: PolicyKind, *, enabled: bool = True, **values: object) -> Policy:
    """A policy with these values and the usual ones."""
    return Policy(id_, kind, enabled, complete_values(kind, values))


def version_2_project() -> Project:
    """What tests/data/projects/version-2.xsell holds: it was `some_project` of that time."""
    project = some_project()
    pairings = {
        pair: replace(p, season=None, locked=False) for pair, p in project.plan.pairings.items()
    }
    plan = replace(project.plan, pairings=pairings, lists={}, products={}, views={})
    return Project(project.sales, plan)


def version_1_project() -> Project:
    """What tests/data/projects/version-1.xsell holds: it was `some_project` of that time."""
    project = version_2_project()
    pairings = {pair: replace(p, kind=None) for pair, p in project.plan.pairings.items()}
    plan = replace(
        project.plan, pairings=pairings, notes={"007": "heavy", "日本": "Tee"}, policies=()
    )
    (sold,) = project.sales.imports
    later = {"countries", "channels", "order_country", "order_channel"}
    known = {name: value for name, value in vars(sold.lines).items() if name not in later}
    sales = replace(project.sales, imports=(replace(sold, lines=Lines(**known)),))
    return Project(sales, plan)


def assert_same(one: Project, other: Project) -> None:
    """Equal to the last bit of every number."""
    assert one.plan == other.plan
    assert one.places == other.places
    assert one.sales.catalogues == other.sales.catalogues or all(
        vars(a) == vars(b)
        for a, b in zip(one.sales.catalogues, other.sales.catalogues, strict=True)
    )
    for a, b in zip(one.sales.imports, other.sales.imports, strict=True):
        assert (a.id, a.source, a.imported_on, a.report) == (
            b.id,
            b.source,
            b.imported_on,
            b.report,
        )
        for name, mine in vars(a.lines).items():
            theirs = getattr(b.lines, name)
            if isinstance(mine, np.ndarray):
                assert (mine.dtype, mine.shape) == (theirs.dtype, theirs.shape), name
                assert mine.tobytes() == theirs.tobytes(), name
            else:
                assert mine == theirs, name


keys = st.text(max_size=8)
pairs = st.lists(keys, min_size=2, max_size=2, unique=True).map(lambda two: Pair(*sorted(two)))
numbers = st.floats(-1e15, 1e15)


days = st.dates().map(lambda day: f"{day:%m-%d}").filter(is_day)


def any_value(parameter: Parameter) -> st.SearchStrategy[object]:
    if isinstance(parameter.usual, bool):
        return st.booleans()
    if isinstance(parameter.usual, float):
        return st.integers(int(parameter.least), int(parameter.most)).filter(
            lambda n: n >= parameter.least
        )
    if isinstance(parameter.usual, tuple):
        return st.lists(keys, max_size=3)
    return st.sampled_from(parameter.words) if parameter.words else days


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    kind = draw(st.sampled_from(PolicyKind))
    values = {name: draw(any_value(parameter)) for name, parameter in PARAMETERS[kind].items()}
    if kind is PolicyKind.PRICE_BAND:
        values["low"], values["high"] = sorted((values["low"], values["high"]))  # type: ignore[type-var]
    return Policy(draw(keys), kind, draw(st.booleans()), complete_values(kind, values))


@st.composite
def own_lists(draw: st.DrawFn) -> dict[str, OwnList]:
    lists = {}
    for anchor in draw(st.sets(keys, max_size=3)):
        others = keys.filter(lambda key, anchor=anchor: key != anchor)
        partners = draw(st.lists(others, min_size=1, max_size=4, unique=True))
        lists[anchor] = OwnList(anchor, tuple(partners), draw(st.dates().map(str)))
    return lists


@st.composite
def rulings_on_products(draw: st.DrawFn) -> dict[str, ProductRuling]:
    products = draw(st.lists(keys, max_size=5, unique=True))
    targets = ["", *(key for key in products[:2] if key)]
    return {
        key: ProductRuling(
            key, draw(st.booleans()), draw(st.booleans()),
            "" if key in targets else draw(st.sampled_from(targets)), draw(st.dates().map(str)),
        )
        for key in products
    }  # fmt: skip


names_of_views = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda name: name == name.strip()
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    rulings = st.builds(
        Pairing, st.just(Pair("a", "b")), st.sampled_from(Decision), st.booleans(), st.booleans(),
        st.sampled_from(Direction), st.text(), st.text(), st.dates().map(str),
        st.none() | st.sampled_from(Kind), st.none() | st.tuples(days, days), st.booleans(),
    )  # fmt: skip
    pairings = draw(st.dictionaries(pairs, rulings, max_size=5))
    parts = st.lists(st.builds(Part, keys, st.integers(1, 1000)), max_size=4).map(tuple)
    costs = st.dictionaries(keys, st.floats(0, 1e15), max_size=3)
    bundles = st.builds(Bundle, keys, st.text(), parts, st.floats(0, 1), costs, st.text())
    return Plan(
        settings=Settings(
            top=draw(st.integers(0, 10**6)), smoothing=draw(st.floats(0, 1e9)), currency=draw(keys)
        ),
        pairings={
            pair: Pairing(pair, *[getattr(r, n) for n in list(r.__slots__)[1:]])
            for pair, r in pairings.items()
        },
        bundles={b.id: b for b in draw(st.lists(bundles, max_size=3))},
        positions=draw(st.dictionaries(keys, st.tuples(numbers, numbers), max_size=5)),
        notes=draw(st.dictionaries(keys, st.text(), max_size=3)),
        policies=tuple(draw(st.lists(policies(), max_size=4, unique_by=lambda p: p.id))),
        lists=draw(own_lists()),
        products=draw(rulings_on_products()),
        views=draw(st.dictionaries(names_of_views, views, max_size=3)),
    )


@st.composite
def lines(draw: st.DrawFn) -> Lines:
    orders = draw(st.lists(keys, max_size=6))
    products = draw(st.lists(keys, max_size=6))
    customers, currencies = draw(st.lists(keys, max_size=3)), draw(st.lists(keys, max_size=3))
    size = draw(st.integers(0, 20)) if orders and products else 0

    def codes(low: int, high: int, count: int) -> np.ndarray:
        values = draw(
            st.lists(st.integers(low, max(low, high - 1)), min_size=count, max_size=count)
        )
        return np.array(values, np.int32)

    def floats(count: int) -> np.ndarray:
        return np.array(draw(st.lists(st.floats(), min_size=count, max_size=count)), np.float64)

    seconds = st.one_of(st.integers(-(10**10), 10**10), st.just(np.iinfo(np.int64).min))
    dates = draw(st.lists(seconds, min_size=len(orders), max_size=len(orders)))
    flags = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    aliases = tuple(draw(st.lists(keys, max_size=2).map(tuple)) for _ in products)
    return Lines(
        tuple(orders), tuple(products), tuple(draw(keys) for _ in products), tuple(customers),
        tuple(currencies), np.array(dates, np.int64).view("M8[s]"),
        codes(-1, len(customers), len(orders)), codes(-1, len(currencies), len(orders)),
        floats(len(orders)), codes(0, len(orders), size), codes(0, len(products), size),
        floats(size), floats(size), np.array(flags, bool),
        aliases if draw(st.booleans()) else (), tuple(orders[:2]),
        np.array(dates[:2], np.int64).view("M8[s]"),
    )  # fmt: skip
