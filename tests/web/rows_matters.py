"""事项页的权限。"""


def _matter(get):
    return {"pk": get("matter").pk}


def _move(get):
    return {**_matter(get), "code": "submit"}


def _act(get):
    return {**_matter(get), "code": "remind"}


def _file(get):
    return {**_matter(get), "file": get("matter_file").pk}


def _picture(get):
    return {**_file(get), "page": 1}


def _opinion(get):
    return {**_matter(get), "step": get("matter").steps.first().pk}


# fmt: off
ROWS = [
    # 页                 方法    谁           状态  参数
    ("matter",           "get",  "clerk",     200, _matter),
    ("matter",           "get",  "director",  200, _matter),
    ("matter",           "get",  "outsider",  404, _matter),
    ("matter",           "get",  "sys_admin", 404, _matter),
    ("matter",           "get",  None,        302, _matter),
    ("matter-move",      "get",  "clerk",     405, _move),
    ("matter-move",      "post", "outsider",  404, _move),
    ("matter-move",      "post", "director",  409, _move),
    ("matter-move",      "post", "clerk",     302, _move),
    ("matter-move",      "post", None,        302, _move),
    ("matter-act",       "post", "outsider",  404, _act),
    ("matter-act",       "post", "clerk",     409, _act),
    ("matter-act",       "get",  "clerk",     405, _act),
    ("matter-act",       "post", None,        302, _act),
    ("matter-opinion",   "post", "outsider",  404, _opinion),
    ("matter-opinion",   "post", "clerk",     409, _opinion),
    ("matter-opinion",   "post", None,        302, _opinion),
    ("matter-file",      "get",  "clerk",     200, _file),
    ("matter-file",      "get",  "outsider",  404, _file),
    ("matter-file",      "get",  None,        302, _file),
    ("matter-ready", "get", "clerk", 204, _file),
    ("matter-ready", "get", "outsider", 404, _file),
    ("matter-ready", "get", None, 302, _file),
    ("matter-pdf",       "get",  "clerk",     200, _file),
    ("matter-pdf",       "get",  "outsider",  404, _file),
    ("matter-pdf",       "get",  None,        302, _file),
    ("matter-picture",   "get",  "clerk",     200, _picture),
    ("matter-picture",   "get",  "outsider",  404, _picture),
    ("matter-picture",   "get",  None,        302, _picture),
    ("matter-sheet",     "get",  "clerk",     200, _matter),
    ("matter-sheet",     "get",  "outsider",  404, _matter),
    ("matter-sheet",     "get",  None,        302, _matter),
]
# fmt: on
