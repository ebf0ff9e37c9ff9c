"""拟稿页的权限：能看稿子的人能看，只有起草人（此时）能改。"""

from sanban.documents.services import drafting


def _draft(get):
    return {"pk": get("outgoing").pk}


def _version(get):
    return {**_draft(get), "version": 1}


def _page(get):
    outgoing = get("outgoing")
    version = drafting.newest(outgoing.matter)
    found = drafting.preview(outgoing, drafting.gongwen_of(version))
    return {"pk": outgoing.pk, "key": found.pages[0]}


def _late(get):
    return {**_draft(get), "late": 1}


# fmt: off
ROWS = [
    # 页                 方法    谁                 状态  参数
    ("draft-new",       "get",  "drafter",         200, None),
    ("draft-new",       "get",  "clerk",           200, None),
    ("draft-new",       "get",  "finance_liaison", 404, None),
    ("draft-new",       "post", "mayor",           404, None),
    ("draft-new",       "post", "drafter",         409, None),
    ("draft-new",       "get",  None,              302, None),
    ("draft-edit",      "get",  "drafter",         200, _draft),
    ("draft-edit",      "get",  "director",        200, _draft),
    ("draft-edit",      "get",  "outsider",        404, _draft),
    ("draft-edit",      "get",  "sys_admin",       404, _draft),
    ("draft-edit",      "post", "director",        422, _draft),
    ("draft-edit",      "get",  None,              302, _draft),
    ("draft-live",      "post", "clerk",           200, _draft),
    ("draft-live",      "post", "outsider",        404, _draft),
    ("draft-live",      "post", None,              302, _draft),
    ("draft-count",     "get",  "drafter",         200, _draft),
    ("draft-count",     "get",  "outsider",        404, _draft),
    ("draft-count",     "get",  None,              302, _draft),
    ("draft-page",      "get",  "drafter",         200, _page),
    ("draft-page",      "get",  "outsider",        404, _page),
    ("draft-page",      "get",  None,              302, _page),
    ("draft-upload",    "post", "drafter",         409, _draft),
    ("draft-upload",    "post", "outsider",        404, _draft),
    ("draft-upload",    "post", None,              302, _draft),
    ("draft-mend",      "post", "drafter",         409, _draft),
    ("draft-mend",      "post", "outsider",        404, _draft),
    ("draft-mend",      "post", None,              302, _draft),
    ("draft-ignore",    "post", "drafter",         409, _draft),
    ("draft-ignore",    "post", "director",        409, _draft),
    ("draft-ignore",    "post", "outsider",        404, _draft),
    ("draft-ignore",    "post", None,              302, _draft),
    ("draft-restore",   "post", "drafter",         204, _draft),
    ("draft-restore",   "post", "director",        409, _draft),
    ("draft-restore",   "post", "outsider",        404, _draft),
    ("draft-restore",   "post", None,              302, _draft),
    ("draft-late",      "post", "drafter",         404, _late),
    ("draft-late",      "post", None,              302, _late),
    ("draft-docx",      "get",  "drafter",         200, _version),
    ("draft-docx",      "get",  "outsider",        404, _version),
    ("draft-docx",      "get",  None,              302, _version),
    ("draft-source",    "get",  "drafter",         404, _version),
    ("draft-source",    "get",  None,              302, _version),
    ("draft-compare",   "get",  "drafter",         404, _draft),
    ("draft-compare",   "get",  "outsider",        404, _draft),
    ("draft-compare",   "get",  None,              302, _draft),
    ("draft-redline",   "get",  "drafter",         404, _draft),
    ("draft-redline",   "get",  "outsider",        404, _draft),
    ("draft-redline",   "get",  None,              302, _draft),
]
# fmt: on
