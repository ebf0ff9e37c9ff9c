"""主送机关分类排，同类之间用顿号，不同类之间用逗号。

“各乡镇人民政府、县直各部门”把两类机关排成了一串，看不出层次；类与类之间用逗号。
格式标准的样张是这样排的，标准没有写成条文，只作提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(
    r"(?:政府|办事处|党委|党组|管委会)(?P<mark>、)"
    r"(?=[县市区州省]直|[县市区州省](?:政府|委)(?:各|有关|部门|工作)|各(?:有关)?部门|驻[县市区]|各人民团体)"
)


def check(text: Text) -> Iterator[Hit]:
    """乡镇政府后面接着县直部门的顿号。"""
    line = draft(text).addressees
    if line is None:
        return
    for found in MARK.over(text.raw, line.start, line.end):
        yield Hit(*found.span("mark"), "不同类的主送机关之间用逗号，改为“，”。", ("，",), 0.8)


RULE = Rule(
    id="D03",
    name="flat-addressees",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="GB/T 9704—2012 7.3.2；主送机关分类排列的通例",
    check=check,
    wrong={
        "关于值班的通知\n各镇人民政府、县直各部门：\n请做好值班。": (
            "关于值班的通知\n各镇人民政府，县直各部门：\n请做好值班。"
        ),
    },
    right=("关于值班的通知\n各镇人民政府，县直各部门：\n请做好值班。",),
    needs=("关于",),
)
