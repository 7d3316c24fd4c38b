"""The form of one policy: its kind's own controls, each settled change told at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xsell_desktop.domain.policies import PARAMETERS, SAME, Policy, PolicyKind
from xsell_desktop.mining.analysis import Analysis
from xsell_desktop.texts import _
from xsell_desktop.ui.policies.fields import (
    DayField,
    Field,
    FlagField,
    KeysField,
    NumberField,
    WordField,
)


class PolicyForm(QWidget):
    """`changed` carries the name of a parameter and its new value."""

    changed = Signal(str, object)

    def __init__(self, kind: PolicyKind) -> None:
        super().__init__()
        self.kind = kind
        self.fields: dict[str, Field] = dict(_make_fields(kind))
        self._offered: Analysis | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for name, field in self.fields.items():
            column.addWidget(field)
            field.changed.connect(lambda value, name=name: self.changed.emit(name, value))

    def show_policy(self, policy: Policy, analysis: Analysis) -> None:
        """Show the values of a policy of this kind."""
        if analysis is not self._offered:
            self._offered = analysis
            self._offer(analysis)
        for name, field in self.fields.items():
            field.show_value(policy.values.get(name, PARAMETERS[self.kind][name].usual))

    def _offer(self, analysis: Analysis) -> None:
        products = dict(zip(analysis.products.keys, analysis.products.names, strict=True))
        names = sorted({category for category in analysis.products.categories if category})
        categories = {name: name for name in names}
        for name, field in self.fields.items():
            if isinstance(field, KeysField):
                own = {SAME: _("The product’s own category")} if name == "partners" else {}
                field.chooser.offer(products if field.is_for_products else own | categories)


def _make_fields(kind: PolicyKind) -> Mapping[str, Field]:
    if kind is PolicyKind.STOCK:
        return {
            "least": _number(kind, "least", _("Least number in stock")),
            "unknown": FlagField(_("Also what has no known stock")),
            "unlisted": FlagField(_("Also what is in no catalogue")),
        }
    if kind is PolicyKind.PRICE_BAND:
        return {
            "low": _share(kind, "low", _("From, of the product’s price")),
            "high": _share(kind, "high", _("Up to, of the product’s price")),
        }
    if kind is PolicyKind.MARGIN:
        return {
            "weight": _share(kind, "weight", _("Weight of the margin")),
            "least": _share(kind, "least", _("Least margin, of the price")),
        }
    if kind is PolicyKind.CATEGORY:
        rule = [(False, _("Never these")), (True, _("Only these"))]
        return {
            "anchors": KeysField(_("For products of (none: of any category)"), products=False),
            "only": WordField(_("Partners from"), rule),
            "partners": KeysField(_("Categories of the partners"), products=False),
        }
    if kind is PolicyKind.AT_MOST:
        return {"lists": _number(kind, "lists", _("Most lists for one product"))}
    if kind is PolicyKind.DIVERSITY:
        ways = [("category", _("category")), ("family", _("family"))]
        return {
            "most": _number(kind, "most", _("Most partners in a list")),
            "by": WordField(_("of one"), ways),
        }
    if kind is PolicyKind.NOT_BOUGHT:
        return {"share": _share(kind, "share", _("From this share of the buyers on"))}
    return _choosing_fields(kind)


def _choosing_fields(kind: PolicyKind) -> Mapping[str, Field]:
    """Of the kinds that are about chosen products and categories."""
    if kind is PolicyKind.NEVER_WITH:
        return {
            "products": KeysField(_("These products"), products=True),
            "categories": KeysField(_("All products of these categories"), products=False),
            "with_products": KeysField(_("Never with these products"), products=True),
            "with_categories": KeysField(_("Never with products of"), products=False),
        }
    if kind is PolicyKind.ALWAYS_FIRST:
        return {
            "products": KeysField(_("These products, in this order"), products=True),
            "anchors": KeysField(_("With products of (none: of any category)"), products=False),
        }
    return {
        "products": KeysField(_("These products"), products=True),
        "categories": KeysField(_("All products of these categories"), products=False),
        "begin": DayField(_("First day")),
        "end": DayField(_("Last day")),
    }


def _number(kind: PolicyKind, name: str, words: str) -> NumberField:
    return NumberField(words, PARAMETERS[kind][name], is_share=False, suffix="")


def _share(kind: PolicyKind, name: str, words: str) -> NumberField:
    return NumberField(words, PARAMETERS[kind][name], is_share=True, suffix=_(" %"))
