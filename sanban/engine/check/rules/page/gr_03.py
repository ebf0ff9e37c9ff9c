"""换行的规矩：句首不排点号，中文和数字之间不自动加空。

避头尾（行首不出现逗号、句号，行末不出现左引号）是 GB/T 15834 的要求，不能关；自动在中文和
数字之间加空，一行就排不满 28 字，数字多的行参差不齐。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.layers import is_on
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

CODES = ("body", "main_recipient", "attachment_note", "annotation")
# fmt: off
SWITCHES = (
    # 名目          该开还是关  说法
    (("kinsoku",), True, "关了避头尾，点号会排到行首，应打开。"),
    (("autoSpaceDE", "autoSpaceDN"), False,
     "中文和数字、英文之间自动加了空，排不满 28 字，应关掉。"),
)
# fmt: on


def check(document: Document) -> Iterator[Fault]:
    """正文各段的换行开关；Word 的默认都是开着。"""
    for para in document.of(*CODES):
        yield from _para(para)


def _para(para: Para) -> Iterator[Fault]:
    for names, wanted, message in SWITCHES:
        wrong = [one for one in names if is_on(para.layout.layer, one, default=True) != wanted]
        if wrong:
            values: dict[str, str | None] = {one: "1" if wanted else "0" for one in wrong}
            yield Fault(message, para, edits=(Edit(para.node, "pPr", values),))


RULE = FormatRule(
    id="GR-03", name="line-breaking", clause="通行做法；避头尾依据 GB/T 15834—2011 5.1.1",
    check=check, level=Level.HINT, strength=Strength.PRACTICE,
)  # fmt: skip
