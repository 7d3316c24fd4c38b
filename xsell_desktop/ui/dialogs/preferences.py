"""Preferences: of the program for this user, and of the open project's lists."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from xsell_desktop.domain.kinds import Kind
from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.choices import Rung
from xsell_desktop.mining.kinds.ruling import recommended_kinds
from xsell_desktop.mining.kinds.sentences import kind_meaning, kinds_word
from xsell_desktop.mining.ladder.words import rung_meaning, rung_word
from xsell_desktop.resources import resource
from xsell_desktop.texts import _
from xsell_desktop.ui import theme
from xsell_desktop.ui.settings import AppSettings
from xsell_desktop.ui.widgets.glossary import wrapped

OFFERED = {Kind.SUBSTITUTE, Kind.UP_SELL, Kind.VARIANT, Kind.SEASON, Kind.BY_PRODUCT}


class PreferencesDialog(QDialog):
    """Accepted with `theme`, `text_size`, `autosave`, `language` and `settings` as chosen."""

    def __init__(
        self,
        parent: QWidget,
        app: AppSettings,
        settings: Settings,
        currencies: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Preferences"))
        self._before = settings
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._program(app))
        layout.addWidget(self._project(settings, currencies))
        buttons = QDialogButtonBox()
        use = buttons.addButton(_("Use these"), QDialogButtonBox.ButtonRole.AcceptRole)
        theme.set_role(use, "primary")
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return str(self.colours.currentData())

    @property
    def text_size(self) -> int:
        """Per cent of the usual size."""
        return int(self.text_sizes.currentData())

    @property
    def autosave(self) -> bool:
        """Whether copies of unsaved work are kept."""
        return self.copies.isChecked()

    @property
    def language(self) -> str:
        """A language code; '' for English."""
        return str(self.languages.currentData() or "")

    @property
    def settings(self) -> Settings:
        """The project's settings as chosen; what is not shown is kept."""
        return replace(
            self._before,
            top=self.top.value(),
            min_together=self.together.value(),
            giant_order_lines=self.giants.value(),
            half_life_days=float(self.half_life.value()),
            roll_up_variants=self.variants.isChecked(),
            currency=str(self.currency.currentData() or self._before.currency),
            lowest_rung=int(self.lowest_rung.currentData()),
            fill_lists=self.fill.isChecked(),
            also_recommend=" ".join(
                kind.value for kind, box in self.kinds.items() if box.isChecked()
            ),
        )

    def _program(self, app: AppSettings) -> QGroupBox:
        box = QGroupBox(_("This program"))
        form = QFormLayout(box)
        self.colours = QComboBox()
        for words, value in (
            (_("As the desktop"), "system"),
            (_("Light"), "light"),
            (_("Dark"), "dark"),
        ):
            self.colours.addItem(words, value)
        self.colours.setCurrentIndex(self.colours.findData(app.theme))
        form.addRow(_("Colours"), self.colours)
        self.text_sizes = QComboBox()
        for size in theme.TEXT_SIZES:
            self.text_sizes.addItem(_("{n} %").format(n=size), size)
        self.text_sizes.setCurrentIndex(self.text_sizes.findData(app.text_size))
        form.addRow(_("Size of texts"), self.text_sizes)
        self.languages = QComboBox()
        self.languages.addItem(_("English"), "")
        for code in languages():
            self.languages.addItem(code, code)
        self.languages.setCurrentIndex(max(0, self.languages.findData(app.language)))
        if self.languages.count() > 1:
            form.addRow(_("Language (from the next start)"), self.languages)
        self.copies = QCheckBox(_("Keep a copy of unsaved work every minute"))
        self.copies.setChecked(app.autosave)
        form.addRow(self.copies)
        return box

    def _project(self, settings: Settings, currencies: tuple[str, ...]) -> QGroupBox:
        box = QGroupBox(_("This project's lists"))
        form = QFormLayout(box)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.top = _number(1, 50, settings.top)
        form.addRow(_("Recommendations a product"), self.top)
        self.together = _number(1, 1000, settings.min_together)
        form.addRow(_("Fewest orders together"), self.together)
        self.giants = _number(0, 100_000, settings.giant_order_lines, _("none"))
        form.addRow(_("Leave out orders with more lines than"), self.giants)
        self.half_life = _number(0, 3650, round(settings.half_life_days), _("never"))
        form.addRow(_("Orders lose half their weight after days"), self.half_life)
        self.variants = QCheckBox(_("Count variants (size, colour) as one product"))
        self.variants.setChecked(settings.roll_up_variants)
        form.addRow(self.variants)
        self.lowest_rung = QComboBox()
        for rung in list(Rung)[1:]:
            self.lowest_rung.addItem(rung_word(rung), int(rung))
            at = self.lowest_rung.count() - 1
            meaning = wrapped(rung_meaning(rung))
            self.lowest_rung.setItemData(at, meaning, Qt.ItemDataRole.ToolTipRole)
        self.lowest_rung.setCurrentIndex(max(0, self.lowest_rung.findData(settings.lowest_rung)))
        form.addRow(_("Where no pair is sure, go down to"), self.lowest_rung)
        self.fill = QCheckBox(_("Fill short lists from there, not only empty ones"))
        self.fill.setChecked(settings.fill_lists)
        form.addRow(self.fill)
        form.addRow(_("Lists may also hold"), self._kinds(settings))
        self.currency = QComboBox()
        for code in currencies:
            self.currency.addItem(code, code)
        self.currency.setCurrentIndex(max(0, self.currency.findData(settings.currency)))
        if len(currencies) > 1:
            form.addRow(_("Money is counted in"), self.currency)
        note = QLabel(_("Most of these start a new analysis. Undo brings the old ones back."))
        theme.set_role(note, "hint")
        form.addRow(note)
        return box

    def _kinds(self, settings: Settings) -> QWidget:
        """A box for each kind that lists leave out unless told."""
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        self.kinds: dict[Kind, QCheckBox] = {}
        wanted = recommended_kinds(settings)
        for place, kind in enumerate(sorted(OFFERED)):
            box = QCheckBox(kinds_word(kind))
            box.setChecked(kind in wanted)
            box.setToolTip(wrapped(kind_meaning(kind)))
            self.kinds[kind] = box
            grid.addWidget(box, place // 2, place % 2)
        return held


def languages() -> list[str]:
    """The codes of the translations that travel with the program."""
    folder = resource("i18n")
    return sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/xsell.mo"))


def _number(low: int, high: int, value: int, zero: str = "") -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setFixedWidth(110)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    if zero:
        box.setSpecialValueText(zero)
    return box
