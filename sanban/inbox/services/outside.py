"""往系统外送：用到才打开 apprise（decisions/0013）；口令不进日志，出了差错只说是什么差错。"""

import logging
import warnings
from functools import cache
from importlib import import_module
from typing import Any

APPRISE = "apprise"
TITLE = "三办提醒"
ANY = "json://localhost"
"""装一遍各家的写法用的地址，不往那里送。"""
QUIET = ("apprise", "urllib3", "requests")
"""这几个包的日志里会有地址和口令，一概不记。"""


def push(address: str, *, body: str) -> str:
    """往一个地址送一段话，返回没送成的缘由；送成了为空。"""
    library, asset = _opened()
    try:
        target = library.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
        if target is None:
            return "地址不对，请系统管理员核对后重填"
        is_sent = bool(target.notify(body=body, title=TITLE))
    except Exception as fault:
        return f"送不出去（{type(fault).__name__}）"
    return "" if is_sent else "对方没有收下，或者连不上"


@cache
def _opened() -> tuple[Any, Any]:
    """打开一次：不起线程，不存盘，不跟着转到别处去。"""
    for name in QUIET:
        logger = logging.getLogger(name)
        logger.disabled, logger.propagate = True, False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = import_module(APPRISE)
        library.Apprise.instantiate(ANY)
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in QUIET:
            logging.getLogger(name).disabled = True
    asset = library.AppriseAsset(
        app_id="sanban", app_desc=TITLE, app_url="", async_mode=False, http_redirects=False,
        storage_mode="memory",
    )  # fmt: skip
    return library, asset
