"""Orders that a file calls by the people who placed them."""

from __future__ import annotations

import re
from dataclasses import replace

from xsell_desktop.sales.assembly import hash_customer
from xsell_desktop.sales.lines import Lines
from xsell_desktop.sales.recognition.names import NAMES, bare

_PERSON = re.compile(
    r".*@"  # an e-mail
    r"|\+[\d ()./-]{7,}$"  # a phone
    r"|[^\W\d][^\s\d()_]*(?: [^\W\d][^\s\d()_]*)+(?: \([-\d]*\))?$",  # words, and at most a day
)
_WORDS = (
    "mail", "phone", "telefon", "mobil", "customer", "client", "cliente", "kunde", "klient",
    "buyer", "member", "user", "address", "adresse", "name",
)  # fmt: skip


def names_people(header: str) -> bool:
    """Whether a column is one of people, although the user took it for order numbers."""
    name = bare(header)
    return name not in NAMES["order"] and any(word in name for word in _WORDS)


def hide_people(lines: Lines, salt: bytes, *, are_people: bool = False) -> Lines:
    """The lines with a salted hash in place of each order key that is a person's name, e-mail or
    phone; of every one when all `are_people`.
    """

    def hide(keys: tuple[str, ...]) -> tuple[str, ...]:
        text = "".join(keys)
        if not are_people and not any(mark in text for mark in "@+ "):
            return keys  # far cheaper than a look at each
        return tuple(
            hash_customer(key, salt) if are_people or _PERSON.match(key) else key for key in keys
        )

    return replace(lines, order_keys=hide(lines.order_keys), void_orders=hide(lines.void_orders))
