"""What goes into a basket: popular things, fitting things, never two of a kind."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from . import planted
from .assortment import Article, Product
from .dice import Dice, Wheel
from .rhythm import MONTHS, demand, phase

# chance of 1, 2, 3 … free places in a basket; what fits comes on top
PLACES = (0.55, 0.21, 0.11, 0.055, 0.035, 0.015, 0.01, 0.005, 0.005, 0.005)
MOODS = {"coffee": (1.4, 0.6), "outdoor": (0.6, 1.4), "both": (1.0, 1.0)}


class Baskets:
    """Fills baskets for a day of the year."""

    def __init__(self, products: dict[str, Product], dice: Dice) -> None:
        self.products, self.dice = products, dice
        self._places = Wheel(range(1, len(PLACES) + 1), PLACES)
        self._wheels: dict[tuple[str, int, str], Wheel[Product]] = {}
        self._fitting: dict[str, list[planted.Complement]] = defaultdict(list)
        for rule in (*planted.COMPLEMENTS, *planted.MINOR_COMPLEMENTS):
            self._fitting[rule.anchor].append(rule)
        self._barred: dict[str, set[str]] = defaultdict(set)
        for one, other in (*planted.SUBSTITUTES, planted.UP_SELL, planted.ONE_CUSTOMER):
            self._barred[one].add(other)
            self._barred[other].add(one)

    def fill(self, day: date) -> list[Article]:
        """An ordinary basket."""
        return self._in_season(self._grow({}, self._places.spin(self.dice), day), day)

    def around(self, name: str, day: date) -> list[Article]:
        """A basket of somebody who came for one product, and seldom for more."""
        basket: dict[str, Product] = {}
        self._put(basket, self.products[name])
        return self._grow(basket, 1 if self.dice.chance(0.3) else 0, day)

    def giant(self, size: int) -> list[Article]:
        """Many products without a thought of what fits; substitutes stay apart here too."""
        basket: dict[str, Product] = {}
        for product in self.dice.shuffled(list(self.products.values())):
            free = not self._barred[product.name] & basket.keys()
            if free and product.season != "christmas" and product.note != "slow":
                basket[product.name] = product
            if len(basket) == size:
                break
        return [self.dice.one_of(product.articles) for product in basket.values()]

    def _grow(self, basket: dict[str, Product], places: int, day: date) -> list[Article]:
        wheel = self._wheel(
            self.dice.one_of(("coffee", "coffee", "outdoor", "outdoor", "both")), day
        )
        for _ in range(places):
            product = wheel.spin(self.dice)
            for _again in range(20):
                if product.name not in basket and not self._barred[product.name] & basket.keys():
                    self._put(basket, product)
                    break
                product = wheel.spin(self.dice)
        articles = []
        for product in basket.values():
            article = self.dice.one_of(product.articles)
            articles.append(article)
            if product.name == planted.SIBLINGS and self.dice.chance(planted.SIBLINGS_SHARE):
                articles.append(self.dice.one_of([a for a in product.articles if a != article]))
        return articles

    def _put(self, basket: dict[str, Product], product: Product) -> None:
        basket[product.name] = product
        for rule in self._fitting[product.name]:
            wanted = self.dice.drawn(rule, rule.strength)
            free = rule.partner not in basket and not self._barred[rule.partner] & basket.keys()
            if wanted and free:
                self._put(basket, self.products[rule.partner])

    def _in_season(self, basket: list[Article], day: date) -> list[Article]:
        """Christmas products take places of a basket, each for itself, whatever else is in it."""
        chance = planted.CHRISTMAS_CHANCE[phase(day)]
        for place in range(len(basket)):
            drawn = int(self.dice.share() / chance)
            if drawn < len(planted.CHRISTMAS):
                article = self.products[planted.CHRISTMAS[drawn]].articles[0]
                if article not in basket:
                    basket[place] = article
        return basket

    def _wheel(self, mood: str, day: date) -> Wheel[Product]:
        key = (mood, day.month, phase(day))
        if key not in self._wheels:
            coffee, outdoor = MOODS[mood]
            year = sum(MONTHS)
            weights = {}
            for product in self.products.values():
                usual = sum(
                    demand(product.season, date(2026, month, 15)) * MONTHS[month - 1] / year
                    for month in range(1, 13)
                )
                liking = coffee if product.branch == "Coffee" else outdoor
                today = demand(product.season, day) / usual
                weights[product.name] = product.popularity * liking * today
            self._wheels[key] = Wheel(
                [self.products[name] for name in weights], list(weights.values())
            )
        return self._wheels[key]
