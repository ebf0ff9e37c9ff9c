"""承办单位的页的权限。"""


def _task(get):
    return {"pk": get("unit_task").pk}


def _act(code):
    return lambda get: {"pk": get("unit_task").pk, "code": code}


def _feedback(get):
    return {"pk": get("pending_feedback").pk}


def _request(get):
    return {"pk": get("pending_request").pk}


def _blockage(get):
    return {"pk": get("blockage").pk}


def _unit(get):
    return {"pk": get("cast").water.pk}


# fmt: off
ROWS = [
    # 页                     方法    谁                 状态  参数
    ("tasks",                 "get",  "water_liaison",   200, None),
    ("tasks",                 "get",  "water_principal", 200, None),
    ("tasks",                 "get",  "clerk",           404, None),
    ("tasks",                 "get",  "outsider",        404, None),
    ("tasks",                 "get",  None,              302, None),
    ("tasks-export",          "get",  "finance_liaison", 200, None),
    ("tasks-export",          "get",  "supervisor",      404, None),
    ("tasks-export",          "get",  None,              302, None),
    ("task",                  "get",  "water_liaison",   200, _task),
    ("task",                  "get",  "water_principal", 200, _task),
    ("task",                  "get",  "finance_liaison", 200, _task),
    ("task",                  "get",  "outsider",        404, _task),
    ("task",                  "get",  "supervisor",      404, _task),
    ("task",                  "get",  "sys_admin",       404, _task),
    ("task",                  "get",  None,              302, _task),
    ("task-subtask",          "get",  "water_liaison",   200, _task),
    ("task-subtask",          "get",  "finance_liaison", 404, _task),
    ("task-subtask",          "get",  "outsider",        404, _task),
    ("task-subtask",          "get",  None,              302, _task),
    ("task-feedback",         "post", "water_liaison",   409, _task),
    ("task-feedback",         "post", "outsider",        404, _task),
    ("task-feedback",         "post", None,              302, _task),
    ("task-act",              "post", "water_liaison",   302, _act("acknowledge")),
    ("task-act",              "post", "water_principal", 409, _act("acknowledge")),
    ("task-act",              "post", "water_liaison",   404, _act("no-such")),
    ("task-act",              "post", "outsider",        404, _act("acknowledge")),
    ("task-act",              "post", "supervisor",      404, _act("apply_close")),
    ("task-act",              "post", None,              302, _act("acknowledge")),
    ("task-approvals",        "get",  "water_principal", 200, None),
    ("task-approvals",        "get",  "water_liaison",   404, None),
    ("task-approvals",        "get",  None,              302, None),
    ("task-approve-feedback", "post", "water_principal", 409, _feedback),
    ("task-approve-feedback", "post", "mayor",           404, _feedback),
    ("task-approve-feedback", "post", "water_liaison",   404, _feedback),
    ("task-approve-feedback", "post", None,              302, _feedback),
    ("task-approve-request",  "post", "water_principal", 409, _request),
    ("task-approve-request",  "post", "mayor",           404, _request),
    ("task-approve-request",  "post", None,              302, _request),
    ("blockages",             "get",  "supervisor",      200, None),
    ("blockages",             "get",  "clerk",           200, None),
    ("blockages",             "get",  "water_liaison",   404, None),
    ("blockages",             "get",  None,              302, None),
    ("blockages-export",      "get",  "director",        200, None),
    ("blockages-export",      "get",  "drafter",         404, None),
    ("blockages-export",      "get",  None,              302, None),
    ("blockage-new",          "get",  "supervisor",      200, None),
    ("blockage-new",          "post", "supervisor",      422, None),
    ("blockage-new",          "get",  "outsider",        404, None),
    ("blockage-new",          "get",  None,              302, None),
    ("blockage-solve",        "post", "supervisor",      409, _blockage),
    ("blockage-solve",        "post", "water_liaison",   404, _blockage),
    ("blockage-solve",        "post", None,              302, _blockage),
    ("site-checks",           "get",  "supervisor",      200, None),
    ("site-checks",           "get",  "finance_liaison", 404, None),
    ("site-checks",           "get",  None,              302, None),
    ("site-checks-export",    "get",  "clerk",           200, None),
    ("site-checks-export",    "get",  "sys_admin",       404, None),
    ("site-checks-export",    "get",  None,              302, None),
    ("item-site-check",       "get",  "supervisor",      200, _task),
    ("item-site-check",       "post", "supervisor",      422, _task),
    ("item-site-check",       "get",  "water_liaison",   404, _task),
    ("item-site-check",       "get",  None,              302, _task),
    ("item-voices",           "get",  "director",        200, _task),
    ("item-voices",           "post", "director",        422, _task),
    ("item-voices",           "get",  "water_liaison",   404, _task),
    ("item-voices",           "get",  None,              302, _task),
    ("burdens",               "get",  "supervisor",      200, None),
    ("burdens",               "get",  "mayor",           200, None),
    ("burdens",               "get",  "water_liaison",   404, None),
    ("burdens",               "get",  None,              302, None),
    ("burdens-export",        "get",  "director",        200, None),
    ("burdens-export",        "get",  "archivist",       404, None),
    ("burdens-export",        "get",  None,              302, None),
    ("burden",                "get",  "supervisor",      200, _unit),
    ("burden",                "get",  "finance_liaison", 404, _unit),
    ("burden",                "get",  None,              302, _unit),
]
# fmt: on
