"""文件要短：综合性的一般不超过五千字，专项工作的一般不超过四千字。

减负规定对地方和部门的文件定了篇幅；超过的，请精简，或者说明为什么要长。
只看有标题、有主送机关的公文；附件不算在内。按专项工作的四千字提示，超过五千字的说明两个数都超了。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

SPECIAL, GENERAL = 4000, 5000


def check(text: Text) -> Iterator[Hit]:
    """从主送机关数到成文日期，空白不算。"""
    paper = draft(text)
    if paper.title is None or paper.addressees is None:
        return
    end = paper.issued.start if paper.issued else len(text.raw)
    length = len("".join(text.raw[paper.addressees.end : end].split()))
    if length > SPECIAL:
        limit = f"综合性文件的{GENERAL}字" if length > GENERAL else f"专项工作文件的{SPECIAL}字"
        message = f"正文{length}字，超过{limit}，请精简。"
        yield Hit(*paper.title, message)


RULE = Rule(
    id="D21",
    name="too-long",
    level=Level.HINT,
    strength=Strength.REGULATION,
    basis="《整治形式主义为基层减负若干规定》（2024年）",
    check=check,
    wrong={"关于值班的通知\n各镇人民政府：\n" + "请各镇做好值班工作。" * 420: None},
    right=("关于值班的通知\n各镇人民政府：\n请做好值班。",),
    fix="C",
    needs=("关于",),
)
