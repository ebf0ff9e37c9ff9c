"""国务院放假安排：随 chinesecalendar 带来的各年，作为录入的底本。"""

from datetime import date

from chinese_calendar import constants

NAMES = {
    "new_years_day": "元旦",
    "spring_festival": "春节",
    "tomb_sweeping_day": "清明节",
    "labour_day": "劳动节",
    "dragon_boat_festival": "端午节",
    "national_day": "国庆节",
    "mid_autumn_festival": "中秋节",
    "anti_fascist_70th_day": "抗战胜利纪念日",
}
_LABELS = {member.value: NAMES[code] for code, member in constants.Holiday.__members__.items()}


def published_years() -> list[int]:
    """有底本的年份，早的在前。"""
    return sorted({day.year for day in constants.holidays})


def published(year: int) -> list[tuple[date, str, bool]]:
    """某年的放假和调休：（日期，名称，是否上班），按日期；没有底本就是空。"""
    rests = [(day, _name(label), False) for day, label in constants.holidays.items()]
    shifts = [(day, _name(label), True) for day, label in constants.workdays.items()]
    return sorted(row for row in rests + shifts if row[0].year == year)


def _name(label: str) -> str:
    return _LABELS.get(label, label)
