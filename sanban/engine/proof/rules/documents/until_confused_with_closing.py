"""“截至”是到某个时候，事情还在变；“截止”是到某个时候停下。

“截至3月底，完成12件”，到了3月底还会再增加；“报名3月底截止”，到点就不再收。
后面直接跟时间、再往下说情况的，用“截至”；“截止日期”“截止时间”不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

WHEN = (
    r"[0-9]{1,4}[年月]|今[年天日]|去年|目前|现在|[上本]月|年底"
    r"|[一二][〇零一二三四五六七八九]{3}年|[一二三四五六七八九十]{1,2}月"
)
CLOSING = Pattern(rf"截止(?P<to>到|至)?(?={WHEN})")
REPEATED = Pattern(rf"截至(?P<to>到)(?={WHEN})")


def check(text: Text) -> Iterator[Hit]:
    """“截止”后面紧跟着时间；“截至到”意思重复，只提示。"""
    for found in CLOSING.over(text.raw):
        yield Hit(*found.span(), "到某个时候用“截至”，改为“截至”。", ("截至",))
    for found in REPEATED.over(text.raw):
        message = "“截至”已有“到”的意思，删去“到”。"
        yield Hit(*found.span(), message, ("截至",), 0.8, Level.HINT)


RULE = Rule(
    id="D23",
    name="until-confused-with-closing",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》（第7版）“截至”“截止”",
    check=check,
    wrong={"截止3月底，完成12件": "截至3月底，完成12件", "截止到2024年底": "截至2024年底"},
    right=("截至3月底，完成12件", "截止日期为3月底", "报名于3月底截止"),
    needs=("截止", "截至到"),
)
