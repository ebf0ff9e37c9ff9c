"""本地的时刻和日子：全站只有一个时区，不必像 Django 那样每次问这条线程换没换时区。"""

from datetime import date, datetime

from django.utils import timezone


def local(moment: datetime) -> datetime:
    """这一刻，照本地的钟。"""
    return moment.astimezone(timezone.get_default_timezone())


def day_of(moment: datetime) -> date:
    """这一刻是本地的哪一天。"""
    return local(moment).date()
