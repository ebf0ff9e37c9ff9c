"""办文页的权限。"""


def _matter(get):
    return {"pk": get("matter").pk}


def _intake(get):
    return {"pk": get("intake").pk}


def _page(get):
    get("incoming")
    return {"pk": get("intake").pk, "page": 1}


def _crop(get):
    get("incoming")
    return {"pk": get("intake").pk, "name": "title"}


def _pair(get):
    get("incoming")
    return {"pk": get("matter").pk, "intake": get("intake").pk}


def _due(_get):
    return {"name": "due_on"}


def _file(get):
    return {**_matter(get), "file": get("matter_file").pk}


def _copy(get):
    return {"pk": get("copy").pk}


# fmt: off
ROWS = [
    # 页                       方法    谁                 状态  参数
    ("register",              "get",  "clerk",           200, None),
    ("register",              "get",  "finance_liaison", 200, None),
    ("register",              "get",  "sys_admin",       404, None),
    ("register",              "get",  None,              302, None),
    ("register-batch",        "post", "clerk",           409, None),
    ("register-batch",        "post", "mayor",           404, None),
    ("register-batch",        "post", None,              302, None),
    ("register-export",       "get",  "clerk",           200, None),
    ("register-export",       "get",  "audit_admin",     404, None),
    ("register-export",       "get",  None,              302, None),
    ("register-import",       "get",  "clerk",           200, None),
    ("register-import",       "get",  "director",        404, None),
    ("register-import",       "get",  None,              302, None),
    ("register-apply",        "post", "clerk",           409, None),
    ("register-apply",        "post", "outsider",        404, None),
    ("register-apply",        "post", None,              302, None),
    ("register-faults",       "post", "clerk",           409, None),
    ("register-faults",       "post", "outsider",        404, None),
    ("register-faults",       "post", None,              302, None),
    ("register-template",     "get",  "clerk",           200, None),
    ("register-template",     "get",  "outsider",        404, None),
    ("register-template",     "get",  None,              302, None),
    ("intake",                "get",  "clerk",           200, None),
    ("intake",                "get",  "director",        404, None),
    ("intake",                "get",  None,              302, None),
    ("intake-upload",         "post", "clerk",           422, None),
    ("intake-upload",         "post", "outsider",        404, None),
    ("intake-upload",         "post", None,              302, None),
    ("intake-drop",           "post", "clerk",           302, _intake),
    ("intake-drop",           "post", "clerk_b",         404, _intake),
    ("intake-drop",           "post", None,              302, _intake),
    ("intake-picture",        "get",  "clerk",           200, _page),
    ("intake-picture",        "get",  "clerk_b",         404, _page),
    ("intake-picture",        "get",  None,              302, _page),
    ("intake-crop",           "get",  "clerk",           404, _crop),
    ("intake-crop",           "get",  "clerk_b",         404, _crop),
    ("intake-crop",           "get",  None,              302, _crop),
    ("intake-pages",          "get",  "clerk",           204, _intake),
    ("intake-pages",          "get",  "clerk_b",         404, _intake),
    ("intake-pages",          "get",  None,              302, _intake),
    ("register-new",          "get",  "clerk",           200, None),
    ("register-new",          "post", "clerk",           422, None),
    ("register-new",          "get",  "director",        404, None),
    ("register-new",          "get",  None,              302, None),
    ("register-duplicates",   "get",  "clerk",           200, None),
    ("register-duplicates",   "get",  "outsider",        404, None),
    ("register-duplicates",   "get",  None,              302, None),
    ("register-senders",      "get",  "clerk",           200, None),
    ("register-senders",      "get",  "outsider",        404, None),
    ("register-senders",      "get",  None,              302, None),
    ("register-day",          "get",  "clerk",           200, _due),
    ("register-day",          "get",  "outsider",        404, _due),
    ("register-day",          "get",  None,              302, _due),
    ("register-compare",      "get",  "clerk",           200, _pair),
    ("register-compare",      "get",  "clerk_b",         404, _pair),
    ("register-compare",      "get",  None,              302, _pair),
    ("register-merge",        "post", "clerk",           409, _pair),
    ("register-merge",        "post", "outsider",        404, _pair),
    ("register-merge",        "post", None,              302, _pair),
    ("register-edit",         "get",  "clerk",           200, _matter),
    ("register-edit",         "get",  "outsider",        404, _matter),
    ("register-edit",         "get",  None,              302, _matter),
    ("register-void",         "post", "clerk",           409, _matter),
    ("register-void",         "post", "outsider",        404, _matter),
    ("register-void",         "post", None,              302, _matter),
    ("register-reject",       "post", "clerk",           409, _matter),
    ("register-reject",       "post", "outsider",        404, _matter),
    ("register-reject",       "post", None,              302, _matter),
    ("register-scan-back",    "get",  "clerk",           200, None),
    ("register-scan-back",    "post", "clerk",           409, None),
    ("register-scan-back",    "get",  "outsider",        404, None),
    ("register-scan-back",    "get",  None,              302, None),
    ("file-correct",          "post", "clerk",           409, _file),
    ("file-correct",          "post", "outsider",        404, _file),
    ("file-correct",          "post", None,              302, _file),
    ("copies-send",           "post", "clerk",           409, _matter),
    ("copies-send",           "post", "outsider",        404, _matter),
    ("copies-send",           "post", None,              302, _matter),
    ("copies-remind",         "post", "clerk",           409, _matter),
    ("copies-remind",         "post", "outsider",        404, _matter),
    ("copies-remind",         "post", None,              302, _matter),
    ("copy-withdraw",         "post", "clerk",           302, _copy),
    ("copy-withdraw",         "post", "finance_liaison", 409, _copy),
    ("copy-withdraw",         "post", "water_liaison",   404, _copy),
    ("copy-withdraw",         "post", None,              302, _copy),
    ("copy-answer",           "post", "finance_liaison", 409, _copy),
    ("copy-answer",           "post", "water_liaison",   404, _copy),
    ("copy-answer",           "post", None,              302, _copy),
    ("received",              "get",  "finance_liaison", 200, None),
    ("received",              "get",  "clerk",           404, None),
    ("received",              "get",  None,              302, None),
    ("received-export",       "get",  "finance_liaison", 200, None),
    ("received-export",       "get",  "clerk",           404, None),
    ("received-export",       "get",  None,              302, None),
]
# fmt: on
