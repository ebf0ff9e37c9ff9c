"""文字：一段原文，连同它的段落、句子、成对标点、序号和不校的地方；位置一个也不动。"""

from sanban.engine.text.pairs import Pair, Pairs, Stray
from sanban.engine.text.pattern import Pattern
from sanban.engine.text.repair import Chooser, before_the_stop
from sanban.engine.text.sequence import Item, Ordinal
from sanban.engine.text.spans import Cut, Span
from sanban.engine.text.text import Paragraph, Text

__all__ = [
    "Chooser",
    "Cut",
    "Item",
    "Ordinal",
    "Pair",
    "Pairs",
    "Paragraph",
    "Pattern",
    "Span",
    "Stray",
    "Text",
    "before_the_stop",
]
