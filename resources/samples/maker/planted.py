"""The truths hidden in the sample shop. Products by name; strengths are chances per order."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

SEED = 20260914
FIRST_DAY, LAST_DAY = date(2025, 4, 1), date(2026, 9, 17)
SHOP, CURRENCY = "Trailhead & Roast", "GBP"


class Complement(NamedTuple):
    """Whoever buys `anchor` adds `partner` to the same order with chance `strength`."""

    anchor: str
    partner: str
    strength: float


class FollowUp(NamedTuple):
    """`share` of the buyers of `first` come back for `later` about `days` days after."""

    first: str
    later: str
    days: int
    share: float


COMPLEMENTS = (
    Complement("Gas Stove Pocket", "Gas Canister 230 g", 0.50),
    Complement("Pour-Over Dripper", "Dripper Paper Filters (100)", 0.46),
    Complement("Canister Stove Gale", "Gas Canister 230 g", 0.44),
    Complement("Flat-Bed Dripper", "Dripper Paper Filters (100)", 0.40),
    Complement("Cold Brew Bottle 1 L", "Cold Brew Blend Coarse 500 g", 0.36),
    Complement("Head Torch 200", "AAA Batteries (8)", 0.34),
    Complement("Air Plunge Brewer", "Air Plunge Paper Filters (350)", 0.30),
    Complement("Hand Grinder Steel", "House Espresso Beans 1 kg", 0.30),
    Complement("Two-Person Tent Fell", "Tent Footprint Two-Person", 0.28),
    Complement("Milk Frothing Jug", "Barista Thermometer", 0.28),
    Complement("Two-Person Tent Moor", "Tent Footprint Two-Person", 0.26),
    Complement("Trekking Poles Pair", "Rubber Pole Tips (4)", 0.26),
    Complement("Espresso Maker Piccolo", "Knock Box", 0.26),
    Complement("Three-Season Sleeping Bag", "Sleeping Bag Liner Cotton", 0.24),
    Complement("Waterproof Jacket", "Wash-In Proofer", 0.24),
    Complement("Moka Pot 6 Cup", "Moka Gasket and Filter Set", 0.22),
    Complement("Hydration Pack 15 L", "Bladder Cleaning Kit", 0.22),
    Complement("Inflatable Sleeping Mat", "Mat Repair Kit", 0.20),
    Complement("Freeze-Dried Chilli", "Long-Handled Spork", 0.20),
)

# real but too small to promise a verdict: they give the picture its texture
MINOR_COMPLEMENTS = (
    Complement("Head Torch 400 Pro", "AAA Batteries (8)", 0.30),
    Complement("Inflatable Sleeping Mat", "Inflatable Pillow", 0.14),
    Complement("Foam Sleeping Mat", "Inflatable Pillow", 0.14),
    Complement("Hand Grinder Steel", "Dark Roast Espresso Beans 1 kg", 0.26),
    Complement("Hand Grinder Travel", "Single Origin Kenya 250 g", 0.16),
    Complement("Electric Burr Grinder", "Grinder Brush", 0.24),
    Complement("Electric Burr Grinder Pro", "Grinder Brush", 0.20),
    Complement("Espresso Maker Piccolo", "Tamper 53 mm", 0.16),
    Complement("Tamper 53 mm", "Tamping Mat", 0.30),
    Complement("Espresso Cleaning Powder", "Group Head Brush", 0.30),
    Complement("Espresso Cups Set of 2", "Demerara Sugar Cubes 500 g", 0.16),
    Complement("Coffee Scale with Timer", "Gooseneck Kettle 1 L", 0.18),
    Complement("Gooseneck Kettle 1 L", "Glass Server 600 ml", 0.20),
    Complement("Filter Blend 1 kg", "Airtight Coffee Canister", 0.16),
    Complement("Cold Brew Filter Bags (25)", "Cold Brew Blend Coarse 500 g", 0.30),
    Complement("French Press 1 L", "Breakfast Blend Ground 250 g", 0.24),
    Complement("Vanilla Syrup 700 ml", "Caramel Syrup 700 ml", 0.24),
    Complement("Caramel Syrup 700 ml", "Hazelnut Syrup 700 ml", 0.22),
    Complement("Hazelnut Syrup 700 ml", "Syrup Pump", 0.24),
    Complement("Hot Chocolate Flakes 300 g", "Marshmallows 200 g", 0.30),
    Complement("Drinking Chocolate 1 kg", "Marshmallows 200 g", 0.24),
    Complement("Almond Biscotti 200 g", "Stroopwafels (10)", 0.18),
    Complement("Compostable Cup Lids (50)", "Compostable Cups 8 oz (50)", 0.40),
    Complement("Vacuum Flask 750 ml", "Flask Brush", 0.20),
    Complement("Vacuum Flask 1 L", "Flask Brush", 0.20),
    Complement("Freeze-Dried Pasta Bolognese", "Freeze-Dried Porridge", 0.26),
    Complement("Freeze-Dried Curry", "Freeze-Dried Porridge", 0.24),
    Complement("Cook Set Two-Person", "Long-Handled Spork", 0.20),
    Complement("Titanium Pot 900 ml", "Piezo Lighter", 0.22),
    Complement("Fire Steel", "Storm Matches", 0.16),
    Complement("Tent Pegs Steel (10)", "Peg Mallet", 0.30),
    Complement("Tarp 3 x 3 m", "Guy Line Reflective 20 m", 0.32),
    Complement("Hammock Canvas", "Hammock Straps", 0.40),
    Complement("Leather Hiking Boots", "Boot Wax", 0.30),
    Complement("Leather Hiking Boots", "Merino Hiking Socks", 0.22),
    Complement("Merino Hiking Socks", "Blister Plasters (10)", 0.16),
    Complement("Insoles Trail", "Boot Laces 150 cm", 0.20),
    Complement("Wool Beanie", "Fleece Gloves", 0.20),
    Complement("Candle Lantern", "Tealight Refill (12)", 0.40),
    Complement("Solar Charger 10 W", "Power Bank 10000", 0.30),
    Complement("Power Bank 10000", "Charging Cable Short", 0.22),
    Complement("Walking Map North", "Map Case Waterproof", 0.18),
    Complement("Walking Map South", "Map Case Waterproof", 0.18),
    Complement("Baseplate Compass", "Walking Map North", 0.24),
    Complement("First Aid Kit Hiker", "Emergency Whistle", 0.18),
    Complement("Daypack 22 L", "Rain Cover 20-30 L", 0.28),
    Complement("Trekking Pack 55 L", "Rain Cover 50-70 L", 0.34),
    Complement("Dry Bag 20 L", "Dry Bag 8 L", 0.30),
    Complement("Insect Repellent 100 ml", "Midge Head Net", 0.22),
    Complement("Sun Hat", "Sun Cream Travel 50 ml", 0.26),
    Complement("Down Sleeping Bag", "Down Wash", 0.30),
    Complement("Two-Person Tent Fell", "Tent Pegs Steel (10)", 0.12),
    Complement("Two-Person Tent Moor", "Tent Pegs Steel (10)", 0.12),
    Complement("Two-Person Tent Moor", "Three-Season Sleeping Bag", 0.16),
    Complement("Three-Season Sleeping Bag", "Inflatable Sleeping Mat", 0.20),
    Complement("Three-Season Sleeping Bag", "Compression Sack 15 L", 0.12),
    Complement("Inflatable Sleeping Mat", "Foot Pump", 0.12),
    Complement("Gas Stove Pocket", "Cook Set Two-Person", 0.14),
    Complement("Canister Stove Gale", "Canister Stand", 0.12),
    Complement("Canister Stove Gale", "Cook Set Two-Person", 0.12),
    Complement("Freeze-Dried Chilli", "Freeze-Dried Curry", 0.16),
    Complement("Freeze-Dried Chilli", "Freeze-Dried Pasta Bolognese", 0.16),
    Complement("Cook Set Two-Person", "Cutlery Set Steel", 0.20),
    Complement("Espresso Maker Piccolo", "Milk Frothing Jug", 0.20),
    Complement("Espresso Maker Piccolo", "Espresso Cleaning Powder", 0.14),
    Complement("Milk Frothing Jug", "Cappuccino Cups Set of 2", 0.12),
    Complement("Pour-Over Dripper", "Glass Server 600 ml", 0.14),
    Complement("Pour-Over Dripper", "Filter Blend 250 g", 0.16),
    Complement("Flat-Bed Dripper", "Filter Blend 250 g", 0.16),
    Complement("Flat-Bed Dripper", "Coffee Scale with Timer", 0.14),
    Complement("Moka Pot 6 Cup", "House Espresso Beans 250 g", 0.18),
    Complement("Air Plunge Brewer", "Air Plunge Metal Filter", 0.12),
    Complement("Trekking Poles Pair", "Merino Hiking Socks", 0.16),
    Complement("Trekking Poles Pair", "Pole Snow Baskets", 0.08),
    Complement("Waterproof Jacket", "Rain Trousers", 0.14),
    Complement("Rain Trousers", "Gaiters Pair", 0.20),
    Complement("Hydration Pack 15 L", "Hydration Bladder 2 L", 0.14),
    Complement("Hydration Pack 15 L", "Neck Gaiter", 0.10),
    Complement("Head Torch 200", "Emergency Whistle", 0.10),
    Complement("First Aid Kit Hiker", "Blister Plasters (10)", 0.22),
    Complement("Daypack 22 L", "Steel Water Bottle 750 ml", 0.18),
    Complement("Insect Repellent 100 ml", "Sun Cream Travel 50 ml", 0.22),
    Complement("Enamel Camp Mug", "Campfire Coffee Bags (10)", 0.18),
    Complement("Campfire Coffee Bags (10)", "Instant Trail Coffee Sachets (12)", 0.16),
    Complement("Vacuum Flask 750 ml", "Hot Chocolate Flakes 300 g", 0.14),
    Complement("Butter Shortbread 250 g", "Almond Biscotti 200 g", 0.18),
)

# one or the other, never both in one order; each two share a partner above
SUBSTITUTES = (
    ("Two-Person Tent Fell", "Two-Person Tent Moor"),
    ("Gas Stove Pocket", "Canister Stove Gale"),
    ("House Espresso Beans 1 kg", "Dark Roast Espresso Beans 1 kg"),
    ("Pour-Over Dripper", "Flat-Bed Dripper"),
    ("Inflatable Sleeping Mat", "Foam Sleeping Mat"),
)

UP_SELL = ("Head Torch 200", "Head Torch 400 Pro")
UPGRADE_SHARE, UPGRADE_DAYS = 0.12, 120

CHRISTMAS = ("Gingerbread Spice Roast 250 g", "Bauble Enamel Mug")
# chance of each per place in a basket, by phase of the year
CHRISTMAS_CHANCE = {"advent": 0.095, "late-november": 0.005, "": 0.0002}

FOLLOW_UPS = (
    FollowUp("Single Origin Taster Box", "Single Origin Ethiopia 1 kg", 21, 0.40),
    FollowUp("Espresso Maker Piccolo", "Descaler Sachets (6)", 45, 0.44),
    FollowUp("Hand Grinder Steel", "Grinder Cleaning Tablets", 60, 0.32),
    FollowUp("Water Filter Bottle", "Filter Bottle Replacement Cartridge", 90, 0.50),
)

ONE_CUSTOMER = ("Oat Barista Drink (12)", "Compostable Cups 8 oz (50)")
ONE_CUSTOMER_ORDERS, OTHERS_ORDERS = 30, 2

SIBLINGS = "Merino Hiking Socks"  # two sizes of it in one order now and then
SIBLINGS_SHARE = 0.16

WHOLESALE_ORDERS, WHOLESALE_LINES = 12, (60, 120)
CANCELLED_SHARE, REFUNDED_SHARE, PART_REFUNDED_SHARE = 0.015, 0.01, 0.025
TIP_SHARE, GUEST_SHARE, TILL_SHARE = 0.02, 0.03, 0.08
TEST_ORDERS, REPEATED_ORDERS, WORKSHOP_ORDERS = 6, 10, 4
CUSTOM_LINES = ("Gift wrapping", "Express delivery surcharge", "Replacement parcel postage")
BAD_QUANTITIES = ("two", "1 pair", "n/a", "one", "a few")
BLANK_PRODUCTS = 4
BAD_DATES = ("yesterday", "2026-13-45 10:00:00 +0100", "31st of March")
