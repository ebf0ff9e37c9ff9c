"""标题用十五种文种里的一种收尾，文种和事由相合。

“请示报告”是两种文，“申请”“汇报”“函告”不是文种；要钱要人要批的是请示，写成报告就没有人批。
只看认得出是公文标题的：一行，有“关于”，下一行是主送机关。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

# fmt: off
ENDINGS = {
    "请示报告": "请示", "申请": "请示", "申请书": "请示", "汇报": "报告", "情况汇报": "报告",
    "函告": "函", "请示函": "函", "申请报告": "请示", "通知函": "通知", "请求": "请示",
}
# fmt: on
ODD_KINDS = "|".join(sorted(ENDINGS, key=len, reverse=True))
# 下一行是主送机关
BELOW = r"[ \t]*\r?\n\s*(?=[^\n\r。；]{2,60}[：:][ \t]*(?:\r?\n|\Z))"
ODD = Pattern(rf"关于[^\n\r。]{{2,60}}?的(?P<kind>{ODD_KINDS}){BELOW}")
ASKS = "申请|请求|恳请|请予|要求(?:解决|拨付|给予|增加|批准)"
ASKING = Pattern(rf"关于(?:{ASKS})[^\n\r。]{{2,60}}?的(?P<kind>报告){BELOW}")


def check(text: Text) -> Iterator[Hit]:
    """下一行是主送机关的标题。"""
    for found in ODD.over(text.raw):
        right = ENDINGS[found["kind"]]
        message = f"“{found['kind']}”不是法定文种，改为“{right}”。"
        yield Hit(*found.span("kind"), message, (right,), 0.85)
    for found in ASKING.over(text.raw):
        message = "请求批准的事用请示，改为“请示”；只是报告情况的，改事由。"
        yield Hit(*found.span("kind"), message, ("请示",), 0.8)


RULE = Rule(
    id="D10",
    name="title-without-lawful-kind",
    level=Level.WARNING,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第八条、第九条第（七）项",
    check=check,
    wrong={
        "关于增加经费的请示报告\n县政府：\n": "关于增加经费的请示\n县政府：\n",
        "关于申请经费的报告\n县政府：\n": "关于申请经费的请示\n县政府：\n",
    },
    right=("关于增加经费的请示\n县政府：\n", "关于值班工作的报告\n县政府：\n", "关于贷款的申请"),
    needs=("关于",),
)
