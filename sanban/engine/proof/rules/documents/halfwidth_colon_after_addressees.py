"""主送机关最后一个名称后面标全角冒号。

主送机关编排在标题下空一行，顶格，末尾用全角冒号；漏了冒号、用了半角的，转版式时对不上字格。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """主送那一行的最后一个字。"""
    line = draft(text).addressees
    if line is None:
        return
    last = text.raw[line.end - 1]
    if last == ":":
        yield Hit(line.end - 1, line.end, "主送机关后面用全角冒号，改为“：”。", ("：",))
    elif last != "：":
        yield Hit(line.end - 1, line.end, "主送机关后面加全角冒号。", (f"{last}：",), 0.8)


RULE = Rule(
    id="D02",
    name="halfwidth-colon-after-addressees",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.3.2",
    check=check,
    wrong={
        "关于做好值班工作的通知\n各乡镇人民政府:\n请做好值班。": (
            "关于做好值班工作的通知\n各乡镇人民政府：\n请做好值班。"
        ),
        "关于做好值班工作的通知\n各乡镇人民政府\n请做好值班。": (
            "关于做好值班工作的通知\n各乡镇人民政府：\n请做好值班。"
        ),
    },
    right=("关于做好值班工作的通知\n各乡镇人民政府：\n请做好值班。", "各乡镇人民政府"),
    needs=("关于",),
)
