"""约稿页的权限。"""


def _call(get):
    return {"pk": get("material_call").pk}


def _part(get):
    get("material_call")
    return {"pk": get("material_part").pk}


def _supplied(get):
    return {"pk": get("supplied_part").pk}


def _draft(get):
    return {"pk": get("outgoing").pk}


# fmt: off
ROWS = [
    # 页                      方法    谁                 状态  参数
    ("material-calls",         "get",  "drafter",         200, None),
    ("material-calls",         "get",  "finance_liaison", 404, None),
    ("material-calls",         "get",  None,              302, None),
    ("material-calls-export",  "get",  "director",        200, None),
    ("material-calls-export",  "get",  "mayor",           404, None),
    ("material-calls-export",  "get",  None,              302, None),
    ("material-call-new",      "get",  "drafter",         200, None),
    ("material-call-new",      "post", "drafter",         422, None),
    ("material-call-new",      "get",  "outsider",        404, None),
    ("material-call-new",      "get",  None,              302, None),
    ("material-burden",        "get",  "drafter",         200, None),
    ("material-burden",        "get",  "water_liaison",   404, None),
    ("material-burden",        "get",  None,              302, None),
    ("material-call",          "get",  "drafter",         200, _call),
    ("material-call",          "get",  "director",        200, _call),
    ("material-call",          "get",  "finance_liaison", 404, _call),
    ("material-call",          "get",  "sys_admin",       404, _call),
    ("material-call",          "get",  None,              302, _call),
    ("material-call-export",   "get",  "drafter",         200, _call),
    ("material-call-export",   "get",  "outsider",        404, _call),
    ("material-call-export",   "get",  None,              302, _call),
    ("material-remind",        "post", "drafter",         302, _call),
    ("material-remind",        "post", "clerk",           409, _call),
    ("material-remind",        "post", "water_liaison",   404, _call),
    ("material-remind",        "post", None,              302, _call),
    ("material-more",          "post", "drafter",         409, _call),
    ("material-more",          "post", "water_liaison",   404, _call),
    ("material-more",          "post", None,              302, _call),
    ("material-call-withdraw", "post", "drafter",         409, _call),
    ("material-call-withdraw", "post", "water_liaison",   404, _call),
    ("material-call-withdraw", "post", None,              302, _call),
    ("material-merge",         "post", "drafter",         409, _call),
    ("material-merge",         "post", "water_liaison",   404, _call),
    ("material-merge",         "post", None,              302, _call),
    ("material",               "get",  "finance_liaison", 200, _part),
    ("material",               "get",  "drafter",         200, _part),
    ("material",               "get",  "water_liaison",   404, _part),
    ("material",               "get",  "outsider",        404, _part),
    ("material",               "get",  None,              302, _part),
    ("material-supply",        "post", "finance_liaison", 409, _part),
    ("material-supply",        "post", "water_liaison",   404, _part),
    ("material-supply",        "post", None,              302, _part),
    ("material-take-back",     "post", "finance_liaison", 302, _supplied),
    ("material-take-back",     "post", "water_liaison",   404, _supplied),
    ("material-take-back",     "post", None,              302, _supplied),
    ("material-file",          "get",  "finance_liaison", 404, _supplied),
    ("material-file",          "get",  "water_liaison",   404, _supplied),
    ("material-file",          "get",  None,              302, _supplied),
    ("material-grade",         "post", "drafter",         409, _supplied),
    ("material-grade",         "post", "finance_liaison", 404, _supplied),
    ("material-grade",         "post", None,              302, _supplied),
    ("material-remind-one",    "post", "drafter",         302, _part),
    ("material-remind-one",    "post", "finance_liaison", 404, _part),
    ("material-remind-one",    "post", None,              302, _part),
    ("material-withdraw",      "post", "drafter",         409, _part),
    ("material-withdraw",      "post", "finance_liaison", 404, _part),
    ("material-withdraw",      "post", None,              302, _part),
    ("material-origins",       "get",  "drafter",         200, _draft),
    ("material-origins",       "get",  "outsider",        404, _draft),
    ("material-origins",       "get",  None,              302, _draft),
]
# fmt: on
