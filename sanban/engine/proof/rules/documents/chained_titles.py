"""转发、印发的标题不层层套叠。

“关于转发关于……的通知的通知”读两遍才明白；去掉多余的“关于”，或者直接转发最早的那个文，
被转发的文用书名号。“……的通知的通知的通知”也一样。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

DOUBLED = Pattern(
    r"关于(?:转发|批转|印发)(?P<organ>[^《〈关\n\r，。；]{0,24})(?P<about>关于)(?!》)"
)
CHAIN = Pattern(r"的通知[》〉]?的通知[》〉]?的通知")


def check(text: Text) -> Iterator[Hit]:
    """转发后面不用书名号又来一个“关于”；三个“的通知”连在一起。"""
    for found in DOUBLED.over(text.raw):
        message = "标题里“关于”重复：被转发的文用书名号，或者省去一个“关于”。"
        yield Hit(*found.span(), message, (), 0.85)
    for found in CHAIN.over(text.raw):
        yield Hit(*found.span(), "“的通知”套了三层，直接转发最早的文，留一个“的通知”。")


RULE = Rule(
    id="D11",
    name="chained-titles",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《党政机关公文处理工作条例》第九条第（七）项；转发类标题的通例",
    check=check,
    wrong={
        "关于转发省政府办公厅关于做好值班工作的通知的通知": None,
        "转发市政府关于值班的通知的通知的通知": None,
    },
    right=(
        "关于转发《省政府办公厅关于做好值班工作的通知》的通知",
        "转发省政府办公厅关于做好值班工作的通知",
    ),
    fix="C",
    needs=("关于", "的通知"),
)
