"""附件：说明里的和后面附的，个数、次序、名称要一致（7.3.4、7.3.7）。"""

from collections.abc import Iterator

from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.checks.common import clause, line_of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.problems import WARN, Problem

ENDS = "。；，、.;,"
ENDS_WARNING = "附件名称后面不加标点，也不用书名号。"


def named_and_there(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """说明里有的后面要有，后面有的说明里要有，名称一字不差。"""
    note = gongwen.first(of.AttachmentNote)
    there = {max(one.number, 1): one for one in gongwen.every(of.Attachment)}
    names = dict(enumerate(note.names, 1)) if note else {}
    yield from _punctuation(note)
    for number in sorted(names.keys() | there.keys()):
        yield from _one(number, names.get(number), there.get(number), note)


def _one(
    number: int,
    name: str | None,
    attachment: of.Attachment | None,
    note: of.AttachmentNote | None,
) -> Iterator[Problem]:
    if attachment is None:
        message = f"附件{number}“{name}”后面没有附上；分开装订的请在附件左上角标发文字号。"
        yield Problem("附件", message, line_of(note), clause("7.3.7"), WARN)
    elif name is None:
        message = f"附件{number}“{attachment.title}”在附件说明里没有列出，请补上。"
        yield Problem("附件说明", message, line_of(attachment), clause("7.3.7"))
    elif name != attachment.title:
        message = f"附件{number}的标题是“{attachment.title}”，附件说明里是“{name}”，要一致。"
        yield Problem("附件", message, line_of(attachment), clause("7.3.7"), WARN)
    if attachment is not None and not attachment.blocks:
        message = f"附件{number}“{attachment.title}”是空的。"
        yield Problem("附件", message, line_of(attachment), clause("7.3.7"))


def _punctuation(note: of.AttachmentNote | None) -> Iterator[Problem]:
    for name in note.names if note else ():
        if name[-1:] in ENDS or (name[:1] == "《" and name[-1:] == "》"):
            yield Problem(
                "附件说明", f"“{name}”：{ENDS_WARNING}", line_of(note), clause("7.3.4"), WARN
            )
