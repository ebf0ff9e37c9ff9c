"""抄送机关最后标句号。

抄送机关之间用逗号、顿号隔开，回行时与冒号后的首字对齐，最后一个抄送机关名称后标句号。
抄送写了几行的，只看下一行就是印发机关、或者到了文末的那一行。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """抄送那一行的最后一个字。"""
    paper = draft(text)
    line = paper.copies
    if line is None or text.raw[line.end - 1] in "。：:":
        return
    after = paper.lines.index(line) + 1
    is_last = after == len(paper.lines) or "印发" in paper.written(paper.lines[after])
    if is_last:
        last = text.raw[line.end - 1]
        right = "。" if last in "，、；,;." else f"{last}。"
        yield Hit(line.end - 1, line.end, "抄送机关最后标句号。", (right,))


RULE = Rule(
    id="D06",
    name="no-stop-after-copies",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.4.2",
    check=check,
    wrong={"抄送：县委办公室": "抄送：县委办公室。"},
    right=("抄送：县委办公室。", "抄送：县委办公室，\n县人大常委会办公室。", "抄送县委办公室"),
    needs=("送：", "送:"),
)
