"""Invented customers; addresses and telephone numbers belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from .dice import Dice

FIRST_NAMES = (
    "Ada", "Bram", "Cleo", "Dara", "Edda", "Finn", "Greta", "Hugo", "Isla", "Joss", "Kit", "Lena",
    "Milo", "Nell", "Otis", "Pia", "Quin", "Rhea", "Sol", "Tess", "Uma", "Vito", "Wren", "Yara",
)  # fmt: skip
LAST_NAMES = (
    "Ashdown", "Birchall", "Coldwell", "Dunmoor", "Elmsley", "Fairbrook", "Greenhow", "Hartsop",
    "Inglefield", "Jessamy", "Kirkholme", "Larkrise", "Mossgill", "Netherby", "Oakenshaw",
    "Penhallow", "Quernmore", "Ravensworth", "Stonecroft", "Thistlewood", "Underhill", "Whinfell",
)  # fmt: skip
TOWNS = (
    ("Fellbridge", "ZZ1 1AA"), ("Lower Thwaite", "ZZ2 2BB"), ("Marrowdale", "ZZ3 3CC"),
    ("Saltby Haven", "ZZ4 4DD"), ("Great Pocklow", "ZZ5 5EE"), ("Whistley", "ZZ6 6FF"),
)  # fmt: skip
STREETS = ("Sample Street", "Specimen Lane", "Example Road", "Placeholder Row")


@dataclass(frozen=True)
class Customer:
    """Somebody who buys; `email` is '' for a guest at the till."""

    name: str
    email: str
    street: str
    town: str
    postcode: str
    phone: str
    company: str = ""


WHOLESALER = Customer(
    "Orla Whinfell", "orders@wholesale.example.com", "1 Depot Yard", "Marrowdale", "ZZ3 3CC",
    "01632 960001", "Highland Outfitters Wholesale",
)  # fmt: skip
CAFE = Customer(
    "Bram Netherby", "kitchen@corner-cafe.example.com", "2 Corner Place", "Whistley", "ZZ6 6FF",
    "01632 960002", "The Corner Café",
)  # fmt: skip
GUEST = Customer("", "", "", "", "", "")
TESTER = Customer(
    "Test Order", "test@example.com", "3 Sample Street", "Fellbridge", "ZZ1 1AA", "01632 960003"
)


def invent(number: int, dice: Dice) -> Customer:
    """The customer of this number."""
    town, postcode = dice.one_of(TOWNS)
    return Customer(
        name=f"{dice.one_of(FIRST_NAMES)} {dice.one_of(LAST_NAMES)}",
        email=f"customer{number:04d}@example.com",
        street=f"{dice.whole(1, 120)} {dice.one_of(STREETS)}",
        town=town,
        postcode=postcode,
        phone=f"01632 960{dice.whole(100, 999)}",
    )


class Crowd:
    """The customers there are, and who orders next."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._regulars: list[Customer] = []
        self._count = 0

    def next(self) -> Customer:
        """Somebody new or, more often as time goes by, somebody who came before."""
        returning = min(0.55, len(self._regulars) / 2500)
        if self._dice.chance(returning):
            place = self._dice.share() ** 1.6  # the earliest customers come most often
            return self._regulars[int(place * len(self._regulars))]
        self._count += 1
        customer = invent(self._count, self._dice)
        self._regulars.append(customer)
        return customer
