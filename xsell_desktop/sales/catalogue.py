"""The shop's product list: price, cost, stock, category, parent and today's links."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Product:
    """One product or variant of a catalogue; numbers are None where the file is silent.

    `key` is what order lines call it (SKU; name without one). `parent` is the key of the
    product a variant belongs to ('' for simple and parent products), or `id:` and its shop_id
    where another file holds it. `handle` and `shop_id` are the platform's own keys.
    `cross_sells` are the complements linked today, `upsells` the other products linked.
    `parts` are the products, with their numbers, that are sold as one under this key.
    """

    key: str
    name: str
    price: float | None = None
    cost: float | None = None
    stock: float | None = None
    category: str = ""
    parent: str = ""
    handle: str = ""
    shop_id: str = ""
    visible: bool = True
    is_parent: bool = False
    cross_sells: tuple[str, ...] = ()
    upsells: tuple[str, ...] = ()
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """The products of one catalogue file.

    `key_header` is what the file calls its column of handles, as header generations differ and
    a file for the shop has to use the same one; '' where the platform has no handles.
    """

    format: str
    source: str
    products: tuple[Product, ...] = field(default_factory=tuple)
    key_header: str = ""
