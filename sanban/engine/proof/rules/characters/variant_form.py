"""异形词，用推荐的写法。

“帐户”“其它”“人材”读音、意思和“账户”“其他”“人才”一样，国家推荐后一种写法。
旧的法规里还有“帐”，引用时照原文；所以只提示。
同一个写法三处以上的，只在头一处提一次，说清有几处。
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.table import found_of, hit_of
from sanban.engine.text import Text

FEW = 3
"""同一个写法至多一处一处地提这么多处。"""
EACH = "“{wrong}”推荐写作“{right}”。"


def check(text: Text) -> Iterator[Hit]:
    """对照表里“variant”一类；书名号里的照原文。"""
    titled = text.pairs.titled
    every = [one for one in found_of(text, "variant") if not titled.covers(one.start)]
    times = Counter(one.entry.wrong for one in every)
    told: set[str] = set()
    for one in every:
        count = times[one.entry.wrong]
        if count <= FEW:
            yield hit_of(one, EACH, 0.85)
        elif one.entry.wrong not in told:
            told.add(one.entry.wrong)
            yield replace(hit_of(one, f"{EACH}全文有{count}处，请一并改。", 0.85), suggestions=())


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
