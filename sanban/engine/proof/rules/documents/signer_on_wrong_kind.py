"""只有上行文标签发人。

请示、报告标签发人，上级好知道是谁负的责；下行文、平行文不标。
“意见”上行、下行都用，不管；没有发文机关标志和文号的稿子，缺签发人也不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import NUMBER, draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

SIGNER = Pattern(r"签[ \u3000]*发[ \u3000]*人[ \u3000]*[：:]")
UP = ("请示", "报告")
EITHER = ("意见", "议案", "")


def check(text: Text) -> Iterator[Hit]:
    """标题以前有没有签发人，对着文种看。"""
    paper = draft(text)
    if paper.title is None or paper.kind in EITHER:
        return
    signer = SIGNER.search(text.raw, 0, paper.title.start)
    if signer and paper.kind not in UP:
        yield Hit(*signer.span(), f"{paper.kind}不是上行文，不标签发人，删去。")
    number = NUMBER.search(text.raw, 0, paper.title.start)
    if number and paper.kind in UP and not signer:
        yield Hit(*number.span(), f"{paper.kind}是上行文，文号右边标签发人。")


RULE = Rule(
    id="D09",
    name="signer-on-wrong-kind",
    level=Level.ERROR,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第九条第（六）项；GB/T 9704—2012 7.2.6",
    check=check,
    wrong={
        "X政发〔2024〕7号　签发人：张三\n关于值班的通知\n各镇：": None,
        "X政发〔2024〕7号\n关于增加经费的请示\n市政府：": None,
    },
    right=(
        "X政发〔2024〕7号　签发人：张三\n关于增加经费的请示\n市政府：",
        "X政发〔2024〕7号\n关于值班的通知\n各镇：",
        "关于增加经费的请示\n市政府：",
    ),
    fix="C",
    needs=("关于",),
)
