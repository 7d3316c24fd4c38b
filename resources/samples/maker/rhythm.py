"""When people order: growth, seasons, weekdays, hours, and British summer time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from .dice import Dice, Wheel
from .planted import FIRST_DAY, LAST_DAY

WEEKDAYS = (1.08, 0.98, 0.95, 0.98, 1.02, 0.90, 1.20)  # Monday first
MONTHS = (0.85, 0.85, 0.92, 1.0, 1.05, 1.1, 1.12, 1.08, 0.98, 0.92, 1.15, 1.9)
HOURS = (1, 0, 0, 0, 0, 1, 3, 6, 9, 11, 12, 12, 14, 11, 9, 9, 10, 12, 15, 19, 22, 19, 11, 4)
SUMMER = (0.45, 0.5, 0.75, 1.0, 1.3, 1.6, 1.75, 1.5, 1.0, 0.65, 0.45, 0.45)


def days() -> list[date]:
    """Every day the shop was open."""
    return [FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


def phase(day: date) -> str:
    """`advent` (1 to 24 December), `late-november` (from the 20th), or ''."""
    if day.month == 12 and day.day <= 24:
        return "advent"
    return "late-november" if day.month == 11 and day.day >= 20 else ""


def expected_orders(day: date) -> float:
    """Orders of a usual day like this one."""
    grown = 8.3 + 3.8 * (day - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days
    rest = 0.4 if day.month == 12 and day.day > 24 else 1.0
    return grown * WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] * rest


def demand(season: str, day: date) -> float:
    """How much more a product of a season sells on this day than over the year."""
    summer = SUMMER[day.month - 1]
    if season == "summer":
        return summer
    if season == "winter":
        return max(0.3, 2.1 - 1.1 * summer)
    if season == "gift":
        return 2.2 if phase(day) else 0.85
    return 1.0


def order_time(day: date, dice: Dice) -> datetime:
    """A moment of the day, most likely in the evening."""
    return datetime.combine(day, time(_HOURS.spin(dice), dice.whole(0, 59), dice.whole(0, 59)))


def stamp(moment: datetime) -> str:
    """As Shopify writes it: shop time with the offset of British winter or summer time."""
    start, end = _last_sunday(moment.year, 3), _last_sunday(moment.year, 10)
    offset = "+0100" if start <= moment.date() < end else "+0000"
    return f"{moment:%Y-%m-%d %H:%M:%S} {offset}"


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta((last.weekday() + 1) % 7)


_HOURS = Wheel(range(24), HOURS)
