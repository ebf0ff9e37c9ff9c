"""账号各页：谁能进。"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sanban.inbox.models import Message
from sanban.people import services as people

ZONE = ZoneInfo("Asia/Shanghai")


def a_message(get):
    person = get("cast").clerk
    made = Message.objects.create(
        person=person,
        kind="remind",
        title="请抓紧办理",
        cause="row",
        sent_at=datetime(2026, 9, 16, 9, tzinfo=ZONE),
    )
    return {"pk": made.pk}


def a_token(get):
    person, now = get("cast").clerk, datetime(2026, 9, 16, 9, tzinfo=ZONE)
    made, _ = people.make_token(person, purpose="api", label="督查系统", now=now)
    return {"pk": made.pk}


ROWS = [
    ("sign-in", "get", None, 200, None),
    ("sign-in", "get", "clerk", 302, None),
    ("sign-in", "post", None, 422, None),
    ("sign-out", "get", "clerk", 405, None),
    ("sign-out", "post", "clerk", 302, None),
    ("sign-out", "post", None, 302, None),
    ("change-password", "get", "clerk", 200, None),
    ("change-password", "get", "sys_admin", 200, None),
    ("change-password", "get", None, 302, None),
    ("large-type", "get", "clerk", 405, None),
    ("large-type", "post", "audit_admin", 302, None),
    ("large-type", "post", None, 302, None),
    ("messages", "get", "outsider", 200, None),
    ("messages", "get", None, 302, None),
    ("messages-read", "post", "clerk", 302, None),
    ("messages-read", "post", None, 302, None),
    ("message-open", "post", "clerk", 302, a_message),
    ("message-open", "post", "mayor", 404, a_message),
    ("message-open", "post", None, 302, a_message),
    ("tokens", "get", "clerk", 200, None),
    ("tokens", "get", "finance_liaison", 200, None),
    ("tokens", "get", "sys_admin", 404, None),
    ("tokens", "get", "outsider", 404, None),
    ("tokens", "get", None, 302, None),
    ("tokens", "post", "clerk", 422, None),
    ("token-revoke", "post", "clerk", 302, a_token),
    ("token-revoke", "post", "mayor", 404, a_token),
    ("token-revoke", "post", None, 302, a_token),
    ("token-revoke", "get", "clerk", 405, a_token),
]
