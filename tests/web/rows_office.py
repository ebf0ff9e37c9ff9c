"""管理各页：谁能进。"""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from sanban.inbox import services as inbox
from sanban.inbox.models import Channel

ZONE = ZoneInfo("Asia/Shanghai")
MAIL = "mailtos://bot:word@mail.local?to={address}"


def nothing(get):
    return {"pk": uuid4()}


def a_channel(get):
    by, now = get("cast").sys_admin, datetime(2026, 9, 16, 9, tzinfo=ZONE)
    made = inbox.add_channel("邮件", address=MAIL, is_inside=False, by=by, now=now)
    return {"pk": made.pk}


def a_contact(get):
    given = a_channel(get)
    cast = get("cast")
    channel = Channel.objects.get(**given)
    made = inbox.set_contact(channel, cast.clerk, address="a@b", by=cast.sys_admin)
    return {**given, "contact": made.pk}


ROWS = [
    ("holidays", "get", "clerk", 200, None),
    ("holidays", "get", "sys_admin", 200, None),
    ("holidays", "get", "mayor", 404, None),
    ("holidays", "get", None, 302, None),
    ("holiday-save", "post", "clerk", 422, None),
    ("holiday-save", "post", "mayor", 404, None),
    ("holiday-save", "get", "clerk", 405, None),
    ("holiday-remove", "post", "clerk", 409, None),
    ("holiday-remove", "post", "audit_admin", 404, None),
    ("holiday-seed", "post", "sys_admin", 302, None),
    ("holiday-seed", "post", "outsider", 404, None),
    ("holiday-import", "post", "clerk", 409, None),
    ("holiday-import", "post", "deputy", 404, None),
    ("holiday-template", "get", "clerk", 200, None),
    ("holiday-template", "get", "sec_admin", 404, None),
    ("jobs", "get", "sys_admin", 200, None),
    ("jobs", "get", "clerk", 404, None),
    ("jobs", "get", None, 302, None),
    ("job-again", "post", "sys_admin", 409, nothing),
    ("job-again", "post", "clerk", 404, nothing),
    ("job-again", "get", "sys_admin", 405, nothing),
    ("audit", "get", "audit_admin", 200, None),
    ("audit", "get", "sys_admin", 404, None),
    ("audit", "get", "sec_admin", 404, None),
    ("audit", "get", "mayor", 404, None),
    ("audit", "get", None, 302, None),
    ("audit-export", "get", "audit_admin", 200, None),
    ("audit-export", "get", "sys_admin", 404, None),
    ("audit-verify", "post", "audit_admin", 200, None),
    ("audit-verify", "post", "clerk", 404, None),
    ("channels", "get", "sys_admin", 200, None),
    ("channels", "post", "sys_admin", 422, None),
    ("channels", "get", "clerk", 404, None),
    ("channels", "get", "sec_admin", 404, None),
    ("channels", "get", None, 302, None),
    ("channel", "get", "sys_admin", 200, a_channel),
    ("channel", "post", "sys_admin", 422, a_channel),
    ("channel", "get", "audit_admin", 404, a_channel),
    ("channel-switch", "post", "sys_admin", 302, a_channel),
    ("channel-switch", "post", "director", 404, a_channel),
    ("channel-switch", "get", "sys_admin", 405, a_channel),
    ("channel-test", "post", "sys_admin", 302, a_channel),
    ("channel-test", "post", "clerk", 404, a_channel),
    ("channel-retry", "post", "sys_admin", 409, a_channel),
    ("channel-retry", "post", "clerk", 404, a_channel),
    ("channel-remove", "post", "sys_admin", 302, a_channel),
    ("channel-remove", "post", "mayor", 404, a_channel),
    ("channel-contact", "post", "sys_admin", 422, a_channel),
    ("channel-contact", "post", "clerk", 404, a_channel),
    ("contact-remove", "post", "sys_admin", 302, a_contact),
    ("contact-remove", "post", "clerk", 404, a_contact),
]
