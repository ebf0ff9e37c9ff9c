"""发文页的权限。"""

from sanban.documents.services import inking


def _matter(get):
    return {"pk": get("outgoing").pk}


def _version(get):
    return {**_matter(get), "version": 1}


def _page(get):
    return {**_version(get), "page": 1}


def _uploaded(get):
    return {**_matter(get), "version": get("uploaded").number}


def _prefix(get):
    return {"pk": get("prefix").pk, "code": "stop"}


def _ink(get):
    return {**_matter(get), "ink": get("ink").pk}


def _secret(get):
    cast, outgoing = get("cast"), get("outgoing")
    secret = inking.offer_pad(outgoing.matter, by=cast.drafter, now=get("real_now"))
    return {"secret": secret}


def _nobody(_get):
    return {"secret": "nobody-knows-this-one"}


def _force(get):
    return {**_matter(get), "code": "retracted"}


def _act(get):
    return {**_matter(get), "code": "finals"}


def _row(get):
    return {**_matter(get), "row": get("consultation").pk}


# fmt: off
ROWS = [
    # 页                         方法    谁                 状态  参数
    ("outgoing-book",           "get",  "clerk",           200, None),
    ("outgoing-book",           "get",  "finance_liaison", 200, None),
    ("outgoing-book",           "get",  "sys_admin",       404, None),
    ("outgoing-book",           "get",  None,              302, None),
    ("outgoing-export",         "get",  "clerk",           200, None),
    ("outgoing-export",         "get",  "audit_admin",     404, None),
    ("outgoing-export",         "get",  None,              302, None),
    ("outgoing-numbers",        "get",  "clerk",           200, None),
    ("outgoing-numbers",        "get",  "mayor",           200, None),
    ("outgoing-numbers",        "get",  "finance_liaison", 404, None),
    ("outgoing-numbers",        "get",  None,              302, None),
    ("outgoing-numbers-export", "get",  "clerk",           200, None),
    ("outgoing-numbers-export", "get",  "outsider",        404, None),
    ("outgoing-numbers-export", "get",  None,              302, None),
    ("outgoing-seals",          "get",  "clerk",           200, None),
    ("outgoing-seals",          "get",  "drafter",         404, None),
    ("outgoing-seals",          "get",  None,              302, None),
    ("outgoing-seals-export",   "get",  "director",        200, None),
    ("outgoing-seals-export",   "get",  "outsider",        404, None),
    ("outgoing-seals-export",   "get",  None,              302, None),
    ("outgoing-figures",        "get",  "director",        200, None),
    ("outgoing-figures",        "get",  "mayor",           200, None),
    ("outgoing-figures",        "get",  "drafter",         404, None),
    ("outgoing-figures",        "get",  None,              302, None),
    ("outgoing-figures-export", "get",  "clerk",           200, None),
    ("outgoing-figures-export", "get",  "outsider",        404, None),
    ("outgoing-figures-export", "get",  None,              302, None),
    ("outgoing-prefixes",       "get",  "clerk",           200, None),
    ("outgoing-prefixes",       "post", "director",        422, None),
    ("outgoing-prefixes",       "get",  "mayor",           404, None),
    ("outgoing-prefixes",       "get",  None,              302, None),
    ("outgoing-prefix",         "post", "clerk",           302, _prefix),
    ("outgoing-prefix",         "get",  "clerk",           405, _prefix),
    ("outgoing-prefix",         "post", "mayor",           404, _prefix),
    ("outgoing-prefix",         "post", None,              302, _prefix),
    ("version-picture",         "get",  "drafter",         200, _page),
    ("version-picture",         "get",  "clerk",           200, _page),
    ("version-picture",         "get",  "outsider",        404, _page),
    ("version-picture",         "get",  None,              302, _page),
    ("version-pdf",             "get",  "drafter",         200, _version),
    ("version-pdf",             "get",  "outsider",        404, _version),
    ("version-pdf",             "get",  None,              302, _version),
    ("version-source",          "get",  "drafter",         200, _uploaded),
    ("version-source",          "get",  "outsider",        404, _uploaded),
    ("version-source",          "get",  None,              302, _uploaded),
    ("outgoing-sheet",          "get",  "clerk",           200, _matter),
    ("outgoing-sheet",          "get",  "outsider",        404, _matter),
    ("outgoing-sheet",          "get",  None,              302, _matter),
    ("outgoing-settle",         "post", "drafter",         409, _row),
    ("outgoing-settle",         "post", "outsider",        404, _row),
    ("outgoing-settle",         "post", None,              302, _row),
    ("outgoing-gates",          "get",  "director",        200, _matter),
    ("outgoing-gates",          "get",  "outsider",        404, _matter),
    ("outgoing-gates",          "get",  None,              302, _matter),
    ("outgoing-review",         "get",  "director",        200, _matter),
    ("outgoing-review",         "get",  "outsider",        404, _matter),
    ("outgoing-review",         "get",  None,              302, _matter),
    ("outgoing-findings",       "get",  "clerk",           200, _matter),
    ("outgoing-findings",       "get",  "outsider",        404, _matter),
    ("outgoing-findings",       "get",  None,              302, _matter),
    ("outgoing-number",         "get",  "clerk",           200, _matter),
    ("outgoing-number",         "get",  "outsider",        404, _matter),
    ("outgoing-number",         "get",  None,              302, _matter),
    ("outgoing-seal",           "get",  "clerk",           409, _matter),
    ("outgoing-seal",           "get",  "outsider",        404, _matter),
    ("outgoing-seal",           "get",  None,              302, _matter),
    ("outgoing-force",          "get",  "clerk",           200, _force),
    ("outgoing-force",          "get",  "drafter",         404, _force),
    ("outgoing-force",          "get",  "outsider",        404, _force),
    ("outgoing-force",          "get",  None,              302, _force),
    ("outgoing-act",            "post", "clerk",           409, _act),
    ("outgoing-act",            "get",  "clerk",           405, _act),
    ("outgoing-act",            "post", "outsider",        404, _act),
    ("outgoing-act",            "post", None,              302, _act),
    ("leader",                  "get",  "mayor",           200, None),
    ("leader",                  "get",  "sys_admin",       404, None),
    ("leader",                  "get",  None,              302, None),
    ("leader-matter",           "get",  "mayor",           302, _matter),
    ("leader-matter",           "get",  "sys_admin",       404, _matter),
    ("leader-matter",           "get",  None,              302, _matter),
    ("ink-save",                "post", "drafter",         409, _matter),
    ("ink-save",                "get",  "drafter",         405, _matter),
    ("ink-save",                "post", "outsider",        404, _matter),
    ("ink-save",                "post", None,              302, _matter),
    ("ink-drop",                "post", "drafter",         200, _matter),
    ("ink-drop",                "post", "outsider",        404, _matter),
    ("ink-drop",                "post", None,              302, _matter),
    ("ink-phone",               "post", "drafter",         200, _matter),
    ("ink-phone",               "post", "clerk",           409, _matter),
    ("ink-phone",               "post", "outsider",        404, _matter),
    ("ink-phone",               "post", None,              302, _matter),
    ("ink-waiting",             "get",  "drafter",         204, _matter),
    ("ink-waiting",             "get",  "outsider",        404, _matter),
    ("ink-waiting",             "get",  None,              302, _matter),
    ("ink-picture",             "get",  "drafter",         200, _ink),
    ("ink-picture",             "get",  "clerk",           404, _ink),
    ("ink-picture",             "get",  "outsider",        404, _ink),
    ("ink-picture",             "get",  None,              302, _ink),
    ("ink-words",               "post", "clerk",           409, _ink),
    ("ink-words",               "post", "outsider",        404, _ink),
    ("ink-words",               "post", None,              302, _ink),
    ("ink-pad",                 "get",  None,              200, _secret),
    ("ink-pad",                 "post", None,              409, _secret),
    ("ink-pad",                 "get",  None,              409, _nobody),
]
# fmt: on
