"""不用浏览器、向真的服务提交时要带的头：登录和防伪的标记。"""

TOKEN = "k" * 32
FORM = "application/x-www-form-urlencoded"


def headers(session, kind=FORM):
    """这个会话号的人提交一份 `kind` 类型的东西。"""
    return {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN,
        "Content-Type": kind,
    }  # fmt: skip
