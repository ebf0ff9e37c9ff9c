"""统计页、通报页的权限。"""


def _code(_get):
    return {"code": "on_time"}


def _nothing(_get):
    return {"code": "applause"}


def _circular(get):
    return {"pk": get("circular").pk}


def _published(get):
    return {"pk": get("published").pk}


def _figure(get):
    circular = get("circular")
    return {"pk": circular.pk, "row": circular.figures.get(key="on_time").pk}


def _theirs(get):
    circular, cast = get("published"), get("cast")
    return {"pk": circular.pk, "row": circular.figures.get(key=f"due:unit:{cast.finance.pk}").pk}


def _act(code):
    return lambda get: {"pk": get("circular").pk, "code": code}


def _appeal(get):
    row = get("an_appeal")
    return {"pk": row.circular_id, "row": row.pk}


# fmt: off
ROWS = [
    # 页                  方法    谁                 状态  参数
    ("statistics",        "get",  "supervisor",      200, None),
    ("statistics",        "get",  "mayor",           200, None),
    ("statistics",        "get",  "finance_liaison", 404, None),
    ("statistics",        "get",  "sys_admin",       404, None),
    ("statistics",        "get",  None,              302, None),
    ("supervision-tiles", "get",  "supervisor",      200, None),
    ("supervision-tiles", "get",  "outsider",        404, None),
    ("supervision-tiles", "get",  None,              302, None),
    ("statistic",         "get",  "director",        200, _code),
    ("statistic",         "get",  "director",        404, _nothing),
    ("statistic",         "get",  "finance_liaison", 404, _code),
    ("statistic",         "get",  None,              302, _code),
    ("statistic-chart",   "get",  "director",        200, _code),
    ("statistic-chart",   "get",  "finance_liaison", 404, _code),
    ("statistic-chart",   "get",  None,              302, _code),
    ("statistic-rows",    "get",  "supervisor",      200, _code),
    ("statistic-rows",    "get",  "outsider",        404, _code),
    ("statistic-rows",    "get",  None,              302, _code),
    ("statistic-export",  "get",  "clerk",           200, _code),
    ("statistic-export",  "get",  "outsider",        404, _code),
    ("statistic-export",  "get",  None,              302, _code),
    ("circulars",         "get",  "supervisor",      200, None),
    ("circulars",         "get",  "water_liaison",   200, None),
    ("circulars",         "get",  "sys_admin",       404, None),
    ("circulars",         "get",  None,              302, None),
    ("circular-new",      "get",  "supervisor",      200, None),
    ("circular-new",      "post", "supervisor",      422, None),
    ("circular-new",      "get",  "clerk",           404, None),
    ("circular-new",      "get",  None,              302, None),
    ("circular",          "get",  "supervisor",      200, _circular),
    ("circular",          "get",  "mayor",           200, _circular),
    ("circular",          "get",  "water_liaison",   404, _circular),
    ("circular",          "get",  "water_liaison",   200, _published),
    ("circular",          "get",  "outsider",        404, _published),
    ("circular",          "get",  None,              302, _circular),
    ("circular-edit",     "get",  "supervisor",      200, _circular),
    ("circular-edit",     "post", "supervisor",      422, _circular),
    ("circular-edit",     "get",  "clerk",           404, _circular),
    ("circular-edit",     "get",  None,              302, _circular),
    ("circular-export",   "get",  "clerk",           200, _circular),
    ("circular-export",   "get",  "water_principal", 404, _published),
    ("circular-export",   "get",  None,              302, _circular),
    ("circular-figure",   "get",  "supervisor",      200, _figure),
    ("circular-figure",   "get",  "mayor",           200, _figure),
    ("circular-figure",   "get",  "water_liaison",   404, _figure),
    ("circular-figure",   "get",  "water_liaison",   404, _theirs),
    ("circular-figure",   "get",  "finance_liaison", 200, _theirs),
    ("circular-figure",   "get",  None,              302, _figure),
    ("circular-act",      "post", "supervisor",      302, _act("recount")),
    ("circular-act",      "post", "clerk",           409, _act("draft")),
    ("circular-act",      "post", "supervisor",      404, _act("burn")),
    ("circular-act",      "post", "water_liaison",   404, _act("appeal")),
    ("circular-act",      "get",  "supervisor",      405, _act("recount")),
    ("circular-act",      "post", None,              302, _act("recount")),
    ("circular-appeal",   "post", "supervisor",      409, _appeal),
    ("circular-appeal",   "post", "water_liaison",   404, _appeal),
    ("circular-appeal",   "get",  "supervisor",      405, _appeal),
    ("circular-appeal",   "post", None,              302, _appeal),
]
# fmt: on
