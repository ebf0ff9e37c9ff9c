"""发文字号用六角括号，年份四位，序号不编虚位、不加“第”。

文号是查文、引文的凭据：X政发[2024]07号、（24）、第7号，同一个文就有了几种叫法，查不到一起。
括号里写“年”的也不对。只认括号里是年份、后面是“几号”的；法院的案号另有写法，不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

YEAR = "(?P<year>(?:19|20)?[0-9]{2})"
NUMBER = Pattern(
    rf"[〔\[［（(【]\s?{YEAR}(?P<word>年?)\s?[〕\]］）)】]\s?(?P<th>第?)\s?"
    r"(?P<number>[0-9]{1,5})\s?号(?![楼院线门厅馆室机台井])"
)
RIGHT = Pattern(r"〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号\Z")
FIRST_CENTURY = 50


def check(text: Text) -> Iterator[Hit]:
    """像文号而不是标准写法的。"""
    for found in NUMBER.over(text.raw):
        if RIGHT.match(found.group()) or not text.raw[found.start() - 1 : found.start()].isalpha():
            continue
        year = found["year"]
        if len(year) == 2:
            year = f"{'20' if int(year) < FIRST_CENTURY else '19'}{year}"
        right = f"〔{year}〕{int(found['number'])}号"
        message = f"发文字号用六角括号、四位年份，不编虚位、不加“第”，改为“{right}”。"
        yield Hit(*found.span(), message, (right,))


RULE = Rule(
    id="D01",
    name="odd-document-number",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.2.5",
    check=check,
    wrong={
        "X政发[2024]07号": "X政发〔2024〕7号",
        "X政发〔24〕7号": "X政发〔2024〕7号",
        "X政办发（2024）第12号": "X政办发〔2024〕12号",
    },
    right=("X政发〔2024〕7号", "（2023）最高法民终1号", "会议（2024年）1号厅", "（12）3号"),
    needs=("号",),
)
