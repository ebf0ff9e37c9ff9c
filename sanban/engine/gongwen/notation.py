"""公文里固定的写法：日期和冒号。"""

from datetime import date

COLON = "："


def long_date(day: date) -> str:
    """日期的写法：2026年9月11日，月日不编虚位（7.3.5.4）。"""
    return f"{day.year}年{day.month}月{day.day}日"
