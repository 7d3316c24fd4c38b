"""The imported lines and catalogues, import by import."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.report import Report


@dataclass(frozen=True, eq=False)
class Import:
    """One sales file as it was read. `id` is a SHA-256 prefix of the file's bytes
    and of the name of the sheet that was chosen.

    `source` is the file's name without its folder; `imported_on` an ISO date.
    """

    id: str
    source: str
    imported_on: str
    report: Report
    lines: Lines


@dataclass(frozen=True, eq=False)
class CatalogueImport:
    """One catalogue file as it was read."""

    id: str
    source: str
    imported_on: str
    report: Report
    catalogue: Catalogue


@dataclass(frozen=True, eq=False)
class Sales:
    """Imports in the order they came. Added to and taken back whole, never edited."""

    imports: tuple[Import, ...] = ()
    catalogues: tuple[CatalogueImport, ...] = field(default_factory=tuple)

    def add(self, new: Import | CatalogueImport) -> Sales:
        """With one more import; the same file again (same id) takes its earlier place."""
        if isinstance(new, Import):
            kept = tuple(i for i in self.imports if i.id != new.id)
            return replace(self, imports=(*kept, new))
        shelves = tuple(c for c in self.catalogues if c.id != new.id)
        return replace(self, catalogues=(*shelves, new))

    def take_back(self, import_id: str) -> Sales:
        """Without one import or catalogue."""
        return Sales(
            tuple(i for i in self.imports if i.id != import_id),
            tuple(c for c in self.catalogues if c.id != import_id),
        )

    def __bool__(self) -> bool:
        return bool(self.imports)
