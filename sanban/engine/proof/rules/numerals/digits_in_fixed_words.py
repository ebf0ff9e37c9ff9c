"""已经定型的词语里的数字用汉字。

“十四五”“三农”“五一”这样的词，数字是词的一部分，不表示计量，换成阿拉伯数字就不成词了。
“5一”后面是“劳动”“假期”，“20大”前面是“党的”或者后面是“报告”“精神”一类，才算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import DIGITS, to_chinese

PERIOD = "(?=”|规划|时期|期间|以来|末|收官|开局)"
WORD = Pattern(
    rf"1[1-6]五{PERIOD}|十[1-6]五{PERIOD}"
    r"|(?:1[5-9]|2[0-9])大(?:(?<=党的...)|(?=报告|精神|以来|党章))"
    r"|[1568][一四](?=劳动节|青年节|儿童节|国际劳动|小长假|假期)"
    r"|3农(?=”|问题|工作)|4个(?:意识|自信|全面)|2个(?:维护|确立)|2个一百年|5位一体|1带1路|1国2制"
    r"|3会1课|2学1做|3严3实|3重1大|3公(?=经费|消费)"
)
NUMBER = Pattern("[0-9]+")


def check(text: Text) -> Iterator[Hit]:
    """定型词里的阿拉伯数字改成汉字。"""
    for found in WORD.over(text.raw):
        wrong, before = found.group(), text.raw[found.start() - 1 : found.start()]
        if not before.isdecimal() and before != ".":
            right = NUMBER.compiled.sub(lambda one: _chinese(one.group()), wrong)
            message = f"“{right}”是定型的词，里面的数字用汉字。"
            yield Hit(*found.span(), message, (right,))


def _chinese(number: str) -> str:
    return to_chinese(int(number))


RULE = Rule(
    id="N05",
    name="digits-in-fixed-words",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.2.3",
    check=check,
    wrong={
        "“14五”规划": "“十四五”规划",
        "5一劳动节": "五一劳动节",
        "党的20大": "党的二十大",
        "增强“4个意识”": "增强“四个意识”",
    },
    right=("“十四五”规划", "五一劳动节", "115五金店", "做强20大产业"),
    needs=tuple(str(digit) for digit in range(1, len(DIGITS))),
)
