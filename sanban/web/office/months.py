"""一年的月历：哪天放假、哪天调休、哪天是今天。"""

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sanban.core.models import Holiday

WEEKEND = 5
WEEKS = Weeks(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """一格：日子（空格为空）、样式、名称。"""

    day: date | None
    look: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """一个月：几月，各周七格。"""

    number: int
    weeks: tuple[tuple[Cell, ...], ...]


def months(year: int, changed: Mapping[date, Holiday], today: date) -> list[Month]:
    """十二个月。"""
    return [Month(number, _weeks(year, number, changed, today)) for number in range(1, 13)]


def _weeks(
    year: int, number: int, changed: Mapping[date, Holiday], today: date
) -> tuple[tuple[Cell, ...], ...]:
    rows = WEEKS.monthdatescalendar(year, number)
    return tuple(
        tuple(_cell(day, changed, today) if day.month == number else Cell(None) for day in row)
        for row in rows
    )


def _cell(day: date, changed: Mapping[date, Holiday], today: date) -> Cell:
    found = changed.get(day)
    looks = ["today"] if day == today else []
    if found:
        looks.append("shift" if found.is_workday else "holiday")
    elif day.weekday() >= WEEKEND:
        looks.append("rest")
    return Cell(day, " ".join(looks), found.name if found else "")
