"""计划页的权限。"""


def _plan(get):
    return {"pk": get("week_plan").pk}


def _entry(get):
    return {"pk": get("week_entry").pk}


# fmt: off
ROWS = [
    # 页                    方法    谁                 状态  参数
    ("plans",              "get",  "supervisor",      200, None),
    ("plans",              "get",  "mayor",           200, None),
    ("plans",              "get",  "finance_liaison", 404, None),
    ("plans",              "get",  None,              302, None),
    ("plans-export",       "get",  "clerk",           200, None),
    ("plans-export",       "get",  "outsider",        404, None),
    ("plans-export",       "get",  None,              302, None),
    ("plan-start",         "post", "supervisor",      409, None),
    ("plan-start",         "post", "mayor",           404, None),
    ("plan-start",         "post", None,              302, None),
    ("plan",               "get",  "supervisor",      200, _plan),
    ("plan",               "get",  "mayor",           200, _plan),
    ("plan",               "get",  "water_liaison",   404, _plan),
    ("plan",               "get",  "sys_admin",       404, _plan),
    ("plan",               "get",  None,              302, _plan),
    ("plan-export",        "get",  "drafter",         200, _plan),
    ("plan-export",        "get",  "outsider",        404, _plan),
    ("plan-export",        "get",  None,              302, _plan),
    ("plan-entry-new",     "get",  "clerk",           200, _plan),
    ("plan-entry-new",     "post", "clerk",           422, _plan),
    ("plan-entry-new",     "get",  "mayor",           404, _plan),
    ("plan-entry-new",     "get",  None,              302, _plan),
    ("plan-note",          "post", "supervisor",      302, _plan),
    ("plan-note",          "post", "mayor",           404, _plan),
    ("plan-note",          "post", None,              302, _plan),
    ("plan-close",         "post", "supervisor",      302, _plan),
    ("plan-close",         "post", "clerk",           409, _plan),
    ("plan-close",         "post", "mayor",           404, _plan),
    ("plan-close",         "post", None,              302, _plan),
    ("plan-take",          "post", "supervisor",      409, _plan),
    ("plan-take",          "post", "outsider",        404, _plan),
    ("plan-take",          "post", None,              302, _plan),
    ("plan-breaking",      "get",  "drafter",         200, _plan),
    ("plan-breaking",      "post", "drafter",         422, _plan),
    ("plan-breaking",      "get",  "mayor",           404, _plan),
    ("plan-breaking",      "get",  None,              302, _plan),
    ("plan-adopt",         "post", "supervisor",      409, _plan),
    ("plan-adopt",         "post", "mayor",           404, _plan),
    ("plan-adopt",         "post", None,              302, _plan),
    ("plan-entry",         "get",  "supervisor",      200, _entry),
    ("plan-entry",         "get",  "mayor",           404, _entry),
    ("plan-entry",         "get",  None,              302, _entry),
    ("plan-entry-report",  "post", "clerk",           409, _entry),
    ("plan-entry-report",  "post", "water_liaison",   404, _entry),
    ("plan-entry-report",  "post", None,              302, _entry),
    ("plan-entry-tick",    "post", "clerk",           409, _entry),
    ("plan-entry-tick",    "post", "mayor",           404, _entry),
    ("plan-entry-tick",    "post", None,              302, _entry),
    ("plan-entry-carry",   "post", "supervisor",      404, _entry),
    ("plan-entry-carry",   "post", "mayor",           404, _entry),
    ("plan-entry-carry",   "post", None,              302, _entry),
    ("plan-entry-drop",    "post", "supervisor",      409, _entry),
    ("plan-entry-drop",    "post", "mayor",           404, _entry),
    ("plan-entry-drop",    "post", None,              302, _entry),
]
# fmt: on
