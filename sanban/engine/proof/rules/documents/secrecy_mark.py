"""本系统不办涉密文件。

带“绝密”“机密”“秘密”标志的文件只能在涉密设备上起草、存放；发现了立即停止，按保密规定处置。
只看密级标志的写法（秘密★1年，单独成行的“机密”），正文里说到“保守国家秘密”的不算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(r"(?:绝密|机密|秘密)[ \u3000]?★[^\n\r，。；]{0,8}")
LEVELS = r"(?:绝[ \u3000]*密|机[ \u3000]*密|秘[ \u3000]*密)"
ALONE = Pattern(rf"(?:\A|(?<=[\n\r]))[ \t\u3000]*(?P<mark>{LEVELS})[ \t\u3000]*(?=[\n\r]|\Z)")
FIRST = 600


def check(text: Text) -> Iterator[Hit]:
    """★ 前面的密级；文首单独成行的密级。"""
    for found in MARK.over(text.raw):
        yield _hit(*found.span())
    alone = ALONE.search(text.raw, 0, min(FIRST, len(text.raw)))
    if alone:
        yield _hit(*alone.span("mark"))


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, "有密级标志：本系统不办涉密文件，请立即停止并按保密规定处置。")


RULE = Rule(
    id="D20",
    name="secrecy-mark",
    level=Level.ERROR,
    strength=Strength.REGULATION,
    basis="《中华人民共和国保守国家秘密法》",
    check=check,
    wrong={"机密★1年\n关于值班的通知": None, "秘 密\n关于值班的通知": None},
    right=("保守国家秘密", "关于值班的通知\n一、机密文件柜要上锁。"),
    fix="C",
    everywhere=True,
    needs=("密",),
)
