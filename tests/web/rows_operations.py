"""运行情况各页：只给系统管理员。"""

from uuid import uuid4


def nothing(get):
    return {"pk": uuid4()}


ROWS = [
    ("backups", "get", "sys_admin", 200, None),
    ("backups", "get", "sec_admin", 404, None),
    ("backups", "get", "audit_admin", 404, None),
    ("backups", "get", "director", 404, None),
    ("backups", "get", None, 302, None),
    ("backups-live", "get", "sys_admin", 200, None),
    ("backups-live", "get", "clerk", 404, None),
    ("backups-ask", "post", "sys_admin", 302, None),
    ("backups-ask", "post", "audit_admin", 404, None),
    ("backups-ask", "get", "sys_admin", 405, None),
    ("backups-rule", "post", "sys_admin", 409, None),
    ("backups-rule", "post", "clerk", 404, None),
    ("backups-rule", "get", "sys_admin", 405, None),
    ("dead-jobs", "get", "sys_admin", 200, None),
    ("dead-jobs", "get", "audit_admin", 404, None),
    ("dead-jobs", "get", "clerk", 404, None),
    ("dead-again", "post", "sys_admin", 409, None),
    ("dead-again", "post", "director", 404, None),
    ("dead-aside", "post", "sys_admin", 409, nothing),
    ("dead-aside", "post", "sec_admin", 404, nothing),
    ("dead-aside", "get", "sys_admin", 405, nothing),
    ("operations", "get", "sys_admin", 200, None),
    ("operations", "get", "sec_admin", 404, None),
    ("operations", "get", "audit_admin", 404, None),
    ("operations", "get", "clerk", 404, None),
    ("operations", "get", None, 302, None),
    ("slow-queries", "get", "sys_admin", 200, None),
    ("slow-queries", "get", "audit_admin", 404, None),
    ("slow-queries", "get", "mayor", 404, None),
    ("slow-clear", "post", "sys_admin", 302, None),
    ("slow-clear", "post", "clerk", 404, None),
    ("slow-clear", "get", "sys_admin", 405, None),
]
