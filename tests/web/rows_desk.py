"""工作台的权限。"""

# fmt: off
ROWS = [
    # 页          方法    谁              状态  参数
    ("desk",      "get",  "clerk",        200, None),
    ("desk",      "get",  "mayor",        200, None),
    ("desk",      "get",  "sys_admin",    302, None),
    ("desk",      "get",  None,           302, None),
    ("desk-export", "get", "clerk",       200, None),
    ("desk-export", "get", "sys_admin",   404, None),
    ("desk-export", "get", None,          302, None),
    ("batch",     "post", "clerk",        409, None),
    ("batch",     "get",  "clerk",        302, None),
    ("batch",     "post", None,           302, None),
    ("batch-do",  "get",  "clerk",        405, None),
    ("batch-do",  "post", "clerk",        409, None),
    ("batch-do",  "post", None,           302, None),
]
# fmt: on
