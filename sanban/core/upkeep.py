"""例行打扫：过期的登录、办完的后台工作。"""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from sanban.core.jobs import job
from sanban.core.models import SetAside

DONE_KEPT, FAILED_KEPT, ASIDE_KEPT = timedelta(days=1), timedelta(days=60), timedelta(days=400)


@job
def clear_sessions(now: str) -> str:
    """删去过期的登录。"""
    gone, _ = Session.objects.filter(expire_date__lt=datetime.fromisoformat(now)).delete()
    return f"删去 {gone} 个过期的登录"


@job
def prune_jobs(now: str) -> str:
    """办成的留一天，失败的留六十天，放下的留四百天。"""
    moment = datetime.fromisoformat(now)
    done = DBTaskResult.objects.successful().filter(finished_at__lt=moment - DONE_KEPT)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=moment - FAILED_KEPT)
    aside = SetAside.objects.filter(set_at__lt=moment - ASIDE_KEPT)
    gone = done.delete()[0] + failed.delete()[0] + aside.delete()[0]
    return f"删去 {gone} 行"
