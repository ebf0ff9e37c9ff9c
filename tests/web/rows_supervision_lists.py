"""督办清单的导入、导出、导回，专班的权限。"""


def _run(get):
    return {"pk": get("import_run").pk}


def _back(get):
    return {"pk": get("back_run").pk}


def _campaign(get):
    return {"pk": get("campaign").pk}


def _entry(get):
    return {"pk": get("campaign").entries.first().pk}


# fmt: off
ROWS = [
    # 页                     方法    谁                 状态  参数
    ("items-export",          "get",  "supervisor",      200, None),
    ("items-export",          "get",  "water_liaison",   200, None),
    ("items-export",          "get",  "sys_admin",       404, None),
    ("items-export",          "get",  None,              302, None),
    ("items-import",          "get",  "supervisor",      200, None),
    ("items-import",          "post", "supervisor",      422, None),
    ("items-import",          "get",  "clerk",           404, None),
    ("items-import",          "get",  None,              302, None),
    ("items-import-template", "get",  "director",        200, None),
    ("items-import-template", "get",  "water_liaison",   404, None),
    ("items-import-template", "get",  None,              302, None),
    ("items-import-run",      "get",  "supervisor",      200, _run),
    ("items-import-run",      "get",  "mayor",           404, _run),
    ("items-import-run",      "get",  None,              302, _run),
    ("items-import-faults",   "get",  "supervisor",      200, _run),
    ("items-import-faults",   "get",  "drafter",         404, _run),
    ("items-import-faults",   "get",  None,              302, _run),
    ("items-import-start",    "post", "supervisor",      302, _run),
    ("items-import-start",    "post", "director",        409, _run),
    ("items-import-start",    "post", "clerk",           404, _run),
    ("items-import-start",    "post", None,              302, _run),
    ("items-import-drop",     "post", "supervisor",      302, _run),
    ("items-import-drop",     "post", "director",        409, _run),
    ("items-import-drop",     "post", "clerk",           404, _run),
    ("items-import-drop",     "post", None,              302, _run),
    ("items-take-back",       "get",  "supervisor",      200, None),
    ("items-take-back",       "post", "supervisor",      422, None),
    ("items-take-back",       "get",  "clerk",           404, None),
    ("items-take-back",       "get",  None,              302, None),
    ("items-take-back-run",   "get",  "supervisor",      200, _back),
    ("items-take-back-run",   "get",  "director",        404, _back),
    ("items-take-back-run",   "get",  None,              302, _back),
    ("items-take-back-take",  "post", "supervisor",      409, _back),
    ("items-take-back-take",  "post", "director",        404, _back),
    ("items-take-back-take",  "post", None,              302, _back),
    ("campaigns",             "get",  "supervisor",      200, None),
    ("campaigns",             "get",  "clerk",           404, None),
    ("campaigns",             "get",  None,              302, None),
    ("campaign-new",          "get",  "director",        200, None),
    ("campaign-new",          "post", "director",        422, None),
    ("campaign-new",          "get",  "mayor",           404, None),
    ("campaign-new",          "get",  None,              302, None),
    ("campaign",              "get",  "supervisor",      200, _campaign),
    ("campaign",              "get",  "water_liaison",   404, _campaign),
    ("campaign",              "get",  None,              302, _campaign),
    ("campaign-statement",    "get",  "supervisor",      200, _campaign),
    ("campaign-statement",    "get",  "clerk",           404, _campaign),
    ("campaign-statement",    "get",  None,              302, _campaign),
    ("campaign-close",        "post", "supervisor",      409, _campaign),
    ("campaign-close",        "post", "clerk",           404, _campaign),
    ("campaign-close",        "post", None,              302, _campaign),
    ("campaign-verify",       "get",  "supervisor",      200, _entry),
    ("campaign-verify",       "post", "supervisor",      409, _entry),
    ("campaign-verify",       "get",  "clerk",           404, _entry),
    ("campaign-verify",       "get",  None,              302, _entry),
]
# fmt: on
