"""管理各页：谁能进。"""

from uuid import uuid4


def nothing(get):
    return {"pk": uuid4()}


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
]
