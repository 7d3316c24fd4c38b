"""What can be written, in words, and what each would hold; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xsell_desktop import workflow
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.sales import Sales
from xsell_desktop.texts import _, plural

if TYPE_CHECKING:
    from xsell_desktop.shops.targets import Target

CHART_FORMATS = ("png", "svg", "pdf")
PREVIEW_ROWS = 50


@dataclass(frozen=True)
class Offer:
    """One thing to write: its name in `workflow`, its words, its files below the folder.

    `missing` says what it still needs; '' when it can be written.
    """

    name: str
    title: str
    hint: str
    files: tuple[str, ...]
    missing: str = ""


@dataclass(frozen=True)
class Look:
    """A file before it is written: its first rows, and its size in words."""

    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    words: str


def offer_groups(sales: Sales, chart_format: str) -> list[tuple[str, list[Offer]]]:
    """Everything on offer, by heading."""
    return [
        (_("Tables"), _tables()),
        (_("For your shop"), _shops(sales)),
        (_("Pictures and graph"), _pictures(chart_format)),
    ]


def first_ticked(offers: Iterable[Offer], sales: Sales) -> set[str]:
    """What most people want: the recommendations, and the file of the shop they imported."""
    formats = {item.catalogue.format.split("-")[0] for item in sales.catalogues}
    formats |= {item.report.format.split("-")[0] for item in sales.imports}
    wanted = {"recommendations.csv", *formats}
    return {offer.name for offer in offers if offer.name in wanted and not offer.missing}


def existing_files(folder: Path, offers: Iterable[Offer]) -> list[Path]:
    """The files of these offers that are in the folder already and would be replaced."""
    found = []
    for path in (folder / name for offer in offers for name in offer.files):
        with suppress(OSError):  # a folder that may not be looked into
            if path.exists():
                found.append(path)
    return found


def look_at(material: workflow.Material, name: str, progress: Progress) -> Look:
    """Make what would be written, and show its beginning; raises UserError as writing would."""
    progress.step(_("Making the preview"))
    if name == "charts":
        return _look_at_charts(material)
    if name == "graph.graphml":
        return _look_at_graph(material)
    header, rows, total = workflow.preview_output(material, name, PREVIEW_ROWS)
    words = plural("{n} row", "{n} rows", total)
    yours, own = 0, ""
    if name.startswith("recommendations"):
        products = plural("{n} product", "{n} products", len(material.picks.by_anchor))
        yours = sum(pick.source != "data" for pick in material.picks)
        words = _("{rows} for {products}").format(rows=words, products=products)
        own = plural("{n} is a decision of yours", "{n} are decisions of yours", yours)
    elif name == "pairs.csv":
        yours = len(material.plan.pairings)
        own = plural("{n} pair has your ruling", "{n} pairs have your ruling", yours)
    elif name == "bundles.csv":
        yours = len(material.plan.bundles)
        own = plural("{n} bundle is yours", "{n} bundles are yours", yours)
    if yours:
        words += "; " + own
    if total > len(rows):
        words += ". " + _("The first {n} are shown").format(n=len(rows))
    return Look(tuple(header), rows, words + ".")


def _tables() -> list[Offer]:
    lists = _("One row for each product and partner, with counts, attach rate and the reason.")
    return [
        _file("recommendations.csv", _("Recommendations (CSV)"), lists),
        _file("recommendations.xlsx", _("Recommendations (Excel)"), lists),
        _file(
            "pairs.csv",
            _("Pairs"),
            _("Every pair that was kept: orders together, chance, evidence and your ruling."),
        ),
        _file(
            "bundles.csv",
            _("Bundles"),
            _("Your bundles with price, margin and break-even, and the candidates."),
        ),
        _file(
            "alternatives.csv",
            _("Substitutes and up-sells"),
            _("What is bought instead of what, and the better one of two."),
        ),
        _file(
            "follow_ups.csv",
            _("Follow-ups"),
            _("What customers come back for, and after how many days."),
        ),
        _file(
            "follow_ups_due.csv",
            _("Orders due for an e-mail"),
            _("Whose usual gap ends in the 30 days after the last sale."),
        ),
        _file("kpis.csv", _("KPIs"), _("The shop's figures as the KPIs place shows them.")),
        _file(
            "segments.csv",
            _("Segments"),
            _("Customer classes, countries, channels and days: their pairs, and what differs."),
        ),
        _file(
            "coverage.csv",
            _("What has a list"),
            _("Where each product's list comes from; lonely products, hubs and slow movers."),
        ),
        _file(
            "changes.csv",
            _("What changed"),
            _("Pairs that appeared, faded or reversed in the last fifth of the orders."),
        ),
        _file(
            "effect.csv",
            _("Expected effect"),
            _("What the plan may bring a month, with its range and its assumptions."),
        ),
    ]


def _file(name: str, title: str, hint: str) -> Offer:
    return Offer(name, title, hint, (name,))


def _shops(sales: Sales) -> list[Offer]:
    from xsell_desktop.shops.target import HOW_TO, MANIFEST
    from xsell_desktop.shops.targets import TARGETS, WRITABLE

    formats = {item.catalogue.format for item in sales.catalogues}
    offers = []
    for shop in WRITABLE:
        target = TARGETS[shop]
        names = [target.file_name, MANIFEST, HOW_TO]
        if target.up_sells is not None:
            names.append(target.up_sells.file_name)
        files = tuple(f"{shop}/{name}" for name in names)
        offers.append(
            Offer(shop, _shop_title(target), _shop_hint(target), files, _missing(target, formats))
        )
    return offers


def _shop_title(target: Target) -> str:
    if target.id == "plain":
        return _("Plain table")
    return _("{shop} cross-sells").format(shop=target.name)


def _shop_hint(target: Target) -> str:
    if target.id == "plain":
        return _("One row for each product, its partners side by side; for any other shop.")
    return _(
        "The file that {shop} imports, with only the columns that change. "
        "How to import it is written beside it."
    ).format(shop=target.name)


def _missing(target: Target, formats: set[str]) -> str:
    if target.needs_catalogue and target.catalogue_format not in formats:
        return _("Needs your product list: import your shop's product export as a catalogue.")
    return ""


def _pictures(chart_format: str) -> list[Offer]:
    from xsell_desktop.charts import CHARTS

    files = tuple(f"charts/{name}.{chart_format}" for name in CHARTS)
    return [
        Offer("charts", _("All charts"), _("Every chart of the KPIs place as a file."), files),
        _file(
            "graph.graphml",
            _("Graph (GraphML)"),
            _("Products and relationships for Gephi, yEd or Cytoscape."),
        ),
    ]


def _look_at_charts(material: workflow.Material) -> Look:
    from xsell_desktop.charts import CHARTS

    ending = material.chart_format
    rows = [(f"{name}.{ending}", chart.title(), chart.subtitle()) for name, chart in CHARTS.items()]
    words = plural("{n} picture.", "{n} pictures.", len(rows))
    return Look((_("File"), _("Shows"), _("Definition")), rows, words)


def _look_at_graph(material: workflow.Material) -> Look:
    from xsell_desktop.mining.picture.graph import relationship_graph

    graph = relationship_graph(material.analysis, material.plan)
    names = graph.nodes(data="name", default="")
    edges = list(graph.edges(data=True))
    rows = [
        (str(names[a]), str(names[b]), str(facts["together"]), str(facts["evidence"]))
        for a, b, facts in edges[:PREVIEW_ROWS]
    ]
    products = plural("{n} product", "{n} products", graph.number_of_nodes())
    words = products + ", " + plural("{n} relationship.", "{n} relationships.", len(edges))
    header = (_("Product"), _("Partner"), _("Orders together"), _("Evidence"))
    return Look(header, rows, words)
