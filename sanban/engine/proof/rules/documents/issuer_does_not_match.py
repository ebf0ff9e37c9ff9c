"""发文机关署名和发文机关标志是同一个机关。

红头写的是县政府，落款写的是县政府办公室，谁发的文就说不清；印章也要跟署名一致。
只看单独成行的“……文件”和成文日期上面一行都认得出的。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import ORGANS, draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(r"(?P<organ>[一-龥]{3,30})[ \u3000]*文[ \u3000]*件\Z")
ORGAN = Pattern(rf"[一-龥 \u3000]{{2,38}}(?:{ORGANS})\Z")
BLANKS = str.maketrans("", "", " \u3000")


def check(text: Text) -> Iterator[Hit]:
    """红头去掉“文件”二字，和落款比。"""
    paper = draft(text)
    if paper.title is None or paper.issued is None:
        return
    heads = [line for line in paper.lines if line.end <= paper.title.start]
    marks = [found["organ"] for line in heads if (found := MARK.match(paper.written(line)))]
    before = paper.lines[paper.lines.index(paper.issued) - 1]
    signed = paper.written(before)
    if len(marks) != 1 or before.start < paper.title.end or not ORGAN.match(signed):
        return
    mark, sign = marks[0].translate(BLANKS), signed.translate(BLANKS)
    if not (mark.endswith(sign) or sign.endswith(mark)):
        message = f"署名是“{sign}”，发文机关标志是“{mark}”，两处要是同一个机关。"
        yield Hit(*before, message, (), 0.8)


RULE = Rule(
    id="D14",
    name="issuer-does-not-match",
    level=Level.WARNING,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第九条第（四）、（十一）、（十三）项",
    check=check,
    wrong={
        "X县人民政府文件\n关于值班的通知\n各镇：\n请做好值班。\nX县人民政府办公室\n2024年4月6日".replace(
            "X", "某"
        ): None,
    },
    right=("某县人民政府文件\n关于值班的通知\n各镇：\n请做好值班。\n某县人民政府\n2024年4月6日",),
    fix="C",
    needs=("文件", "文 件", "件"),
)
