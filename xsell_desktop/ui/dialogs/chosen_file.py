"""One file of the import dialog: what is known of it, and how it is to be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from xsell_desktop import workflow
from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.texts import _
from xsell_desktop.ui.dialogs.file_words import format_words

if TYPE_CHECKING:
    from xsell_desktop.sales.intake import Intake, Preview


class Word(Enum):
    """Whose word a file's mapping is."""

    PROGRAM = "program"
    USER = "user"
    LAST_TIME = "last time"
    OTHER_FILE = "other file"


@dataclass(eq=False)
class ChosenFile:
    """`found` is the first look without anybody's word, `preview` the latest one; `map` is None
    while the program's word counts. `intake` is there once the file was read whole that way.
    `joined` names what a table of orders is joined to, or the one that order lines are joined to;
    `order_tables` are those to choose from.
    """

    path: Path
    found: Preview | None = None
    preview: Preview | None = None
    intake: Intake | None = None
    error: UserError | None = None
    map: ColumnMap | None = None
    word: Word = Word.PROGRAM
    follows: str = ""
    joined: str = ""
    order_tables: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    is_waiting: bool = True
    is_wanted: bool = True

    @property
    def column_map(self) -> ColumnMap:
        """How the file is to be read, with the columns that were found where nobody named any."""
        found = self.preview.column_map if self.preview is not None else ColumnMap()
        if self.map is None:
            return found
        if not self.map.format:
            return replace(self.map, format=found.format, columns=found.columns)
        return self.map

    @property
    def own_map(self) -> ColumnMap:
        """What somebody said of how to read the file, the rest being left to be recognised."""
        return self.map if self.map is not None else ColumnMap(format="")

    @property
    def header(self) -> tuple[str, ...] | None:
        """The header as the program finds it by itself."""
        return self.found.header if self.found is not None else None

    @property
    def is_usable(self) -> bool:
        """Whether the file can be imported, once its columns are named."""
        return self.preview is not None and self.error is None and self.is_wanted

    @property
    def needs_columns(self) -> bool:
        """Whether the user has to name or confirm columns first."""
        if self.lists_orders and self.joined:
            return False
        return self.is_usable and self.preview is not None and not self.preview.certain

    @property
    def lists_orders(self) -> bool:
        """Whether the file is a table of orders without products."""
        return self.preview is not None and workflow.lists_orders(self.preview.format)

    @property
    def is_ready(self) -> bool:
        """Whether the file can be read by itself as it is."""
        usable = self.is_usable and not self.is_waiting
        return usable and not self.needs_columns and not self.lists_orders

    @property
    def is_catalogue(self) -> bool:
        """Whether the file is a product list."""
        return self.preview is not None and self.preview.kind == "catalogue"

    @property
    def can_confirm(self) -> bool:
        """Whether the mapping that the user is asked to check is complete."""
        if self.preview is None or self.preview.certain or self.error is not None:
            return False
        if self.lists_orders:
            return False
        columns = self.column_map.columns
        needed = [{"product", "name"}]
        if self.preview.format == "plain-lines":
            needed.append({"order"})
        named = {role for role, key in columns.items() if key}
        return all(roles & named for roles in needed) or not self.preview.format.startswith("plain")

    def state(self) -> tuple[str, str, str]:
        """The words, icon and colour of the file in a list."""
        if self.error is not None:
            return _("Cannot be used"), "cross", "chance"
        if self.preview is None:
            return _("Looking…"), "search", "hint"
        if self.lists_orders:
            if self.joined:
                return _("Joined to {file}").format(file=self.joined), "link", "proven"
            return _("Order lines missing"), "warning", "caution"
        if self.needs_columns:
            words = _("Columns to check") if self.can_confirm else _("Columns needed")
            return words, "warning", "caution"
        return format_words(self.preview.format, self.preview.kind), "check", "proven"
