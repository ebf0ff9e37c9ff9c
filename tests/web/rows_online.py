"""在线编辑的权限。"""


def _draft(get):
    return {"pk": get("outgoing").pk}


def _nobody(get):
    get("cast")
    return {"secret": "nobody", "name": "draft-1.docx"}


def _folder(get):
    get("cast")
    return {"secret": "nobody"}


# fmt: off
ROWS = [
    # 页              方法    谁                 状态  参数
    ("online-open",   "get",  "drafter",         200, _draft),
    ("online-open",   "post", "drafter",         200, _draft),
    ("online-open",   "post", "clerk",           409, _draft),
    ("online-open",   "get",  "outsider",        404, _draft),
    ("online-open",   "get",  "sys_admin",       404, _draft),
    ("online-open",   "get",  None,              302, _draft),
    ("online-unlock", "post", "director",        409, _draft),
    ("online-unlock", "post", "finance_liaison", 404, _draft),
    ("online-unlock", "post", None,              302, _draft),
    ("dav",           "get",  "drafter",         404, _nobody),
    ("dav",           "get",  None,              404, _nobody),
    ("dav-folder",    "get",  None,              404, _folder),
]
# fmt: on
