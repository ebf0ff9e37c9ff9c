"""行内的写法：**强调**、^上标^、~下标~，其余的字一个不动。

不用通用的强调规则：它按西文空格断词，`**“重点”**工作` 认不出来，反斜杠和实体还会吃掉字。
上下标里只能是字母、数字和正负号，所以“10~15人”里的波浪线还是波浪线。
"""

import re

from sanban.engine.gongwen.blocks import SUB, SUPER, Run

SHORT = r"[0-9A-Za-z+\-−]{1,12}"
MARKED = re.compile(
    rf"\*\*(?P<strong>[^*]+)\*\*|\^(?P<super>{SHORT})\^|~(?P<sub>{SHORT})~",
)


def runs_of(text: str, *, strong: bool = False) -> tuple[Run, ...]:
    """把一段字拆成意思相同的小段；强调里面还可以有上下标。"""
    found: list[Run] = []
    place = 0
    for match in MARKED.finditer(text):
        found += _plain(text[place : match.start()], strong)
        found += _marked(match, strong)
        place = match.end()
    found += _plain(text[place:], strong)
    return tuple(found)


def _plain(text: str, strong: bool) -> list[Run]:
    return [Run(text, strong)] if text else []


def _marked(match: re.Match[str], strong: bool) -> tuple[Run, ...]:
    inner = match["strong"]
    if inner is not None:
        return runs_of(inner, strong=True)
    script = SUPER if match["super"] is not None else SUB
    return (Run(match[script], strong, script),)
