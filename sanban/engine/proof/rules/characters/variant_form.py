"""异形词，用推荐的写法。

“帐户”“其它”“人材”读音、意思和“账户”“其他”“人才”一样，国家推荐后一种写法。
旧的法规里还有“帐”，引用时照原文；所以只提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.table import found_of, hit_of
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """对照表里“variant”一类；书名号里的照原文。"""
    for found in found_of(text, "variant"):
        if not text.pairs.titled.covers(found.start):
            yield hit_of(found, "“{wrong}”推荐写作“{right}”。", 0.85)


RULE = Rule(
    id="C02",
    name="variant-form",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="《第一批异形词整理表》（GF 1001—2001）",
    check=check,
    wrong={"建立台帐": "建立台账", "其它事项": "其他事项", "签定协议": "签订协议"},
    right=("建立台账", "帐篷", "《工资基金帐户管理办法》", "规定单位"),
)
