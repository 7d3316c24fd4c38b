"""Every shop that links can be written for, by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from xsell_desktop.domain.errors import UserError
from xsell_desktop.sales.catalogue import Catalogue
from xsell_desktop.shops.links import Links
from xsell_desktop.shops.magento_links import MAGENTO
from xsell_desktop.shops.plain_links import PLAIN
from xsell_desktop.shops.shopify_links import MATRIXIFY, SHOPIFY
from xsell_desktop.shops.target import LinkTable, Target, Written
from xsell_desktop.shops.woocommerce_links import WOOCOMMERCE
from xsell_desktop.texts import _

__all__ = ["TARGETS", "WRITABLE", "Target", "Written"]


def _unwritable(shop_id: str, name: str, reason: Callable[[], str]) -> Target:
    """A platform known by name whose file cannot be made; asking for it says why."""

    def refuse(links: Links, catalogues: Sequence[Catalogue]) -> LinkTable:
        raise UserError(
            _("The {shop} file cannot be written yet").format(shop=name),
            reason(),
            _("Write the plain table (plain) and enter the links in the shop from it."),
        )

    return Target(shop_id, name, "", "", False, refuse, tuple)


_ALL = (
    WOOCOMMERCE,
    SHOPIFY,
    MATRIXIFY,
    MAGENTO,
    _unwritable(
        "prestashop",
        "PrestaShop",
        lambda: _("PrestaShop links products by its own numbers, which no imported file holds."),
    ),
    _unwritable(
        "opencart",
        "OpenCart",
        lambda: _("OpenCart takes links only inside the workbook of its Export/Import tool."),
    ),
    _unwritable(
        "odoo",
        "Odoo",
        lambda: _("Odoo links products by their external ids, which no imported file holds."),
    ),
    _unwritable(
        "bigcommerce",
        "BigCommerce",
        lambda: _("BigCommerce documents no column for related products in its import."),
    ),
    PLAIN,
)
TARGETS: Mapping[str, Target] = MappingProxyType({target.id: target for target in _ALL})
WRITABLE: tuple[str, ...] = tuple(target.id for target in _ALL if target.file_name)
