"""The report of one import: what was kept, set aside and refused."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xsell_desktop import workflow
from xsell_desktop.sales.report import Report
from xsell_desktop.sales.sales import CatalogueImport, Import
from xsell_desktop.texts import _, count_text, plural
from xsell_desktop.ui import icons, theme
from xsell_desktop.ui.dialogs.file_words import encoding_words, format_words
from xsell_desktop.ui.inspector.elided_label import ElidedLabel
from xsell_desktop.ui.widgets.glossary import explain
from xsell_desktop.ui.widgets.table import Column, DataTable
from xsell_desktop.ui.widgets.tiles import Tile


class ReportView(QWidget):
    """Shows an import's report; `take_back` asks for the import with this id to go,
    `import_again` for the file chooser, as other rules need the file.
    """

    take_back = Signal(str)
    import_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self.title, self.about, self.warnings = ElidedLabel(), QLabel(), QLabel()
        theme.set_role(self.title, "heading")
        theme.set_role(self.about, "second")
        theme.set_role(self.warnings, "caution")
        for label in (self.about, self.warnings):
            label.setWordWrap(True)
        self.again = QPushButton(_("Import again…"))
        self.again.setToolTip(_("Choose the file once more, to switch rules or name other columns"))
        icons.dress(self.again, "import", "text")
        self.again.clicked.connect(self.import_again)
        self.back = QPushButton(_("Take back this import"))
        icons.dress(self.back, "trash", "chance")
        theme.set_role(self.back, "danger")
        self.back.clicked.connect(lambda: self.take_back.emit(self._id))
        self.tiles = [Tile("", "") for _number in range(6)]
        self.aside_heading, self.refused_heading = QLabel(), QLabel()
        explain(self.aside_heading, "set_aside")
        explain(self.refused_heading, "refused")
        self.aside, self.refused = DataTable(), DataTable()
        self.aside.setAccessibleName(_("Rows set aside, by reason"))
        self.refused.setAccessibleName(_("Rows refused, each with its reason"))
        self._lay_out()

    def show_import(self, item: Import | CatalogueImport) -> None:
        """Show an import's report."""
        report = item.report
        self._id = item.id
        self.title.setText(item.source)
        self.about.setText(" · ".join(about(item)))
        self.warnings.setText("\n".join(report.warnings))
        self.warnings.setVisible(bool(report.warnings))
        shown = figures(report)
        for tile, (value, label) in zip(self.tiles, shown, strict=False):
            tile.show_values(value, label)
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < len(shown))
        self._show_aside(report)
        self._show_refused(report)

    def _show_aside(self, report: Report) -> None:
        total = sum(report.set_aside.values())
        self.aside_heading.setText(
            plural("{n} row set aside", "{n} rows set aside", total)
            if total
            else _("No rows set aside")
        )
        aside = sorted(report.set_aside.items(), key=lambda item: -item[1])
        left_in = sorted(report.left_in.items(), key=lambda item: -item[1])
        words = [_(reason) for reason, __ in aside]
        words += [_("left in, its rule is off: {reason}").format(reason=_(r)) for r, __ in left_in]
        tints = [""] * len(aside) + ["hint"] * len(left_in)
        counts = np.array([count for __, count in (*aside, *left_in)])
        self.aside.set_columns(
            [
                Column(_("Reason"), words, tints=tints),
                Column(_("Rows"), counts, "count", tints=tints),
            ]
        )
        self.aside.setVisible(bool(words))

    def _show_refused(self, report: Report) -> None:
        total, listed = report.rows_refused_total, report.rows_refused
        words = plural("{n} row refused", "{n} rows refused", total) if total else ""
        if total > len(listed):
            words += _(", the first {listed} listed").format(listed=count_text(len(listed)))
        self.refused_heading.setText(words or _("No rows refused"))
        self.refused.set_columns(
            [
                Column(_("Row in the file"), np.array([r.row for r in listed]), "count"),
                Column(_("Reason"), [_(refusal.reason) for refusal in listed]),
            ]
        )
        self.refused.setVisible(bool(listed))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.again)
        head.addWidget(self.back)
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for tile in self.tiles:
            tiles.addWidget(tile, 1)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        for heading, table in (
            (self.aside_heading, self.aside),
            (self.refused_heading, self.refused),
        ):
            theme.set_role(heading, "strong")
            table.setProperty("role", "framed")
            side = QVBoxLayout()
            side.setSpacing(6)
            side.addWidget(heading)
            side.addWidget(table, 1)
            side.addStretch(0)
            sides.addLayout(side, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addLayout(tiles)
        layout.addWidget(self.warnings)
        layout.addLayout(sides, 1)


def about(item: Import | CatalogueImport) -> list[str]:
    """What the file is and how it was read, in short words."""
    report = item.report
    words = [format_words(report.format, report.kind)]
    if report.first_date:
        words.append(
            _("{first} to {last}").format(first=report.first_date[:10], last=report.last_date[:10])
        )
    if report.encoding:
        name = report.encoding.removesuffix("-sig")
        words.append(encoding_words().get(name, report.encoding))
    if report.delimiter:
        words.append(
            _("columns divided by {sign}").format(sign=workflow.sign_words(report.delimiter))
        )
    if report.decimal == ",":
        words.append(_("decimal comma"))
    if item.imported_on:
        words.append(_("imported on {day}").format(day=item.imported_on))
    return words


def figures(report: Report) -> list[tuple[str, str]]:
    """The report's counts as (number, name), for the tiles."""
    if report.kind == "catalogue":
        return [
            (count_text(report.rows_read), _("rows read")),
            (count_text(report.products), _("products")),
        ]
    kept = _("baskets kept") if report.format == "plain-baskets" else _("order lines kept")
    return [
        (count_text(report.rows_read), _("rows read")),
        (count_text(report.lines_kept), kept),
        (count_text(report.orders), _("orders")),
        (count_text(report.products), _("products")),
        (count_text(report.customers) if report.customers else "–", _("known customers")),
        (count_text(report.returns), _("returned lines")),
    ]
