"""贯彻落实的是讲话的精神。

“学习重要讲话”可以，“贯彻落实重要讲话”就缺了“精神”：落实的是讲话的精神。
看一个小句里“贯彻”“落实”后面的“重要讲话”，紧接着是句中、句末的标点；引号、书名号里的不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

SPEECH = Pattern(r"重要讲话(?=[，。；])")
VERB = Pattern(r"(?:贯彻|落实)[^，。；！？\n\r]{0,40}\Z")
REACH = 44


def check(text: Text) -> Iterator[Hit]:
    """从“重要讲话”往回看。"""
    for found in SPEECH.over(text.raw):
        before = max(0, found.start() - REACH)
        if VERB.search(text.raw, before, found.start()) and not _is_cited(text, found.start()):
            message = "贯彻落实的是讲话的精神，改为“重要讲话精神”。"
            yield Hit(*found.span(), message, ("重要讲话精神",), 0.85)


def _is_cited(text: Text, place: int) -> bool:
    return text.pairs.quoted.covers(place) or text.pairs.titled.covers(place)


RULE = Rule(
    id="T03",
    name="spirit-dropped",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="党代会报告和中央文件的现行提法",
    check=check,
    wrong={"认真贯彻落实习近平总书记重要讲话。": "认真贯彻落实习近平总书记重要讲话精神。"},
    right=("认真学习习近平总书记重要讲话。", "贯彻落实重要讲话精神，抓好落实。"),
    needs=("重要讲话",),
)
