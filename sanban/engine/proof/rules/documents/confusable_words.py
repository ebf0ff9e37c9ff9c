"""容易混的词，看前后是哪一个。

“作出部署”与“做好部署”，“法治”与“法制”，“必需”与“必须”，单看都是词，放错了地方才是错。
这里只收前后固定的说法，两可的不收，只提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.table import found_of, hit_of
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """对照表里“confusable”一类；书名号里的照原文。"""
    for found in found_of(text, "confusable"):
        if not text.pairs.titled.covers(found.start):
            yield hit_of(found, "“{wrong}”一般写作“{right}”，请看是不是写混了。", 0.6)


RULE = Rule(
    id="D22",
    name="confusable-words",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》（第7版）；机关行文的通例",
    check=check,
    wrong={"做出重要指示": "作出重要指示", "文字精炼": "文字精练", "做表率": "作表率"},
    right=("作出重要指示", "文字精练", "做好工作"),
)
