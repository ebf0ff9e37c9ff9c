"""承办单位的页的权限。"""


def _task(get):
    return {"pk": get("unit_task").pk}


def _act(code):
    return lambda get: {"pk": get("unit_task").pk, "code": code}


def _feedback(get):
    return {"pk": get("pending_feedback").pk}


def _request(get):
    return {"pk": get("pending_request").pk}


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
]
# fmt: on
