"""机构人员的定时工作：定在今天的任免，今天起算。"""

from datetime import datetime

from django.utils import timezone

from sanban.core.jobs import job
from sanban.people import services


@job
def follow_posts(now: str) -> str:
    """现任职务随今天的任免改。"""
    day = timezone.localtime(datetime.fromisoformat(now)).date()
    return f"改了 {services.follow_all_posts(day=day)} 人的现任职务"
