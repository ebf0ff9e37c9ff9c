"""写错的词。

“布署”“按装”“为已任”“自已”，成语里换了一个同音、形近的字，没有第二种可能，照表改。
表里一万多条：成语、熟语错一个字的由程序造，在公开的公文里一次也没有出现过才收；
易错词是自己列的。短词再看分词，两个词碰巧连在一起的（预防｜犯罪）不算。

干净公文上每万字约 0.01 处，看过的多半真是错字（任何时侯、循私舞弊）。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.table import found_of, hit_of
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """对照表里“wrong”一类。"""
    for found in found_of(text, "wrong"):
        yield hit_of(found, "“{wrong}”写错了，改为“{right}”。", 0.95)


RULE = Rule(
    id="C01",
    name="wrong-word",
    level=Level.ERROR,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第二十条第（四）项",
    check=check,
    wrong={
        "布署工作": "部署工作",
        "以服务大局为已任": "以服务大局为己任",
        "下苦工、出硬招": "下苦功、出硬招",
        "再接再励": "再接再厉",
        "推动形成反映灵敏的网络": "推动形成反应灵敏的网络",
    },
    right=("公布署名", "预防犯罪", "对于已经办结的", "为已任命的干部", "下苦功夫"),
)
