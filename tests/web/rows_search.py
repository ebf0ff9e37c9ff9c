"""搜索各页：谁能进。"""

# fmt: off
ROWS = [
    # 页              方法    谁              状态  参数
    ("search",         "get",  "clerk",        200, None),
    ("search",         "get",  "mayor",        200, None),
    ("search",         "get",  "water_liaison", 200, None),
    ("search",         "get",  "archivist",    200, None),
    ("search",         "post", "clerk",        405, None),
    ("search",         "get",  "outsider",     404, None),
    ("search",         "get",  "sys_admin",    404, None),
    ("search",         "get",  "sec_admin",    404, None),
    ("search",         "get",  "audit_admin",  404, None),
    ("search",         "get",  None,           302, None),
    ("search-export",  "get",  "clerk",        200, None),
    ("search-export",  "get",  "sys_admin",    404, None),
    ("search-export",  "get",  "outsider",     404, None),
    ("search-export",  "get",  None,           302, None),
    ("search-suggest", "get",  "clerk",        200, None),
    ("search-suggest", "get",  "sys_admin",    404, None),
    ("search-suggest", "get",  "outsider",     404, None),
    ("search-suggest", "get",  None,           302, None),
]
# fmt: on
