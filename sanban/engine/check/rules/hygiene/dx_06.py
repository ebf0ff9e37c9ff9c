"""域坏了，印出来是“错误！”。

目录、交叉引用的目标删了，更新后就变成“错误！未找到引用源”；印之前要找出来改掉。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

BROKEN = re.compile(
    r"错误[!！]\s*(?:未找到引用源|未定义书签|超级链接引用无效|文档中没有指定样式的文字|未指定文件名|链接无效)"
    r"|Error! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid)"
)


def check(document: Document) -> Iterator[Fault]:
    """逐段找那句话。"""
    for para in document.paras:
        for found in BROKEN.finditer(para.text):
            message = "这里的引用坏了，请重新设置引用，或者改成文字。"
            yield Fault(message, para, found.start(), found.end())


RULE = FormatRule(id="DX-06", name="broken-field", clause="电子文件的通行做法", check=check,
                  level=Level.ERROR, strength=Strength.PRACTICE, fix="C", always=True)  # fmt: skip
