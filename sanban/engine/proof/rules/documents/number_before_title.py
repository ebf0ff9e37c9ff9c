"""引用公文，先引标题，后引发文字号。

写《关于做好值班工作的意见》（X政发〔2024〕1号），不写（X政发〔2024〕1号）《……》。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

NUMBER = Pattern(
    r"〔(?P<number>[0-9]{4}〕[0-9]{1,5}号)[）)]?(?P<title>《[^《》\n\r]{2,80}(?:〈[^〉\n\r]*〉[^《》\n\r]*)?》)(?![（(])"
)
HEAD = Pattern(r"[（(]?[一-龥A-Za-z]{1,12}\Z")
NOT_CODE = "按照根据依据贯彻落实印发转发执行和及与、"


def check(text: Text) -> Iterator[Hit]:
    """文号后面紧接着书名号。"""
    raw = text.raw
    for found in NUMBER.over(raw):
        head = HEAD.search(raw, max(0, found.start() - 13), found.start())
        if head is None or raw[head.start()] not in "（(" or raw[head.start() - 1] == "》":
            continue
        code = raw[head.start() + 1 : found.start()]
        right = f"{found['title']}（{code}〔{found['number']}）"
        yield Hit(head.start(), found.end(), "引用公文先标题、后文号。", (right,))


RULE = Rule(
    id="D12",
    name="number-before-title",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：引用公文先引标题，后引发文字号",
    check=check,
    wrong={"按照（X政发〔2024〕1号）《值班意见》要求": "按照《值班意见》（X政发〔2024〕1号）要求"},
    right=(
        "按照《值班意见》（X政发〔2024〕1号）要求",
        "《甲》（X发〔2024〕1号）《乙》（X发〔2024〕2号）",
    ),
    needs=("号",),
)
