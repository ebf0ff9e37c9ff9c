"""督办事项页的权限。"""


def _item(get):
    return {"pk": get("proposed_item").pk}


def _assigned(get):
    return {"pk": get("assigned_item").pk}


def _press(get):
    return {**_assigned(get), "code": "press"}


def _nothing(get):
    return {**_assigned(get), "code": "nothing"}


# fmt: off
ROWS = [
    # 页                 方法    谁                 状态  参数
    ("item-new",         "get",  "supervisor",      200, None),
    ("item-new",         "get",  "director",        200, None),
    ("item-new",         "post", "supervisor",      422, None),
    ("item-new",         "get",  "clerk",           404, None),
    ("item-new",         "get",  "water_liaison",   404, None),
    ("item-new",         "get",  None,              302, None),
    ("item-live",        "post", "supervisor",      200, None),
    ("item-live",        "post", "clerk",           404, None),
    ("item-live",        "post", None,              302, None),
    ("item-row",         "get",  "supervisor",      200, None),
    ("item-row",         "get",  "outsider",        404, None),
    ("item-row",         "get",  None,              302, None),
    ("items-waiting",    "get",  "supervisor",      200, None),
    ("items-waiting",    "get",  "director",        200, None),
    ("items-waiting",    "get",  "mayor",           404, None),
    ("items-waiting",    "get",  None,              302, None),
    ("item-edit",        "get",  "supervisor",      200, _item),
    ("item-edit",        "get",  "director",        200, _item),
    ("item-edit",        "get",  "water_liaison",   404, _assigned),
    ("item-edit",        "get",  "sys_admin",       404, _item),
    ("item-edit",        "post", "supervisor",      422, _item),
    ("item-edit",        "get",  None,              302, _item),
    ("item-qualities",   "get",  "supervisor",      200, _item),
    ("item-qualities",   "get",  "water_liaison",   404, _assigned),
    ("item-qualities",   "get",  None,              302, _item),
    ("item-handlers",    "get",  "director",        200, _assigned),
    ("item-handlers",    "get",  "water_liaison",   404, _assigned),
    ("item-handlers",    "get",  None,              302, _assigned),
    ("item-evidence",    "get",  "water_liaison",   200, _assigned),
    ("item-evidence",    "get",  "outsider",        404, _assigned),
    ("item-evidence",    "get",  None,              302, _assigned),
    ("item-alike",       "get",  "supervisor",      200, _assigned),
    ("item-alike",       "get",  "finance_liaison", 404, _assigned),
    ("item-alike",       "get",  None,              302, _assigned),
    ("item-act",         "get",  "supervisor",      405, _press),
    ("item-act",         "post", "supervisor",      409, _press),
    ("item-act",         "post", "water_liaison",   409, _press),
    ("item-act",         "post", "outsider",        404, _press),
    ("item-act",         "post", "supervisor",      404, _nothing),
    ("item-act",         "post", None,              302, _press),
]
# fmt: on
