"""分析研判页的权限。"""


def _one(get):
    return {"pk": get("analysis").pk}


def _part(code):
    return lambda get: {"pk": get("analysis").pk, "code": code}


# fmt: off
ROWS = [
    # 页               方法    谁                 状态  参数
    ("analyses",       "get",  "supervisor",      200, None),
    ("analyses",       "get",  "mayor",           200, None),
    ("analyses",       "get",  "director",        200, None),
    ("analyses",       "get",  "clerk",           404, None),
    ("analyses",       "get",  "finance_liaison", 404, None),
    ("analyses",       "get",  None,              302, None),
    ("analysis-start", "post", "supervisor",      409, None),
    ("analysis-start", "post", "mayor",           404, None),
    ("analysis-start", "post", None,              302, None),
    ("analysis",       "get",  "supervisor",      200, _one),
    ("analysis",       "get",  "mayor",           200, _one),
    ("analysis",       "get",  "water_liaison",   404, _one),
    ("analysis",       "get",  None,              302, _one),
    ("analysis-part",  "get",  "director",        200, _part("problems")),
    ("analysis-part",  "get",  "mayor",           200, _part("words")),
    ("analysis-part",  "get",  "director",        404, _part("applause")),
    ("analysis-part",  "get",  "outsider",        404, _part("ahead")),
    ("analysis-part",  "get",  None,              302, _part("ahead")),
    ("analysis-word",  "get",  "supervisor",      404, _one),
    ("analysis-word",  "get",  "outsider",        404, _one),
    ("analysis-word",  "get",  None,              302, _one),
    ("analysis-export", "get", "mayor",           200, _one),
    ("analysis-export", "get", "outsider",        404, _one),
    ("analysis-export", "get", None,              302, _one),
    ("analysis-save",  "post", "supervisor",      302, _one),
    ("analysis-save",  "post", "mayor",           404, _one),
    ("analysis-save",  "get",  "supervisor",      405, _one),
    ("analysis-save",  "post", None,              302, _one),
    ("analysis-close", "post", "supervisor",      422, _one),
    ("analysis-close", "post", "mayor",           404, _one),
    ("analysis-close", "post", None,              302, _one),
    ("analysis-plan",  "post", "supervisor",      409, _one),
    ("analysis-plan",  "post", "mayor",           404, _one),
    ("analysis-plan",  "post", None,              302, _one),
]
# fmt: on
