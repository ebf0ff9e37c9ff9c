"""取号、定设置、改节假日。"""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from sanban.core.models import Holiday, Option, Serial
from sanban.core.prepared import Prepared
from sanban.core.writing import rewrite

_SERIALS = Prepared(
    lambda series, year: Serial.objects.select_for_update().filter(series=series, year=year)[:1]
)


@transaction.atomic
def take_serial(series: str, *, year: int) -> int:
    """在系列里取下一个号，从 1 起；与取号者同一事务，取而不用则不占号。"""
    return take_serials(series, year=year, count=1)[0]


@transaction.atomic
def take_serials(series: str, *, year: int, count: int) -> range:
    """在系列里连着取 `count` 个号，同 `take_serial`。"""
    row = _locked_serial(series, year)
    first = row.last + 1
    row.last += count
    rewrite(row, "last")
    return range(first, first + count)


@transaction.atomic
def reach_serial(series: str, *, year: int, number: int) -> None:
    """补录了旧号的，系列至少用到这个号；已经超过的不动。"""
    row = _locked_serial(series, year)
    row.last = max(row.last, number)
    row.save(update_fields=["last"])


def _locked_serial(series: str, year: int) -> Serial:
    found = _SERIALS.first(series, year)
    if found:
        return found
    try:
        with transaction.atomic():
            Serial.objects.create(series=series, year=year)
    except IntegrityError:
        pass
    return Serial.objects.select_for_update().get(series=series, year=year)


@transaction.atomic
def set_option(name: str, value: str) -> None:
    """改一项设置。"""
    Option.objects.update_or_create(name=name, defaults={"value": value})


def options(prefix: str = "") -> dict[str, str]:
    """读设置：代号 → 值。"""
    return dict(Option.objects.filter(name__startswith=prefix).values_list("name", "value"))


@transaction.atomic
def set_holiday(day: date, *, name: str, is_workday: bool) -> Holiday:
    """记下一天放假或者调休上班；同一天重记则以后记的为准。"""
    values = {"name": name.strip(), "is_workday": is_workday}
    return Holiday.objects.update_or_create(day=day, defaults=values)[0]


@transaction.atomic
def remove_holiday(day: date) -> None:
    """删去一天，恢复按星期计。"""
    Holiday.objects.filter(day=day).delete()


@transaction.atomic
def load_holidays(rows: Iterable[tuple[date, str, bool]]) -> int:
    """成批记下放假安排，返回天数。"""
    listed = [set_holiday(day, name=name, is_workday=works) for day, name, works in rows]
    return len(listed)
