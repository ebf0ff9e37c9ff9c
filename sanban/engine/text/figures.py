"""数目的写法：正则里常用的几样，和往回看几个字。"""

ARABIC = r"[0-9]+(?:\.[0-9]+)?"
"""阿拉伯数字，可以有小数。"""
DASHES = r"\-—–~～"
"""起讫之间的各种横线、浪线，写在正则的方括号里用。"""


def tail(raw: str, end: int, reach: int = 16) -> str:
    """`end` 之前至多 `reach` 个字。"""
    return raw[max(0, end - reach) : end]
