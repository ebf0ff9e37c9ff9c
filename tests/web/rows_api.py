"""接口、日历订阅：登录了也没用，只认凭证。"""


def a_secret(get):
    return {"secret": "x" * 43}


def nobody(get):
    return {"pk": 1}


ROWS = [
    ("api-openapi", "get", None, 200, None),
    ("api-openapi", "post", None, 405, None),
    ("api-root", "get", None, 404, None),
    ("api-me", "get", None, 401, None),
    ("api-me", "get", "clerk", 401, None),
    ("api-todos", "get", None, 401, None),
    ("api-todos", "get", "clerk", 401, None),
    ("api-todos", "post", "clerk", 405, None),
    ("api-matters", "get", None, 401, None),
    ("api-matters", "get", "mayor", 401, None),
    ("api-matter", "get", "clerk", 401, nobody),
    ("api-items", "get", None, 401, None),
    ("api-items", "get", "director", 401, None),
    ("api-item", "get", "clerk", 401, nobody),
    ("api-item-milestones", "get", "clerk", 401, nobody),
    ("api-milestones", "get", "clerk", 401, None),
    ("api-milestones", "post", "clerk", 405, None),
    ("calendar-feed", "get", None, 404, a_secret),
    ("calendar-feed", "get", "clerk", 404, a_secret),
    ("calendar-feed", "post", None, 405, a_secret),
]
