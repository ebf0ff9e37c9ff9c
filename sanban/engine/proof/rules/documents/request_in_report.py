"""报告里不夹带请示事项。

报告是不用批的，把要批的事写在里面，多半就没有人批；要批的另写请示。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

ASKS = (
    "请批示|请予批示|请审批|请予审批|请批准|请予批准|妥否|当否"
    "|请批复|请予批复|请予支持为盼|恳请批准"
)
ASK = Pattern(f"(?:{ASKS})")


def check(text: Text) -> Iterator[Hit]:
    """标题的文种是报告的；引号里的不算。"""
    if draft(text).kind != "报告":
        return
    for found in ASK.over(text.raw):
        if not text.pairs.quoted.covers(found.start()):
            message = f"报告里不夹带请示事项，“{found.group()}”要批的事另写请示。"
            yield Hit(*found.span(), message)


RULE = Rule(
    id="D08",
    name="request-in-report",
    level=Level.ERROR,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第十五条第（四）项",
    check=check,
    wrong={"关于值班工作的报告\n市政府：\n拟增加人手，妥否，请批示。": None},
    right=(
        "关于值班工作的报告\n市政府：\n特此报告。",
        "关于增加人手的请示\n市政府：\n妥否，请批示。",
    ),
    fix="C",
    needs=tuple(ASKS.split("|")),
)
