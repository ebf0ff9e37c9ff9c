"""督办台账各页：谁能进。"""

from tests.supervision.conftest import assign, propose


def _item(get):
    cast = get("cast")
    return {"pk": assign(cast, propose(cast)).pk}


def _no_view(get):
    return {"pk": 999}


# fmt: off
ROWS = [
    # 页                     方法    谁                 状态  参数
    ("supervision",           "get",  "supervisor",      200, None),
    ("supervision",           "get",  "director",        200, None),
    ("supervision",           "get",  "mayor",           200, None),
    ("supervision",           "get",  "water_liaison",   200, None),
    ("supervision",           "get",  "sys_admin",       404, None),
    ("supervision",           "get",  "outsider",        404, None),
    ("supervision",           "get",  None,              302, None),
    ("supervision-board",     "get",  "supervisor",      200, None),
    ("supervision-board",     "get",  "sys_admin",       404, None),
    ("supervision-board",     "get",  None,              302, None),
    ("supervision-gantt",     "get",  "supervisor",      200, None),
    ("supervision-gantt",     "get",  "sys_admin",       404, None),
    ("supervision-gantt",     "get",  None,              302, None),
    ("supervision-agenda",    "get",  "supervisor",      200, None),
    ("supervision-agenda",    "get",  "sys_admin",       404, None),
    ("supervision-agenda",    "get",  None,              302, None),
    ("supervision-rules",     "get",  "supervisor",      200, None),
    ("supervision-rules",     "get",  "director",        200, None),
    ("supervision-rules",     "post", "supervisor",      422, None),
    ("supervision-rules",     "get",  "water_liaison",   404, None),
    ("supervision-rules",     "get",  "sys_admin",       404, None),
    ("supervision-rules",     "get",  None,              302, None),
    ("supervision-press",     "post", "supervisor",      409, None),
    ("supervision-press",     "post", "water_liaison",   404, None),
    ("supervision-press",     "post", None,              302, None),
    ("supervision-view-save", "post", "supervisor",      409, None),
    ("supervision-view-save", "post", "sys_admin",       404, None),
    ("supervision-view-save", "post", None,              302, None),
    ("supervision-view-drop", "post", "supervisor",      409, _no_view),
    ("supervision-view-drop", "post", "sys_admin",       404, _no_view),
    ("supervision-view-drop", "post", None,              302, _no_view),
    ("supervision-more",      "get",  "supervisor",      200, _item),
    ("supervision-more",      "get",  "clerk",           200, _item),
    ("supervision-more",      "get",  "water_liaison",   200, _item),
    ("supervision-more",      "get",  "drafter",         404, _item),
    ("supervision-more",      "get",  None,              302, _item),
    ("supervision-note",      "get",  "supervisor",      200, _item),
    ("supervision-note",      "post", "supervisor",      422, _item),
    ("supervision-note",      "post", "water_liaison",   404, _item),
    ("supervision-note",      "get",  None,              302, _item),
]
# fmt: on
