"""运行情况各页：只给系统管理员。"""

ROWS = [
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
