"""期限：改整件的期限，跟着它走的差事一起改。"""

from datetime import datetime

from django.db import transaction

from sanban.matters.models import LIVE, Matter, Todo
from sanban.matters.services.trail import locked


@transaction.atomic
def set_due(matter: Matter, due_at: datetime) -> Matter:
    """改整件的期限，期限与整件相同的差事跟着改；由调用的室自己留痕。"""
    fresh = locked(matter)
    same = Todo.objects.filter(matter=fresh, state__in=LIVE, due_at=fresh.due_at)
    same.update(due_at=due_at)
    fresh.due_at = due_at
    fresh.save(update_fields=["due_at"])
    return fresh
