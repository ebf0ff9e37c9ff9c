"""补另一半标点补在哪里：默认按停顿来猜，语言模型来了可以换掉。"""

from collections.abc import Callable

from sanban.engine.text.characters import KIND, OPENING
from sanban.engine.text.pairs import Stray
from sanban.engine.text.pattern import Pattern

Chooser = Callable[[str, Stray], int]
"""给原文和落单的一半，答另一半该插在哪个位置之前。"""

TITLES = ("书名号", "单书名号")
NEAR, FAR = 200, 2000
"""一对标点之间不大会超过的字数：引词语的，引整段话的。"""
STOP = Pattern(r"[。！？；\n\r]|[二三四五六七八九]是(?!否)")
SHORT = Pattern(r"[，。！？；：\n\r]")
KINDS = (
    "法典|法|条例|办法|规定|细则|规则|通知|意见|方案|决定|规划|纲要|要点|通报|报告|批复|准则|制度|公报"
    "|标准|计划|决议|请示|函"
)
AFTER = r"(?:（[^（）]{2,8}）)?(?=[，。、；：！？》〉”）\n\r和及与等的对中规第要]|\Z)"
NAMED = Pattern(f"(?:{KINDS}){AFTER}")
# 标题里有“关于”的，名称到“的通知”“的决定”为止
ABOUT = Pattern(f"的(?:{KINDS}){AFTER}")
BEFORE = "，。；：！？\n\r"


def before_the_stop(raw: str, stray: Stray) -> int:
    """引整段话的补到段末、冒号后；文件名补在“办法”“通知”一类的字后，
    别的补在这句话说完之前、这个小句开头。
    """
    return _closing(raw, stray) if stray.is_opening else _opening(raw, stray)


def _closing(raw: str, stray: Stray) -> int:
    again = raw.find(stray.mark, stray.start + 1, min(stray.limit, stray.start + FAR))
    if raw[stray.start - 1 : stray.start] == "：" and again < 0 and KIND[stray.mark] == "引号":
        return min(stray.limit, stray.start + FAR)
    limit = min(stray.limit, stray.start + NEAR)
    if KIND[stray.mark] in TITLES:
        about = raw.find("关于", stray.start, stray.start + 24) > 0
        named = (ABOUT if about else NAMED).search(raw, stray.start + 1, limit)
        if named:
            return named.end()
    stops = SHORT if KIND[stray.mark] == "括号" else STOP
    end = stops.search(raw, stray.start + 1, limit)
    places = [limit, *([end.start()] if end else []), *([again] if again > 0 else [])]
    return max(stray.start + 1, min(places))


def _opening(raw: str, stray: Stray) -> int:
    if raw[stray.start - 1 : stray.start] in ("。", "！", "？"):
        colon = raw.rfind("：", max(stray.limit, stray.start - FAR), stray.start)
        if colon >= 0:
            return colon + 1
    limit = max(stray.limit, stray.start - NEAR)
    tail = raw[limit : stray.start]
    return limit + 1 + max(tail.rfind(mark) for mark in (*BEFORE, stray.mark, *OPENING.values()))
