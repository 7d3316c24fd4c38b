"""What every platform's link file has in common: rows to look at, then rows written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xsell_desktop.domain.errors import UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.shops.links import Links, all_known, collect_links
from xsell_desktop.tables.atomic import atomic_path
from xsell_desktop.texts import _, plural

if TYPE_CHECKING:
    from xsell_desktop.mining.picks import Picks

MANIFEST = "manifest.json"
HOW_TO = "HOW-TO-IMPORT.txt"


@dataclass(frozen=True)
class LinkTable:
    """A link file before it is written. `notes` say what was left out, and what will happen."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UpSells:
    """The file beside the cross-sells that takes better products, where a platform has one."""

    file_name: str
    build: Callable[[Links], LinkTable]
    step: Callable[[], str]


@dataclass(frozen=True)
class Written:
    """The files written for a shop; `checked` tells whether its catalogue was looked at."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    checked: bool


@dataclass(frozen=True)
class Target:
    """A platform that takes links back. `build` makes the table, `steps` tell how to import it.

    Where `needs_catalogue`, the platform's key is not in order files; `catalogue_format` is ''
    where a catalogue of any platform will do to check the keys. Keys are written exactly
    as the shop knows them, without a spreadsheet's apostrophes: the file is for the shop.
    """

    id: str
    name: str
    file_name: str
    catalogue_format: str
    needs_catalogue: bool
    build: Callable[[Links, Sequence[Catalogue]], LinkTable]
    steps: Callable[[], tuple[str, ...]]
    up_sells: UpSells | None = None

    def preview(
        self, picks: Picks, catalogues: Sequence[Catalogue], *, product_keys: Collection[str]
    ) -> list[list[str]]:
        """The rows that `write` would write, the header first; raises UserError as it would."""
        table, _links = self._table(picks, catalogues, product_keys)
        return [list(table.header), *map(list, table.rows)]

    def write(
        self,
        picks: Picks,
        catalogues: Sequence[Catalogue],
        folder: Path,
        *,
        product_keys: Collection[str],
        progress: Progress | None = None,
        up_sells: Picks | None = None,
    ) -> Written:
        """Write the link file, its manifest and how to import it into `folder`.

        With `up_sells` also theirs, where the platform takes them and its catalogue was checked.
        """
        progress = progress or Progress()
        progress.step(_("Writing the file for {shop}").format(shop=self.name), 0.0)
        table, links = self._table(picks, catalogues, product_keys)
        better = self._better(up_sells, catalogues, product_keys) if links.checked else None
        notes = (*self._remarks(links), *table.notes, *(better.notes if better else ()))
        steps = [*self.steps()]
        files = {self.file_name: table}
        if better is not None and self.up_sells is not None:
            files[self.up_sells.file_name] = better
            steps.append(self.up_sells.step())
        manifest = {
            "shop": self.id,
            "checked": links.checked,
            "files": [{"name": name, "rows": len(held.rows)} for name, held in files.items()],
            "products": len(table.rows),
            "links": table.links,
            "to_import": steps,
            "notes": list(notes),
        }
        texts = {
            **{name: _csv_text(held) for name, held in files.items()},
            MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=2) + "\n",
            HOW_TO: self._how_to(table, steps, notes),
        }
        for name, text in texts.items():
            with atomic_path(folder / name) as temporary:
                temporary.write_bytes(text.encode("utf-8", "replace"))
        return Written(tuple(folder / name for name in texts), notes, links.checked)

    def _table(
        self, picks: Picks, catalogues: Sequence[Catalogue], product_keys: Collection[str]
    ) -> tuple[LinkTable, Links]:
        links = collect_links(picks, catalogues, self.catalogue_format, product_keys)
        if not self.catalogue_format:
            links = replace(links, checked=all_known(links, catalogues))
        if self.needs_catalogue and not links.checked:
            raise UserError(
                _("The {shop} file needs your product list").format(shop=self.name),
                _(
                    "{shop} finds products by a key that the orders export does not hold, so "
                    "{file} cannot be written yet."
                ).format(shop=self.name, file=self.file_name),
                _("Import your product export as a catalogue, then write the file again."),
            )
        return self.build(links, catalogues), links

    def _remarks(self, links: Links) -> tuple[str, ...]:
        remarks = []
        if not links.checked:
            remarks.append(
                _(
                    "Unchecked: no imported product list of this shop names all of them, so the "
                    "keys come from the orders as they are."
                )
            )
        if links.unknown:
            remarks.append(
                plural(
                    "{n} product of the lists is not in the shop's product list and was left out.",
                    "{n} products of the lists are not in the shop's product list and were left "
                    "out.",
                    links.unknown,
                )
            )
        return tuple(remarks)

    def _better(
        self, up_sells: Picks | None, catalogues: Sequence[Catalogue], keys: Collection[str]
    ) -> LinkTable | None:
        """The up-sells' table; None where there is nothing to write."""
        if self.up_sells is None or up_sells is None:
            return None
        table = self.up_sells.build(
            collect_links(up_sells, catalogues, self.catalogue_format, keys)
        )
        return table if table.rows else None

    def _how_to(self, table: LinkTable, steps: Sequence[str], notes: Sequence[str]) -> str:
        parts = [
            _("How to import {file} into {shop}").format(file=self.file_name, shop=self.name),
            plural("{n} product gets a list.", "{n} products get a list.", len(table.rows))
            + " "
            + plural("{n} link in all.", "{n} links in all.", table.links),
            "\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)),
        ]
        if notes:
            parts.append(_("Good to know:") + "\n" + "\n".join(f"- {note}" for note in notes))
        return "\n\n".join(parts) + "\n"


def _csv_text(table: LinkTable) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(table.rows)
    return text.getvalue()
