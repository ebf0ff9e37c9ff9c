"""句子和小句：按段切开，句末的后引号、后括号跟着前一句走。"""

from sanban.engine.text.characters import LINE_ENDS
from sanban.engine.text.pattern import Pattern
from sanban.engine.text.spans import Cut, Span

LINE = Pattern(rf"[^{LINE_ENDS}]+")
ENDED = r"[。！？]+[”’）》】]*"
SENTENCE = Pattern(rf"[^。！？{LINE_ENDS}]+(?:{ENDED})?|{ENDED}")
CLAUSE = Pattern(rf"[^，；：。！？{LINE_ENDS}]+")


def lines(raw: str) -> Cut:
    """各行（不含换行，不含空行）。"""
    return _cut(LINE, raw)


def sentences(raw: str) -> Cut:
    """各句，含句末点号。"""
    return _cut(SENTENCE, raw)


def clauses(raw: str) -> Cut:
    """各小句：两个逗号、分号、冒号、句末点号之间的字。"""
    return _cut(CLAUSE, raw)


def _cut(pattern: Pattern, raw: str) -> Cut:
    return Cut(tuple(Span._make(one.span()) for one in pattern.over(raw)))
