"""页码连续编。

附件与正文一起装订的，页码连续编排，换了节也不从头来。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.numbers import number_of
from sanban.engine.check.seen.paras import SeenPara

BLANK = (0, 1)
"""空白面有的软件不印出来，差一面不算。"""


def check(document: Document) -> Iterator[Fault]:
    """第一节以后重新起头的节。"""
    for section in document.sections[1:]:
        if section.restarts:
            yield Fault(
                "这一节的页码重新从头编，应与前面连续。",
                place=f"第{section.number + 1}节页面",
                edits=(Edit(section.node, "", {"pgNumType.start": None}),),
            )  # fmt: skip


def seen(document: SeenDocument) -> Iterator[Fault]:
    """页码和面数的差，前后应当一样。"""
    feet = document.footers
    for place in range(1, len(feet)):
        before, para = feet[place - 1], feet[place]
        # 只错了中间一个的，说那一个，不说它后面的
        mended = place > 1 and _goes_on(feet[place - 2], para)
        if not _goes_on(before, para) and not mended:
            message = f"页码从{number_of(before)}到{number_of(para)}，不连续，应连续编。"
            yield Fault(message, para)


def _goes_on(before: SeenPara, para: SeenPara) -> bool:
    return number_of(para) - number_of(before) - (para.page - before.page) in BLANK


RULE = FormatRule(id="PN-02", name="restarted-pages", clause="7.5", check=check,
                  seen=seen)  # fmt: skip
